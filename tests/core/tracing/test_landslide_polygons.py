"""From a class activation raster to polygons."""

from dataclasses import astuple

import numpy as np
import pytest
from helpers.ellipsoid import area_of_box, area_of_cell
from helpers.rasters import EPSG, write_cam, write_raster
from helpers.traced import OUTLINES, blocks, cone, count_holes, draw, geometry_of, noise, rasterized
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import cut


def test_a_rectangle(tmp_path):
    values = blocks((30, 40), (10, 5, 6, 12, 0.75))
    values[12, 8] = 0.9
    (polygon,) = draw(write_cam(tmp_path / "cam.tif", values))
    assert geometry_of(polygon).GetEnvelope() == (500_050, 500_170, 4_699_840, 4_699_900)
    assert polygon.class_name == "landslide"
    expected = area_of_box(EPSG, 500_050, 4_699_840, 120, 60)
    assert polygon.area_m2 == pytest.approx(expected, rel=1e-6)
    scale = 0.9996
    assert polygon.perim_m == pytest.approx(360 / scale, rel=1e-5)
    assert polygon.length_m == pytest.approx(120 / scale, rel=1e-5)
    assert polygon.width_m == pytest.approx(60 / scale, rel=1e-5)
    assert polygon.cam_mean == pytest.approx((71 * 0.75 + 0.9) / 72, rel=1e-6)
    assert polygon.cam_max == pytest.approx(0.9, rel=1e-6)


@pytest.mark.parametrize("latitude", [0.0, 60.0])
def test_area_in_degrees(tmp_path, latitude):
    grid = (141.0, 0.001, 0, latitude, 0, -0.001)
    path = write_cam(
        tmp_path / "cam.tif", blocks((30, 40), (5, 6, 10, 20, 1)), grid=grid, epsg=4326
    )
    (polygon,) = draw(path)
    expected = area_of_cell(0.02, latitude - 0.015, latitude - 0.005)
    assert polygon.area_m2 == pytest.approx(expected, rel=1e-5)
    west, east, south, north = geometry_of(polygon).GetEnvelope()
    assert (west, east) == pytest.approx((141.006, 141.026))
    assert (south, north) == pytest.approx((latitude - 0.015, latitude - 0.005))


def test_the_threshold_itself_is_a_feature(tmp_path):
    less = np.nextafter(np.float32(0.3), np.float32(0))
    values = blocks((10, 10), (1, 1, 2, 2, 0.3), (5, 5, 2, 2, less))
    (polygon,) = draw(write_cam(tmp_path / "cam.tif", values), 0.3)
    assert polygon.cam_max == np.float32(0.3)
    assert len(draw(write_cam(tmp_path / "one.tif", blocks((9, 9), (1, 1, 2, 2, 1))), 1.0)) == 1


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.8])
def test_rasterised_again_gives_the_mask(tmp_path, seed, threshold):
    values = noise(50, 60, seed)
    polygons = draw(write_cam(tmp_path / "cam.tif", values), threshold)
    mask = values >= np.float32(threshold)
    np.testing.assert_array_equal(rasterized(polygons, mask.shape), mask)
    planar = sum(geometry_of(polygon).GetArea() for polygon in polygons)
    assert planar == pytest.approx(100 * mask.sum())


def test_pixels_that_touch_at_a_corner_stay_apart(tmp_path):
    values = blocks((10, 10), (2, 2, 2, 2, 1), (4, 4, 2, 2, 1))
    assert len(draw(write_cam(tmp_path / "cam.tif", values))) == 2


def test_holes_that_touch_at_a_corner(tmp_path):
    values = blocks((10, 10), (1, 1, 7, 7, 1), (3, 3, 1, 1, 0), (4, 4, 1, 1, 0), (1, 1, 1, 1, 0))
    (polygon,) = draw(write_cam(tmp_path / "cam.tif", values))
    np.testing.assert_array_equal(rasterized([polygon], values.shape), values > 0)


