"""Counting the values of a class activation raster, inside and outside an inventory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..messages import Progress, ScarpError, no_progress, tr
from ..prefetch import prefetch
from ..rasters.windows import Window, cut
from ..vectors.polygon_layer import Polygons
from .cam import Cam
from .histogram import BINS, bins_of
from .threshold_curve import ThresholdCurve

#: At most so many blocks along each side: enough for a bootstrap, and their counts take a few
#: megabytes.
_BLOCKS = 20
#: Sides of blocks are multiples of this in pixels; of large rasters, of whole blocks of the file.
_UNIT = 256
_SMALL_UNIT = 64
#: Approximate number of pixels that are read at a time.
_PIXELS = 1 << 22


@dataclass(frozen=True)
class BlockCounts:
    """Histograms of the values of a CAM's blocks.

    Attributes:
        inside: int64 (blocks, `BINS`), of the pixels inside the inventory.
        outside: int64 (blocks, `BINS`), of all others.
    """

    inside: np.ndarray
    outside: np.ndarray

    @property
    def curve(self) -> ThresholdCurve:
        """The curve of all blocks together."""
        return ThresholdCurve(self.inside.sum(axis=0), self.outside.sum(axis=0))


def count_blocks(
    cam: Cam,
    band: int = 0,
    inventory: Polygons | None = None,
    area: Polygons | None = None,
    progress: Progress = no_progress,
    part: Window | None = None,
) -> BlockCounts:
    """Counts a CAM's values by square blocks, in one pass; nodata is left out.

    A pixel is inside polygons if its centre is.

    Args:
        cam: The CAM.
        band: Number of a class's band, from 1; 0: each pixel's highest class.
        inventory: The features, in the CAM's CRS; None: all pixels are outside.
        area: The area whose pixels are counted; None: all of the CAM.
        progress: Told the share that is done, and if polygons overlap.
        part: The part of the CAM to count; None: all of it.

    Raises:
        ScarpError: if the inventory or the area lies outside the CAM, or there are values outside
            0-1.
    """
    for polygons in filter(None, (inventory, area)):
        if not polygons.intersects(cam.geotransform, Window(0, 0, *cam.shape)):
            raise ScarpError(
                tr("{name} lies outside {cam}: choose layers of the same place."),
                name=polygons.name,
                cam=cam.path,
            )
    part = part or Window(0, 0, *cam.shape)
    shape = part.height, part.width
    unit = _UNIT if max(shape) > _BLOCKS * _UNIT else _SMALL_UNIT
    side = -(-max(shape) // (_BLOCKS * unit)) * unit
    across, down = (-(-size // side) for size in reversed(shape))
    first_bin = np.arange(part.width, dtype=np.int32) // side * (2 * BINS)
    counts = np.zeros((down, across * 2 * BINS), np.int64)
    repeated = 0

    def read(window: Window) -> tuple[Window, Window, np.ndarray, np.ndarray]:
        placed = Window(part.row + window.row, part.col + window.col, *window[2:])
        return window, placed, *cam.values(placed, band)

    for window, placed, values, valid in prefetch(read, _windows(shape, side)):
        index = bins_of(values)
        index += first_bin
        if inventory is not None:
            burned = inventory.rasterize(cam.geotransform, placed, adding=True)
            repeated += np.count_nonzero(burned > 1)
            index += (burned > 0) * np.int32(BINS)
        if area is not None:
            valid = valid & (area.rasterize(cam.geotransform, placed) > 0)
        index = index.ravel() if valid.all() else index[valid]
        counts[window.row // side] += np.bincount(index, minlength=counts.shape[1])
        progress((window.row + window.height) / part.height)
    if inventory is not None and repeated:
        progress(
            None,
            tr("{name}: {pixels} pixels lie in several polygons, and count once."),
            name=inventory.name,
            pixels=repeated,
        )
    outside, inside = np.moveaxis(counts.reshape(-1, 2, BINS), 1, 0)
    return BlockCounts(inside, outside)


def _windows(shape: tuple[int, int], side: int) -> Iterator[Window]:
    """Windows as wide as the raster, each inside one row of blocks."""
    height = min(max(_PIXELS // shape[1] // _UNIT, 1) * _UNIT, side)
    for block in cut(shape, side, shape[1]):
        for window in cut(block[2:], height, shape[1]):
            yield Window(block.row + window.row, *window[1:])
