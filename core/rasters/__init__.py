"""Rasters read and written by windows, through GDAL, and where they lie on the map."""
