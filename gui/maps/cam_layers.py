"""What the preview reads from the file of a class activation raster."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath

from qgis.core import QgsRasterLayer

from ...core.cam.cam import Cam
from ...core.cam.pixel_areas import pixel_area
from ...core.messages import ScarpError


@dataclass(frozen=True)
class CamFacts:
    """What a CAM's file tells.

    Attributes:
        threshold: The threshold that the model suggests, or None.
        image: Name of the image that the CAM was made of, without suffix; "" if unknown.
        pixel_area: Area of the pixel in its middle, m²; 0: unknown.
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
