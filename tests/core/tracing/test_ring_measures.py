"""Figures of many rings and polygons at once."""

import math

import numpy as np
import pytest
from osgeo import ogr
from scarp.core.tracing.ring_measures import (
    convex_hulls,
    lengths_and_widths,
    ring_areas,
    ring_lengths,
)


def _turned(width, height, angle):
    """Corners of a rectangle turned by an angle in degrees, far from the origin."""
    turn = np.exp(1j * math.radians(angle))
    corners = np.array([0, width, width + 1j * height, 1j * height]) * turn + (5e5 + 4e6j)
    return np.stack([corners.real, corners.imag], axis=1)


def _together(*shapes):
    starts = np.concatenate([[0], np.cumsum([len(shape) for shape in shapes])])
    return np.concatenate(shapes).astype(float), starts


@pytest.mark.parametrize("angle", [0, 17, 45, 90, 133.3])
def test_length_and_width_of_turned_rectangles(angle):
    sides = [(120, 30), (30, 120), (50, 50)]
    points, starts = _together(*(_turned(*pair, angle) for pair in sides))
    lengths, widths = lengths_and_widths(points, starts)
    np.testing.assert_allclose(lengths, [120, 120, 50], rtol=1e-6)
    np.testing.assert_allclose(widths, [30, 30, 50], rtol=1e-6)


def test_length_and_width_of_hulls_of_several_sizes():
    """The smallest rectangle around a triangle lies along its longest side."""
    triangle = [(0, 0), (3, 3), (1, 2)]
    points, starts = _together(triangle, _turned(7, 4, 30), triangle)
    lengths, widths = lengths_and_widths(points, starts)
    np.testing.assert_allclose(lengths, [3 * math.sqrt(2), 7, 3 * math.sqrt(2)])
    np.testing.assert_allclose(widths, [math.sqrt(0.5), 4, math.sqrt(0.5)], rtol=1e-6)


def test_areas_and_lengths_of_rings():
    """Whatever way they go around."""
    box = np.array([(0, 0), (10, 0), (10, 8), (0, 8)]) + np.array([5e6, 4e6])
    hole = np.array([(2, 2), (2, 4), (5, 4), (5, 2)])
    points, starts = _together(box, hole, box[::-1])
    np.testing.assert_allclose(ring_areas(points, starts), [80, 6, 80])
    np.testing.assert_allclose(ring_lengths(points, starts), [36, 10, 36])


def test_hull_leaves_out_what_is_inside_or_in_line():
    points = np.array([(0, 0), (2, 0), (4, 0), (4, 4), (2, 1), (2, 2), (0, 4), (0, 4), (0, 2)])
    places, starts = convex_hulls(points.astype(float), np.zeros(len(points), int))
    assert starts.tolist() == [0, 4]
    assert [tuple(point) for point in points[places]] == [(0, 0), (4, 0), (4, 4), (0, 4)]


@pytest.mark.parametrize("seed", range(10))
def test_hulls_are_those_of_geos(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(5, 60, 40)
    group = np.repeat(np.arange(len(sizes)), sizes)
    # Whole numbers: many points in a line and some twice.
    points = rng.integers(0, rng.integers(3, 30), (len(group), 2)).astype(float)
    # Three that are surely not in a line.
    first = np.cumsum(sizes) - sizes
    points[first], points[first + 1], points[first + 2] = (0, 0), (1, 0), (0, 1)
    shuffled = rng.permutation(len(group))
    points, group = points[shuffled], group[shuffled]
    places, starts = convex_hulls(points, group)
    for number, (start, end) in enumerate(zip(starts, starts[1:])):
        collection = ogr.Geometry(ogr.wkbMultiPoint)
        for x, y in points[group == number].tolist():
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(x, y)
            collection.AddGeometry(point)
        convex_hull = collection.ConvexHull()
        corners = convex_hull.GetGeometryRef(0).GetPoints()[:-1]
        assert (group[places[start:end]] == number).all()
        assert set(map(tuple, points[places[start:end]].tolist())) == {
            corner[:2] for corner in corners
        }
        assert end - start == len(corners)
