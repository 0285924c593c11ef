"""What is to be stacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..messages import tr

NDVI, RG = "ndvi", "rg"
SLOPE, RELIEF, CURVATURE = "slope", "relief", "curvature"
NDVI_CHANGE, RG_CHANGE, BRIGHTNESS_CHANGE = "ndvi_change", "rg_change", "brightness_change"
#: Bands that can be derived, in the order of the toolbox's enumeration, with their labels.
DERIVED = {
    NDVI: tr("NDVI"),
    RG: tr("(R - G) / (R + G)"),
    NDVI_CHANGE: tr("Change of NDVI"),
    RG_CHANGE: tr("Change of (R - G) / (R + G)"),
    BRIGHTNESS_CHANGE: tr("Change of brightness"),
    SLOPE: tr("Slope (degrees)"),
    RELIEF: tr("Relief (m)"),
    CURVATURE: tr("Curvature (1/100 m)"),
}
#: Indices of one date, by the change that is computed from them.
CHANGES = {NDVI_CHANGE: NDVI, RG_CHANGE: RG, BRIGHTNESS_CHANGE: "brightness"}
TERRAIN = (SLOPE, RELIEF, CURVATURE)
#: Side of the square in which relief is measured, in metres.
RELIEF_WINDOW = 200.0


@dataclass(frozen=True)
class StackSettings:
    """Settings of `scarp.core.stacking.stack.stack_images`.

    Attributes:
        post: Path of the image after the event, whose grid is used.
        output: Path of the stack, a ``.tif``, or a ``.vrt`` that refers to the image after.
        pre: Paths of images from before the event.
        dem: Path of an elevation model, or None.
        extra: Paths of further rasters.
        derived: Keys of `DERIVED`.
        register: Whether images from before are moved onto the one after.
        normalise: Whether their brightness is matched to it.
        relief_window: Side of the square of the relief in metres.
    """

    post: str
    output: str
    pre: Sequence[str] = ()
    dem: str | None = None
    extra: Sequence[str] = ()
    derived: Sequence[str] = ()
    register: bool = True
    normalise: bool = True
    relief_window: float = RELIEF_WINDOW
