"""Boxes of parameters in the windows of steps."""
