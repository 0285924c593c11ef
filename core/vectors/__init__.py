"""Polygons from vector files: made valid, measured on the ellipsoid, and intersected."""
