"""Bad input: one sentence that says what is wrong, and nothing written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from helpers.feedback import Feedback
from osgeo import gdal, ogr, osr
from qgis.core import QgsProcessingException, QgsProject, QgsRasterLayer
from scarp.core.label_raster import LabelRaster
from scarp.core.windows import Window


def refused(run, step: str, because: str, **parameters) -> None:
    """A step says a sentence that holds some words, and leaves its outputs' folder alone."""
    folder = Path(parameters["OUTPUT"]).parent
    before = sorted(path.name for path in folder.iterdir())
    feedback = Feedback()
    with pytest.raises(QgsProcessingException) as raised:
        run(step, feedback, **parameters)
    # What is raised while inputs are read, QGIS reports, and raises a sentence of its own.
    assert re.search(because, "\n".join([str(raised.value), *feedback.lines]))
    after = sorted(path.name for path in folder.iterdir())
    # QGIS itself keeps statistics of rasters that it opens.
    assert before == [name for name in after if not name.endswith(".aux.xml")]


def raster(path: Path, bands: int = 3, shape=(60, 70), georeference: bool = True) -> str:
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), shape[1], shape[0], bands, gdal.GDT_UInt16
    )
    if georeference:
        dataset.SetGeoTransform((580_000, 3, 0, 4_740_000, 0, -3))
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(32654)
        dataset.SetProjection(reference.ExportToWkt())
    rng = np.random.default_rng(0)
    for band in range(bands):
        dataset.GetRasterBand(band + 1).WriteArray(rng.integers(1, 2000, shape))
    dataset = None
    return str(path)


def geojson(path: Path, geometry: str, x: float = 580_050, y: float = 4_739_900) -> str:
    """A vector file with one geometry, 40 m wide, at a place in UTM 54N."""
    corners = [(x, y), (x + 40, y), (x + 40, y + 40), (x, y + 40), (x, y)]
    points = ", ".join(f"{east} {north}" for east, north in corners)
    wkt = {
        "polygon": f"POLYGON (({points}))",
        "line": f"LINESTRING ({points})",
        "point": f"POINT ({x} {y})",
        "bow tie": f"POLYGON (({x} {y}, {x + 40} {y + 40}, {x + 40} {y}, {x} {y + 40}, {x} {y}))",
    }[geometry]
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("inventory", reference, ogr.wkbUnknown)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
    layer.CreateFeature(feature)
    source = None
    return str(path)


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "outputs"
    folder.mkdir()
    return folder


def test_no_georeference(run, inputs, output):
    image = raster(inputs / "image.tif", georeference=False)
    inventory = geojson(inputs / "inventory.gpkg", "polygon")
    refused(
        run,
        "createlabelraster",
        "has no georeference",
        INPUT=image,
        INVENTORY=inventory,
        OUTPUT=str(output / "label.tif"),
    )


def test_image_and_inventory_apart(run, inputs, output):
    refused(
        run,
        "createlabelraster",
        "does not overlap with the image",
        INPUT=raster(inputs / "image.tif"),
        INVENTORY=geojson(inputs / "inventory.gpkg", "polygon", x=700_000),
        OUTPUT=str(output / "label.tif"),
    )


@pytest.mark.parametrize("kind", ["point", "line"])
def test_points_and_lines(run, inputs, output, kind):
    refused(
        run,
        "createlabelraster",
        "polygons are needed",
        INPUT=raster(inputs / "image.tif"),
        INVENTORY=geojson(inputs / "inventory.gpkg", kind),
        OUTPUT=str(output / "label.tif"),
    )


def test_bow_tie_is_mended_and_said(run, inputs, output):
    feedback = Feedback()
    results = run(
        "createlabelraster",
        feedback,
        INPUT=raster(inputs / "image.tif"),
        INVENTORY=geojson(inputs / "inventory.gpkg", "bow tie"),
        OUTPUT=str(output / "label.tif"),
    )
    assert results["FEATURE_PIXELS"] == pytest.approx(40 * 40 / 2 / 9, rel=0.1)
    assert any("1 invalid geometries mended, ids 1." in line for line in feedback.lines)


