"""Training a model on with what was checked, by the toolbox."""

from __future__ import annotations

import pytest
from helpers.feedback import Feedback
from osgeo import ogr
from qgis.core import QgsProcessingException, QgsRasterLayer
from scarp.core.cam.cam import Cam


@pytest.fixture
def checked(files, inputs) -> dict[str, str]:
    """The scene's landslides, judged, and four tiles in which they lie."""
    paths = {"INPUT": str(inputs / "judged.gpkg"), "CHECKED": str(inputs / "tiles.gpkg")}
    inventory = ogr.Open(files.inventory.split("|")[0])
    source = inventory.GetLayerByName("landslides")
    west, east, south, north = source.GetExtent()
    width, height = (east - west) / 2, (north - south) / 2
    for path, kind in ((paths["INPUT"], "landslides"), (paths["CHECKED"], "tiles")):
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        layer = dataset.CreateLayer(kind, source.GetSpatialRef(), ogr.wkbUnknown)
        layer.CreateField(ogr.FieldDefn("status", ogr.OFTString))
        if kind == "landslides":
            for number, one in enumerate(source):
                feature = ogr.Feature(layer.GetLayerDefn())
                feature.SetGeometry(one.GetGeometryRef())
                feature.SetField("status", ("checked", "edited", "rejected")[number % 7 % 3])
                layer.CreateFeature(feature)
            continue
        for number in range(4):
            x, y = west + number % 2 * width, south + number // 2 * height
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for right, up in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)):
                ring.AddPoint_2D(x + right * width, y + up * height)
            tile = ogr.Geometry(ogr.wkbPolygon)
            tile.AddGeometry(ring)
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(tile)
            layer.CreateFeature(feature)
        del layer, dataset
    return paths


def test_a_model_goes_on_and_maps_again(run, files, checked, output, project):
    feedback = Feedback()
    made = run(
        "retrain",
        feedback,
        **checked,
        IMAGE=files.image,
        MODEL=files.model,
        MINUTES=0.1,
        OUTPUT=str(output / "model.h5"),
        CAM=str(output / "cam.tif"),
    )
    assert (made["TILES"], made["TILES_KEPT"]) == (3, 1)
    assert 0 <= made["F1"] <= 1 and 0 <= made["F1_BEFORE"] <= 1
    with Cam(made["CAM"]) as cam:
        assert cam.description.model == "model.h5"
        assert cam.shape == (300, 320)
    assert QgsRasterLayer(made["CAM"], "").isValid()
    assert any("learns from 3 tiles, and 1 are kept" in line for line in feedback.lines)
    assert any("tiles that were not learned from" in line for line in feedback.lines)


def test_refusals(run, files, checked, output):
    places = {"OUTPUT": str(output / "model.h5"), "CAM": str(output / "cam.tif")}
    with pytest.raises(QgsProcessingException, match="trained"):
        run("retrain", **checked, IMAGE=files.image, MODEL=files.initial, MINUTES=0.1, **places)
    assert not list(output.iterdir())
