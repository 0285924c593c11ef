"""Counting the pixels of a class activation raster at a threshold, after filters."""

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
from .regions import PixelAreas as AreasAt


def highest_class(values: np.ndarray, threshold: float) -> np.ndarray:
    """Finds the highest class of each pixel.

    Args:
        values: float (rows, columns, classes), in 0-1.
        threshold: Pixels whose highest value is below it are of no class.

    Returns:
        uint8 (rows, columns): number of the class, of equal ones the first, or 0 for no class.
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
    the CAM is read, because a pixel may belong to a group that reaches far away.

    Args:
        cam: The CAM, with a georeference.
        band: Number of a class's band, from 1; 0: each pixel's highest class.
        threshold: In 0-1.
        filters: What to leave out and to fill.
        inventory: The features, in the CAM's CRS; None: all pixels are outside.
        area: The area whose pixels are counted; None: all of the CAM.
        progress: Told the share that is done.
        part: The part of the CAM to count; None: all of it.

    Returns:
        The number of pixels inside the inventory, and the number outside.

    Raises:
        ScarpError: if there are values outside 0-1.
    """
    part = part or Window(0, 0, *cam.shape)
    areas = PixelAreas(cam)
    found = _Found()

    def read(window: Window) -> tuple[Window, np.ndarray, np.ndarray]:
        values, valid = cam.values(window, band or None)
        return window, values if values.ndim == 3 else values[..., None], valid

    for window, values, valid in prefetch(read, strips(cam.shape, cam.bytes_a_pixel)):
        end = window.row + window.height
        # The CAM gets a border of one pixel, which is outside.
        ends = window.row == 0, end == cam.shape[0]
        around = (tuple(map(int, ends)), (1, 1))
        classes = np.pad(highest_class(values, threshold) * valid, around)
        first = window.row - around[0][0]
        labelled = label(classes, _moved(areas, first, -1), ends)
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


def _moved(areas: PixelAreas, row: int, col: int) -> AreasAt:
    """Areas of pixels at rows and columns that are counted from another pixel."""
    return lambda rows, cols: areas(rows + row, cols + col)


def _within(window: Window, part: Window) -> np.ndarray:
    """bool (rows, columns) of a window: the pixels that lie in a part of it."""
    within = np.zeros((window.height, window.width), bool)
    row, col = part.row - window.row, part.col - window.col
    within[row : row + part.height, col : col + part.width] = True
    return within


class _Found:
    """Regions of strips, and how many pixels of each are counted."""

    def __init__(self) -> None:
        self._columns: list[tuple[np.ndarray, ...]] = []
        self._sides: list[tuple[np.ndarray, np.ndarray]] = []
        self._joints: list[tuple[np.ndarray, np.ndarray]] = []
        self._count = 0
        self._last = np.zeros(0, np.int64)

    def add(self, labelled: Labelled, inside: np.ndarray, outside: np.ndarray) -> None:
        """Adds the regions of the next strip.

        Args:
            labelled: The strip.
            inside: float64 (regions), pixels inside the inventory.
            outside: float64 (regions), pixels outside.
        """
        regions = labelled.regions
        first, last = labelled.row(0), labelled.row(-1)
        if self._count:
            pairs = np.unique(np.stack([self._last, first + self._count]), axis=1)
            before = self._columns[-1][0]
            alike = (
                before[pairs[0] - self._count + len(before)]
                == regions.classes[pairs[1] - self._count]
            )
            self._joints.append((pairs[0, alike], pairs[1, alike]))
            self._sides.append((pairs[0, ~alike], pairs[1, ~alike]))
        pairs = np.unique(np.sort(np.stack(regions.sides).astype(np.int64), axis=0), axis=1)
        self._sides.append((pairs[0] + self._count, pairs[1] + self._count))
        columns = (regions.classes, regions.areas, regions.at_rim, inside, outside)
        self._columns.append(columns)
        self._last = last.astype(np.int64) + self._count
        self._count += len(regions)

    def count(self, filters: Filters) -> tuple[int, int]:
        """Counts the pixels that are left after filters, inside the inventory and outside."""
        joints, sides = _joined(self._joints), _joined(self._sides)
        first, number = np.unique(roots(self._count, *joints), return_inverse=True)
        classes, areas, at_rim, inside, outside = map(np.concatenate, zip(*self._columns))
        areas, at_rim, inside, outside = (
            np.bincount(number, column, len(first)) for column in (areas, at_rim, inside, outside)
        )
        regions = Regions(classes[first], areas, at_rim > 0, (number[sides[0]], number[sides[1]]))
        owner, kept = filter_regions(regions, filters)
        kept = kept[owner]
        return round(inside[kept].sum()), round(outside[kept].sum())


def _joined(pairs: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    nothing = np.zeros(0, np.int64)
    one, other = zip((nothing, nothing), *pairs)
    return np.concatenate(one), np.concatenate(other)
