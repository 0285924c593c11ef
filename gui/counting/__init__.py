"""Counting pixels of a class activation raster in the background, and the metrics from them."""
