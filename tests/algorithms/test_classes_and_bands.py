"""Several classes, other bands than red, green and blue, and other data types, by the toolbox."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import conftest
import numpy as np
import pytest
from helpers.feedback import Feedback, refused
from osgeo import gdal, ogr, osr
from qgis.core import QgsVectorLayer
from scarp.core.cam import Cam
from scarp.core.label_raster import LabelRaster
from scarp.core.windows import Window

PIXEL = 10.0
ORIGIN = (500_000.0, 4_740_000.0)
#: In the order in which they are drawn; sorted, the first one is the second.
KINDS = ("slump", "土石流", "fall")
CLASSES = sorted(KINDS)
#: Values of red, green and blue: background, and the kinds.
COLOURS = np.array([(800, 800, 800), (1400, 600, 600), (600, 1400, 600), (600, 600, 1400)])


def whole(raster) -> Window:
    return Window(0, 0, *raster.shape)


def write_image(path: Path, image: np.ndarray, data_type: int, nodata=None) -> str:
    """Writes (rows, columns, bands) as a GeoTIFF of 10 m in UTM 54N."""
    rows, cols, bands = image.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, bands, data_type)
    dataset.SetGeoTransform((ORIGIN[0], PIXEL, 0, ORIGIN[1], 0, -PIXEL))
    dataset.SetProjection(crs().ExportToWkt())
    for number in range(bands):
        band = dataset.GetRasterBand(number + 1)
        band.WriteArray(image[..., number])
        if nodata is not None:
            band.SetNoDataValue(nodata)
    del band, dataset
    return str(path)


def crs(code: int = 32654) -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    return reference


def write_rectangles(path: Path, rectangles) -> str:
    """Writes rectangles (kind, row, column, height, width in pixels) as an inventory."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("inventory", crs(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("kind", ogr.OFTString))
    for kind, row, col, height, width in rectangles:
        west, north = ORIGIN[0] + PIXEL * col, ORIGIN[1] - PIXEL * row
        east, south = west + PIXEL * width, north - PIXEL * height
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("kind", kind)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(rectangle(west, south, east, north)))
        layer.CreateFeature(feature)
    del layer, source
    return str(path)


def rectangle(west, south, east, north) -> str:
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON (({', '.join(f'{x} {y}' for x, y in corners)}))"


