"""Shapes of polygons, the ground below them, and those that are several landslides."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from helpers.rasters import write_raster
from osgeo import ogr, osr
from scarp.core.inventory.amalgamation import find_amalgams
from scarp.core.inventory.hillslopes import Hillslope, measure_hillslopes
from scarp.core.inventory.shapes import measure_shapes
from scarp.core.messages import ScarpError
from scarp.core.vectors.intersections import PolygonSet

#: Upper left corner of the heights, which lie south-east of it, and the side of their pixels.
X, Y, SIDE = 500_000.0, 4_700_000.0, 10.0


def wkt() -> str:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    return reference.ExportToWkt()


def set_of(*geometries) -> PolygonSet:
    return PolygonSet(np.array(geometries, dtype=object))


def ellipse(long: float, short: float):
    circle = shapely.Point(0, 0).buffer(1, quad_segs=256)
    return shapely.transform(circle, lambda points: points * (long, short))


def test_shapes_of_known_figures():
    turned = shapely.transform(
        shapely.box(0, 0, 400, 100),
        lambda points: points @ np.array([[math.cos(1), math.sin(1)], [-math.sin(1), math.cos(1)]]),
    )
    found = measure_shapes(set_of(turned, ellipse(300, 60), ellipse(50, 50)))
    assert found.length[:2] == pytest.approx([400, 600], rel=1e-3)
    assert found.width[:2] == pytest.approx([100, 120], rel=1e-3)
    assert found.ellipse_ratio[1:] == pytest.approx([5, 1], rel=0.02)
    assert found.compactness[2] == pytest.approx(1, abs=1e-3)
    assert found.compactness[0] == pytest.approx(4 * math.pi * 40_000 / 1000**2)
    assert found.solidity == pytest.approx(np.ones(3), abs=1e-3)


@pytest.fixture(scope="module")
def heights(tmp_path_factory) -> dict[str, str]:
    """A hillside of 30 degrees that faces east, and a ridge that runs north to south."""
    folder = tmp_path_factory.mktemp("heights")
    across = SIDE * (np.arange(100) + 0.5)
    slope = math.tan(math.radians(30))
    profiles = {"hillside": 1000 - slope * across, "ridge": 500 - slope * np.abs(across - 500)}
    return {
        name: write_raster(
            folder / f"{name}.tif",
            np.broadcast_to(profile, (1, 80, 100)).astype(np.float32),
            grid=(X, SIDE, 0.0, Y, 0.0, -SIDE),
        )
        for name, profile in profiles.items()
    }


def placed(west: float, north: float, width: float, height: float) -> ogr.Geometry:
    box = shapely.box(X + west, Y - north - height, X + west + width, Y - north)
    return ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(shapely.to_wkb(box)))


def test_the_ground_of_a_landslide(heights):
    outlines = [placed(200, 300, 300, 80), placed(5000, 300, 100, 80)]
    found, outside = measure_hillslopes(outlines, wkt(), heights["hillside"])
    assert found.slope_mean == pytest.approx(30, abs=0.3)
    assert found.aspect == pytest.approx(90, abs=1)
    assert found.agreement == pytest.approx(1, abs=1e-3)
    slope = math.tan(math.radians(30))
    assert found.relief_m == pytest.approx(290 * slope, rel=0.02)
    assert found.descent_m == pytest.approx(290, rel=0.02)
    assert found.drop_m == pytest.approx(290 * slope, rel=0.02)
    assert found.drop_ratio == pytest.approx(slope, rel=0.01)
    assert math.isnan(outside.slope_mean) and math.isnan(outside.drop_ratio)


def test_of_a_small_landslide_only_slope_and_aspect_are_told(heights):
    (found,) = measure_hillslopes([placed(203, 303, 12, 12)], wkt(), heights["hillside"])
    assert (found.slope_mean, found.aspect) == pytest.approx((30, 90), abs=1)
    assert math.isnan(found.relief_m) and math.isnan(found.descent_m)


def test_a_model_that_covers_none(heights):
    with pytest.raises(ScarpError, match="does not overlap"):
        measure_hillslopes([placed(50_000, 300, 300, 80)], wkt(), heights["hillside"])


def test_amalgams(heights):
    down, wide, short = (
        placed(200, 300, 300, 80),
        placed(200, 100, 80, 400),
        placed(200, 300, 50, 60),
    )
    found = measure_hillslopes([down, wide, short], wkt(), heights["hillside"])
    polygons = PolygonSet.of([down, wide, short])
    shapes = measure_shapes(polygons)
    assert find_amalgams(polygons, shapes, found).tolist() == [-1, 2, -1]
    assert find_amalgams(polygons, shapes, None).tolist() == [-1, -1, -1]
    over = placed(400, 300, 200, 80)
    found = measure_hillslopes([over], wkt(), heights["ridge"])
    polygons = PolygonSet.of([over])
    assert find_amalgams(polygons, measure_shapes(polygons), found).tolist() == [1]
    branched = shapely.union_all([shapely.box(0, 0, 300, 30), shapely.box(0, 0, 30, 300)])
    polygons = set_of(branched)
    assert find_amalgams(polygons, measure_shapes(polygons), [Hillslope()]).tolist() == [0]
