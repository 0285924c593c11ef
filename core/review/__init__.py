"""Checking what was mapped: in which order, and what a click on the map proposes."""
