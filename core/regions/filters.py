"""Leaving out small groups of pixels and filling small holes, as for polygons."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .holes import holes_to_fill
from .regions import PixelAreas, Regions, label

#: A group of so many pixels is not noise, and is kept by default.
SMALLEST = 4
#: The smallest area lies between these shares of the area of `SMALLEST` pixels, because the areas
#: of pixels differ a little over a raster. Groups of one pixel less are left out.
_LOWEST, _HIGHEST = 0.8, 0.975


@dataclass(frozen=True)
class Filters:
    """What to leave out and to fill, as in `scarp.core.tracing.landslide_polygons.PolygonSettings`.

    Attributes:
        min_area: Smallest area of a group of pixels in m².
        fill_holes: Holes of up to this area in m² are filled.
    """

    min_area: float = 0.0
    fill_holes: float = 0.0

    def reach(self, pixel_area: float) -> int:
        """Gives the most pixels of a group that is left out, or of a hole that is filled.

        Args:
            pixel_area: Area of the smallest pixel, m².

        Returns:
            The number of pixels; 0 if nothing is left out or filled.
        """
        if self.fill_holes < pixel_area and self.min_area <= pixel_area:
            return 0
        return int(max(self.min_area, self.fill_holes) / pixel_area) + 1


def filter_classes(classes: np.ndarray, pixel_areas: PixelAreas, filters: Filters) -> np.ndarray:
    """Fills small holes in groups of pixels, then leaves out groups that are too small.

    Whatever touches the rim counts as large and as no hole, because it may continue beyond.

    Args:
        classes: uint8 (rows, columns), 0 where a pixel is of no class.
        pixel_areas: Gives the areas in m² of pixels at some rows and columns of ``classes``.
        filters: What to leave out and to fill.

    Returns:
        uint8 (rows, columns), the classes after filtering.
    """
    labelled = label(classes, pixel_areas)
    owner, kept = filter_regions(labelled.regions, filters)
    values = np.where(kept, labelled.regions.classes, 0).astype(np.uint8)
    return labelled.painted(values[owner])


def filter_regions(regions: Regions, filters: Filters) -> tuple[np.ndarray, np.ndarray]:
    """Filters as `scarp.core.tracing.landslide_polygons` does without ``diagonals``.

    Pixels of a class that share an edge belong together, and so do the pixels of a hole; whatever
    lies in a hole is filled with it.

    Args:
        regions: Regions of a raster; those that touch its rim count as large.
        filters: What to leave out and to fill.

    Returns:
        int (regions): the region that each belongs to, which is itself or the region whose hole it
        fills; and bool (regions): whether it is of a class and, with its holes, large enough.
    """
    owner = np.arange(len(regions))
    if filters.fill_holes:
        owner = holes_to_fill(regions, filters.fill_holes)
    areas = np.bincount(owner, regions.areas, len(regions))
    kept = (regions.classes > 0) & (regions.at_rim | (areas >= filters.min_area))
    return owner, kept


def usual_smallest_area(pixel_area: float) -> float:
    """Gives a round number of m² that leaves out just the groups below `SMALLEST` pixels.

    Args:
        pixel_area: Area of a pixel, m².
    """
    low, high = (SMALLEST * pixel_area * share for share in (_LOWEST, _HIGHEST))
    if not low > 0:
        return 0.0
    power = 10.0 ** math.ceil(math.log10(high))
    while True:
        for step in (power, power / 2):
            rounded = math.floor(high / step) * step
            if rounded > low:
                return float(f"{rounded:.6g}")
        power /= 10
