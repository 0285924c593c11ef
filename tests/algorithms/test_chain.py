"""The chain by `processing.run`, on a scene whose folder has a space and Japanese letters."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from helpers.feedback import Feedback
from osgeo import gdal
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer
from scarp.core.cam.cam import Cam
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.rasters.windows import Window


def whole(raster) -> Window:
    return Window(0, 0, *raster.shape)


def declared(provider, step: str) -> set[str]:
    return {output.name() for output in provider.algorithm(step).outputDefinitions()}


@pytest.fixture(scope="module")
def cam(files, run) -> str:
    path = str(files.folder / "cam.tif")
    run("classify", INPUT=files.image, MODEL=files.model, OUTPUT=path)
    return path


def test_label_raster(files, run, provider, tmp_path):
    results = run(
        "createlabelraster",
        INPUT=files.image,
        INVENTORY=files.inventory,
        CLASS_FIELD="type",
        AREA=None,
        ALL_TOUCHED=False,
        OUTPUT=str(tmp_path / "two classes.vrt"),
    )
    assert set(results) == declared(provider, "createlabelraster")
    assert results["CLASSES"] == "flow,scar"
    with LabelRaster(results["OUTPUT"]) as raster:
        labels = raster.labels(whole(raster))
        features = np.count_nonzero((labels == 1) | (labels == 2))
        assert results["FEATURE_PIXELS"] == features > 500
        assert raster.names == ["red", "green", "blue", "nir"]


def test_selected_and_filtered_features_only(files, run):
    layer = QgsVectorLayer(files.inventory, "inventory", "ogr")
    QgsProject.instance().addMapLayer(layer)
    everything = run(
        "createlabelraster", INPUT=files.image, INVENTORY=layer, OUTPUT="TEMPORARY_OUTPUT"
    )
    layer.selectByIds([1, 2])
    selected = run(
        "createlabelraster",
        INPUT=files.image,
        INVENTORY=QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True),
        OUTPUT="TEMPORARY_OUTPUT",
    )
    layer.setSubsetString('"id" <= 2')
    filtered = run(
        "createlabelraster", INPUT=files.image, INVENTORY=layer, OUTPUT="TEMPORARY_OUTPUT"
    )
    QgsProject.instance().removeMapLayer(layer)
    assert 0 < selected["FEATURE_PIXELS"] < everything["FEATURE_PIXELS"]
    assert filtered["FEATURE_PIXELS"] == selected["FEATURE_PIXELS"]


def test_split(files, run, provider, tmp_path):
    """Of 300 rows half is for training, of which a guard of a quarter is left out."""
    paths = {"TRAINING": str(tmp_path / "t.tif"), "VALIDATION": str(tmp_path / "v.vrt")}
    given = {"INPUT": files.label, "FRACTION": 0.5, "METHOD": 2, **paths}
    feedback = Feedback()
    results = run("splitarea", feedback, **given)
    assert set(results) == declared(provider, "splitarea")
    training, validation = results["TRAINING_PIXELS"], results["VALIDATION_PIXELS"]
    assert training / validation == pytest.approx(113 / 150, abs=0.02)
    assert "Left out between them, within 3" in "\n".join(feedback.lines)
    unguarded = run("splitarea", **given, GUARD=0)
    share = unguarded["TRAINING_PIXELS"] / validation
    assert unguarded["VALIDATION_PIXELS"] == validation and share == pytest.approx(1, abs=0.02)


def test_train(files, run, provider, tmp_path):
    outputs = {
        "OUTPUT": str(tmp_path / "m.h5"),
        "LAST_MODEL": str(tmp_path / "last.h5"),
        "REPORT": str(tmp_path / "report.html"),
        "LOG": str(tmp_path / "log.csv"),
    }
    results = run(
        "trainmodel",
        MODEL=files.model,
        TRAINING=[files.training],
        VALIDATION=[files.validation],
        EPOCHS=2,
        PATCHES_PER_EPOCH=4,
        PATCHES_PER_BATCH=2,
        **outputs,
    )
    assert set(results) == declared(provider, "trainmodel")
    with open(outputs["LOG"], encoding="utf-8") as log:
        rows = list(csv.DictReader(log))
    assert [row["epoch"] for row in rows] == ["1", "2"]
    best = rows[int(results["BEST_EPOCH"]) - 1]
    assert float(best["val_loss"]) == min(float(row["val_loss"]) for row in rows)
    assert results["LOSS"] == pytest.approx(float(best["val_loss"]))
    assert "<html" in Path(outputs["REPORT"]).read_text(encoding="utf-8")


def test_model_info(files, run, provider, tmp_path):
    results = run("modelinfo", MODEL=files.initial, REPORT=str(tmp_path / "info.html"))
    assert set(results) == declared(provider, "modelinfo")
    assert (results["NETWORK"], results["BANDS"], results["PATCH_SIZE"]) == ("ENVINet5", 4, 188)


def test_cam_lies_on_the_image(files, cam):
    with Cam(cam) as raster:
        image = gdal.Open(files.image)
        assert raster.shape == (image.RasterYSize, image.RasterXSize)
        assert raster.geotransform == image.GetGeoTransform()
        values, valid = raster.values(whole(raster))
        nodata = image.GetRasterBand(1).ReadAsArray() == 0
        assert nodata.any() and np.array_equal(valid, ~nodata)
        assert 0 < values[valid].min() < values[valid].max() < 1
        assert raster.description.model == "model.h5"


def test_extent_and_mask(files, run, cam, tmp_path):
    """A part of the CAM has the same values as all of it, and a mask leaves the rest empty."""
    image = gdal.Open(files.image)
    west, size, _, north, _, _ = image.GetGeoTransform()
    row, col, height, width = 51, 103, 120, 90
    extent = ",".join(
        str(value)
        for value in (
            west + col * size,
            west + (col + width) * size,
            north - (row + height) * size,
            north - row * size,
        )
    )
    part = run(
        "classify",
        INPUT=files.image,
        MODEL=files.model,
        EXTENT=f"{extent} [EPSG:32654]",
        MASK=files.inventory,
        OUTPUT=str(tmp_path / "part.tif"),
    )
    with Cam(part["OUTPUT"]) as raster, Cam(cam) as everything, LabelRaster(files.label) as label:
        window = Window(row, col, height, width)
        assert raster.shape == (height, width)
        values, valid = raster.values(whole(raster))
        expected, _ = everything.values(window)
        mask = label.labels(window) == 1
        assert mask.any() and np.array_equal(valid, mask)
        np.testing.assert_allclose(values[valid], expected[valid], atol=1e-5)


@pytest.mark.parametrize("outline", [0, 1])
@pytest.mark.parametrize("format_", ["gpkg", "shp"])
def test_polygons(run, provider, cam, tmp_path, outline, format_):
    with Cam(cam) as raster:
        values, valid = raster.values(whole(raster))
        threshold = float(np.quantile(values[valid], 0.9))
        pixels = np.count_nonzero((values[..., 0] >= np.float32(threshold)) & valid)
    output = str(tmp_path / f"landslides.{format_}")
    results = run(
        "thresholdtopolygons",
        INPUT=cam,
        THRESHOLD=threshold,
        MIN_AREA=0,
        OUTLINE=outline,
        OUTPUT=output,
    )
    assert set(results) == declared(provider, "thresholdtopolygons")
    layer = QgsVectorLayer(output, "landslides", "ogr")
    assert layer.featureCount() == results["COUNT"] > 0
    assert layer.crs().authid() == "EPSG:32654"
    names = [field.name() for field in layer.fields() if field.name() != "fid"]
    assert names == (
        "id class area_m2 perim_m length_m width_m cam_mean cam_max threshold model image".split()
    )
    assert all(feature.geometry().isGeosValid() for feature in layer.getFeatures())
    if outline == 0:
        assert results["TOTAL_AREA"] == pytest.approx(9 * pixels, rel=0.002)
        assert all(feature["cam_mean"] >= threshold - 1e-6 for feature in layer.getFeatures())


def test_polygons_as_memory_layer(run, cam):
    results = run("thresholdtopolygons", INPUT=cam, OUTPUT="memory:")
    assert results["OUTPUT"].featureCount() == results["COUNT"]


def test_extract_landslides_is_the_second_half_in_one(files, run, provider, cam, tmp_path):
    results = run(
        "extractlandslides",
        INPUT=files.image,
        MODEL=files.model,
        METHOD=1,
        MIN_AREA=100,
        CAM=str(tmp_path / "cam.tif"),
        OUTPUT=str(tmp_path / "landslides.gpkg"),
    )
    # No adapted model is asked for.
    assert set(results) == declared(provider, "extractlandslides") - {"ADAPTED_MODEL"}
    apart = run(
        "thresholdtopolygons",
        INPUT=cam,
        THRESHOLD_METHOD=1,
        MIN_AREA=100,
        OUTPUT="TEMPORARY_OUTPUT",
    )
    assert results["COUNT"] == apart["COUNT"]
    assert results["THRESHOLD_USED"] == apart["THRESHOLD_USED"]
    layer = QgsVectorLayer(str(tmp_path / "landslides.gpkg"), "landslides", "ogr")
    assert layer.featureCount() == results["COUNT"]


def test_check_runtime(run, provider, tmp_path):
    results = run("checkruntime", OUTPUT=str(tmp_path / "report.txt"))
    assert set(results) == declared(provider, "checkruntime")
    assert results["READY"] is True and results["MISSING"] == ""
    for word in ("Python", "numpy", "GDAL", "keras", "backend", "device"):
        assert word in results["REPORT"]
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == results["REPORT"]


def test_label_raster_of_iburi(iburi, run, tmp_path):
    """As the reference labels on at least 99.5 % of what both label; unknown elsewhere."""
    inventory = iburi / "inventory.gpkg"
    image = str(iburi / "post_rgb_utm54n.tif")
    output = str(tmp_path / "label.tif")
    run(
        "createlabelraster",
        INPUT=image,
        INVENTORY=f"{inventory}|layername=landslides",
        AREA=f"{inventory}|layername=tiles",
        OUTPUT=output,
    )
    reference = gdal.Open(str(iburi / "labels_utm54n.tif")).ReadAsArray()
    nodata = (gdal.Open(image).ReadAsArray() == 0).any(axis=0)
    with LabelRaster(output) as raster:
        labels = raster.labels(whole(raster))
    both = (labels != 255) & (reference != 255)
    assert both.sum() > 700_000
    assert (labels == reference)[both].mean() >= 0.995
    assert (labels[nodata] == 255).all()
    assert np.count_nonzero((labels != 255) & (reference == 255)) < 0.001 * labels.size
