"""The shape of each landslide in a plane."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely

from ..vectors.intersections import PolygonSet

#: Ratios of the axes of ellipses, and of their squared perimeter to 4 pi times their area.
_RATIOS = np.geomspace(1, 1000, 2000)


def _perimeter(long: np.ndarray, short: np.ndarray) -> np.ndarray:
    """The perimeter of ellipses by their half-axes (Ramanujan 1914)."""
    return math.pi * (3 * (long + short) - np.sqrt((3 * long + short) * (long + 3 * short)))


_SLENDERNESS = _perimeter(_RATIOS, np.ones_like(_RATIOS)) ** 2 / (4 * math.pi**2 * _RATIOS)


@dataclass(frozen=True)
class Shapes:
    """Shapes of polygons, arrays (polygons,).

    Attributes:
        area: In m².
        perimeter: In m, that of holes included.
        length: Long side of the smallest rectangle around each, in m.
        width: Short side.
        ellipse_ratio: Long axis by short axis of the ellipse that has the area and the perimeter
            of the convex hull, 1 or more (Taylor et al. 2018). The hull, because outlines along
            the edges of pixels are too long.
        compactness: 4 pi times the area by the squared perimeter, in 0-1: 1 is a circle (Polsby &
            Popper 1991).
        solidity: Share of the convex hull that is covered, in 0-1.
    """

    area: np.ndarray
    perimeter: np.ndarray
    length: np.ndarray
    width: np.ndarray
    ellipse_ratio: np.ndarray
    compactness: np.ndarray
    solidity: np.ndarray


def measure_shapes(polygons: PolygonSet) -> Shapes:
    """Measures polygons in an equal-area plane in metres, none of which is empty."""
    geometries = polygons.geometries
    area, perimeter = polygons.areas, shapely.length(geometries)
    hulls = shapely.convex_hull(geometries)
    length, width = _sides(shapely.oriented_envelope(hulls))
    hull_area = shapely.area(hulls)
    slenderness = shapely.length(hulls) ** 2 / (4 * math.pi * hull_area)
    return Shapes(
        area,
        perimeter,
        length,
        width,
        np.interp(slenderness, _SLENDERNESS, _RATIOS),
        np.minimum(4 * math.pi * area / perimeter**2, 1),
        np.minimum(area / hull_area, 1),
    )


def _sides(rectangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Long and short sides of rectangles."""
    corners = shapely.get_coordinates(rectangles).reshape(-1, 5, 2)
    sides = np.hypot(*np.moveaxis(np.diff(corners[:, :3], axis=1), -1, 0))
    return sides.max(axis=1), sides.min(axis=1)
