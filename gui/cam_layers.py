"""What the preview asks of a layer that holds a class activation raster."""

from __future__ import annotations

from qgis.core import Qgis, QgsMapLayer, QgsRasterLayer

_REAL = (Qgis.DataType.Float32, Qgis.DataType.Float64)
#: What Scarp writes into each of its CAMs, among the file's metadata.
_MARK = "SCARP_CLASSES"


def may_be_cam(layer: QgsMapLayer) -> bool:
    """Whether a layer is a raster file of real numbers."""
    return (
        isinstance(layer, QgsRasterLayer)
        and layer.isValid()
        and layer.providerType() == "gdal"
        and layer.dataProvider().dataType(1) in _REAL
    )


def is_cam(layer: QgsMapLayer) -> bool:
    """Whether Scarp made a layer's file as class activation raster."""
    return may_be_cam(layer) and _MARK in layer.dataProvider().htmlMetadata()