@OUTLINES
def test_hole_kept_or_filled(tmp_path, outline):
    """A hole of 3 x 4 pixels, 1200 m²."""
    path = write_cam(tmp_path / "cam.tif", blocks((30, 30), (5, 5, 15, 15, 1), (10, 10, 3, 4, 0)))
    (kept,) = draw(path, outline=outline, fill_holes=1000)
    (filled,) = draw(path, outline=outline, fill_holes=1300)
    assert (count_holes(kept), count_holes(filled)) == (1, 0)
    assert filled.area_m2 - kept.area_m2 == pytest.approx(1200, rel=0.1)
    assert filled.perim_m < kept.perim_m


def test_figures_of_a_filled_hole(tmp_path):
    values = blocks((30, 30), (5, 5, 15, 15, 0.8), (10, 10, 3, 4, 0.1))
    (filled,) = draw(write_cam(tmp_path / "cam.tif", values), fill_holes=2000)
    assert filled.cam_mean == pytest.approx((213 * 0.8 + 12 * 0.1) / 225, rel=1e-6)
    assert filled.perim_m == pytest.approx(600 / 0.9996, rel=1e-5)


@OUTLINES
def test_island_in_a_filled_hole_is_dropped(tmp_path, outline):
    values = blocks((40, 40), (5, 5, 25, 25, 1), (10, 10, 9, 9, 0), (13, 13, 3, 3, 1))
    path = write_cam(tmp_path / "cam.tif", values)
    assert len(draw(path, outline=outline)) == 2
    (filled,) = draw(path, outline=outline, fill_holes=9000)
    assert count_holes(filled) == 0


def test_island_in_a_hole_that_stays_is_kept(tmp_path):
    values = blocks((40, 40), (5, 5, 25, 25, 1), (10, 10, 9, 9, 0), (13, 13, 3, 3, 1))
    values[6, 6] = 0
    polygons = draw(write_cam(tmp_path / "cam.tif", values), fill_holes=200)
    assert sorted(count_holes(polygon) for polygon in polygons) == [0, 1]


@OUTLINES
def test_least_area(tmp_path, outline):
    values = blocks((40, 40), (2, 2, 4, 5, 1), (10, 10, 10, 10, 1), (25, 25, 3, 3, 1))
    path = write_cam(tmp_path / "cam.tif", values)
    assert [
        len(draw(path, outline=outline, min_area=area)) for area in (0, 1000, 3000, 20_000)
    ] == [
        3,
        2,
        1,
        0,
    ]
    for polygon in draw(path, outline=outline, min_area=1000):
        assert polygon.area_m2 >= 1000


def test_area_of_a_polygon_is_measured_with_its_holes_filled(tmp_path):
    """A ring of 32 pixels around a hole of 49: 3200 m², filled 8100 m²."""
    path = write_cam(tmp_path / "cam.tif", blocks((20, 20), (2, 2, 9, 9, 1), (3, 3, 7, 7, 0)))
    assert len(draw(path, min_area=5000)) == 0
    assert len(draw(path, min_area=5000, fill_holes=5000)) == 1


def test_figures_are_of_the_own_class(tmp_path):
    slide = blocks((20, 20), (2, 2, 4, 4, 0.6), (10, 10, 4, 4, 0.2))
    flow = blocks((20, 20), (2, 2, 4, 4, 0.5), (10, 10, 4, 4, 0.9))
    path = write_cam(tmp_path / "cam.tif", np.stack([slide, flow], axis=-1), classes=["a", "b"])
    found = {polygon.class_name: polygon for polygon in draw(path)}
    assert found.keys() == {"a", "b"}
    assert found["a"].cam_mean == found["a"].cam_max == np.float32(0.6)
    assert found["b"].cam_mean == found["b"].cam_max == np.float32(0.9)


