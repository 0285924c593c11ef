"""Counting what a class activation raster holds at a threshold, after filters."""

from __future__ import annotations

import numpy as np

from ..cam.cam import Cam
from ..cam.pixel_areas import PixelAreas
from ..messages import Progress, no_progress
from ..prefetch import prefetch
from ..rasters.windows import Window, strips
from ..vectors.polygon_layer import Polygons
from .filters import Filters, filter_regions
from .regions import Labelled, Regions, label, roots


def highest_class(values: np.ndarray, threshold: float) -> np.ndarray:
    """uint8 (rows, columns): the highest class of each pixel, 0 where it is below a threshold.

    Args:
        values: float (rows, columns, classes).
        threshold: In 0-1; of several classes that are equally high, it is the first.
    """
    if values.shape[-1] == 1:
        return (values[..., 0] >= np.float32(threshold)).astype(np.uint8)
    best = values.argmax(axis=-1)
    found = np.take_along_axis(values, best[..., None], -1)[..., 0] >= np.float32(threshold)
    return (best + 1).astype(np.uint8) * found


def count_filtered(
    cam: Cam,
    band: int,
    threshold: float,
    filters: Filters,
    inventory: Polygons | None = None,
    area: Polygons | None = None,
    progress: Progress = no_progress,
    part: Window | None = None,
) -> tuple[int, int]:
    """Counts the pixels that are left at a threshold after filters; nodata is left out.

    They are the pixels of the polygons that `scarp.core.tracing.landslide_polygons` draws. All of
    the CAM is read, as what is counted may belong to what lies far away.

    Args:
        cam: The CAM, with a georeference.
        band: Number of a class's band, from 1; 0: each pixel's highest class.
        threshold: In 0-1.
        filters: What is left out and filled.
        inventory: The features, in the CAM's CRS; None: all pixels are outside.
        area: Only its pixels are counted; None: all.
        progress: Told after each strip.
        part: The part of the CAM to count; None: all of it.

    Returns:
        How many of them lie inside the inventory, and how many outside.

    Raises:
        ScarpError: if there are values outside 0-1.
    """
    part = part or Window(0, 0, *cam.shape)
    areas = PixelAreas(cam)
    found = _Found()

    def read(window: Window) -> tuple:
        values, valid = cam.values(window, band or None)
        return window, values if values.ndim == 3 else values[..., None], valid

    for window, values, valid in prefetch(read, strips(cam.shape, cam.bytes_a_pixel)):
        end = window.row + window.height
        # One more pixel around the CAM: that is outside.
        ends = window.row == 0, end == cam.shape[0]
        around = (tuple(map(int, ends)), (1, 1))
        classes = np.pad(highest_class(values, threshold) * valid, around)
        first = window.row - around[0][0]
        labelled = label(classes, lambda rows, cols, top=first: areas(rows + top, cols - 1), ends)
        counted = window.intersection(part)
        inside = outside = np.zeros(len(labelled.regions))
        if counted.height and counted.width:
            pixels = valid & _within(window, counted)
            if area is not None:
                pixels &= area.rasterize(cam.geotransform, window) > 0
            if inventory is not None:
                burned = inventory.rasterize(cam.geotransform, window, adding=True) > 0
                inside = labelled.counts(np.pad(pixels & burned, around))
                pixels &= ~burned
            outside = labelled.counts(np.pad(pixels, around))
        found.add(labelled, inside, outside)
        progress(end / cam.shape[0])
    return found.count(filters)


def _within(window: Window, part: Window) -> np.ndarray:
    """bool (rows, columns) of a window: what lies in a part of it."""
    within = np.zeros((window.height, window.width), bool)
    row, col = part.row - window.row, part.col - window.col
    within[row : row + part.height, col : col + part.width] = True
    return within


class _Found:
    """Regions that were found strip by strip, and how many pixels of each are counted."""

    def __init__(self):
        self._columns: list[tuple[np.ndarray, ...]] = []
        self._sides: list[tuple[np.ndarray, np.ndarray]] = []
        self._joints: list[tuple[np.ndarray, np.ndarray]] = []
        self._count = 0
        self._last = np.zeros(0, np.int64)

    def add(self, labelled: Labelled, inside: np.ndarray, outside: np.ndarray) -> None:
        """Takes the next strip."""
        regions = labelled.regions
        first, last = labelled.row(0), labelled.row(-1)
        if self._count:
            pairs = np.unique(np.stack([self._last, first + self._count]), axis=1)
            before = self._columns[-1][0]
            alike = (
                before[pairs[0] - self._count + len(before)]
                == regions.classes[pairs[1] - self._count]
            )
            self._joints.append(tuple(pairs[:, alike]))
            self._sides.append(tuple(pairs[:, ~alike]))
        pairs = np.unique(np.sort(np.stack(regions.sides).astype(np.int64), axis=0), axis=1)
        self._sides.append(tuple(pairs + self._count))
        columns = (regions.classes, regions.areas, regions.at_rim, inside, outside)
        self._columns.append(columns)
        self._last = last.astype(np.int64) + self._count
        self._count += len(regions)

    def count(self, filters: Filters) -> tuple[int, int]:
        """What is left after filters: pixels inside the inventory, and outside."""
        joints, sides = _joined(self._joints), _joined(self._sides)
        first, number = np.unique(roots(self._count, *joints), return_inverse=True)
        classes, areas, at_rim, inside, outside = map(np.concatenate, zip(*self._columns))
        areas, at_rim, inside, outside = (
            np.bincount(number, column, len(first)) for column in (areas, at_rim, inside, outside)
        )
        pairs = tuple(number[side] for side in sides)
        regions = Regions(classes[first], areas, at_rim > 0, pairs)
        owner, kept = filter_regions(regions, filters)
        kept = kept[owner]
        return round(inside[kept].sum()), round(outside[kept].sum())


def _joined(pairs: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    nothing = np.zeros(0, np.int64)
    one, other = zip((nothing, nothing), *pairs)
    return np.concatenate(one), np.concatenate(other)
