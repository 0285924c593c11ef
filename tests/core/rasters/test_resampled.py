"""Rasters that are resampled while they are read."""

import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from helpers.rasters import GRID, write_raster
from osgeo import gdal
from scarp.core.messages import ScarpError
from scarp.core.rasters import resampled as module
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.resampled import ResampledRaster, resampled_to
from scarp.core.rasters.windows import Window

ROWS, COLS = 60, 80


def pixels(kind=np.uint16) -> np.ndarray:
    """(bands, rows, columns), never 0."""
    return np.random.default_rng(3).integers(1, 200, (2, ROWS, COLS)).astype(kind)


def everything(raster) -> tuple[np.ndarray, np.ndarray]:
    return raster.read_valid(Window(0, 0, *raster.shape))


def averaged(array: np.ndarray) -> np.ndarray:
    """Means of 2 x 2 pixels without NaN: (rows, columns, bands)."""
    parts = array.reshape(-1, ROWS // 2, 2, COLS // 2, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # There may be nothing but NaN.
        return np.moveaxis(np.nanmean(parts, axis=(2, 4)), 0, -1)


def test_twice_the_size(tmp_path, said):
    with Raster(write_raster(tmp_path / "a.tif", pixels(), names=("red", "nir"))) as raster:
        found = resampled_to(raster, 20.0, said)
        assert found.shape == (ROWS // 2, COLS // 2) and found.names == ["red", "nir"]
        assert found.geotransform == (500_000, 20, 0, 4_700_000, 0, -20)
        values, valid = everything(found)
    assert valid.all()
    np.testing.assert_allclose(values, averaged(pixels().astype(float)), rtol=1e-6)
    assert said.sentences == [f"{raster.path} is resampled from pixels of 10 m to 20 m."]


@pytest.mark.parametrize(
    "grid", [(500_000.0, 8.0, 6.0, 4_700_000.0, 6.0, -8.0), (500_000.0, 10, 0, 4_700_000.0, 0, 10)]
)
def test_other_grids_are_resampled_along_their_own_rows(tmp_path, said, grid):
    """A rotated one, and one with south up: the same values, and the same corners."""
    with Raster(write_raster(tmp_path / "a.tif", pixels(), grid=grid)) as raster:
        found = resampled_to(raster, 20.0, said)
        np.testing.assert_allclose(
            everything(found)[0], averaged(pixels().astype(float)), rtol=1e-6
        )
        ends = [
            gdal.ApplyGeoTransform(one.geotransform, *reversed(one.shape))
            for one in (raster, found)
        ]
    assert ends[0] == pytest.approx(ends[1])


def test_degrees(tmp_path, said):
    grid = (142.0, 0.0001, 0.0, 42.7, 0.0, -0.0001)  # 9.5 m
    with Raster(write_raster(tmp_path / "a.tif", pixels(), grid=grid, epsg=4326)) as raster:
        found = resampled_to(raster, 2 * raster.pixel_size, said)
        assert found.shape == (ROWS // 2, COLS // 2)


@pytest.mark.parametrize("kind", ["nodata", "nan", "mask", "alpha"])
def test_no_data_does_not_bleed(tmp_path, said, kind):
    """Where one band has none the other has none, as without resampling."""
    array = pixels(np.float32 if kind == "nan" else np.uint16)
    there = np.ones((ROWS, COLS), bool)
    there[10:21, 7:30] = False
    options = {}
    if kind == "mask":
        options["mask"] = there
    elif kind == "alpha":
        array[:, ~there] = 60_000
        alpha = np.where(there, 65_535, 0).astype(np.uint16)
        array, options = np.concatenate([array, alpha[None]]), {"alpha": True}
        options["names"] = ("red", "nir", "alpha")
    else:
        array[1, ~there] = np.nan if kind == "nan" else 0
        options["nodata"] = None if kind == "nan" else 0
    path = write_raster(tmp_path / "a.tif", array, **options)
    with Raster(path) as raster:
        for size in (20.0, 4.0):
            found = resampled_to(raster, size, said)
            values, valid = everything(found)
            np.testing.assert_array_equal(valid, found.valid(Window(0, 0, *found.shape)))
            assert values[valid].min() >= 1 and values[valid].max() < 200
            if size == 20:
                kept = np.where(there, array[:2].astype(float), np.nan)
                np.testing.assert_array_equal(valid, ~np.isnan(averaged(kept)[..., 0]))
                np.testing.assert_allclose(values[valid], averaged(kept)[valid], rtol=1e-5)


def test_bands_that_were_chosen_and_their_scale(tmp_path, said):
    path = write_raster(tmp_path / "a.tif", pixels())
    dataset = gdal.Open(path, gdal.GA_Update)
    for number in (1, 2):
        dataset.GetRasterBand(number).SetScale(0.01)
        dataset.GetRasterBand(number).SetOffset(-0.1)
    del dataset
    with Raster(path) as raster:
        raster.choose_bands([1])
        values = everything(resampled_to(raster, 20.0, said))[0]
    expected = averaged(pixels()[1:].astype(float) * 0.01 - 0.1)
    np.testing.assert_allclose(values, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("size", [35.0, 4.0])
def test_values_depend_neither_on_pieces_nor_threads_nor_overviews(
    tmp_path, said, size, monkeypatch
):
    array = pixels()
    array[:, 20:40, 30:] = 17
    path = write_raster(tmp_path / "a.tif", array, nodata=17)
    with Raster(path) as raster:
        found = resampled_to(raster, size, said)
        values, valid = everything(found)
        assert not valid.all()
    gdal.Open(path).BuildOverviews("NEAREST", [2, 4])
    monkeypatch.setattr(module, "_PIXELS", 50)
    with Raster(path) as raster, ThreadPoolExecutor(4) as pool:
        found = ResampledRaster(raster, found.shape)
        for again, where in pool.map(lambda _: everything(found), range(8)):
            # Where no piece lacks data, weights are not divided by their sum.
            np.testing.assert_allclose(again, values, rtol=1e-5)
            np.testing.assert_array_equal(where, valid)


def test_pixels_of_that_size_already(tmp_path, said):
    with Raster(write_raster(tmp_path / "a.tif", pixels())) as raster:
        assert resampled_to(raster, 10.01, said) is None
    assert said.sentences == []


@pytest.mark.parametrize(
    ("of", "to", "words"),
    [
        (1000.0, 10.0, "is too coarse to be resampled to pixels of 10 m: its own are of 1e"),
        (0.01, 10.0, "is too small to be resampled from pixels of 0.01 m to 10 m: 1 x 1 pixels"),
        (10.0, 200.0, "3 x 4 pixels would be left"),
    ],
)
def test_sizes_that_are_too_far_apart(tmp_path, said, of, to, words):
    grid = (GRID[0], of, 0.0, GRID[3], 0.0, -of)
    with Raster(write_raster(tmp_path / "a.tif", pixels(), grid=grid)) as raster:
        with pytest.raises(ScarpError, match=words) as caught:
            resampled_to(raster, to, said)
    assert "a pixel size of 0" in str(caught.value)


def test_a_thousand_times_finer(tmp_path, said):
    """Is read in pieces, and each pixel is the mean of a million."""
    path = str(tmp_path / "fine.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(
        path, 5000, 4000, 1, gdal.GDT_Byte, options=["COMPRESS=DEFLATE", "TILED=YES"]
    )
    dataset.SetGeoTransform((GRID[0], 0.01, 0, GRID[3], 0, -0.01))
    with Raster(write_raster(tmp_path / "a.tif", pixels())) as other:
        dataset.SetProjection(other.crs_wkt)
    for row in range(4):
        dataset.GetRasterBand(1).WriteArray(
            np.full((1000, 5000), 10 + row, np.uint8), 0, 1000 * row
        )
    del dataset
    with Raster(path) as raster:
        values, valid = everything(resampled_to(raster, 10.0, said))
    assert valid.all()
    np.testing.assert_allclose(values[:, 0, 0], [10, 11, 12, 13], rtol=1e-4)
