"""Class activation rasters of all kinds of rasters that GDAL reads."""

from __future__ import annotations

import dataclasses
import http.server
import re
import threading
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr
from scarp.core.cam.cam import Cam
from scarp.core.messages import ScarpError
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.rasters.windows import Window
from scarp.models.data.normalisation import Normalisation
from scarp.models.model_file import save_model
from scarp.models.settings import NetworkSettings
from scarp.models.training.new_model import initialize_model
from scarp.runtime import jobs

ROWS, COLS = 50, 40
GRID = (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, -10.0)
SETTINGS = {"precision": "float32", "device": "CPU"}
TYPES = {
    "uint8": gdal.GDT_Byte,
    "uint16": gdal.GDT_UInt16,
    "int16": gdal.GDT_Int16,
    "uint32": gdal.GDT_UInt32,
    "int32": gdal.GDT_Int32,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}


@pytest.fixture(scope="module")
def model_file(tmp_path_factory) -> str:
    """A model of the bands "red" and "nir", taken for a trained one."""
    model = initialize_model(NetworkSettings(bands=2, patch_size=204, width=1, seed=3))
    model = dataclasses.replace(
        model, normalisation=Normalisation((60.0, 50.0), (10.0, 8.0)), band_names=("red", "nir")
    )
    path = tmp_path_factory.mktemp("models") / "model.h5"
    save_model(model, path)
    return str(path)


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    """Values of 2 bands (rows, columns, bands) that every data type holds."""
    return np.random.default_rng(5).integers(1, 125, (ROWS, COLS, 2)).astype(np.uint8)


def classify(model_file, image, output, progress, settings=SETTINGS, **options):
    """Classifies a raster and gives values, where they are valid, and the dataset."""
    arguments = {"image": str(image), "model": model_file, "output": str(output)}
    jobs.classify(progress, **arguments, settings=settings, **options)
    with Cam(str(output)) as cam:
        values, valid = cam.values(Window(0, 0, *cam.shape))
    return values[..., 0], valid, gdal.Open(str(output))


@pytest.fixture
def classified(model_file, tmp_path, said):
    """`classify` with the model, into a temporary folder."""

    def run(image, settings=SETTINGS, **options):
        return classify(model_file, image, tmp_path / "cam.tif", said, settings, **options)

    return run


@pytest.fixture(scope="module")
def expected(model_file, pixels, tmp_path_factory, wkt):
    """The values of the plain image of bytes."""
    folder = tmp_path_factory.mktemp("plain")
    write(folder / "plain.tif", pixels, wkt)
    values, valid, _ = classify(
        model_file, folder / "plain.tif", folder / "cam.tif", lambda *_, **__: None
    )
    assert valid.all() and values.std() > 0.01
    return values


def write(path, pixels, wkt, data_type=gdal.GDT_Byte, grid=GRID, names=(), options=()):
    """Writes an array (rows, columns, bands) and gives the open dataset."""
    rows, cols, bands = pixels.shape
    driver = gdal.GetDriverByName("GTiff")
    dataset = driver.Create(str(path), cols, rows, bands, data_type, options=list(options))
    dataset.SetGeoTransform(grid)
    dataset.SetProjection(wkt)
    for number in range(bands):
        band = dataset.GetRasterBand(number + 1)
        band.WriteArray(pixels[..., number])
        if names:
            band.SetDescription(names[number])
    return dataset


@pytest.mark.parametrize("name", TYPES)
def test_data_types(classified, expected, pixels, tmp_path, wkt, name):
    path = tmp_path / "typed.tif"
    write(path, pixels.astype(name), wkt, TYPES[name])
    values, valid, _ = classified(path)
    assert valid.all()
    np.testing.assert_allclose(values, expected, atol=1e-6)


def test_big_tiff(classified, expected, pixels, tmp_path, wkt):
    path = tmp_path / "big.tif"
    write(path, pixels, wkt, options=["BIGTIFF=YES"])
    assert path.read_bytes()[2] == 43  # its version
    np.testing.assert_array_equal(classified(path)[0], expected)


def test_a_mosaic_of_hundreds_of_files(classified, expected, pixels, tmp_path, wkt):
    parts = []
    for row in range(0, ROWS, 5):
        for col in range(0, COLS, 2):
            path = tmp_path / f"part-{row}-{col}.tif"
            grid = (GRID[0] + 10 * col, 10.0, 0.0, GRID[3] - 10 * row, 0.0, -10.0)
            write(path, pixels[row : row + 5, col : col + 2], wkt, grid=grid)
            parts.append(str(path))
    assert len(parts) == 200
    gdal.BuildVRT(str(tmp_path / "mosaic.vrt"), parts)
    np.testing.assert_array_equal(classified(tmp_path / "mosaic.vrt")[0], expected)


