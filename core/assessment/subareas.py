"""The parts of an area in which predicted polygons and inventory agree best and worst."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..vectors.intersections import PolygonSet, pieces_of, rectangle
from ..vectors.valid_polygons import polygons_in
from .matching import Matching

_CELLS = 6
_LARGEST = 2000.0
#: Squares along the longer side at most: one vertex far away must not make millions.
_MOST_CELLS = 200


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
    larger than 2 km, up to 200. Squares that hold less than half of what the median one does (of
    those that hold anything) are left out: a corner of one polygon says little.

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

    longer = max(east - west, north - south)
    side = max(min(longer / _CELLS, _LARGEST), longer / _MOST_CELLS)
    predicted, inventory, common = (
        _by_square(polygons, (west, south), side)
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
        SubArea(
            west + col * side,
            south + row * side,
            side,
            min(common[col, row] / united[col, row], 1.0),
        )
        for col, row in ranked
    ]
    best = found[: min(number, (len(found) + 1) // 2)]
    return best, found[len(best) :][-number:]


def _by_square(
    polygons: PolygonSet, origin: tuple[float, float], side: float
) -> dict[tuple[int, int], float]:
    """Area of disjoint polygons in each square, by its column and row."""
    areas: dict[tuple[int, int], float] = defaultdict(float)

    def share_out(geometry: ogr.Geometry, cols: range, rows: range) -> None:
        if len(cols) == len(rows) == 1:
            areas[cols[0], rows[0]] += geometry.GetArea()
            return
        # In halves, along a line between squares: only squares that it reaches are looked at.
        west, east, south, north = geometry.GetEnvelope()
        if len(cols) > len(rows):
            half = len(cols) // 2
            middle = origin[0] + cols[half] * side
            halves = (
                (rectangle(west, south, middle, north), cols[:half], rows),
                (rectangle(middle, south, east, north), cols[half:], rows),
            )
        else:
            half = len(rows) // 2
            middle = origin[1] + rows[half] * side
            halves = (
                (rectangle(west, south, east, middle), cols, rows[:half]),
                (rectangle(west, middle, east, north), cols, rows[half:]),
            )
        for box, *squares in halves:
            part = polygons_in(geometry.Intersection(box))
            if not part.IsEmpty():
                share_out(part, *squares)

    for one in polygons.geometries:
        for piece in pieces_of(one):
            ends = (np.array(piece.GetEnvelope()) - np.repeat(origin, 2)) // side
            first_col, last_col, first_row, last_row = ends.astype(int).tolist()
            share_out(piece, range(first_col, last_col + 1), range(first_row, last_row + 1))
    return areas
