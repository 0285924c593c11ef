"""Outlines that a class activation raster has around a point."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import GRID, write_cam
from osgeo import ogr
from scarp.core.cam.cam import Cam
from scarp.core.review.one_click import propose_outline
from scipy.ndimage import gaussian_filter


def place(row: float, col: float) -> tuple[float, float]:
    return GRID[0] + 10 * (col + 0.5), GRID[3] - 10 * (row + 0.5)


@pytest.fixture
def disc(tmp_path):
    """A disc of radius 12 that is found with little certainty, and its true outline."""
    rows, cols = np.mgrid[:120, :120]
    values = 0.3 * (np.hypot(rows - 50, cols - 60) < 12)
    values = gaussian_filter(values.astype(np.float32), 2)
    valid = np.ones(values.shape, bool)
    valid[:, 100:] = False
    with Cam(str(write_cam(tmp_path / "cam.tif", values, valid=valid))) as cam:
        yield (
            cam,
            ogr.CreateGeometryFromWkt(f"POINT ({' '.join(map(str, place(50, 60)))})").Buffer(120),
        )


def iou(wkb: bytes, truth: ogr.Geometry) -> float:
    found = ogr.CreateGeometryFromWkb(wkb)
    return found.Intersection(truth).Area() / found.Union(truth).Area()


def test_the_outline_around_a_click(disc):
    cam, truth = disc
    for row, col in ((50, 60), (45, 66), (58, 55)):
        found = propose_outline(cam, place(row, col))
        assert iou(found.polygon.wkb, truth) > 0.9
        assert found.polygon.area_m2 == pytest.approx(np.pi * 120**2, rel=0.08)
        assert found.threshold == pytest.approx(0.15, abs=0.02)
        assert found.threshold < found.polygon.cam_mean < found.polygon.cam_max <= 0.31


def test_the_wheel_changes_the_size(disc):
    cam, _ = disc
    areas = [propose_outline(cam, place(50, 60), turns).polygon.area_m2 for turns in (-6, 0, 6)]
    assert areas[0] < areas[1] < areas[2]
    # Beyond the ends nothing changes any more.
    most = [propose_outline(cam, place(50, 60), turns).polygon.area_m2 for turns in (50, 60)]
    assert most[0] == most[1]


def test_where_there_is_nothing(disc):
    cam, _ = disc
    assert propose_outline(cam, place(50, 110)) is None
    assert propose_outline(cam, place(-5, 10)) is None
    assert propose_outline(cam, place(115, 5)) is None


def test_a_large_one_is_looked_at_farther_away(tmp_path):
    values = np.full((700, 700), 0.01, np.float32)
    values[300:310, 50:350] = 0.8
    values[600:610] = 0.8
    with Cam(str(write_cam(tmp_path / "cam.tif", values))) as cam:
        found = propose_outline(cam, place(305, 200))
        assert found.polygon.length_m == pytest.approx(3000, rel=0.02)
        # What never ends is no landslide.
        assert propose_outline(cam, place(605, 350)) is None
        assert propose_outline(cam, place(100, 600)) is None


def test_what_would_go_on_is_made_smaller(tmp_path):
    """A faint landslide on ground of more than half of its value."""
    values = np.full((700, 700), 0.12, np.float32)
    values[340:360, 340:360] = 0.2
    with Cam(str(write_cam(tmp_path / "cam.tif", values))) as cam:
        found = propose_outline(cam, place(350, 350))
    assert found.polygon.area_m2 == pytest.approx(200**2, rel=0.2)


def test_holes_are_filled(tmp_path):
    values = np.full((80, 80), 0.01, np.float32)
    values[20:60, 20:60] = 0.8
    values[35:40, 35:40] = 0.01
    with Cam(str(write_cam(tmp_path / "cam.tif", values))) as cam:
        found = ogr.CreateGeometryFromWkb(propose_outline(cam, place(25, 25)).polygon.wkb)
    assert found.GetGeometryCount() == 1
