"""The words of a description: tokens, phrases found among them, lengths and days, slips of the pen."""
