"""What follows the head of an action, and the fields of the vocabulary that it fills."""
