"""A plan and the workflow template a portal imports: there and back."""
