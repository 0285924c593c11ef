"""Bad rasters and vectors: one sentence that says what is wrong, and nothing written."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.feedback import Feedback, refused
from helpers.inputs import inventory_file, raster
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsProject, QgsRasterLayer
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.rasters.windows import Window


def test_no_georeference(run, inputs, output):
    image = raster(inputs / "image.tif", georeference=False)
    inventory = inventory_file(inputs / "inventory.gpkg", "polygon")
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
        INVENTORY=inventory_file(inputs / "inventory.gpkg", "polygon", x=700_000),
        OUTPUT=str(output / "label.tif"),
    )


@pytest.mark.parametrize("kind", ["point", "line"])
def test_points_and_lines(run, inputs, output, kind):
    refused(
        run,
        "createlabelraster",
        "polygons are needed",
        INPUT=raster(inputs / "image.tif"),
        INVENTORY=inventory_file(inputs / "inventory.gpkg", kind),
        OUTPUT=str(output / "label.tif"),
    )


def test_bow_tie_is_mended_and_said(run, inputs, output):
    feedback = Feedback()
    results = run(
        "createlabelraster",
        feedback,
        INPUT=raster(inputs / "image.tif"),
        INVENTORY=inventory_file(inputs / "inventory.gpkg", "bow tie"),
        OUTPUT=str(output / "label.tif"),
    )
    assert results["FEATURE_PIXELS"] == pytest.approx(40 * 40 / 2 / 9, rel=0.1)
    assert any("1 invalid geometries mended, ids 1." in line for line in feedback.lines)


def test_another_crs_is_reprojected(run, inputs, output):
    image = raster(inputs / "image.tif")
    there = inventory_file(inputs / "inventory.gpkg", "polygon")
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
        INVENTORY=inventory_file(inputs / "inventory.gpkg", "polygon"),
        OUTPUT=str(output / "label.tif"),
    )
    QgsProject.instance().removeMapLayer(layer.id())


def test_output_folder_that_is_none(run, inputs):
    (inputs / "file").write_text("no folder")
    with pytest.raises(QgsProcessingException):
        run(
            "createlabelraster",
            INPUT=raster(inputs / "image.tif"),
            INVENTORY=inventory_file(inputs / "inventory.gpkg", "polygon"),
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
        "No threshold can be found: .* only one value",
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