def test_another_crs_is_reprojected(run, inputs, output):
    image = raster(inputs / "image.tif")
    there = geojson(inputs / "inventory.gpkg", "polygon")
    geographic = str(inputs / "geographic.gpkg")
    gdal.VectorTranslate(geographic, there, dstSRS="EPSG:4326")
    made = {}
    for name, inventory in (("a", there), ("b", geographic)):
        path = str(output / f"{name}.tif")
        run("createlabelraster", INPUT=image, INVENTORY=inventory, OUTPUT=path)
        with LabelRaster(path) as label:
            made[name] = label.labels(Window(0, 0, *label.shape))
    assert made["a"].sum() > 0 and np.array_equal(made["a"], made["b"])


def test_layer_without_file(run, inputs, output):
    layer = QgsRasterLayer(
        "type=xyz&url=http://localhost/%7Bz%7D/%7Bx%7D/%7By%7D.png", "tiles", "wms"
    )
    QgsProject.instance().addMapLayer(layer)
    refused(
        run,
        "createlabelraster",
        "has no raster file",
        INPUT=layer.id(),
        INVENTORY=geojson(inputs / "inventory.gpkg", "polygon"),
        OUTPUT=str(output / "label.tif"),
    )
    QgsProject.instance().removeMapLayer(layer.id())


def test_output_folder_that_is_none(run, inputs):
    (inputs / "file").write_text("no folder")
    with pytest.raises(QgsProcessingException):
        run(
            "createlabelraster",
            INPUT=raster(inputs / "image.tif"),
            INVENTORY=geojson(inputs / "inventory.gpkg", "polygon"),
            OUTPUT=str(inputs / "file" / "label.tif"),
        )
    assert (inputs / "file").read_text() == "no folder"


def test_no_label_raster(run, inputs, output):
    refused(
        run,
        "splitarea",
        "is not a label raster",
        INPUT=raster(inputs / "image.tif"),
        TRAINING=str(output / "t.tif"),
        VALIDATION=str(output / "v.tif"),
        OUTPUT=str(output / "unused"),
    )


@pytest.mark.parametrize(
    "parameters, because",
    [
        ({"PATCH_SIZE": 256}, "choose 252 or 268"),
        ({"CLASSES": "a,a"}, "each once"),
        ({"CLASSES": " , "}, "1 to 254 class names"),
    ],
)
def test_networks_that_cannot_be(run, output, parameters, because):
    refused(run, "initializemodel", because, OUTPUT=str(output / "model.h5"), **parameters)


def test_files_that_are_no_models(run, files, inputs, output):
    (inputs / "text.h5").write_text("This is no HDF5 file.")
    truncated = inputs / "truncated.h5"
    truncated.write_bytes(Path(files.model).read_bytes()[:1000])
    other = inputs / "other.h5"
    hdf5 = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(other))
    if hdf5 is not None:
        hdf5.GetRootGroup().CreateDimension("x", None, None, 3)
    hdf5 = None
    cases = {
        str(inputs / "text.h5"): "it is no HDF5 file",
        str(inputs / "absent.h5"): "no model file|not exist|Incorrect parameter",
        str(truncated): "it is damaged",
        files.initial: "has not been trained yet",
    }
    if other.exists():
        cases[str(other)] = "not a model of Scarp"
    for model, because in cases.items():
        refused(
            run,
            "classify",
            because,
            INPUT=files.image,
            MODEL=model,
            OUTPUT=str(output / "cam.tif"),
        )


