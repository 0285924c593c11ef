"""The threshold preview: its dock, and the widgets in it."""
