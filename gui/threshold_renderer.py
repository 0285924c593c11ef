"""Drawing what a class activation raster holds at a threshold."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsRasterBlock, QgsRasterInterface, QgsRasterRenderer
from qgis.PyQt.QtCore import QByteArray

#: Yellow as in Zhang et al. 2020, Figures 12-15: red, green and blue.
YELLOW = (255, 225, 0)
_FILL_OPACITY = 0.4
_TYPES = {Qgis.DataType.Float32: np.float32, Qgis.DataType.Float64: np.float64}


def _argb(opacity: float) -> np.uint32:
    """The yellow as a pixel of Qt's premultiplied format."""
    red, green, blue = (round(part * opacity) for part in YELLOW)
    return np.uint32(round(255 * opacity) << 24 | red << 16 | green << 8 | blue)


_FILL, _OUTLINE = _argb(_FILL_OPACITY), _argb(1.0)


class ThresholdRenderer(QgsRasterRenderer):
    """Pixels at or above a threshold in half-transparent yellow, with an outline.

    It draws what is asked for at the resolution of the map, so that the size of the raster does
    not matter. For layers that are not saved in a project: QGIS knows no such renderer.

    Args:
        source: Gives the values; None: set later by QGIS.
        bands: Numbers of the classes' bands, from 1; of several the highest value counts.
        threshold: In 0-1.
        outline: Width of the outline in pixels of the map.
    """

    def __init__(
        self,
        source: QgsRasterInterface | None,
        bands: list[int],
        threshold: float,
        outline: int = 2,
    ):
        super().__init__(source, "scarpthreshold")
        self._bands = bands
        self.threshold = threshold
        self._outline = outline

    def clone(self):
        """QGIS draws with a copy, in another thread."""
        return ThresholdRenderer(None, self._bands, self.threshold, self._outline)

    def usesBands(self):
        """The bands that it reads."""
        return self._bands

    def block(self, band, extent, width, height, feedback=None):
        """A part of the picture.

        Args:
            band: Not used: the picture is of all its bands.
            extent: Of the part.
            width: Of the part in pixels.
            height: Likewise.
            feedback: Says whether it is still wanted.
        """
        picture = QgsRasterBlock(Qgis.DataType.ARGB32_Premultiplied, width, height)
        above = np.zeros((height, width), bool)
        for number in self._bands:
            values = self.input().block(number, extent, width, height, feedback)
            if values is not None and not values.isEmpty():
                above |= _at_least(values, self.threshold)
        if above.any():
            pixels = np.where(above, _FILL, np.uint32(0))
            pixels[above & ~_shrunk(above, self._outline)] = _OUTLINE
        else:
            pixels = above.astype(np.uint32)
        picture.setData(QByteArray(pixels.tobytes()))
        return picture


def _at_least(block: QgsRasterBlock, threshold: float) -> np.ndarray:
    """bool (rows, columns): where a block has data at or above the threshold."""
    kind = _TYPES.get(block.dataType())
    if kind is None:
        return np.zeros((block.height(), block.width()), bool)
    values = np.frombuffer(bytes(block.data()), kind).reshape(block.height(), block.width())
    above = values >= kind(threshold)
    if block.hasNoDataValue():
        above &= values != kind(block.noDataValue())
    return above


def _shrunk(mask: np.ndarray, pixels: int) -> np.ndarray:
    """What is left of a mask when its rim is taken off; where the picture ends, there is none."""
    for _ in range(pixels):
        around = np.pad(mask, 1, mode="edge")
        mask = mask & around[:-2, 1:-1] & around[2:, 1:-1] & around[1:-1, :-2] & around[1:-1, 2:]
    return mask
