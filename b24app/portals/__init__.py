"""Everything said to a portal and to its authorization server: addresses, tokens, pace, calls, registration."""
