"""Widgets of Scarp's own for parameters, shown in the windows of steps."""
