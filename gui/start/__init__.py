"""The start panel: the way of the work, and what is there of it."""
