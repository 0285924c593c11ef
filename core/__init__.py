"""Everything that is not learned: rasters, labels, thresholds, polygons, accuracy.

A plain library of numpy and GDAL: it never imports ``qgis`` or Keras.
"""
