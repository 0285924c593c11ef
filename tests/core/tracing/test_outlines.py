"""Outlines along the edges of pixels, and smooth contours."""

import gc
import math

import numpy as np
import pytest
from helpers.rasters import GRID, write_cam
from helpers.traced import OUTLINES, SMOOTH, blocks, cone, draw, geometry_of, noise, rasterized
from scarp.core.tracing.landslide_polygons import PolygonSettings, landslide_polygons


def test_smooth_contour_of_a_cone_is_a_circle(tmp_path):
    (circle,) = draw(write_cam(tmp_path / "cam.tif", cone()), outline=SMOOTH)
    geometry = geometry_of(circle)
    assert geometry.GetArea() == pytest.approx(math.pi * 300**2, rel=0.01)
    centre = geometry.Centroid()
    assert centre.GetX() == pytest.approx(GRID[0] + 796, abs=1)
    assert centre.GetY() == pytest.approx(GRID[3] - 803, abs=1)
    assert circle.length_m == pytest.approx(600, rel=0.01)
    assert circle.perim_m == pytest.approx(2 * math.pi * 300, rel=0.01)
    (steps,) = draw(write_cam(tmp_path / "cam.tif", cone()))
    assert circle.perim_m < 0.85 * steps.perim_m


@pytest.mark.parametrize("threshold", [0.25, 0.5, 0.9])
def test_smooth_contour_has_the_area_of_the_pixels(tmp_path, threshold):
    path = write_cam(tmp_path / "cam.tif", cone())
    areas = [
        sum(polygon.area_m2 for polygon in draw(path, threshold, outline=outline))
        for outline in ("pixel edges", SMOOTH)
    ]
    assert areas[1] == pytest.approx(areas[0], rel=0.04 if threshold == 0.9 else 0.01)


@pytest.mark.parametrize("seed", range(3))
def test_smooth_contours_of_noise(tmp_path, seed):
    values = noise(90, 110, seed, smooth=3)
    polygons = draw(write_cam(tmp_path / "cam.tif", values), outline=SMOOTH)
    assert len(polygons) > 3
    drawn = rasterized(polygons, values.shape)
    assert set(np.unique(drawn)) == {0, 1}
    np.testing.assert_array_equal(
        drawn[np.abs(values - 0.5) > 0.02], (values >= 0.5)[np.abs(values - 0.5) > 0.02]
    )


def test_figures_of_contours_without_a_pixels_centre_are_not_numbers(tmp_path):
    values = blocks((9, 9), (4, 4, 1, 1, 0.5))
    for polygon in draw(write_cam(tmp_path / "cam.tif", values), 0.49999, outline=SMOOTH):
        assert polygon.cam_mean >= 0.49999 or math.isnan(polygon.cam_mean)


@OUTLINES
def test_each_pixel_belongs_to_its_highest_class(tmp_path, outline):
    low, high = noise(60, 70, 1, smooth=4), noise(60, 70, 2, smooth=4)
    path = write_cam(
        tmp_path / "cam.tif", np.stack([low, high], axis=-1), classes=["slide", "flow"]
    )
    polygons = draw(path, 0.4, outline=outline)
    expected = np.where(low >= high, 1, 2) * (np.maximum(low, high) >= np.float32(0.4))
    drawn = rasterized(polygons, low.shape, ["slide", "flow"])
    assert {polygon.class_name for polygon in polygons} == {"slide", "flow"}
    if outline == SMOOTH:
        assert (drawn == expected).mean() > 0.99
    else:
        np.testing.assert_array_equal(drawn, expected)


@OUTLINES
def test_everything_above_the_threshold(tmp_path, outline):
    values = np.full((20, 30), 0.8, dtype=np.float32)
    values[3, 3] = 0.9
    (polygon,) = draw(write_cam(tmp_path / "cam.tif", values), outline=outline)
    assert geometry_of(polygon).GetArea() == pytest.approx(20 * 30 * 100, rel=1e-6)


@OUTLINES
def test_nothing_above_the_threshold(tmp_path, outline):
    assert draw(write_cam(tmp_path / "cam.tif", cone() * 0.4), outline=outline) == []


@OUTLINES
def test_nodata_is_no_feature(tmp_path, outline):
    values, valid = np.full((30, 40), 0.9, dtype=np.float32), np.zeros((30, 40), dtype=bool)
    valid[5:15, 5:25] = True
    (polygon,) = draw(write_cam(tmp_path / "cam.tif", values, valid=valid), outline=outline)
    assert geometry_of(polygon).GetArea() == pytest.approx(20_000, rel=0.1)
    assert polygon.cam_mean == pytest.approx(0.9)


class _Cancelled(Exception):
    pass


class _Cancelled(Exception):
    pass


def _cancel_at(folder, monkeypatch, outline, after):
    """Draws in a folder until a fraction of the progress; nothing but the CAM may be left."""
    path = write_cam(folder / "cam.tif", cone())
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    def cancel(fraction, message="", **values):
        if fraction is not None and fraction >= after:
            raise _Cancelled

    with pytest.raises(_Cancelled):
        list(landslide_polygons(PolygonSettings(path, outline=outline), 0.5, cancel))
    assert [path.name for path in folder.iterdir()] == ["cam.tif"]


@OUTLINES
@pytest.mark.parametrize("after", [0.0, 0.5, 0.75])
def test_cancelling_passes_through(tmp_path, monkeypatch, outline, after):
    _cancel_at(tmp_path, monkeypatch, outline, after)


@OUTLINES
@pytest.mark.parametrize("after", [0.0, 0.5, 0.75])
def test_cancelling_closes_what_it_had_open(tmp_path, monkeypatch, capfd, outline, after):
    """Else Windows cannot delete it, and GDAL complains about the lost file when it closes it."""
    _cancel_at(tmp_path, monkeypatch, outline, after)
    gc.collect()
    assert capfd.readouterr().err == ""


@OUTLINES
def test_progress_rises_to_one(tmp_path, said, outline):
    path = write_cam(tmp_path / "cam.tif", cone())
    list(landslide_polygons(PolygonSettings(path, outline=outline), 0.5, said))
    assert said.fractions == sorted(said.fractions) and said.fractions[-1] == pytest.approx(1)


@pytest.mark.parametrize("smooth", [0, 1, 4])
@pytest.mark.parametrize("sharp", [False, True])
def test_smooth_contours_keep_the_area_of_their_pixels(tmp_path, smooth, sharp):
    """Of small and ragged ones, and of a CAM that has 0.02 and 0.95 only, too."""
    values = noise(120, 140, 5, smooth=smooth)
    values[-1, :] = values[:, 0] = 0
    if sharp:
        values = np.where(values >= 0.62, np.float32(0.95), np.float32(0.02))
    path = write_cam(tmp_path / "cam.tif", values)
    pixels, contours = (draw(path, 0.62, outline=outline) for outline in ("pixel edges", SMOOTH))
    areas = [sum(polygon.area_m2 for polygon in polygons) for polygons in (pixels, contours)]
    assert areas[1] == pytest.approx(areas[0], rel=0.01)
    for one, other in zip(pixels, contours):
        assert one.cam_mean == pytest.approx(other.cam_mean)
        assert other.area_m2 == pytest.approx(one.area_m2, rel=0.1)
