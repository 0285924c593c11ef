"""True intersections of many polygons with many others, and their unions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from .valid_polygons import polygons_in

#: Larger polygons are cut before they are intersected with many others: each time, all of their
#: points are gone through.
_MOST_POINTS = 1000
_FANOUT = 16
_QUERIES = 512


@dataclass(frozen=True)
class PolygonSet:
    """Valid polygons in one plane CRS.

    Attributes:
        geometries: Polygons or multipolygons.
        areas: float (polygons,), in the CRS's units squared.
    """

    geometries: list[ogr.Geometry]
    areas: np.ndarray

    @classmethod
    def of(cls, geometries: Sequence[ogr.Geometry]) -> PolygonSet:
        """A set with the areas measured."""
        return cls(
            list(geometries), np.array([geometry.GetArea() for geometry in geometries], dtype=float)
        )

    def __len__(self):
        return len(self.geometries)

    def boxes(self) -> np.ndarray:
        """float (polygons, 4): least and greatest x, least and greatest y."""
        envelopes = [geometry.GetEnvelope() for geometry in self.geometries]
        return np.array(envelopes, dtype=float).reshape(-1, 4)

    def take(self, indices: Sequence[int]) -> PolygonSet:
        """The polygons with these indices."""
        indices = np.asarray(indices, dtype=int)
        return PolygonSet([self.geometries[index] for index in indices], self.areas[indices])


@dataclass(frozen=True)
class Overlaps:
    """Where polygons of one set have an area in common with polygons of another, a pair each.

    Attributes:
        first: int (pairs,), indices into the one set.
        second: int (pairs,), indices into the other.
        common: What each pair has in common.
    """

    first: np.ndarray
    second: np.ndarray
    common: PolygonSet


def overlaps(first: PolygonSet, second: PolygonSet) -> Overlaps:
    """Intersects the polygons of one set with those of another."""
    (pieces, owners), (others, their_owners) = cut(first), cut(second)
    found = _intersections(pieces, others, *touching_boxes(pieces.boxes(), others.boxes()))
    if len(pieces) == len(first) and len(others) == len(second):
        return found
    common, pairs = dissolve(found.common, owners[found.first], their_owners[found.second])
    return Overlaps(*pairs, common)


def cut(polygons: PolygonSet) -> tuple[PolygonSet, np.ndarray]:
    """The polygons, large ones in pieces, and the index of the polygon that each is of."""
    pieces = [pieces_of(geometry) for geometry in polygons.geometries]
    owners = np.repeat(np.arange(len(pieces)), [len(some) for some in pieces])
    return PolygonSet.of([piece for some in pieces for piece in some]), owners


def pieces_of(geometry: ogr.Geometry) -> list[ogr.Geometry]:
    """A polygon, if it is large cut in halves again and again; the pieces do not overlap."""
    if geometry.WkbSize() <= 16 * _MOST_POINTS:
        return [geometry]
    west, east, south, north = geometry.GetEnvelope()
    if east - west > north - south:
        middle = (west + east) / 2
        halves = (west, south, middle, north), (middle, south, east, north)
    else:
        middle = (south + north) / 2
        halves = (west, south, east, middle), (west, middle, east, north)
    parts = (polygons_in(geometry.Intersection(rectangle(*half))) for half in halves)
    return [piece for part in parts if not part.IsEmpty() for piece in pieces_of(part)]


def rectangle(west: float, south: float, east: float, north: float) -> ogr.Geometry:
    """A rectangle as a polygon."""
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)):
        ring.AddPoint_2D(x, y)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def _intersections(first: PolygonSet, second: PolygonSet, candidates, others) -> Overlaps:
    found, common, prepared_for = [], [], None
    for one, other in zip(candidates.tolist(), others.tolist()):
        if one != prepared_for:
            prepared, prepared_for = first.geometries[one].CreatePreparedGeometry(), one
        if not prepared.Intersects(second.geometries[other]):
            continue
        intersection = first.geometries[one].Intersection(second.geometries[other])
        if intersection.GetDimension() == 2 and intersection.GetArea() > 0:
            found.append((one, other))
            common.append(intersection)
    pairs = np.array(found, dtype=int).reshape(-1, 2)
    return Overlaps(pairs[:, 0], pairs[:, 1], PolygonSet.of(common))


def touching_boxes(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Finds the pairs of boxes that touch.

    The boxes of ``second`` are packed into an R-tree by sort-tile-recursive packing (Leutenegger
    et al. 1997), through which many boxes of ``first`` are let down at once.

    Args:
        first: float (boxes, 4), as `PolygonSet.boxes` gives them.
        second: Likewise.

    Returns:
        Indices into ``first``, ascending, and into ``second``.
    """
    found = [np.empty((2, 0), dtype=int), *touching_boxes_in_turn(first, second)]
    pairs = np.concatenate(found, axis=1)
    return pairs[0], pairs[1]


