"""What a layer is to Scarp, as far as its provider tells without reading the file."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    NULL,
    Qgis,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

#: Types of fields.
if Qgis.QGIS_VERSION_INT >= 33800:
    STRING, INT, REAL, DATE, DATE_TIME = (
        *(QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double, QMetaType.Type.QDate),
        QMetaType.Type.QDateTime,
    )
else:  # Older QgsField does not take the types of Qt 6.
    STRING, INT, REAL, DATE, DATE_TIME = (
        *(QVariant.String, QVariant.Int, QVariant.Double, QVariant.Date),  # noqa: QGS402
        QVariant.DateTime,  # noqa: QGS402
    )
_REAL = (Qgis.DataType.Float32, Qgis.DataType.Float64)
#: What Scarp writes into each of its CAMs, among the file's metadata, and into spreads besides.
_CAM_MARK, _SPREAD_MARK = "SCARP_CLASSES", "SCARP_SPREAD"
#: The last band of a label raster.
_LABEL = "label"
#: Parts of names that mapped areas and inventories have.
_AREA_NAMES = ("mapped area", "mapped_area", "判読範囲")
_INVENTORY_NAMES = ("inventor", "landslide", "地すべり", "斜面崩壊")
#: Fields that Scarp gives to polygons, and what only an assessment has.
_POLYGON_FIELDS, _VERDICT = {"cam_mean", "threshold"}, "verdict"
#: Providers that give a feature at once, without a network.
_LOCAL = ("ogr", "memory")


def may_be_cam(layer: QgsMapLayer) -> bool:
    """Whether a layer is a raster file of real numbers."""
    return _is_raster(layer) and layer.dataProvider().dataType(1) in _REAL


def is_cam(layer: QgsMapLayer) -> bool:
    """Whether a layer is a class activation raster that Scarp has written."""
    return _is_marked(layer) and not is_spread(layer)


def is_spread(layer: QgsMapLayer) -> bool:
    """Whether a layer is the spread over flips and turns, as “Classify” writes it."""
    return _is_marked(layer) and _SPREAD_MARK in layer.dataProvider().htmlMetadata()


def _is_marked(layer: QgsMapLayer) -> bool:
    return may_be_cam(layer) and _CAM_MARK in layer.dataProvider().htmlMetadata()


def is_label_raster(layer: QgsMapLayer) -> bool:
    """Whether a layer's last band is a label band."""
    if not _is_raster(layer) or layer.bandCount() < 2:
        return False
    # “Band 4: label”.
    return layer.bandName(layer.bandCount()).rpartition(": ")[2] == _LABEL


def is_image(layer: QgsMapLayer) -> bool:
    """Whether a layer is a raster file that Scarp has not written."""
    return _is_raster(layer) and not _is_marked(layer) and not is_label_raster(layer)


def is_mapped(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons that Scarp has drawn.

    Polygons drawn by hand and then measured have the same fields, but no threshold.
    """
    if not _is_polygons(layer) or not set(layer.fields().names()) >= _POLYGON_FIELDS:
        return False
    if layer.providerType() not in _LOCAL:
        return True
    request = QgsFeatureRequest().setLimit(1).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    first = next(layer.getFeatures(request), None)
    return first is None or first["threshold"] not in (None, NULL)


def may_be_inventory(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons that Scarp has not made."""
    return _is_polygons(layer) and not is_mapped(layer) and _VERDICT not in layer.fields().names()


def is_assessed(layer: QgsMapLayer) -> bool:
    """Whether a layer holds the polygons of an assessment."""
    return _is_polygons(layer) and _VERDICT in layer.fields().names()


def is_called_inventory(layer: QgsMapLayer) -> bool:
    """Whether a layer's name is that of an inventory."""
    return any(part in layer.name().lower() for part in _INVENTORY_NAMES)


def likely_area(layers: Iterable[QgsMapLayer]) -> QgsVectorLayer | None:
    """The first layer of polygons that is called a mapped area.

    Args:
        layers: To choose from.
    """
    return next(
        (
            layer
            for layer in layers
            if may_be_inventory(layer) and any(part in layer.name().lower() for part in _AREA_NAMES)
        ),
        None,
    )


def likely_inventory(layers: Iterable[QgsMapLayer]) -> QgsVectorLayer | None:
    """The likeliest inventory that is not Scarp's own: by its name, else by its polygons' number.

    Args:
        layers: To choose from.
    """
    fitting = [layer for layer in layers if may_be_inventory(layer)]
    named = [layer for layer in fitting if is_called_inventory(layer)]
    return max(named or fitting, key=lambda layer: layer.featureCount(), default=None)


def _is_raster(layer: QgsMapLayer) -> bool:
    return isinstance(layer, QgsRasterLayer) and layer.isValid() and layer.providerType() == "gdal"


def _is_polygons(layer: QgsMapLayer) -> bool:
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    )