def test_bands_that_do_not_fit(run, files, inputs, output):
    refused(
        run,
        "classify",
        "has 3 bands, but the model takes 4",
        INPUT=raster(inputs / "image.tif"),
        MODEL=files.model,
        OUTPUT=str(output / "cam.tif"),
    )
    label = str(inputs / "label.tif")
    inventory = geojson(inputs / "inventory.gpkg", "polygon")
    run(
        "createlabelraster",
        INPUT=raster(inputs / "rgb.tif"),
        INVENTORY=inventory,
        OUTPUT=label,
    )
    refused(
        run,
        "trainmodel",
        "has 3 bands, but the model takes 4",
        MODEL=files.initial,
        TRAINING=[label],
        OUTPUT=str(output / "model.h5"),
    )


def test_classes_that_do_not_fit(run, files, inputs, output):
    label = str(inputs / "label.tif")
    run(
        "createlabelraster",
        INPUT=files.image,
        INVENTORY=files.inventory,
        CLASS_FIELD="type",
        OUTPUT=label,
    )
    refused(
        run,
        "trainmodel",
        "has 2 classes, but the model has 1",
        MODEL=files.initial,
        TRAINING=[label],
        OUTPUT=str(output / "model.h5"),
    )


def test_extent_outside(run, files, output):
    refused(
        run,
        "classify",
        "extent lies outside the image",
        INPUT=files.image,
        MODEL=files.model,
        EXTENT="0,100,0,100 [EPSG:32654]",
        OUTPUT=str(output / "cam.tif"),
    )


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (60, 70)])
def test_rasters_smaller_than_a_patch_are_mirrored(run, files, inputs, output, shape):
    path = str(output / "cam.tif")
    run(
        "classify",
        INPUT=raster(inputs / "small.tif", bands=4, shape=shape),
        MODEL=files.model,
        OUTPUT=path,
    )
    values = gdal.Open(path).ReadAsArray()
    assert values.shape == shape and values.min() >= 0 and values.max() <= 1


def test_training_on_a_raster_smaller_than_a_patch(run, files, inputs, output):
    label = str(inputs / "label.tif")
    run(
        "createlabelraster",
        INPUT=raster(inputs / "image.tif", bands=4),
        INVENTORY=geojson(inputs / "inventory.gpkg", "polygon"),
        OUTPUT=label,
    )
    results = run(
        "trainmodel",
        MODEL=files.initial,
        TRAINING=[label],
        EPOCHS=1,
        PATCHES_PER_EPOCH=2,
        OUTPUT=str(output / "model.h5"),
    )
    assert 0 < results["LOSS"] < 10


def test_cam_of_one_value_has_no_otsu_threshold(run, inputs, output):
    path = inputs / "flat.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 20, 20, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((580_000, 3, 0, 4_740_000, 0, -3))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    dataset.SetProjection(reference.ExportToWkt())
    dataset = None
    refused(
        run,
        "thresholdtopolygons",
        "Otsu's method finds no threshold",
        INPUT=str(path),
        OUTPUT=str(output / "landslides.gpkg"),
    )


def test_no_cam(run, inputs, output):
    refused(
        run,
        "thresholdtopolygons",
        "values outside 0 to 1",
        INPUT=raster(inputs / "image.tif"),
        THRESHOLD=0.5,
        OUTPUT=str(output / "landslides.gpkg"),
    )


def test_runtime_missing(run, files, output, monkeypatch):
    monkeypatch.setenv("SCARP_PYTHON", str(output / "no" / "python"))
    refused(
        run,
        "classify",
        "SCARP_PYTHON is not there",
        INPUT=files.image,
        MODEL=files.model,
        OUTPUT=str(output / "cam.tif"),
    )
    monkeypatch.delenv("SCARP_PYTHON")
    refused(
        run,
        "classify",
        "No Python with Keras was found",
        INPUT=files.image,
        MODEL=files.model,
        OUTPUT=str(output / "cam.tif"),
    )


def test_an_old_output_stays_when_a_run_fails(run, files, inputs, output):
    old = output / "cam.tif"
    shutil.copy(files.label, old)
    before = old.read_bytes()
    refused(
        run,
        "classify",
        "has 3 bands",
        INPUT=raster(inputs / "image.tif"),
        MODEL=files.model,
        OUTPUT=str(old),
    )
    assert old.read_bytes() == before
