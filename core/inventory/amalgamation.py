"""Polygons that are probably several landslides in one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from ..vectors.intersections import PolygonSet
from .hillslopes import Hillslope
from .shapes import Shapes

#: A polygon that covers less of its convex hull is branched.
_LEAST_SOLIDITY = 0.55
#: Ground whose gradients agree less faces several ways.
_LEAST_AGREEMENT = 0.5
#: A polygon that reaches so many times as far across the slope as down it is several side by side.
_WIDE = 2.0
#: Smaller ones say too little of the ground, in m²: a few pixels of common elevation models.
_SMALLEST = 4000.0


def find_amalgams(
    polygons: PolygonSet, shapes: Shapes, hillslopes: Sequence[Hillslope] | None
) -> np.ndarray:
    """Finds polygons that are probably several landslides mapped as one.

    As Marc & Hovius 2015 (Nat. Hazards Earth Syst. Sci. 15) have it, by the shape of the outline,
    and by whether it is consistent with the terrain; limits are Scarp's own, and those by the
    terrain are for polygons of 4,000 m² or more.

    Args:
        polygons: In a plane CRS in metres.
        shapes: Of the polygons.
        hillslopes: Likewise; None without an elevation model.

    Returns:
        int (polygons,): the place of the reason in `scarp.core.inventory.reasons.REASONS`, or -1.
    """
    found = np.full(len(polygons), -1)
    if hillslopes is not None:
        large = shapes.area >= _SMALLEST
        aspects, agreements = (
            np.array([getattr(one, name) for one in hillslopes]) for name in ("aspect", "agreement")
        )
        down, across = _extents(polygons, np.radians(aspects))
        with np.errstate(invalid="ignore"):
            found[large & (across > _WIDE * down)] = 2
            found[large & (agreements < _LEAST_AGREEMENT)] = 1
    found[shapes.solidity < _LEAST_SOLIDITY] = 0
    return found


def _extents(polygons: PolygonSet, aspects: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far polygons reach along a direction, clockwise from north, and across it."""
    points, owners = shapely.get_coordinates(polygons.geometries, return_index=True)
    x, y = points.T
    sine, cosine = np.sin(aspects)[owners], np.cos(aspects)[owners]
    starts = np.searchsorted(owners, np.arange(len(polygons)))
    extents = []
    for distance in (x * sine + y * cosine, x * cosine - y * sine):
        highest, lowest = (one.reduceat(distance, starts) for one in (np.maximum, np.minimum))
        extents.append(highest - lowest)
    return extents[0], extents[1]
