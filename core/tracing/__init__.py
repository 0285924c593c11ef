"""From a class activation raster to landslide polygons, and their measures.

The way leads through `landslide_polygons`: `pixel_edges` finds edges strip by strip, `rings` joins
them, `pixel_groups` tells which rings belong together, `hole_filling` fills small holes, `outlines`
draws, and `ring_measures` measures.
"""
