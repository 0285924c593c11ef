"""Which polygons of a layer repeat others, overlap, or belong together through others.

Each needs far fewer intersections than there are pairs: of thousands of polygons in one place, the
pairs are millions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from .intersections import PolygonSet, cut, touching_boxes_in_turn

#: Polygons that have this part of each in common are the same one.
_SAME = 0.999
#: The centroids of such are no further apart than this part of the diagonal of the box around
#: both: what they do not have in common moves each by half of it at most.
_SAME_PLACE = 2 * (1 - _SAME)
#: Polygons with less than this part of the smaller one in common only touch.
_TOUCHING = 1e-6


def repeated(polygons: PolygonSet) -> np.ndarray:
    """Finds polygons that are the same as others before them.

    Returns:
        int, ascending: their indices.
    """
    boxes, areas = polygons.boxes(), polygons.areas
    found = _equal(polygons)
    centres = np.array([g.Centroid().GetPoint_2D(0) for g in polygons.geometries]).reshape(-1, 2)
    for one, other in touching_boxes_in_turn(boxes, boxes):
        low = np.minimum(boxes[one], boxes[other])[:, [0, 2]]
        high = np.maximum(boxes[one], boxes[other])[:, [1, 3]]
        apart = np.hypot(*(centres[one] - centres[other]).T)
        may_be = (one < other) & ~found[one] & ~found[other]
        may_be &= np.minimum(areas[one], areas[other]) >= _SAME * np.maximum(
            areas[one], areas[other]
        )
        may_be &= apart <= _SAME_PLACE * np.hypot(*(high - low).T)
        for first, second in zip(one[may_be].tolist(), other[may_be].tolist()):
            if found[first] or found[second]:
                continue
            common = polygons.geometries[first].Intersection(polygons.geometries[second])
            found[second] = common.GetArea() >= _SAME * max(areas[first], areas[second])
    return np.flatnonzero(found)


def _equal(polygons: PolygonSet) -> np.ndarray:
    """bool (polygons,): those with exactly the outlines of others before them."""
    seen: set[bytes] = set()
    found = np.zeros(len(polygons), dtype=bool)
    for index, geometry in enumerate(polygons.geometries):
        outlines = bytes(geometry.Normalize().ExportToWkb())
        found[index] = outlines in seen
        seen.add(outlines)
    return found


def overlapping(polygons: PolygonSet) -> np.ndarray:
    """Finds polygons that overlap with any other, and do not only touch it.

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
    """Labels polygons, the same for those that overlap, directly or through others.

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
        pieces: All pieces.
        owners: int (pieces,), of which polygon each is.
        pairs: int (2, pairs), indices of pieces.

    Attributes:
        first: int (pairs,), polygons of the first pieces, ascending.
        second: int (pairs,), those of the others, each greater than its first.
    """

    def __init__(self, pieces: PolygonSet, owners: np.ndarray, pairs: np.ndarray):
        self._pieces = pieces.geometries
        self._pairs = pairs[:, owners[pairs[0]] < owners[pairs[1]]]
        self.first, self.second = owners[self._pairs]
        self._prepared = None, None

    def of(self, chosen: np.ndarray) -> Iterator[tuple[int, int, int]]:
        """The polygons of the pairs that are chosen, and their places."""
        places = np.flatnonzero(chosen)
        return zip(self.first[places].tolist(), self.second[places].tolist(), places.tolist())

    def area(self, place: int) -> float:
        """What a pair of pieces has in common."""
        one, other = self._pairs[:, place].tolist()
        if self._prepared[0] != one:
            self._prepared = one, self._pieces[one].CreatePreparedGeometry()
        if not self._prepared[1].Intersects(self._pieces[other]):
            return 0.0
        common = self._pieces[one].Intersection(self._pieces[other])
        return common.GetArea() if common.GetDimension() == 2 else 0.0


def _pairs_of_pieces(polygons: PolygonSet) -> Iterator[_Pairs]:
    pieces, owners = cut(polygons)
    boxes = pieces.boxes()
    for pairs in touching_boxes_in_turn(boxes, boxes):
        yield _Pairs(pieces, owners, pairs)
