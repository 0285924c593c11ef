"""From a class activation raster to landslide polygons, and what is measured of them."""
