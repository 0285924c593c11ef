"""Other bands than red, green and blue, and other data types, by the toolbox."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import conftest
import numpy as np
import pytest
from helpers.drawn import coloured, crs, draw, rectangle, whole, write_image, write_rectangles
from helpers.feedback import Feedback
from osgeo import gdal, ogr
from scarp.core.cam.cam import Cam
from scarp.core.labels.label_raster import LabelRaster


@dataclass(frozen=True)
class Haiti:
    """A real image of red, green, blue and near infrared, and where it is green.

    The vegetation is drawn from the image itself, in the northern half alone: in the southern
    one a network is to find it.
    """

    folder: Path
    image: str
    vegetation: np.ndarray
    inventory: str
    area: str


@pytest.fixture(scope="module")
def haiti(tmp_path_factory) -> Haiti:
    file = conftest.real_data("haiti_rgbn/rgbn.tif")
    folder = tmp_path_factory.mktemp("haiti")
    image = str(folder / "named.vrt")
    named = gdal.Translate(image, str(file), format="VRT")
    for number, name in enumerate(("red", "green", "blue", "nir"), start=1):
        named.GetRasterBand(number).SetDescription(name)
    values = named.ReadAsArray().astype(np.float32)
    index = smoothed((values[3] - values[0]) / (values[3] + values[0] + 1))
    vegetation = index > 0.12
    inventory = folder / "vegetation.gpkg"
    mask = gdal.GetDriverByName("MEM").Create("", named.RasterXSize, named.RasterYSize, 1)
    mask.SetGeoTransform(named.GetGeoTransform())
    mask.SetProjection(named.GetProjection())
    mask.GetRasterBand(1).WriteArray(vegetation.astype(np.uint8))
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(inventory))
    layer = source.CreateLayer("vegetation", crs(32618), ogr.wkbPolygon)
    gdal.Polygonize(mask.GetRasterBand(1), mask.GetRasterBand(1), layer, -1)
    layer = source.CreateLayer("area", crs(32618), ogr.wkbPolygon)
    west, size, _, north, _, _ = named.GetGeoTransform()
    rows, cols = index.shape
    feature = ogr.Feature(layer.GetLayerDefn())
    half = rectangle(west, north - size * (rows // 2), west + size * cols, north)
    feature.SetGeometry(ogr.CreateGeometryFromWkt(half))
    layer.CreateFeature(feature)
    del layer, source, named
    vegetated, area = (f"{inventory}|layername={name}" for name in ("vegetation", "area"))
    return Haiti(folder, image, vegetation, vegetated, area)


def smoothed(values: np.ndarray, reach: int = 3) -> np.ndarray:
    """Means over squares of 7 x 7 pixels."""
    padded = np.pad(values, reach, mode="edge")
    side = 2 * reach + 1
    return np.lib.stride_tricks.sliding_window_view(padded, (side, side)).mean(axis=(2, 3))


def area_under_roc(values: np.ndarray, truth: np.ndarray) -> float:
    """Probability that a feature pixel has a higher value than another one (Mann & Whitney)."""
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(1, len(values) + 1)
    inside = int(truth.sum())
    surplus = ranks[truth].sum() - inside * (inside + 1) / 2
    return surplus / (inside * (len(values) - inside))


@pytest.mark.parametrize(
    ("bands", "names"),
    [([1, 2, 3, 4], "red, green, blue, nir"), ([4, 1, 2], "nir, red, green")],
    ids=["four bands", "near infrared, red and green"],
)
def test_bands(haiti, run, output, bands, names):
    image = haiti.image
    if len(bands) == 3:
        image = str(output / "nrg.vrt")
        gdal.Translate(image, haiti.image, format="VRT", bandList=bands)
    label, initial, model, cam = (
        str(output / name) for name in ("label.tif", "initial.h5", "model.h5", "cam.tif")
    )
    run(
        "createlabelraster",
        INPUT=image,
        INVENTORY=haiti.inventory,
        AREA=haiti.area,
        OUTPUT=label,
    )
    run("initializemodel", NETWORK=1, BANDS=len(bands), PATCH_SIZE=64, WIDTH=4, OUTPUT=initial)
    training = run(
        "trainmodel",
        MODEL=initial,
        TRAINING=[label],
        EPOCHS=2,
        PATCHES_PER_EPOCH=96,
        PATCHES_PER_BATCH=4,
        OPTIMIZER=1,
        LEARNING_RATE=0.01,
        PRECISION=1,
        OUTPUT=model,
    )
    run("classify", INPUT=image, MODEL=model, PRECISION=1, OUTPUT=cam)
    with Cam(cam) as raster:
        values, valid = raster.values(whole(raster))
    assert valid.all() and values.shape[-1] == 1
    rows = len(values) // 2
    south, truth = values[rows:, :, 0].ravel(), haiti.vegetation[rows:].ravel()
    assert 0.05 < truth.mean() < 0.5
    assert area_under_roc(south, truth) > 0.9
    found = south >= training["THRESHOLD"]
    f1 = 2 * (found & truth).sum() / (found.sum() + truth.sum())
    assert f1 > 0.5

    info = run("modelinfo", MODEL=model, REPORT=str(output / "info.html"))
    assert info["BANDS"] == len(bands)
    assert f"{len(bands)} ({names})" in Path(info["REPORT"]).read_text(encoding="utf-8")
    if len(bands) == 3:
        # Of the image of four bands those of the same names are taken, in the model's order.
        named, feedback = str(output / "named.tif"), Feedback()
        run("classify", feedback, INPUT=haiti.image, MODEL=model, PRECISION=1, OUTPUT=named)
        assert f"Bands by name: {names}." in feedback.lines
        with Cam(named) as raster:
            np.testing.assert_array_equal(raster.values(whole(raster))[0], values)


@pytest.fixture(scope="module")
def initial(run, tmp_path_factory):
    """Makes initial models, one for each number of bands."""
    folder = tmp_path_factory.mktemp("initial")

    def make(bands: int) -> str:
        path = folder / f"{bands}.h5"
        if not path.exists():
            run(
                "initializemodel",
                BANDS=bands,
                PATCH_SIZE=188,
                WIDTH=1,
                OUTPUT=str(path),
            )
        return str(path)

    return make


@pytest.mark.parametrize(
    ("data_type", "bands", "nodata", "shift", "scale"),
    [
        pytest.param("UInt16", 3, 0, 0, 20, id="UInt16"),
        pytest.param("Int16", 3, -32768, -900, 1, id="Int16"),
        pytest.param("Float32", 3, float("nan"), 0, 1e-4, id="Float32"),
        pytest.param("Byte", 1, None, 0, 0.1, id="one band"),
    ],
)
def test_data_types(run, initial, output, data_type, bands, nodata, shift, scale):
    """What is learned is of the values themselves, and nothing of those of nodata."""
    rectangles, truth = draw(1, side=128)
    image = ((coloured(truth, 3) + shift) * scale)[..., :bands]
    image = image.astype({"Byte": "uint8"}.get(data_type, data_type.lower()))
    valid = np.ones(truth.shape, bool)
    if nodata is not None:
        valid[:40, 70:] = False
        image[~valid] = nodata
    path = write_image(output / "image.tif", image, getattr(gdal, f"GDT_{data_type}"), nodata)
    inventory = write_rectangles(output / "inventory.gpkg", rectangles)
    label, model, cam = (str(output / name) for name in ("label.tif", "model.h5", "cam.tif"))
    run("createlabelraster", INPUT=path, INVENTORY=inventory, OUTPUT=label)
    with LabelRaster(label) as raster:
        read = raster.read(whole(raster))
        assert read.dtype == image.dtype and np.array_equal(read[valid], image[valid])
        assert np.array_equal(raster.valid(whole(raster)), valid)
        assert np.array_equal(raster.labels(whole(raster)) != 255, valid)
    feedback = Feedback()
    run(
        "trainmodel",
        feedback,
        MODEL=initial(bands),
        TRAINING=[label],
        VALIDATION=[label],
        EPOCHS=1,
        PATCHES_PER_EPOCH=4,
        PATCHES_PER_BATCH=2,
        OUTPUT=model,
    )
    assert f"{valid.sum()} labelled pixels" in "\n".join(feedback.lines)
    run("classify", INPUT=path, MODEL=model, OUTPUT=cam)
    with Cam(cam) as raster:
        values, found = raster.values(whole(raster))
    assert np.array_equal(found, valid)
    assert 0 < values[valid].min() < values[valid].max() < 1

    info = run("modelinfo", MODEL=model, REPORT=str(output / "info.html"))
    report = Path(info["REPORT"]).read_text(encoding="utf-8")
    normalisation = re.findall(r"([-+.e\d]+) ± ([-+.e\d]+)", report)
    assert len(normalisation) == bands
    for (centre, deviation), band in zip(normalisation, image[valid].T):
        # Numbers of Python: with those of numpy 2, pytest would compare in float32.
        mean, spread = float(band.mean()), float(band.std())
        assert float(centre) == pytest.approx(mean, abs=0.1 * spread)
        assert float(deviation) == pytest.approx(spread, rel=0.1)
