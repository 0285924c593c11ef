"""Class activation rasters of images that are resampled for the network."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from helpers.rasters import box, write_polygons, write_raster
from osgeo import gdal
from scarp.core.cam.cam import Cam
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.data.normalisation import Normalisation
from scarp.models.model_file import save_model
from scarp.models.settings import NetworkSettings
from scarp.models.training.new_model import initialize_model
from scarp.runtime import jobs

ROWS, COLS = 60, 80
ON_CPU = {"precision": "float32", "device": "CPU"}


def grid(size: float) -> tuple[float, ...]:
    return (500_000.0, size, 0.0, 4_700_000.0, 0.0, -size)


@pytest.fixture(scope="module")
def model_file(tmp_path_factory) -> str:
    """A model of two classes, taken for one that was trained on pixels of 10 m."""
    network = NetworkSettings(
        bands=2, patch_size=204, width=1, seed=3, classes=("landslide", "debris flow")
    )
    model = dataclasses.replace(
        initialize_model(network),
        normalisation=Normalisation((60.0, 60.0), (10.0, 10.0)),
        pixel_size=10.0,
        pixel_sizes=(10.0, 10.0),
        threshold=0.4,
    )
    path = tmp_path_factory.mktemp("models") / "model.h5"
    save_model(model, path)
    return str(path)


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    """(bands, rows, columns): what varies slowly enough to be resampled."""
    down, right = np.mgrid[:ROWS, :COLS]
    waves = np.stack([np.sin(down / 9) + np.cos(right / 7), np.cos(down / 8 + right / 11)])
    return (60 + 25 * waves).astype(np.uint8)


@pytest.fixture
def classified(model_file, tmp_path, said):
    """Classifies a raster: values of the first class, where they are valid, and the dataset."""

    def run(image, output="cam.tif", settings=None, progress=said, **options):
        path = str(tmp_path / output)
        arguments = {"image": str(image), "model": model_file, "output": path, **options}
        jobs.classify(progress, settings={**ON_CPU, **(settings or {})}, **arguments)
        assert not list(tmp_path.glob(".scarp-*"))
        with Cam(path) as cam:
            values, valid = cam.values(Window(0, 0, *cam.shape))
        return values[..., 0], valid, gdal.Open(path)

    return run


def is_resampled(said) -> bool:
    return any("is resampled from pixels of" in sentence for sentence in said.sentences)


def enlarged(pixels, factor: int) -> np.ndarray:
    return pixels.repeat(factor, axis=1).repeat(factor, axis=2)


@pytest.mark.parametrize("size", [10.0, 7.0, 14.0])
def test_pixels_that_the_model_knows_are_taken_as_they_are(
    classified, pixels, tmp_path, said, size
):
    image = write_raster(tmp_path / "image.tif", pixels, grid=grid(size))
    automatic, _, _ = classified(image)
    plain, _, _ = classified(image, settings={"pixel_size": 0.0})
    given, _, _ = classified(image, settings={"pixel_size": size})
    assert plain.std() > 0.001 and not is_resampled(said)
    np.testing.assert_array_equal(automatic, plain)
    np.testing.assert_array_equal(given, plain)


def test_a_finer_image_gives_what_the_known_pixels_give(classified, pixels, tmp_path, said):
    """Each pixel cut into 5 x 5: in their middles are the values of the image of 10 m."""
    plain, _, _ = classified(write_raster(tmp_path / "plain.tif", pixels), "plain_cam.tif")
    fine = enlarged(pixels, 5)
    image = write_raster(tmp_path / "fine.tif", fine, grid=grid(2.0), names=("red", "nir"))
    values, valid, dataset = classified(image)
    assert values.shape == (5 * ROWS, 5 * COLS) and valid.all() and is_resampled(said)
    np.testing.assert_allclose(values[2::5, 2::5], plain, atol=1e-5)
    assert dataset.GetGeoTransform() == grid(2.0)
    unresampled, _, _ = classified(image, settings={"pixel_size": 0.0})
    assert np.abs(unresampled[2::5, 2::5] - plain).max() > 1e-3
    # As every CAM.
    band = dataset.GetRasterBand(1)
    assert band.GetDescription() == "landslide" and band.GetNoDataValue() == -1
    assert band.GetStatistics(False, False)[:2] == pytest.approx([values.min(), values.max()])
    assert band.GetOverviewCount() > 0
    assert dataset.GetMetadataItem("SCARP_THRESHOLD") == "0.4"
    assert dataset.GetMetadataItem("SCARP_IMAGE") == "fine.tif"


def test_a_coarser_image_has_means_of_what_the_known_pixels_give(
    classified, model_file, pixels, tmp_path, said
):
    """Compared with the same image enlarged by GDAL."""
    image = write_raster(tmp_path / "coarse.tif", pixels, grid=grid(30.0))
    values, valid, dataset = classified(image)
    assert values.shape == (ROWS, COLS) and valid.all() and is_resampled(said)
    assert dataset.GetGeoTransform() == grid(30.0)
    finer = str(tmp_path / "finer.tif")
    gdal.Translate(
        finer,
        image,
        width=3 * COLS,
        height=3 * ROWS,
        resampleAlg="bilinear",
        outputType=gdal.GDT_Float32,
    )
    compared = classified(finer, "finer_cam.tif")[0]
    means = compared.reshape(ROWS, 3, COLS, 3).mean(axis=(1, 3))
    # GDAL keeps a byte's rounding.
    np.testing.assert_allclose(values[3:-3, 3:-3], means[3:-3, 3:-3], atol=3e-3)


@pytest.mark.parametrize("size", [4.0, 23.0])
@pytest.mark.parametrize(
    "turned",
    [
        lambda size: (5e5, size, 0, 4.7e6, 0, size),
        lambda s: (5e5, 0.8 * s, 0.6 * s, 4.7e6, 0.6 * s, -0.8 * s),
    ],
    ids=["south-up", "rotated"],
)
def test_other_grids(classified, pixels, tmp_path, size, turned):
    plain = classified(write_raster(tmp_path / "plain.tif", pixels, grid=grid(size)))[0]
    values, valid, dataset = classified(
        write_raster(tmp_path / "turned.tif", pixels, grid=turned(size)), "turned_cam.tif"
    )
    assert dataset.GetGeoTransform() == pytest.approx(turned(size)) and valid.all()
    np.testing.assert_allclose(values, plain, atol=1e-6)


def test_degrees(classified, pixels, tmp_path, said):
    place = (142.0, 0.00005, 0.0, 42.7, 0.0, -0.00005)
    image = write_raster(tmp_path / "image.tif", pixels, grid=place, epsg=4326)
    values, valid, dataset = classified(image)
    assert is_resampled(said) and valid.all() and values.shape == (ROWS, COLS)
    assert dataset.GetGeoTransform() == pytest.approx(place)


@pytest.mark.parametrize("size", [3.0, 27.0])
def test_valid_exactly_where_the_image_is(classified, pixels, tmp_path, size):
    """Single pixels, a row, and a corner; what lies where there is none changes nothing."""
    there = np.ones((ROWS, COLS), bool)
    there[20:40, 30:60] = False
    there[30, 40] = True
    there[5] = there[:, 70] = False
    there[50:, :20] = False
    results = []
    for number, filling in enumerate((0, 255)):
        array = np.where(there, pixels, filling).astype(np.uint8)
        path = tmp_path / f"{number}.tif"
        image = write_raster(path, array, grid=grid(size), mask=there)
        values, valid, _ = classified(image, f"cam_{number}.tif")
        np.testing.assert_array_equal(valid, there)
        results.append(values)
    np.testing.assert_array_equal(*results)


@pytest.mark.parametrize("size", [3.0, 27.0])
def test_an_extent_and_a_mask_change_no_value(classified, pixels, tmp_path, size):
    image = write_raster(tmp_path / "image.tif", pixels, grid=grid(size))
    whole = classified(image, "whole.tif")[0]
    west, north = 500_000 + 11 * size, 4_700_000 - 7 * size
    extent = [west, north - 30 * size, west + 40 * size, north]
    part, valid, dataset = classified(image, "part.tif", extent=extent)
    assert part.shape == (30, 40) and valid.all()
    assert dataset.GetGeoTransform() == pytest.approx((west, size, 0, north, 0, -size))
    np.testing.assert_allclose(part, whole[7:37, 11:51], atol=1e-6)
    # One polygon, and one of a single pixel.
    shapes = [box(12, 20, 9, 13, grid(size)), box(30, 45, 1, 1, grid(size))]
    path = write_polygons(tmp_path / "mask.gpkg", shapes)
    mask = {"path": path, "layer": None, "crs_wkt": None, "name": None}
    masked, valid, _ = classified(image, "masked.tif", extent=extent, mask=mask)
    expected = np.zeros((30, 40), bool)
    expected[5:14, 9:22] = expected[23, 34] = True
    np.testing.assert_array_equal(valid, expected)
    np.testing.assert_allclose(masked[valid], part[valid], atol=1e-6)


def test_a_mask_of_one_pixel(classified, pixels, tmp_path):
    """It covers the middle of no pixel of the resampled image."""
    image = write_raster(tmp_path / "image.tif", pixels.repeat(4, 1), grid=grid(2.0))
    path = write_polygons(tmp_path / "mask.gpkg", [box(200, 3, 1, 1, grid(2.0))])
    mask = {"path": path, "layer": None, "crs_wkt": None, "name": None}
    _, valid, _ = classified(image, mask=mask, settings={"tile_size": 204})
    assert np.argwhere(valid).tolist() == [[200, 3]]


@pytest.mark.parametrize("size", [3.0, 27.0])
def test_flips_and_turns_and_their_spread(classified, pixels, tmp_path, size):
    image = write_raster(tmp_path / "image.tif", pixels, grid=grid(size))
    spread = str(tmp_path / "spread.tif")
    mean, _, _ = classified(image, settings={"augment": True}, spread=spread)
    with Cam(spread) as cam:
        deviation, valid = cam.values(Window(0, 0, *cam.shape))
        assert cam.geotransform == pytest.approx(grid(size)) and cam.description.threshold is None
    assert deviation.shape == (*mean.shape, 2) and valid.all() and 0 < deviation.max() < 0.5


class Cancelled(Exception):
    """What the button in QGIS raises."""


def cancel_at(least: float):
    def progress(fraction, message="", **values):
        if fraction is not None and fraction > least:
            raise Cancelled

    return progress


@pytest.mark.parametrize("least", [0.0, 0.951])
def test_a_cancelled_run_is_resumed(classified, pixels, tmp_path, said, least):
    """Also one that was cancelled when all was classified; nothing else is left of it."""
    image = write_raster(tmp_path / "image.tif", enlarged(pixels, 8), grid=grid(2.5))
    folder = tmp_path / "checkpoint"
    options = {"settings": {"tile_size": 204}, "checkpoint": str(folder)}
    expected = classified(image, "expected.tif", {"tile_size": 204})[0]
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(Cancelled):
        classified(image, progress=cancel_at(least), **options)
    assert {path.name for path in tmp_path.iterdir()} == before | {"checkpoint"}
    assert not (tmp_path / "cam.tif").exists()
    # Tiles of other pixels are not taken.
    classified(image, "other.tif", {"tile_size": 204, "pixel_size": 0.0}, checkpoint=str(folder))
    assert not any("of an earlier run are there" in sentence for sentence in said.sentences)
    values, _, _ = classified(image, **options)
    assert any("of an earlier run are there" in sentence for sentence in said.sentences)
    np.testing.assert_array_equal(values, expected)
    assert list(folder.iterdir()) == []


def test_progress_goes_forward(classified, pixels, tmp_path, said):
    classified(write_raster(tmp_path / "image.tif", pixels, grid=grid(30.0)))
    assert said.fractions == sorted(said.fractions) and said.fractions[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("size", "words"),
    [(1000.0, "is too coarse to be resampled"), (0.01, "is too small to be resampled")],
)
def test_sizes_that_are_too_far_apart_are_refused(classified, pixels, tmp_path, size, words):
    image = write_raster(tmp_path / "image.tif", pixels, grid=grid(size))
    with pytest.raises(ScarpError, match=words):
        classified(image)
    assert not (tmp_path / "cam.tif").exists()
    # What the sentence says helps.
    assert classified(image, settings={"pixel_size": 0.0})[1].all()


def test_an_image_without_data(classified, pixels, tmp_path, said):
    image = write_raster(tmp_path / "image.tif", 0 * pixels, grid=grid(30.0), nodata=0)
    assert not classified(image)[1].any()
    assert any(sentence.startswith("Nothing was classified") for sentence in said.sentences)