@pytest.mark.parametrize(
    "grid",
    [
        (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, 10.0),  # south-up
        (500_000.0, 8.0, 6.0, 4_700_000.0, 6.0, -8.0),  # rotated
    ],
)
def test_other_grids(classified, expected, pixels, tmp_path, wkt, grid):
    path = tmp_path / "turned.tif"
    write(path, pixels, wkt, grid=grid)
    values, _, dataset = classified(path)
    assert dataset.GetGeoTransform() == pytest.approx(grid)
    np.testing.assert_array_equal(values, expected)


class Ranges(http.server.SimpleHTTPRequestHandler):
    """Serves parts of files, as stores of cloud-optimised files do."""

    def do_GET(self):
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        content = Path(self.translate_path(self.path)).read_bytes()
        first, last = map(int, wanted.groups()) if wanted else (0, len(content) - 1)
        part = content[first : last + 1]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(content)}")
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, *_):
        pass


def test_a_cloud_optimised_file_over_http(classified, expected, pixels, tmp_path, wkt):
    folder = tmp_path / "served"
    folder.mkdir()
    write(tmp_path / "local.tif", pixels, wkt)
    gdal.Translate(str(folder / "image.tif"), str(tmp_path / "local.tif"), format="COG")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Ranges, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        values, _, _ = classified(f"/vsicurl/http://127.0.0.1:{server.server_port}/image.tif")
    finally:
        server.shutdown()
        server.server_close()
    np.testing.assert_array_equal(values, expected)


def without_data(dataset, kind: str, place) -> None:
    """Takes the data away at a place, in one of the ways that GDAL knows."""
    band = dataset.GetRasterBand(2)
    if kind == "mask":
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
        band = dataset.GetRasterBand(1).GetMaskBand()
        band.Fill(255)
    array = band.ReadAsArray()
    array[place] = {"nodata": 0, "nan": np.nan, "mask": 0}[kind]
    band.WriteArray(array)
    if kind == "nodata":
        for number in (1, 2):
            dataset.GetRasterBand(number).SetNoDataValue(0)


@pytest.mark.parametrize("kind", ["nodata", "nan", "mask"])
def test_no_data_in_any_band_is_none_in_the_cam(classified, pixels, tmp_path, wkt, kind):
    place = np.s_[10:20, 5:30]
    data_type = gdal.GDT_Float32 if kind == "nan" else gdal.GDT_Byte
    dataset = write(tmp_path / "holed.tif", pixels, wkt, data_type)
    without_data(dataset, kind, place)
    del dataset
    values, valid, written = classified(tmp_path / "holed.tif")
    expected = np.ones((ROWS, COLS), bool)
    expected[place] = False
    np.testing.assert_array_equal(valid, expected)
    assert np.all(written.ReadAsArray()[place] == -1)
    assert written.GetRasterBand(1).GetMaximum() == pytest.approx(values[valid].max())


def test_an_alpha_band_is_a_mask(classified, expected, pixels, tmp_path, wkt):
    alpha = np.full((ROWS, COLS, 1), 255, np.uint8)
    alpha[:7] = 0
    stacked = np.concatenate([pixels, alpha], axis=-1)
    write(tmp_path / "alpha.tif", stacked, wkt, names=["red", "nir", "alpha"])
    dataset = gdal.Open(str(tmp_path / "alpha.tif"), gdal.GA_Update)
    dataset.GetRasterBand(3).SetColorInterpretation(gdal.GCI_AlphaBand)
    del dataset
    values, valid, _ = classified(tmp_path / "alpha.tif")
    assert not valid[:7].any() and valid[7:].all()
    # Far from what is missing nothing changes: here, nothing is.
    assert np.isfinite(values[7:]).all() and values.shape == expected.shape


def test_a_raster_without_any_data(classified, pixels, tmp_path, wkt):
    dataset = write(tmp_path / "empty.tif", pixels * 0, wkt)
    for number in (1, 2):
        dataset.GetRasterBand(number).SetNoDataValue(0)
    del dataset
    _, valid, _ = classified(tmp_path / "empty.tif")
    assert not valid.any()


@pytest.mark.parametrize("shape", [(50, 1), (1, 40), (1, 1)])
def test_one_pixel_wide(classified, pixels, tmp_path, wkt, shape):
    write(tmp_path / "thin.tif", pixels[: shape[0], : shape[1]], wkt)
    values, valid, _ = classified(tmp_path / "thin.tif")
    assert values.shape == shape and valid.all() and np.all((values > 0) & (values < 1))


def test_bands_are_found_by_their_names(classified, expected, pixels, tmp_path, wkt, said):
    """Whatever their order and case, and whatever bands there are beside them."""
    other = np.random.default_rng(1).integers(0, 200, (ROWS, COLS)).astype(np.uint8)
    stacked = np.stack([other, pixels[..., 1], pixels[..., 0]], axis=-1)
    write(tmp_path / "named.tif", stacked, wkt, names=["Blue", "NIR", "Red"])
    np.testing.assert_array_equal(classified(tmp_path / "named.tif")[0], expected)
    assert "Bands by name: Red, NIR." in said.sentences


