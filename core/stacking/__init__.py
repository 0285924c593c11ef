"""Bringing images of two dates and the terrain onto one grid."""
