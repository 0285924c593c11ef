"""Finding the parts of an area where predicted polygons and inventory agree best and worst."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..vectors.intersections import PolygonSet, cut
from .matching import Matching

#: Squares along the longer side of the area, and the longest side of a square in metres.
_CELLS, _LARGEST = 6, 2000.0
#: Most squares along the longer side: a single vertex far away must not make millions.
_MOST_CELLS = 200


@dataclass(frozen=True)
class SubArea:
    """A square part of the area.

    Attributes:
        west: Least x, m.
        south: Least y, m.
        side: Length of a side, m.
        iou: Intersection over union in the square.
    """

    west: float
    south: float
    side: float
    iou: float


def best_and_worst(
    matching: Matching,
    area: shapely.Geometry,
    shown: shapely.Geometry | None = None,
    number: int = 2,
) -> tuple[list[SubArea], list[SubArea]]:
    """Finds the squares with the highest and those with the lowest IoU.

    A grid is laid over the area, with six squares along its longer side, or up to 200 if they would
    be larger than 2 km. Squares in which polygons cover less than half of the median (of squares
    with polygons) are left out, because a corner of one polygon says little.

    Args:
        matching: Both layers.
        area: The area that they lie in.
        shown: The area that the image covers: only squares in it are considered, if there are any.
        number: How many squares of each kind to find.

    Returns:
        The best squares, the best one first; and the worst, the worst one last. None is in both.
    """
    west, south, east, north = shapely.bounds(area).tolist()
    longer = max(east - west, north - south)
    side = max(min(longer / _CELLS, _LARGEST), longer / _MOST_CELLS)
    x, y, squares = squares_over(area, side)
    predicted, inventory, common = areas_by_square(matching, squares)
    united = predicted + inventory - common
    chosen = (predicted > 0) | (inventory > 0)
    if shown is not None:
        around = shapely.buffer(shown, side / 100)
        shapely.prepare(around)
        on_image = chosen & shapely.contains(around, squares)
        chosen = on_image if on_image.any() else chosen
    if not chosen.any():
        return [], []
    chosen &= united >= np.median(united[chosen]) / 2
    places = np.flatnonzero(chosen)
    iou = np.minimum(common[places] / united[places], 1)
    ranked = np.lexsort((-united[places], -iou))
    found = [
        SubArea(float(x[place]), float(y[place]), side, float(one))
        for place, one in zip(places[ranked], iou[ranked])
    ]
    best = found[: min(number, (len(found) + 1) // 2)]
    return best, found[len(best) :][-number:]


def squares_over(area: shapely.Geometry, side: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lays squares over an area: their least x and y, and the squares, (squares,) each."""
    west, south, east, north = shapely.bounds(area).tolist()
    # One more in each direction, for what rounding puts beyond the area's edge.
    cols, rows = (np.arange(int(length / side) + 1) for length in (east - west, north - south))
    x, y = (one.ravel() for one in np.meshgrid(west + cols * side, south + rows * side))
    return x, y, shapely.box(x, y, x + side, y + side)


def areas_by_square(
    matching: Matching, squares: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Areas that are predicted, in the inventory, and in both, in each square."""
    predicted, inventory, common = (
        _by_square(polygons, squares)
        for polygons in (
            matching.predicted.dissolved,
            matching.inventory.dissolved,
            matching.common,
        )
    )
    return predicted, inventory, common


def _by_square(polygons: PolygonSet, squares: np.ndarray) -> np.ndarray:
    """Area of disjoint polygons in each square: float (squares,)."""
    pieces = cut(polygons)[0].geometries
    piece, square = shapely.STRtree(squares).query(pieces, "intersects")
    areas = shapely.area(shapely.intersection(pieces[piece], squares[square]))
    return np.bincount(square, areas, len(squares))
