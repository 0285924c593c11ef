"""Telling new landslides from what was there before the event."""
