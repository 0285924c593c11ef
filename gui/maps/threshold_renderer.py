"""Drawing a class activation raster at a threshold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from qgis.core import Qgis, QgsRasterBlock, QgsRasterInterface, QgsRasterRenderer, QgsRectangle
from qgis.PyQt.QtCore import QByteArray

from ...core.regions.filtered_counts import highest_class
from ...core.regions.filters import Filters, filter_classes

#: Yellow as in Zhang et al. 2020, Figures 12-15: red, green and blue.
YELLOW = (255, 225, 0)
FILL_OPACITY = 0.4
#: Most pixels around a part that filtering looks at: larger regions are rare, and slow.
_MOST_AROUND = 256
NO_FILTERS = Filters()
_TYPES = {Qgis.DataType.Float32: np.float32, Qgis.DataType.Float64: np.float64}


def _argb(opacity: float) -> np.uint32:
    """The yellow as a pixel of Qt's premultiplied format."""
    red, green, blue = (round(part * opacity) for part in YELLOW)
    return np.uint32(round(255 * opacity) << 24 | red << 16 | green << 8 | blue)


_FILL, _OUTLINE = _argb(FILL_OPACITY), _argb(1.0)


class ThresholdRenderer(QgsRasterRenderer):
    """Pixels at or above a threshold in half-transparent yellow, with an outline.

    It draws what is asked for at the resolution of the map, so that the size of the raster does
    not matter. For layers that are not saved in a project: QGIS knows no such renderer.

    Args:
        source: Gives the values; None: set later by QGIS.
        bands: Numbers of the classes' bands, from 1; of several the highest value counts.
        threshold: In 0-1.
        outline: Width of the outline in pixels of the map.
        filters: What is left out and filled.
        pixel_area: Area of a raster pixel in m²; 0: unknown, and nothing is filtered.
    """

    def __init__(
        self,
        source: QgsRasterInterface | None,
        bands: list[int],
        threshold: float,
        outline: int = 2,
        filters: Filters = NO_FILTERS,
        pixel_area: float = 0.0,
    ):
        super().__init__(source, "scarpthreshold")
        self._bands = bands
        self.threshold = threshold
        self._outline = outline
        self.filters = filters
        self._pixel_area = pixel_area

    def clone(self):
        """Copies the renderer: QGIS draws with a copy, in another thread."""
        return ThresholdRenderer(
            None, self._bands, self.threshold, self._outline, self.filters, self._pixel_area
        )

    def usesBands(self):
        """The bands that the renderer reads."""
        return self._bands

    def block(self, band, extent, width, height, feedback=None):
        """Renders a part of the picture.

        Args:
            band: Not used: the picture is of all its bands.
            extent: The extent of the part.
            width: Width of the part in pixels.
            height: Height of the part in pixels.
            feedback: Says whether it is still wanted.
        """
        picture = QgsRasterBlock(Qgis.DataType.ARGB32_Premultiplied, width, height)
        above = self._above(QgsRectangle(extent), width, height, feedback)
        if above.any():
            pixels = np.where(above, _FILL, np.uint32(0))
            pixels[above & ~_shrunk(above, self._outline)] = _OUTLINE
        else:
            pixels = above.astype(np.uint32)
        picture.setData(QByteArray(pixels.tobytes()))
        return picture

    def _above(self, extent: QgsRectangle, width: int, height: int, feedback) -> np.ndarray:
        """bool (rows, columns): where a part has data at or above the threshold, filtered."""
        grid = _Grid.of(self.input())
        across, down = extent.width() / width / grid.width, extent.height() / height / grid.height
        area = self._pixel_area * max(across, 1) * max(down, 1)
        reach = min(self.filters.reach(area), _MOST_AROUND) if area > 0 else 0
        if not reach:
            return self._read(extent, width, height, feedback) > 0
        if across > 1 or down > 1:
            # Regions are measured in map pixels, and may continue beyond the part.
            x, y = reach * extent.width() / width, reach * extent.height() / height
            around = QgsRectangle(
                extent.xMinimum() - x,
                extent.yMinimum() - y,
                extent.xMaximum() + x,
                extent.yMaximum() + y,
            )
            classes = self._read(around, width + 2 * reach, height + 2 * reach, feedback)
            area = self._pixel_area * across * down
            return self._filtered(classes, area)[reach:-reach, reach:-reach]
        # Filtered at the raster's own resolution, which is no finer than the map's.
        cols = (extent.xMinimum() - grid.west) / grid.width + (np.arange(width) + 0.5) * across
        rows = (grid.north - extent.yMaximum()) / grid.height + (np.arange(height) + 0.5) * down
        rows, cols = np.floor(rows).astype(int), np.floor(cols).astype(int)
        top, left = rows[0] - reach, cols[0] - reach
        size = rows[-1] + reach + 1 - top, cols[-1] + reach + 1 - left
        classes = self._read(grid.extent(top, left, *size), size[1], size[0], feedback)
        return self._filtered(classes, self._pixel_area)[np.ix_(rows - top, cols - left)]

    def _filtered(self, classes: np.ndarray, area: float) -> np.ndarray:
        if not classes.any():
            return classes > 0
        left = filter_classes(classes, lambda rows, _cols: np.full(len(rows), area), self.filters)
        return left > 0

    def _read(self, extent: QgsRectangle, width: int, height: int, feedback) -> np.ndarray:
        """uint8 (rows, columns): the highest class at or above the threshold."""
        found = []
        for number in self._bands:
            block = self.input().block(number, extent, int(width), int(height), feedback)
            values = None if block is None or block.isEmpty() else _values(block)
            found.append(np.full((height, width), -1, np.float32) if values is None else values)
        return highest_class(np.stack(found, axis=-1), self.threshold)


class _Grid(NamedTuple):
    """The grid of a raster's pixels.

    Attributes:
        west: Its western edge.
        north: Its northern edge.
        width: Width of a pixel.
        height: Height of a pixel.
    """

    west: float
    north: float
    width: float
    height: float

    @staticmethod
    def of(raster: QgsRasterInterface) -> _Grid:
        extent = raster.extent()
        return _Grid(
            extent.xMinimum(),
            extent.yMaximum(),
            extent.width() / raster.xSize(),
            extent.height() / raster.ySize(),
        )

    def extent(self, row: int, col: int, rows: int, cols: int) -> QgsRectangle:
        """The extent of some rows and columns."""
        west, north = self.west + col * self.width, self.north - row * self.height
        return QgsRectangle(west, north - rows * self.height, west + cols * self.width, north)


def _values(block: QgsRasterBlock) -> np.ndarray | None:
    """float32 (rows, columns), -1 where there is no data; None for other data types."""
    kind = _TYPES.get(block.dataType())
    if kind is None:
        return None
    values = np.frombuffer(bytes(block.data()), kind).reshape(block.height(), block.width())
    if block.hasNoDataValue():
        values = np.where(values == kind(block.noDataValue()), kind(-1), values)
    return values.astype(np.float32, copy=False)


def _shrunk(mask: np.ndarray, pixels: int) -> np.ndarray:
    """A mask without its rim; the edge of the picture does not count as one."""
    for _ in range(pixels):
        around = np.pad(mask, 1, mode="edge")
        mask = mask & around[:-2, 1:-1] & around[2:, 1:-1] & around[1:-1, :-2] & around[1:-1, 2:]
    return mask
