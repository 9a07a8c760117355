"""Everything that listens: guards first, then robot calls, events, frames, health."""
