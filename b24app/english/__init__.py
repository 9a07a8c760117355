"""English to a plan. `read.read` is the way in."""
