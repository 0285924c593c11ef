"""Which polygons of a layer repeat others, overlap, or belong together through others.

None of these intersects all pairs: of thousands of polygons in one place, there are millions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import shapely

from .intersections import PolygonSet, cut

#: Polygons that share this part of each are the same.
_SAME = 0.999
#: Their centroids are no further apart than this part of the diagonal of the box around both: what
#: they do not share moves each centroid by half of it at most.
_SAME_PLACE = 2 * (1 - _SAME)
#: Polygons that share less than this part of the smaller one only touch.
_TOUCHING = 1e-6
#: The neighbours of so many polygons are looked up at a time, as each may have all as neighbours.
_AT_ONCE = 512


def repeated(polygons: PolygonSet) -> np.ndarray:
    """Finds polygons that are the same as others before them.

    Returns:
        int, ascending: their indices.
    """
    geometries, areas = polygons.geometries, polygons.areas
    boxes = shapely.bounds(geometries)
    centres = shapely.get_coordinates(shapely.centroid(geometries))
    outlines = shapely.to_wkb(shapely.normalize(geometries))
    # First, those with exactly the outlines of others before them.
    found = np.ones(len(polygons), dtype=bool)
    found[np.unique(outlines, return_index=True)[1]] = False
    for one, other in _touching_boxes(geometries):
        low, high = np.minimum(boxes[one], boxes[other]), np.maximum(boxes[one], boxes[other])
        smaller, larger = np.minimum(areas[one], areas[other]), np.maximum(areas[one], areas[other])
        apart = np.hypot(*(centres[one] - centres[other]).T)
        may_be = (one < other) & ~found[one] & ~found[other] & (smaller >= _SAME * larger)
        may_be &= apart <= _SAME_PLACE * np.hypot(*(high[:, 2:] - low[:, :2]).T)
        for first, second in zip(one[may_be].tolist(), other[may_be].tolist()):
            if not (found[first] or found[second]):
                common = shapely.area(shapely.intersection(geometries[first], geometries[second]))
                found[second] = common >= _SAME * max(areas[first], areas[second])
    return np.flatnonzero(found)


def overlapping(polygons: PolygonSet) -> np.ndarray:
    """Finds polygons that overlap with any other, rather than only touch it.

    Returns:
        int, ascending: their indices.
    """
    found = np.zeros(len(polygons), dtype=bool)
    common: dict[tuple[int, int], float] = defaultdict(float)
    for pairs in _pairs_of_pieces(polygons):
        left = ~(found[pairs.first] & found[pairs.second])
        for first, second, place in pairs.of(left):
            if found[first] and found[second]:
                continue
            least = _TOUCHING * min(polygons.areas[first], polygons.areas[second])
            common[first, second] += pairs.area(place)
            if common[first, second] > least:
                found[[first, second]] = True
    return np.flatnonzero(found)


def groups(polygons: PolygonSet) -> np.ndarray:
    """Labels polygons; those that overlap, directly or through others, have the same label.

    Returns:
        int (polygons,), from 0.
    """
    parents = np.arange(len(polygons))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for pairs in _pairs_of_pieces(polygons):
        roots = np.array([root(index) for index in range(len(polygons))])
        for first, second, place in pairs.of(roots[pairs.first] != roots[pairs.second]):
            one, other = root(first), root(second)
            if one != other and pairs.area(place) > 0:
                parents[max(one, other)] = min(one, other)
    roots = np.array([root(index) for index in range(len(polygons))], dtype=int)
    return np.unique(roots, return_inverse=True)[1].ravel()


class _Pairs:
    """Pairs of pieces of different polygons whose boxes touch.

    Args:
        pieces: All pieces (pieces,).
        owners: int (pieces,), the polygon that each is a piece of.
        one: int (pairs,), indices of pieces.
        other: int (pairs,), indices of pieces.

    Attributes:
        first: int (pairs,), polygons of the first pieces, ascending.
        second: int (pairs,), those of the others, each greater than its first.
    """

    def __init__(self, pieces: np.ndarray, owners: np.ndarray, one: np.ndarray, other: np.ndarray):
        distinct = owners[one] < owners[other]
        self._one, self._other = pieces[one[distinct]], pieces[other[distinct]]
        self.first, self.second = owners[one[distinct]], owners[other[distinct]]

    def of(self, chosen: np.ndarray) -> Iterator[tuple[int, int, int]]:
        """Yields both polygons of each chosen pair, and the pair's index."""
        places = np.flatnonzero(chosen)
        return zip(self.first[places].tolist(), self.second[places].tolist(), places.tolist())

    def area(self, place: int) -> float:
        """Area that the pieces of a pair share."""
        one, other = self._one[place], self._other[place]
        if not shapely.intersects(one, other):
            return 0.0
        return float(shapely.area(shapely.intersection(one, other)))


def _pairs_of_pieces(polygons: PolygonSet) -> Iterator[_Pairs]:
    pieces, owners = cut(polygons)
    shapely.prepare(pieces.geometries)
    for one, other in _touching_boxes(pieces.geometries):
        yield _Pairs(pieces.geometries, owners, one, other)


def _touching_boxes(geometries: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yields indices of pairs of geometries whose boxes touch, the first ones ascending."""
    tree = shapely.STRtree(geometries)
    for start in range(0, len(geometries), _AT_ONCE):
        one, other = tree.query(geometries[start : start + _AT_ONCE])
        yield one + start, other
