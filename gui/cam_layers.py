"""What the preview asks of a layer that holds a class activation raster."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath

from qgis.core import Qgis, QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from ..core.cam import Cam
from ..core.errors import ScarpError
from ..core.measure import pixel_area

_REAL = (Qgis.DataType.Float32, Qgis.DataType.Float64)
#: What Scarp writes into each of its CAMs, among the file's metadata.
_MARK = "SCARP_CLASSES"
#: Of the fields of polygons drawn from a CAM, those that no inventory has.
_RESULT_FIELDS = ("cam_mean", "threshold")


@dataclass(frozen=True)
class CamFacts:
    """What a CAM's file says.

    Attributes:
        threshold: The threshold that the model suggests, or None.
        image: Name of the image that the CAM was made of, without suffix; "" if unknown.
        pixel_area: Of the pixel in its middle, m²; 0: unknown.
    """

    threshold: float | None = None
    image: str = ""
    pixel_area: float = 0.0


def facts_of(layer: QgsRasterLayer | None) -> CamFacts:
    """What is known of a layer's file; what cannot be read stays unknown."""
    if layer is None:
        return CamFacts()
    with suppress(ScarpError), Cam(layer.source()) as cam:
        facts = CamFacts(cam.description.threshold, PurePath(cam.description.image).stem)
        with suppress(ScarpError):
            cam.require_georeference()
            return CamFacts(facts.threshold, facts.image, pixel_area(cam))
        return facts
    return CamFacts()


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


def is_result(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons that were drawn from a CAM."""
    return isinstance(layer, QgsVectorLayer) and all(
        layer.fields().indexOf(name) >= 0 for name in _RESULT_FIELDS
    )
