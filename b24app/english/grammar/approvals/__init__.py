"""Who decides, until when, and what each answer is followed by."""