def touching_boxes_in_turn(first: np.ndarray, second: np.ndarray) -> Iterator[np.ndarray]:
    """As `touching_boxes`, but int (2, pairs) for some hundreds of ``first`` at a time."""
    order = _tiled(second)
    levels = [second[order]]
    while len(levels[0]) > 1:
        levels.insert(0, _around(levels[0]))
    for start in range(0, len(first) if len(second) else 0, _QUERIES):
        queries = np.arange(start, min(start + _QUERIES, len(first)))
        nodes = np.zeros_like(queries)
        for depth, level in enumerate(levels):
            if depth:
                children = nodes[:, None] * _FANOUT + np.arange(_FANOUT)
                exist = children < len(level)
                queries, nodes = np.repeat(queries, exist.sum(axis=1)), children[exist]
            touch = _touch(first[queries], level[nodes])
            queries, nodes = queries[touch], nodes[touch]
        yield np.stack([queries, order[nodes]])


def _tiled(boxes: np.ndarray) -> np.ndarray:
    """The boxes' order by columns of tiles, and from south to north within each."""
    ranks = np.argsort(np.argsort(boxes[:, 0] + boxes[:, 1], kind="stable"), kind="stable")
    columns = max(1, round((len(boxes) / _FANOUT) ** 0.5))
    return np.lexsort((boxes[:, 2] + boxes[:, 3], ranks * columns // max(len(boxes), 1)))


def _around(boxes: np.ndarray) -> np.ndarray:
    """Boxes around each `_FANOUT` boxes in turn."""
    starts = np.arange(0, len(boxes), _FANOUT)
    least, greatest = (f.reduceat(boxes, starts, axis=0) for f in (np.minimum, np.maximum))
    return np.where([True, False, True, False], least, greatest)


def _touch(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return (
        (first[:, 0] <= second[:, 1])
        & (second[:, 0] <= first[:, 1])
        & (first[:, 2] <= second[:, 3])
        & (second[:, 2] <= first[:, 3])
    )


def dissolve(polygons: PolygonSet, *labels: np.ndarray) -> tuple[PolygonSet, list[np.ndarray]]:
    """Unites the polygons that have the same labels.

    Args:
        polygons: Any.
        *labels: int (polygons,), one or more.

    Returns:
        The unions, and for each of ``labels`` those of the unions.
    """
    keys, group = np.unique(np.stack(labels, axis=1), axis=0, return_inverse=True)
    # ravel(): numpy 2.0 gives it a second dimension.
    members = np.split(np.argsort(group.ravel(), kind="stable"), _ends(group, len(keys)))
    unions = PolygonSet.of([_union(polygons, indices) for indices in members[: len(keys)]])
    return unions, list(keys.T)


def _ends(group: np.ndarray, groups: int) -> np.ndarray:
    return np.cumsum(np.bincount(group.ravel(), minlength=groups))[:-1]


def _union(polygons: PolygonSet, indices: np.ndarray) -> ogr.Geometry:
    if len(indices) == 1:
        return polygons.geometries[indices[0]]
    return united(polygons.geometries[index] for index in indices)


def united(geometries) -> ogr.Geometry:
    """The union of all parts of some polygons."""
    parts = ogr.Geometry(ogr.wkbMultiPolygon)
    for geometry in geometries:
        for part in polygons_in(geometry):
            parts.AddGeometry(part)
    return parts.UnionCascaded()
