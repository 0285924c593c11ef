"""Several classes, by the toolbox."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from helpers.drawn import CLASSES, KINDS, coloured, draw, whole, write_image, write_rectangles
from helpers.feedback import refused
from osgeo import gdal, ogr
from qgis.core import QgsVectorLayer
from scarp.core.cam.cam import Cam
from scarp.core.labels.label_raster import LabelRaster


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
