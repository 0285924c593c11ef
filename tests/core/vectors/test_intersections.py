"""Overlaps of many polygons, against every pair looked at by itself."""

import numpy as np
import pytest
from osgeo import ogr
from scarp.core.vectors.intersections import (
    PolygonSet,
    dissolve,
    overlaps,
    pieces_of,
    touching_boxes,
)
from scarp.core.vectors.overlap_groups import groups, overlapping, repeated


def _square(x, y, width, height=None):
    height = width if height is None else height
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    return ogr.CreateGeometryFromWkt(f"POLYGON (({', '.join(f'{a} {b}' for a, b in corners)}))")


def _set(*squares):
    return PolygonSet.of([_square(*square) for square in squares])


@pytest.mark.parametrize(
    "counts", [(0, 0), (0, 5), (5, 0), (1, 1), (17, 16), (300, 1), (500, 5000)]
)
def test_boxes_that_touch_are_found_as_by_trying_all(counts):
    rng = np.random.default_rng(sum(counts))
    sets = []
    for count in counts:
        corner, side = rng.integers(0, 100, (count, 2)), rng.integers(0, 9, (count, 2))
        # Whole numbers, so that many boxes touch at their sides.
        sets.append(
            np.stack(
                [corner[:, 0], corner[:, 0] + side[:, 0], corner[:, 1], corner[:, 1] + side[:, 1]],
                axis=1,
            ).astype(float)
        )
    first, second = sets
    a, b = first[:, None], second[None]
    touch = (a[..., 0] <= b[..., 1]) & (b[..., 0] <= a[..., 1])
    touch &= (a[..., 2] <= b[..., 3]) & (b[..., 2] <= a[..., 3])
    found = touching_boxes(first, second)
    assert (np.diff(found[0]) >= 0).all()
    assert sorted(zip(*(part.tolist() for part in found))) == list(
        zip(*(part.tolist() for part in np.nonzero(touch)))
    )


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
    pieces = pieces_of(comb)
    assert len(pieces) > 2 and max(piece.WkbSize() for piece in pieces) <= 16_000
    assert sum(piece.GetArea() for piece in pieces) == pytest.approx(comb.GetArea())
    first = PolygonSet.of([comb])
    # The same comb 5 m beside and above, and a square on two teeth.
    second = PolygonSet.of([_comb(1000, 5, 5), _square(100, 50, 30, 20)])
    found = overlaps(first, second)
    expected = [comb.Intersection(other).GetArea() for other in second.geometries]
    assert (found.first.tolist(), found.second.tolist()) == ([0, 0], [0, 1])
    assert found.common.areas.tolist() == pytest.approx(expected)
    within = PolygonSet.of([comb, *second.geometries, _square(-500, 0, 10)])
    assert groups(within).tolist() == [0, 0, 0, 1]
    assert overlapping(within).tolist() == [0, 1, 2] and repeated(within).tolist() == []


def test_unions_by_two_labels():
    squares = _set((0, 0, 10), (5, 0, 10), (5, 0, 10), (40, 0, 10))
    unions, (first, second) = dissolve(squares, np.array([1, 1, 2, 2]), np.array([7, 7, 7, 7]))
    assert first.tolist() == [1, 2] and second.tolist() == [7, 7]
    assert unions.areas.tolist() == [150, 200]


def test_nothing_to_unite():
    unions, labels = dissolve(_set(), np.empty(0, dtype=int), np.empty(0, dtype=int))
    assert len(unions) == 0 and [len(one) for one in labels] == [0, 0]
