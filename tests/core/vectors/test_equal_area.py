"""Areas and lengths on the ellipsoid."""

import numpy as np
import pytest
from helpers.ellipsoid import area_of_box, area_of_cell
from helpers.rasters import wkt
from osgeo import ogr
from scarp.core.messages import ScarpError
from scarp.core.vectors.equal_area import EqualArea


def _box(x, y, width, height):
    corners = [(0, 0), (width, 0), (width, height), (0, height), (0, 0)]
    places = ", ".join(f"{x + right!r} {y + up!r}" for right, up in corners)
    return ogr.CreateGeometryFromWkt(f"POLYGON (({places}))")


@pytest.mark.parametrize("latitude", [0.0, 42.7, -33.0, 70.0])
def test_area_of_a_graticule_cell(latitude):
    cell = _box(141.0, latitude, 0.02, 0.01)
    measure = EqualArea(wkt(4326), (141.2, latitude + 0.1))
    assert measure.project(cell).GetArea() == pytest.approx(
        area_of_cell(0.02, latitude, latitude + 0.01), rel=1e-5
    )


@pytest.mark.parametrize("easting", [500_000.0, 580_000.0, 800_000.0])
def test_area_of_a_square_in_utm(easting):
    """UTM's own area is wrong by 0.08 % at the central meridian and by more at the zone's edge."""
    square = _box(easting, 4_730_000.0, 1000.0, 1000.0)
    area = EqualArea(wkt(32654), (easting + 9000, 4_735_000)).project(square).GetArea()
    assert area == pytest.approx(area_of_box(32654, easting, 4_730_000, 1000, 1000), rel=1e-6)
    assert abs(area - 1e6) > 200


def test_area_does_not_depend_on_the_centre():
    square = _box(580_000.0, 4_730_000.0, 1000.0, 1000.0)
    near, far = (
        EqualArea(wkt(32654), centre).project(square).GetArea()
        for centre in ((580_500, 4_730_500), (400_000, 4_500_000))
    )
    assert near == pytest.approx(far, rel=1e-5)


def test_lengths_far_from_the_centre_are_within_a_thousandth():
    line = _box(500_000.0, 4_730_000.0, 1000.0, 1000.0)
    near, far = (
        EqualArea(wkt(32654), (500_500, northing)).project(line).Boundary().Length()
        for northing in (4_730_500, 4_230_500)
    )
    assert near == pytest.approx(4000 / 0.9996, rel=1e-5)
    assert far == pytest.approx(near, rel=1e-3)


def test_the_original_stays():
    square = _box(580_000.0, 4_730_000.0, 1000.0, 1000.0)
    before = square.ExportToWkt()
    EqualArea(wkt(32654), (580_000, 4_730_000)).project(square)
    assert square.ExportToWkt() == before


def test_other_units_become_metres():
    """EPSG:2263 is in US survey feet."""
    feet = 1200 / 3937
    square = _box(984_250.0, 200_000.0, 3000.0, 3000.0)
    projected = EqualArea(wkt(2263), (984_250.0, 200_000.0)).project(square)
    assert projected.GetArea() == pytest.approx((3000 * feet) ** 2, rel=1e-3)


def test_points_are_projected_as_geometries_are():
    square = _box(580_000.0, 4_730_000.0, 1000.0, 1000.0)
    measure = EqualArea(wkt(32654), (570_000, 4_735_000))
    projected = measure.project(square)  # Held: its ring does not keep it alive.
    expected = np.array(projected.GetGeometryRef(0).GetPoints())[:, :2]
    points = np.array(square.GetGeometryRef(0).GetPoints())[:, :2]
    np.testing.assert_array_equal(measure.project_points(points), expected)


def test_a_crs_without_a_place_on_the_earth_is_refused():
    local = 'LOCAL_CS["mine", UNIT["metre", 1]]'
    with pytest.raises(ScarpError, match="“mine” has no place on the Earth"):
        EqualArea(local, (0.0, 0.0))
