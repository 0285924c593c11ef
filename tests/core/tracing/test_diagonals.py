"""Pixels that touch at a corner, holes between them, and random rasters against scipy's labels."""

import numpy as np
import pytest
from helpers.rasters import write_cam
from helpers.traced import OUTLINES, SMOOTH, blocks, count_holes, draw, geometry_of, rasterized
from osgeo import ogr
from scarp.core.tracing.landslide_polygons import OUTLINES as BOTH
from scipy.ndimage import binary_fill_holes, label

EIGHT = np.ones((3, 3))
DIAMOND = ((2, 3, 1, 1, 1), (3, 2, 1, 1, 1), (3, 4, 1, 1, 1), (4, 3, 1, 1, 1))


def test_joined_pixels_are_one_multipolygon(tmp_path):
    values = blocks((10, 10), (2, 2, 2, 2, 1), (4, 4, 2, 3, 0.8))
    path = write_cam(tmp_path / "cam.tif", values)
    (joined,) = draw(path, diagonals=True)
    assert [part.GetArea() for part in _parts(geometry_of(joined))] == [400, 600]
    assert joined.cam_mean == pytest.approx((4 + 6 * 0.8) / 10)
    apart = draw(path)
    assert joined.area_m2 == pytest.approx(sum(polygon.area_m2 for polygon in apart))
    assert joined.perim_m == pytest.approx(sum(polygon.perim_m for polygon in apart))
    assert (joined.length_m, joined.width_m) == pytest.approx((50, 40), rel=1e-3)
    np.testing.assert_array_equal(rasterized([joined], values.shape), values > 0)


def test_smooth_contour_goes_across(tmp_path):
    values = blocks((10, 10), (2, 2, 2, 2, 1), (4, 4, 2, 2, 1))
    path = write_cam(tmp_path / "cam.tif", values)
    (joined,) = draw(path, outline=SMOOTH, diagonals=True)
    assert geometry_of(joined).Centroid().GetX() == pytest.approx(500_040)
    assert len(draw(path, outline=SMOOTH)) == 2


@OUTLINES
def test_hole_between_joined_pixels_is_filled(tmp_path, outline):
    """Four pixels around one, which touch at corners: a hole only where they are joined."""
    path = write_cam(tmp_path / "cam.tif", blocks((8, 8), *DIAMOND))
    assert len(draw(path, outline=outline, fill_holes=1e6)) == 4
    (kept,) = draw(path, outline=outline, diagonals=True)
    (filled,) = draw(path, outline=outline, diagonals=True, fill_holes=1e6)
    assert geometry_of(kept).GetArea() < geometry_of(filled).GetArea()
    assert filled.cam_mean == pytest.approx(4 / 5)
    drawn = rasterized([filled], (8, 8))
    assert drawn.sum() == 5 and drawn[3, 3] == 1


def test_hole_that_touches_the_outside_is_a_hole(tmp_path):
    values = blocks((8, 8), (1, 1, 4, 4, 1), (3, 3, 1, 1, 0), (4, 4, 1, 1, 0))
    (polygon,) = draw(write_cam(tmp_path / "cam.tif", values))
    assert count_holes(polygon) == 1
    (filled,) = draw(write_cam(tmp_path / "cam.tif", values), fill_holes=150)
    assert count_holes(filled) == 0 and geometry_of(filled).GetArea() == 1500


@pytest.mark.parametrize("outline", BOTH)
def test_classes_that_cross_at_a_corner_do_not_overlap(tmp_path, outline):
    values = np.zeros((6, 6, 2), np.float32)
    values[2, 2, 0] = values[3, 3, 0] = values[2, 3, 1] = values[3, 2, 1] = 1
    path = write_cam(tmp_path / "cam.tif", values, classes=["a", "b"])
    drawn = rasterized(draw(path, outline=outline, diagonals=True), (6, 6), ["a", "b"])
    np.testing.assert_array_equal(drawn[2:4, 2:4], [[1, 2], [2, 1]])
    assert drawn.sum() == 6


