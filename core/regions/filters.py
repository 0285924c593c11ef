"""Leaving out small groups of pixels, and filling small holes, as polygons are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .holes import holes_to_fill
from .regions import PixelAreas, Regions, label

#: A group of so many pixels is no noise: it is kept unless a person says otherwise.
SMALLEST = 4
#: Shares of `SMALLEST` pixels between which a smallest area may lie: areas of pixels differ a
#: little over a raster, and groups of one pixel less are left out.
_LOWEST, _HIGHEST = 0.8, 0.975


@dataclass(frozen=True)
class Filters:
    """What is left out and filled, as in `scarp.core.tracing.landslide_polygons.PolygonSettings`.

    Attributes:
        min_area: Smallest area of a group of pixels in m².
        fill_holes: Holes of up to this area in m² are filled.
    """

    min_area: float = 0.0
    fill_holes: float = 0.0

    def reach(self, pixel_area: float) -> int:
        """How many pixels what is left out or filled has, at most; 0: nothing is.

        Args:
            pixel_area: Of the smallest pixel, m².
        """
        if self.fill_holes < pixel_area and self.min_area <= pixel_area:
            return 0
        return int(max(self.min_area, self.fill_holes) / pixel_area) + 1


def filter_classes(classes: np.ndarray, pixel_areas: PixelAreas, filters: Filters) -> np.ndarray:
    """Fills small holes in groups of pixels, then leaves out groups that are too small.

    What touches the rim is taken for large, and for no hole, since it may go on beyond.

    Args:
        classes: uint8 (rows, columns), 0 where a pixel is of no class.
        pixel_areas: The area in m² of pixels at some rows and columns of ``classes``.
        filters: What to leave out and to fill.

    Returns:
        uint8 (rows, columns), likewise.
    """
    labelled = label(classes, pixel_areas)
    owner, kept = filter_regions(labelled.regions, filters)
    values = np.where(kept, labelled.regions.classes, 0).astype(np.uint8)
    return labelled.painted(values[owner])


def filter_regions(regions: Regions, filters: Filters) -> tuple[np.ndarray, np.ndarray]:
    """As `scarp.core.tracing.landslide_polygons.landslide_polygons` does without ``diagonals``.

    Pixels of a class that have an edge in common belong together, so do the pixels of a hole, and
    what lies in a hole goes with it.

    Args:
        regions: Of a raster; what touches its rim is taken for large.
        filters: What to leave out and to fill.

    Returns:
        int (regions): what each belongs to, itself or the region whose hole it fills; and bool
        (regions), whether it is of a class and large enough, with its holes.
    """
    owner = np.arange(len(regions))
    if filters.fill_holes:
        owner = holes_to_fill(regions, filters.fill_holes)
    areas = np.bincount(owner, regions.areas, len(regions))
    kept = (regions.classes > 0) & (regions.at_rim | (areas >= filters.min_area))
    return owner, kept


def usual_smallest_area(pixel_area: float) -> float:
    """A round number of m² that leaves out what is smaller than `SMALLEST` pixels, and only that.

    Args:
        pixel_area: Of a pixel, m².
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
