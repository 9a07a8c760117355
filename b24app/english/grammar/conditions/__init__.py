"""What is tested of a record: fields, their values, stages, states, and the opposite of a test."""