def _random_cam(path, seed):
    """A small CAM of one to three classes, with nodata in half the cases, and its classes."""
    rng = np.random.default_rng(seed)
    rows, cols, classes = (int(rng.integers(*ends)) for ends in ((1, 26), (1, 26), (1, 4)))
    values = rng.random((rows, cols, classes))
    values = np.where(rng.random((rows, cols, 1)) < rng.random(), values, values * 0.45)
    values = (np.round(values, 1) if seed % 3 == 0 else values).astype(np.float32)
    valid = rng.random((rows, cols)) < (0.9 if seed % 2 else 1)
    valid[0, 0] = True
    names = [f"class {number}" for number in range(classes)]
    write_cam(path, values, valid=valid, classes=names)
    best = np.where(valid & (values.max(axis=-1) >= 0.5), values.argmax(axis=-1) + 1, 0)
    return values, valid, names, best


@pytest.mark.parametrize("diagonals", [False, True])
@pytest.mark.parametrize("outline", BOTH)
@pytest.mark.parametrize("seed", range(60))
def test_random_rasters(tmp_path, seed, outline, diagonals):
    """Valid, without overlap, rasterised again the mask, and a polygon for each of its parts."""
    path = str(tmp_path / "cam.tif")
    values, _, names, best = _random_cam(path, seed)
    polygons = draw(path, outline=outline, diagonals=diagonals)
    np.testing.assert_array_equal(rasterized(polygons, best.shape, names), best)
    if diagonals and len(names) > 1:
        return  # Where two classes cross, only one is joined; scipy would join both.
    expected = []
    for number in range(len(names)):
        parts, count = label(best == number + 1, EIGHT if diagonals else None)
        for part in range(1, count + 1):
            own = values[parts == part, number]
            expected.append((own.mean(dtype=float), own.max()))
    found = sorted((polygon.cam_mean, polygon.cam_max) for polygon in polygons)
    np.testing.assert_allclose(
        np.array(found).reshape(-1, 2), np.array(sorted(expected)).reshape(-1, 2), atol=1e-6
    )


@pytest.mark.parametrize("diagonals", [False, True])
@pytest.mark.parametrize("seed", range(60))
def test_all_holes_of_random_rasters_filled(tmp_path, seed, diagonals):
    path = str(tmp_path / "cam.tif")
    values, valid, names, best = _random_cam(path, seed)
    polygons = draw(path, diagonals=diagonals, fill_holes=1e9)
    drawn = rasterized(polygons, best.shape, names)
    if len(names) > 1:
        assert (drawn[best > 0] > 0).all()
        return
    mask = np.zeros(best.shape, bool)
    parts, count = label(best, EIGHT if diagonals else None)
    for part in range(1, count + 1):
        mask |= binary_fill_holes(parts == part)
    np.testing.assert_array_equal(drawn, mask)
    if diagonals:
        parts, count = label(mask, EIGHT)
        means = [values[(parts == part) & valid].mean() for part in range(1, count + 1)]
        found = sorted(polygon.cam_mean for polygon in polygons)
        np.testing.assert_allclose(found, sorted(means), atol=1e-6)


@pytest.mark.parametrize("seed", range(60))
def test_small_holes_and_small_polygons_of_random_rasters(tmp_path, seed):
    """Everything that is drawn is valid and as large as asked for."""
    path = str(tmp_path / "cam.tif")
    _random_cam(path, seed)
    for outline in BOTH:
        for diagonals in (False, True):
            for polygon in draw(
                path, outline=outline, diagonals=diagonals, fill_holes=350, min_area=250
            ):
                assert polygon.area_m2 >= 250
                for part in _parts(geometry_of(polygon)):
                    for hole in range(1, part.GetGeometryCount()):
                        ring = ogr.Geometry(ogr.wkbPolygon)
                        ring.AddGeometry(part.GetGeometryRef(hole))
                        assert ring.GetArea() > 349 or diagonals


def _parts(geometry):
    if geometry.GetGeometryType() == ogr.wkbPolygon:
        return [geometry]
    # Copies, as a part does not keep the whole alive.
    return [geometry.GetGeometryRef(k).Clone() for k in range(geometry.GetGeometryCount())]
