"""Counting a class activation raster in the background, and the figures from it."""