def test_nodata_in_a_filled_hole_does_not_count(tmp_path):
    values, valid = blocks((20, 20), (2, 2, 9, 9, 0.8)), np.ones((20, 20), dtype=bool)
    valid[5:7, 5:7] = False
    (polygon,) = draw(write_cam(tmp_path / "cam.tif", values, valid=valid), fill_holes=1000)
    assert count_holes(polygon) == 0 and polygon.cam_mean == pytest.approx(0.8)


def test_windows_leave_no_trace(tmp_path, monkeypatch):
    path = write_cam(tmp_path / "cam.tif", noise(60, 50, 7, smooth=2))
    once = draw(path)
    for module in ("tracing.pixel_edges", "tracing.hole_filling", "cam.cam"):
        monkeypatch.setattr(f"scarp.core.{module}.strips", lambda shape, _: cut(shape, 7, shape[1]))
    assert draw(path) == once and len(once) > 5


@OUTLINES
@pytest.mark.parametrize("classes", [1, 2])
@pytest.mark.parametrize("diagonals", [False, True])
@pytest.mark.parametrize("fill", [0, 300, 100_000])
def test_parts_leave_no_trace(tmp_path, monkeypatch, outline, classes, diagonals, fill):
    """Polygons that end in one part or go on through many, around each other and side by side."""
    values = np.stack([noise(61, 50, seed, smooth=1) for seed in range(classes)], axis=-1)
    valid = np.ones((61, 50), bool)
    valid[20:29, 30:38] = valid[29, 10:20] = False
    path = write_cam(tmp_path / "cam.tif", values, classes=["a", "b"][:classes], valid=valid)
    settings = {"outline": outline, "diagonals": diagonals, "fill_holes": fill}
    once = draw(path, **settings)
    monkeypatch.setattr("scarp.core.tracing.landslide_polygons.EDGES_AT_ONCE", 1)
    for rows in (1, 4, 29):
        monkeypatch.setattr(
            "scarp.core.tracing.pixel_edges.strips",
            lambda shape, _, rows=rows: cut(shape, rows, shape[1]),
        )
        parts = draw(path, **settings)
        assert parts != once
        _assert_the_same(parts, once)


def _assert_the_same(some, others):
    """But for their order, and for the last digits of sums."""
    assert len(some) == len(others) > 5
    for one, other in zip(sorted(some, key=lambda p: p.wkb), sorted(others, key=lambda p: p.wkb)):
        assert (one.wkb, one.class_name) == (other.wkb, other.class_name)
        np.testing.assert_allclose(astuple(one)[2:], astuple(other)[2:], rtol=1e-9)


def test_rotated_grid(tmp_path):
    grid = (500_000.0, 8.0, -6.0, 4_700_000.0, -6.0, -8.0)
    values = noise(30, 40, 8)
    path = write_cam(tmp_path / "cam.tif", values, grid=grid)
    polygons = draw(path)
    np.testing.assert_array_equal(rasterized(polygons, values.shape, grid=grid), values >= 0.5)
    for polygon in polygons:
        assert 0.5 <= polygon.cam_mean <= polygon.cam_max <= 1


def test_smallest_polygon_where_no_area_is_given(tmp_path):
    """Four pixels and more stay, three do not."""
    values = np.zeros((40, 40), np.float32)
    values[2, 2:5] = values[37, 36:] = values[20, 20:25] = 0.9
    path = write_cam(tmp_path / "cam.tif", values)
    assert len(draw(path)) == 3
    assert len(draw(path, min_area=None)) == 2


def test_no_cam_refused(tmp_path):
    path = write_raster(tmp_path / "image.tif", np.full((1, 5, 5), 300, dtype=np.uint16))
    with pytest.raises(ScarpError, match="is not a class activation raster"):
        draw(path)
    path = write_raster(tmp_path / "nowhere.tif", cone(9, 9), epsg=None)
    with pytest.raises(ScarpError, match="has no georeference"):
        draw(path)
