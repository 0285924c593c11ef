"""Everything that is learned: networks, patches, training, inference and the model file.

A plain library of Keras, numpy, scikit-image and h5py: it never imports ``qgis`` or GDAL, and
reads from anything that has a shape and gives windows (see `scarp.models.data.image_sources`).
"""