def test_bands_without_names_are_taken_by_their_order(classified, pixels, tmp_path, wkt, said):
    write(tmp_path / "nameless.tif", pixels, wkt)
    classified(tmp_path / "nameless.tif")
    assert "Bands by order: band 1, band 2; the model was trained on red, nir." in said.sentences


def test_too_many_bands_without_names_are_refused(classified, pixels, tmp_path, wkt):
    write(tmp_path / "many.tif", np.concatenate([pixels] * 3, axis=-1)[..., :5], wkt)
    with pytest.raises(ScarpError, match=r"many\.tif has [45] bands, but the model takes 2"):
        classified(tmp_path / "many.tif")


def test_the_spread_over_flips_and_turns(classified, pixels, tmp_path, wkt):
    write(tmp_path / "image.tif", pixels, wkt)
    spread = str(tmp_path / "spread.tif")
    mean, _, _ = classified(tmp_path / "image.tif", {**SETTINGS, "augment": True}, spread=spread)
    dataset = gdal.Open(spread)
    deviation = dataset.ReadAsArray()
    assert deviation.shape == mean.shape and 0 < deviation.max() < 0.5
    assert dataset.GetGeoTransform() == GRID


def test_a_finished_run_leaves_no_tiles(classified, expected, pixels, tmp_path, wkt):
    write(tmp_path / "image.tif", pixels, wkt)
    folder = tmp_path / "checkpoint"
    values, _, _ = classified(tmp_path / "image.tif", checkpoint=str(folder))
    np.testing.assert_array_equal(values, expected)
    assert list(folder.iterdir()) == []


class Cancelled(Exception):
    """What the button in QGIS raises."""


def begun(model_file, image, folder, settings=SETTINGS):
    """Begins to classify, and is cancelled after the first tile."""

    def cancel(fraction, message="", **values):
        if fraction:
            raise Cancelled

    with pytest.raises(Cancelled):
        classify(
            model_file,
            image,
            folder.parent / "begun.tif",
            cancel,
            settings,
            checkpoint=str(folder),
        )


def test_tiles_are_kept_while_statistics_and_overviews_are_written(
    classified, model_file, expected, pixels, tmp_path, wkt, said
):
    path = tmp_path / "image.tif"
    write(path, pixels, wkt)
    begun(model_file, path, tmp_path / "checkpoint")
    dataset = gdal.Open(str(path))
    dataset.GetRasterBand(1).ComputeStatistics(False)
    dataset.BuildOverviews("NEAREST", [2])
    dataset = None
    assert {file.name for file in tmp_path.glob("image.tif*")} == {
        *("image.tif", "image.tif.aux.xml", "image.tif.ovr")
    }
    values, _, _ = classified(path, checkpoint=str(tmp_path / "checkpoint"))
    assert any("tiles of an earlier run are there" in sentence for sentence in said.sentences)
    np.testing.assert_array_equal(values, expected)
    assert list((tmp_path / "checkpoint").iterdir()) == []


def test_tiles_of_other_classifications_are_told_of(
    classified, model_file, pixels, tmp_path, wkt, said
):
    path, folder = tmp_path / "image.tif", tmp_path / "checkpoint"
    write(path, pixels, wkt)
    begun(model_file, path, folder)
    write(path, pixels[::-1], wkt)
    classified(path, checkpoint=str(folder))
    told = [sentence for sentence in said.sentences if "1 other classifications" in sentence]
    assert len(told) == 1 and str(folder) in told[0]
    assert len(list(folder.iterdir())) == 1


def test_statistics_and_overviews(classified, tmp_path, wkt):
    pixels = np.random.default_rng(5).integers(1, 125, (600, 300, 2)).astype(np.uint8)
    write(tmp_path / "larger.tif", pixels, wkt)
    values, _, dataset = classified(tmp_path / "larger.tif")
    band = dataset.GetRasterBand(1)
    least, greatest, mean, deviation = band.GetStatistics(False, False)
    assert (least, greatest) == pytest.approx((values.min(), values.max()))
    assert mean == pytest.approx(values.mean(dtype=np.float64), rel=1e-6)
    assert deviation == pytest.approx(values.std(dtype=np.float64), rel=1e-5)
    assert [band.GetOverview(n).YSize for n in range(band.GetOverviewCount())] == [300, 150]


def test_nothing_to_classify_is_said(classified, pixels, tmp_path, wkt, said):
    """A mask between the middles of pixels, and an image without data."""
    image = tmp_path / "image.tif"
    dataset = write(image, pixels, wkt)
    narrow = tmp_path / "narrow.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(narrow))
    layer = source.CreateLayer("mask", spatial_reference(wkt), ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    x, y = GRID[0] + 101, GRID[3] - 101
    ring = f"{x} {y}, {x + 2} {y}, {x + 2} {y - 2}, {x} {y}"
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
    layer.CreateFeature(feature)
    del layer, source, dataset
    mask = {"path": str(narrow), "layer": None, "crs_wkt": None, "name": None}
    assert not classified(image, mask=mask)[1].any()
    assert any(sentence.startswith("Nothing was classified") for sentence in said.sentences)
