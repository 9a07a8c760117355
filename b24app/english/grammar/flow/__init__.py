"""What joins steps: conditions and cases, otherwise, at the same time, again and again, afterthoughts, asides."""
