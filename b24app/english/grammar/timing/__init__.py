"""When: waits, deadlines, repetitions."""
