"""The threshold preview: its dock, and what is in it."""