def draw(seed: int, side: int = 256, cell: int = 64):
    """Rectangles of each kind, one in a cell; every fourth cell is empty.

    Returns:
        The rectangles, and the kinds' numbers (rows, columns), 0 for background.
    """
    rng = np.random.default_rng(seed)
    truth = np.zeros((side, side), np.uint8)
    rectangles = []
    for number in range((side // cell) ** 2):
        kind = (number + number // 4) % 4
        if kind:
            height, width = (int(size) for size in rng.integers(cell // 2, cell - 8, 2))
            row, col = (cell * place + 4 for place in divmod(number, side // cell))
            truth[row : row + height, col : col + width] = kind
            rectangles.append((KINDS[kind - 1], row, col, height, width))
    return rectangles, truth


def coloured(truth: np.ndarray, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 60, (*truth.shape, 3))
    return np.clip(COLOURS[truth] + noise, 1, None)


@dataclass(frozen=True)
class Three:
    """A label raster of three classes, and another image with what was made of it."""

    folder: Path
    label: str
    classes: str
    truth: np.ndarray
    cam: str


@pytest.fixture(scope="module")
def three(run, tmp_path_factory) -> Three:
    folder = tmp_path_factory.mktemp("three classes")
    rectangles, truth = draw(1)
    inventory = write_rectangles(folder / "inventory.gpkg", rectangles)
    image = write_image(folder / "image.tif", coloured(truth, 1), gdal.GDT_UInt16)
    label, model, cam = (str(folder / name) for name in ("label.tif", "model.h5", "cam.tif"))
    made = run(
        "createlabelraster", INPUT=image, INVENTORY=inventory, CLASS_FIELD="kind", OUTPUT=label
    )
    initial = str(folder / "initial.h5")
    run(
        "initializemodel",
        NETWORK=1,
        PATCH_SIZE=64,
        WIDTH=8,
        CLASSES=made["CLASSES"],
        OUTPUT=initial,
    )
    run(
        "trainmodel",
        MODEL=initial,
        TRAINING=[label],
        EPOCHS=6,
        PATCHES_PER_EPOCH=96,
        PATCHES_PER_BATCH=4,
        OPTIMIZER=1,
        LEARNING_RATE=0.01,
        PRECISION=1,
        OUTPUT=model,
    )
    _, truth = draw(2)
    other = write_image(folder / "other.tif", coloured(truth, 2), gdal.GDT_UInt16)
    run("classify", INPUT=other, MODEL=model, PRECISION=1, OUTPUT=cam)
    return Three(folder, label, made["CLASSES"], truth, cam)


def test_classes_are_sorted(three):
    assert three.classes == ",".join(CLASSES) == "fall,slump,土石流"
    _, drawn = draw(1)
    with LabelRaster(three.label) as raster:
        assert raster.classes == CLASSES
        labels = raster.labels(whole(raster))
    for number, name in enumerate(CLASSES, start=1):
        assert np.array_equal(labels == number, drawn == KINDS.index(name) + 1)


def test_a_band_for_each_class(three):
    """High on its own class, low on the others and on the background."""
    dataset = gdal.Open(three.cam)
    assert [dataset.GetRasterBand(band + 1).GetDescription() for band in range(3)] == CLASSES
    with Cam(three.cam) as cam:
        assert cam.description.classes == CLASSES
        values, valid = cam.values(whole(cam))
    assert valid.all() and (values.sum(axis=-1) < 1 + 1e-5).all()
    for band, name in enumerate(CLASSES):
        own = three.truth == KINDS.index(name) + 1
        assert values[own, band].mean() > 0.7
        for other in set(range(4)) - {KINDS.index(name) + 1}:
            assert values[three.truth == other, band].mean() < 0.3


def test_polygons_are_of_their_class(three, run, tmp_path):
    output = str(tmp_path / "polygons.gpkg")
    results = run("thresholdtopolygons", INPUT=three.cam, THRESHOLD=0.5, OUTPUT=output)
    assert results["COUNT"] >= 12
    layer = QgsVectorLayer(output, "polygons", "ogr")
    assert {feature["class"] for feature in layer.getFeatures()} == set(CLASSES)
    source = ogr.Open(output)
    for name in CLASSES:
        drawn = gdal.GetDriverByName("MEM").CreateCopy("", gdal.Open(three.cam))
        drawn.GetRasterBand(1).Fill(0)
        polygons = source.GetLayer(0)
        polygons.SetAttributeFilter(f"class = '{name}'")
        gdal.RasterizeLayer(drawn, [1], polygons, burn_values=[1])
        found = drawn.GetRasterBand(1).ReadAsArray() == 1
        own = three.truth == KINDS.index(name) + 1
        assert found[own].mean() > 0.8 and own[found].mean() > 0.8


def test_refuses_classes_in_another_order(three, run, output):
    initial = str(three.folder / "another order.h5")
    run(
        "initializemodel",
        NETWORK=1,
        PATCH_SIZE=64,
        WIDTH=1,
        CLASSES=", ".join(KINDS),
        OUTPUT=initial,
    )
    refused(
        run,
        "trainmodel",
        "classes fall, slump, 土石流, but the model has slump, 土石流, fall: .* in the same order",
        MODEL=initial,
        TRAINING=[three.label],
        EPOCHS=1,
        PATCHES_PER_EPOCH=1,
        OUTPUT=str(output / "model.h5"),
    )


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
    file = conftest.DATA / "haiti_rgbn" / "rgbn.tif"
    if not file.is_file():
        pytest.skip("the real data (shared/data beside the repository) is absent")
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
        assert float(centre) == pytest.approx(band.mean(), abs=0.1 * band.std())
        assert float(deviation) == pytest.approx(band.std(), rel=0.1)
