"""Slope, relief and curvature."""

from __future__ import annotations

import math

import numpy as np
import pytest
from helpers.rasters import GRID, read_raster, wkt, write_raster
from osgeo import gdal
from scarp.core.messages import ScarpError
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.core.stacking.grids import Grid
from scarp.core.stacking.settings import CURVATURE, RELIEF, SLOPE, TERRAIN
from scarp.core.stacking.terrain import write_terrain

SHAPE = (60, 80)


def plane(degrees: float, side: float, rows: int = 100, cols: int = 120) -> np.ndarray:
    """Heights that rise to the east by an angle."""
    height = math.tan(math.radians(degrees)) * side * np.arange(cols)
    return np.broadcast_to(height, (1, rows, cols)).astype(np.float32)


def middle(path: str) -> np.ndarray:
    (band,) = read_raster(path)
    rows, cols = band.shape
    return band[rows // 4 : -rows // 4, cols // 4 : -cols // 4]


@pytest.fixture
def terrain(tmp_path, said):
    """Computes the terrain of a DEM, for an image of 10 m in the middle of it."""
    grid = Grid(SHAPE, (500_200.0, 10.0, 0.0, 4_699_800.0, 0.0, -10.0), wkt())

    def compute(path, names=TERRAIN, size=10.0, on=grid) -> dict[str, str]:
        with Raster(path) as dem:
            return write_terrain(dem, on, size, list(names), tmp_path, said)

    return compute


def test_of_a_plane(terrain, tmp_path, said):
    found = terrain(write_raster(tmp_path / "dem.tif", plane(20, 10)))
    assert middle(found[SLOPE]) == pytest.approx(20, abs=0.05)
    # The square is of 21 x 21 pixels: 20 of them apart.
    assert middle(found[RELIEF]) == pytest.approx(200 * math.tan(math.radians(20)), rel=0.01)
    assert middle(found[CURVATURE]) == pytest.approx(0, abs=0.01)
    assert any("does not say in which unit" in sentence for sentence in said.sentences)


def test_of_a_dome(terrain, tmp_path):
    """z = -(x² + y²) / 200: D = E = -1/200, so that -2 (D + E) * 100 is 2."""
    rows, cols = np.indices((100, 120)) * 10.0
    heights = -((rows - 500) ** 2 + (cols - 600) ** 2) / 200
    found = terrain(write_raster(tmp_path / "dem.tif", heights[None].astype(np.float32)))
    assert middle(found[CURVATURE]) == pytest.approx(2, abs=0.02)


def test_in_feet(terrain, tmp_path, said):
    path = write_raster(tmp_path / "dem.tif", plane(20, 10) / 0.3048)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType("ft")
    del dataset
    found = terrain(path, (SLOPE, RELIEF))
    assert middle(found[SLOPE]) == pytest.approx(20, abs=0.05)
    assert middle(found[RELIEF]) == pytest.approx(200 * math.tan(math.radians(20)), rel=0.01)
    assert any("in feet" in sentence for sentence in said.sentences)


@pytest.mark.parametrize("in_degrees", [False, True], ids=["metres", "degrees"])
def test_of_a_model_in_degrees(terrain, tmp_path, in_degrees):
    """Whether the image has degrees or metres."""
    path = write_raster(tmp_path / "metres.tif", plane(20, 10))
    warped = str(tmp_path / "dem.tif")
    gdal.Warp(warped, path, dstSRS="EPSG:4326", resampleAlg="cubic", dstNodata="nan")
    options = {}
    if in_degrees:
        with Raster(warped) as raster:
            options["on"] = Grid.of(raster)
    found = terrain(warped, (SLOPE,), **options)
    assert np.nanmedian(middle(found[SLOPE])) == pytest.approx(20, abs=0.3)


def test_a_coarse_model(terrain, tmp_path, said):
    grid = (499_000.0, 120.0, 0.0, 4_701_000.0, 0.0, -120.0)
    found = terrain(write_raster(tmp_path / "dem.tif", plane(20, 120), grid=grid), (SLOPE,))
    assert any("is coarse" in sentence for sentence in said.sentences)
    assert middle(found[SLOPE]) == pytest.approx(20, abs=0.05)
    with Raster(found[SLOPE]) as slope:
        assert slope.pixel_size == pytest.approx(120)


def test_holes_stay(terrain, tmp_path):
    heights = plane(20, 10).copy()
    heights[:, 50:55, 60:65] = -9999
    found = terrain(write_raster(tmp_path / "dem.tif", heights, nodata=-9999))
    for path in found.values():
        with Raster(path) as raster:
            rows, cols = raster.shape
            valid = raster.valid(Window(5, 5, rows - 10, cols - 10))
        assert 16 <= np.count_nonzero(~valid) <= 64


def test_elsewhere(terrain, tmp_path):
    far = (900_000.0, *GRID[1:])
    with pytest.raises(ScarpError, match="does not overlap"):
        terrain(write_raster(tmp_path / "dem.tif", plane(20, 10), grid=far))


def test_of_a_model_with_a_scale(terrain, tmp_path):
    """Heights are stored in tenths of a metre."""
    path = write_raster(tmp_path / "dem.tif", (plane(20, 10) * 10).astype(np.int32))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetScale(0.1)
    del dataset
    found = terrain(path)
    assert middle(found[SLOPE]) == pytest.approx(20, abs=0.3)
    assert middle(found[RELIEF]) == pytest.approx(200 * math.tan(math.radians(20)), rel=0.02)


@pytest.mark.parametrize("unit", ["US foot", "Foot_US", "survey foot", "foot (International)"])
def test_names_of_feet(terrain, tmp_path, unit):
    path = write_raster(tmp_path / "dem.tif", plane(20, 10) / np.float32(0.3048))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType(unit)
    del dataset
    assert middle(terrain(path)[SLOPE]) == pytest.approx(20, abs=0.1)


def test_on_a_grid_in_web_mercator(terrain, tmp_path):
    """Whose metres are not those of the ground."""
    path = write_raster(tmp_path / "dem.tif", plane(20, 10))
    gdal.Warp(str(tmp_path / "image.tif"), path, dstSRS="EPSG:3857", xRes=13.5, yRes=13.5)
    with Raster(str(tmp_path / "image.tif")) as image:
        assert image.pixel_size == pytest.approx(10, rel=0.02)
        found = terrain(path, (SLOPE, RELIEF), image.pixel_size, Grid.of(image))
    assert middle(found[SLOPE]) == pytest.approx(20, abs=0.5)
    assert middle(found[RELIEF]) == pytest.approx(200 * math.tan(math.radians(20)), rel=0.03)


def test_relief_in_a_window_of_less_than_a_pixel(terrain, tmp_path, said):
    path = write_raster(tmp_path / "dem.tif", plane(20, 10))
    grid = Grid(SHAPE, (500_200.0, 10.0, 0.0, 4_699_800.0, 0.0, -10.0), wkt())
    with Raster(path) as dem:
        found = write_terrain(dem, grid, 10.0, [RELIEF], tmp_path, said, relief_window=5)
    assert middle(found[RELIEF]).min() > 5
