"""The parts of an area in which predicted polygons and inventory agree best and worst."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Callable

import numpy as np
from osgeo import ogr

from .matching import Matching
from .overlap import PolygonSet, pieces_of, rectangle

_CELLS = 6
_LARGEST = 2000.0


@dataclass(frozen=True)
class SubArea:
    """A square.

    Attributes:
        west: Least x, m.
        south: Least y, m.
        side: Its side, m.
        iou: Intersection over union in it.
    """

    west: float
    south: float
    side: float
    iou: float


def best_and_worst(
    matching: Matching, area: ogr.Geometry, shown: ogr.Geometry | None = None, number: int = 2
) -> tuple[list[SubArea], list[SubArea]]:
    """Finds the squares with the highest and those with the lowest IoU.

    A grid is laid over the area, six squares along its longer side, but more where they would be
    larger than 2 km. Squares that hold less than half of what the median one does (of those
    that hold anything) are left out: a corner of one polygon says little.

    Args:
        matching: Both layers.
        area: What they lie in.
        shown: What the image shows: if squares lie within it, only those are looked at.
        number: How many to find of each.

    Returns:
        The best, from the best on, and the worst, to the worst; none twice.
    """
    west, east, south, north = area.GetEnvelope()

    def square(col: int, row: int) -> ogr.Geometry:
        x, y = west + col * side, south + row * side
        return rectangle(x, y, x + side, y + side)

    side = min(max(east - west, north - south) / _CELLS, _LARGEST)
    predicted, inventory, common = (
        _by_square(polygons, (west, south), side, square)
        for polygons in (
            matching.predicted.dissolved,
            matching.inventory.dissolved,
            matching.common,
        )
    )
    squares = sorted(predicted.keys() | inventory.keys())
    if shown is not None:
        prepared = shown.Buffer(side / 100).CreatePreparedGeometry()
        on_image = [key for key in squares if prepared.Contains(square(*key))]
        squares = on_image or squares
    if not squares:
        return [], []
    united = {key: predicted[key] + inventory[key] - common[key] for key in squares}
    least = np.median(list(united.values())) / 2
    ranked = sorted(
        (key for key in squares if united[key] >= least),
        key=lambda key: (-common[key] / united[key], -united[key]),
    )
    found = [
        SubArea(west + col * side, south + row * side, side, common[col, row] / united[col, row])
        for col, row in ranked
    ]
    best = found[: min(number, (len(found) + 1) // 2)]
    return best, found[len(best) :][-number:]


def _by_square(
    polygons: PolygonSet,
    origin: tuple[float, float],
    side: float,
    square: Callable[[int, int], ogr.Geometry],
) -> dict[tuple[int, int], float]:
    """Area of disjoint polygons in each square, by its column and row."""
    areas: dict[tuple[int, int], float] = defaultdict(float)
    pieces = PolygonSet.of([piece for one in polygons.geometries for piece in pieces_of(one)])
    reach = (pieces.boxes() - np.repeat(origin, 2)) // side
    for geometry, whole, ends in zip(pieces.geometries, pieces.areas, reach.astype(int)):
        first_col, last_col, first_row, last_row = ends.tolist()
        if first_col == last_col and first_row == last_row:
            areas[first_col, first_row] += float(whole)
            continue
        prepared = geometry.CreatePreparedGeometry()
        for col in range(first_col, last_col + 1):
            for row in range(first_row, last_row + 1):
                if prepared.Intersects(square(col, row)):
                    part = geometry.Intersection(square(col, row))
                    if part.GetDimension() == 2:
                        areas[col, row] += part.GetArea()
    return areas
