"""Polygons that repeat others, overlap or belong together, also thousands of them in one place."""

from __future__ import annotations

import time

import numpy as np
import pytest
from osgeo import ogr
from scarp.core.assessment.matching import match
from scarp.core.vectors.intersections import PolygonSet
from scarp.core.vectors.overlap_groups import groups, overlapping, repeated

MANY = 2000


def octagon(x=0.0, y=0.0, radius=50.0, start=0):
    """An octagon around a place, whose outline begins at one of its corners."""
    angles = np.radians(45 * ((np.arange(9) + start) % 8))
    points = np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1).tolist()
    return ogr.CreateGeometryFromWkt(f"POLYGON (({', '.join(f'{a!r} {b!r}' for a, b in points)}))")


def polygons(*geometries):
    return PolygonSet.of(geometries)


@pytest.fixture
def quickly():
    """Requires that a test takes little time of the processor."""
    started = time.process_time()
    yield
    assert time.process_time() - started < 5


def test_the_same_outline_from_another_corner_on():
    found = repeated(polygons(octagon(), octagon(500), octagon(start=3), octagon(500, start=5)))
    assert found.tolist() == [2, 3]


@pytest.mark.parametrize(("shift", "same"), [(0.03, True), (0.08, False)])
def test_what_is_nearly_the_same(shift, same):
    """Moved by 0.03 m, 0.9994 of each are in common, by 0.08 m 0.9989."""
    found = polygons(octagon(), octagon(shift))
    common = found.geometries[0].intersection(found.geometries[1]).area / found.areas[0]
    assert (common >= 0.999) == same
    assert repeated(found).tolist() == ([1] if same else [])
    assert overlapping(found).tolist() == [0, 1]


def test_one_within_another_is_not_the_same():
    found = polygons(octagon(), octagon(radius=40))
    assert repeated(found).tolist() == []
    assert overlapping(found).tolist() == [0, 1] and groups(found).tolist() == [0, 0]


def test_together_through_others():
    """A row of which each overlaps the next, in any order, and one that only touches."""
    order = np.random.default_rng(0).permutation(20)
    row = [octagon(80.0 * place) for place in order]
    touching = ogr.CreateGeometryFromWkt("POLYGON ((-50 0, -99 -200, -200 -200, -50 0))")
    found = groups(polygons(*row, touching, octagon(80, 500)))
    assert found.tolist() == [0] * 20 + [1, 2]
    assert overlapping(polygons(*row, touching)).tolist() == list(range(20))


def test_none_at_all():
    none = polygons()
    assert [len(of(none)) for of in (repeated, overlapping, groups)] == [0, 0, 0]


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("step", [0.0, 1e-6], ids=["equal", "nearly equal"])
def test_thousands_of_the_same(step):
    found = polygons(*(octagon(step * number) for number in range(MANY)))
    assert repeated(found).tolist() == list(range(1, MANY))


@pytest.mark.usefixtures("quickly")
def test_thousands_over_each_other():
    found = polygons(*(octagon(0.02 * number, 0.01 * number) for number in range(MANY)))
    assert overlapping(found).tolist() == list(range(MANY))
    assert not groups(found).any()


@pytest.mark.usefixtures("quickly")
def test_thousands_over_each_other_are_matched_with_one():
    found = polygons(*(octagon(0.02 * number, 0.01 * number) for number in range(MANY)))
    matching = match(found, polygons(octagon()), 0.5)
    assert matching.inventory.covered.tolist() == pytest.approx([1])
