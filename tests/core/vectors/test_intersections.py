"""Overlaps of many polygons, against every pair looked at by itself."""

import numpy as np
import pytest
import shapely
from osgeo import ogr
from scarp.core.vectors.intersections import (
    PolygonSet,
    cut,
    dissolve,
    overlaps,
)
from scarp.core.vectors.overlap_groups import groups, overlapping, repeated


def _square(x, y, width, height=None):
    height = width if height is None else height
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    return ogr.CreateGeometryFromWkt(f"POLYGON (({', '.join(f'{a} {b}' for a, b in corners)}))")


def _set(*squares):
    return PolygonSet.of([_square(*square) for square in squares])


def test_what_pairs_have_in_common():
    found = overlaps(_set((0, 0, 10), (20, 0, 10)), _set((5, 5, 10), (22, 2, 2), (24, 5, 10, 3)))
    pairs = zip(found.first.tolist(), found.second.tolist(), found.common.areas.tolist())
    assert sorted(pairs) == [(0, 0, 25), (1, 1, 4), (1, 2, 18)]


def test_touching_is_not_overlapping():
    found = overlaps(_set((0, 0, 10)), _set((10, 0, 10), (10, 10, 10), (3, -5, 4, 5)))
    assert len(found.first) == 0


def _comb(teeth, x, y):
    """A comb of 10 m wide teeth 10 m apart, 100 m long, on a bar 10 m high."""
    points = [(0, 0), (20 * teeth, 0)]
    for tooth in range(teeth - 1, -1, -1):
        left = 20 * tooth
        points += [(left + 10, 10), (left + 10, 100), (left, 100), (left, 10)]
    points.append(points[0])
    return ogr.CreateGeometryFromWkt(
        f"POLYGON (({', '.join(f'{x + a} {y + b}' for a, b in points)}))"
    )


def test_large_polygons_are_cut_and_put_together_again():
    comb = _comb(1000, 0, 0)
    first = PolygonSet.of([comb])
    pieces, owners = cut(PolygonSet.of([_square(0, 0, 5), comb]))
    assert len(pieces) > 3 and shapely.get_num_coordinates(pieces.geometries).max() <= 1000
    assert owners.tolist() == [0] + [1] * (len(pieces) - 1)
    assert pieces.areas[1:].sum() == pytest.approx(comb.GetArea())
    # The same comb 5 m beside and above, and a square on two teeth.
    second = PolygonSet.of([_comb(1000, 5, 5), _square(100, 50, 30, 20)])
    found = overlaps(first, second)
    expected = shapely.area(shapely.intersection(first.geometries[0], second.geometries))
    assert (found.first.tolist(), found.second.tolist()) == ([0, 0], [0, 1])
    assert found.common.areas.tolist() == pytest.approx(expected)
    apart = PolygonSet.of([_square(-500, 0, 10)])
    within = PolygonSet(np.concatenate([s.geometries for s in (first, second, apart)]))
    assert groups(within).tolist() == [0, 0, 0, 1]
    assert overlapping(within).tolist() == [0, 1, 2] and repeated(within).tolist() == []


def test_spikes_that_meet_in_one_point_are_not_cut_for_ever():
    """340 triangles that meet in a point: the piece around it keeps more than 1000 points."""
    angles = np.linspace(0, 2 * np.pi, 680, endpoint=False).reshape(-1, 2)
    rim = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    corners = np.stack([rim[:, 0], rim[:, 1], np.zeros((340, 2)), rim[:, 0]], axis=1)
    fan = PolygonSet(np.array([shapely.multipolygons(shapely.polygons(corners))]))
    pieces, owners = cut(fan)
    assert not owners.any() and pieces.areas.sum() == pytest.approx(fan.areas[0])


def test_unions_by_two_labels():
    squares = _set((0, 0, 10), (5, 0, 10), (5, 0, 10), (40, 0, 10))
    unions, (first, second) = dissolve(squares, np.array([1, 1, 2, 2]), np.array([7, 7, 7, 7]))
    assert first.tolist() == [1, 2] and second.tolist() == [7, 7]
    assert unions.areas.tolist() == [150, 200]


def test_nothing_to_unite():
    unions, labels = dissolve(_set(), np.empty(0, dtype=int), np.empty(0, dtype=int))
    assert len(unions) == 0 and [len(one) for one in labels] == [0, 0]
