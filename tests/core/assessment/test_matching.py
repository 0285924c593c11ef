"""Matching by object, on drawn cases worked out by hand; squares of 10 m unless told otherwise."""

import math

import pytest
import shapely
from osgeo import ogr
from scarp.core.assessment.matching import match, outline_distances
from scarp.core.vectors.intersections import PolygonSet


def _box(x, y, width=10.0, height=10.0):
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    return ogr.CreateGeometryFromWkt(f"POLYGON (({', '.join(f'{a} {b}' for a, b in corners)}))")


def _match(predicted, inventory, min_overlap=0.5):
    sets = (PolygonSet.of([_box(*box) for box in boxes]) for boxes in (predicted, inventory))
    return match(*sets, min_overlap)


# Predicted boxes, those of the inventory; verdicts of both; shares covered; numbers of links.
CASES = {
    "one to one": ([(2, 0)], [(0, 0)], ["matched"], ["matched"], [0.8], [0.8], [1], [1]),
    "the same": ([(0, 0)], [(0, 0)], ["matched"], ["matched"], [1], [1], [1], [1]),
    "two to one": (
        [(0, 0, 4, 10), (6, 0, 4, 10)],
        [(0, 0)],
        ["split", "split"],
        ["split"],
        [1, 1],
        [0.8],
        [1, 1],
        [2],
    ),
    "one to two": (
        [(0, 0, 10, 20)],
        [(0, 0), (0, 11)],
        ["merged"],
        ["merged", "merged"],
        [0.95],
        [1, 0.9],
        [2],
        [1, 1],
    ),
    "two to two": (
        [(0, 0, 10, 18), (0, 18, 10, 7)],
        [(0, 0), (0, 11, 10, 14)],
        ["merged", "split"],
        ["merged", "split"],
        [17 / 18, 1],
        [1, 1],
        [2, 1],
        [1, 2],
    ),
    "touching": ([(10, 0)], [(0, 0)], ["false"], ["missed"], [0], [0], [0], [0]),
    "small in large": ([(2, 2, 5, 5)], [(0, 0)], ["matched"], ["partial"], [1], [0.25], [1], [1]),
    "large around small": (
        [(0, 0)],
        [(2, 2, 5, 5)],
        ["partial"],
        ["matched"],
        [0.25],
        [1],
        [1],
        [1],
    ),
    "too little": ([(6, 0)], [(0, 0)], ["false"], ["missed"], [0.4], [0.4], [0], [0]),
    "just enough": ([(5, 0)], [(0, 0)], ["matched"], ["matched"], [0.5], [0.5], [1], [1]),
    "missed": ([], [(0, 0)], [], ["missed"], [], [0], [], [0]),
    "false": ([(0, 0)], [], ["false"], [], [0], [], [0], []),
    # Three that each lie on it with 40 %: linked to none, but they cover three fifths.
    "pieces that all reach beyond": (
        [(-6, 0), (16, 0), (5, 6, 10, 10)],
        [(0, 0, 20, 10)],
        ["false", "false", "false"],
        ["split"],
        [0.4, 0.4, 0.4],
        [0.6],
        [0, 0, 0],
        [0],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_by_hand(name):
    predicted, inventory, *expected = CASES[name]
    found = _match(predicted, inventory)
    sides = (found.predicted, found.inventory)
    assert [side.verdicts.tolist() for side in sides] == expected[:2]
    for side, shares, links in zip(sides, expected[2:4], expected[4:]):
        assert side.covered.tolist() == pytest.approx(shares)
        assert side.matches.tolist() == links


def test_figures_by_object():
    """Of four predicted three are right, of three landslides two are found."""
    found = _match(
        [(0, 0), (20, 0, 5, 10), (25, 0, 5, 10), (60, 0)],
        [(1, 0), (20, 0), (40, 0)],
    )
    assert found.object_precision == 3 / 4
    assert found.object_recall == 2 / 3
    assert found.object_f1 == pytest.approx(2 / (4 / 3 + 3 / 2))
    assert found.matched.tolist() == [[0, 0]]


def test_figures_without_polygons():
    nothing, missed, false = _match([], []), _match([], [(0, 0)]), _match([(0, 0)], [])
    assert math.isnan(nothing.object_precision) and math.isnan(nothing.object_recall)
    assert math.isnan(nothing.object_f1)
    assert math.isnan(missed.object_precision) and missed.object_recall == 0
    assert math.isnan(false.object_recall) and false.object_precision == 0
    assert missed.object_f1 == false.object_f1 == 0


@pytest.mark.parametrize(
    ("min_overlap", "verdict"),
    [(0.3, "matched"), (0.4, "matched"), (0.41, "missed"), (1, "missed")],
)
def test_the_overlap_decides(min_overlap, verdict):
    found = _match([(6, 0)], [(0, 0)], min_overlap)
    assert found.inventory.verdicts.tolist() == [verdict]


def test_the_same_match_wholly():
    assert _match([(0.1, 0.7)], [(0.1, 0.7)], 1).predicted.verdicts.tolist() == ["matched"]


def test_overlaps_within_a_layer_count_once():
    """Two of the inventory share half; the prediction lies on both."""
    found = _match([(0, 0, 15, 10)], [(0, 0), (5, 0)])
    assert found.inventory.area == 150
    assert found.common.areas.sum() == pytest.approx(150)
    assert found.predicted.covered.tolist() == pytest.approx([1])
    found = _match([(0, 0), (5, 0)], [(0, 0, 20, 10)])
    assert found.predicted.area == 150
    assert found.inventory.covered.tolist() == pytest.approx([0.75])


def test_a_long_landslide_in_pieces_is_found_at_once():
    found = _match([(0, 0, 30, 10)], [(0, 0), (10, 0), (20, 0)])
    assert found.inventory.verdicts.tolist() == ["merged"] * 3
    assert found.predicted.matches.tolist() == [3]


def test_distances_between_shifted_squares():
    """Two sides stay on the other's outline, but for 1 m; two are 1 m off."""
    mean, greatest = outline_distances(shapely.box(0, 0, 100, 100), shapely.box(1, 0, 101, 100))
    assert mean == pytest.approx(0.5, abs=0.02)
    assert greatest == pytest.approx(1)


def test_distances_between_concentric_squares():
    mean, greatest = outline_distances(shapely.box(0, 0, 100, 100), shapely.box(-10, -10, 110, 110))
    assert 10 < mean < 11
    assert greatest == pytest.approx(10 * math.sqrt(2))


def test_distances_to_holes_and_parts():
    ring = "POLYGON ((0 0, 90 0, 90 90, 0 90, 0 0), (30 30, 30 60, 60 60, 60 30, 30 30))"
    parts = (
        "MULTIPOLYGON (((0 0, 90 0, 90 90, 0 90, 0 0)), ((200 0, 210 0, 210 10, 200 10, 200 0)))"
    )
    ring, parts = map(shapely.from_wkt, (ring, parts))
    assert outline_distances(ring, ring) == (0, 0)
    assert outline_distances(ring, parts)[1] == pytest.approx(math.hypot(120, 0))
