"""An event inventory, by the toolbox."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.feedback import Feedback, refused
from helpers.rasters import box, write_cam, write_polygons, write_raster
from osgeo import gdal, ogr
from qgis.core import QgsProcessingException, QgsVectorLayer


@pytest.fixture
def paths(tmp_path) -> dict[str, str]:
    image = np.full((1, 100, 120), 700, np.uint16)
    outlines = [box(10, 10, 10, 10), box(10, 60, 20, 10), box(60, 10, 10, 20)]
    mask = np.zeros((1, 100, 120), np.uint8)
    mask[:, :, 100:] = 1
    return {
        "INPUT": write_polygons(tmp_path / "landslides 東.gpkg", outlines, kinds=["a", "b", "c"]),
        "IMAGE": write_raster(tmp_path / "image.tif", image),
        "GAPS": write_raster(tmp_path / "mask.tif", mask),
    }


def test_layers_open_styled_and_described(run, paths, tmp_path):
    made = run(
        "eventinventory",
        **paths,
        EVENT="2018 Eastern Iburi",
        TRIGGER="earthquake",
        EVENT_DATE="2018-09-06",
        MAPPER="A. Person",
        CELL=500,
        OUTPUT=str(tmp_path / "event.gpkg"),
        REPORT=str(tmp_path / "report.html"),
        PDF=str(tmp_path / "page.pdf"),
    )
    assert (made["COUNT"], made["LEFT_OUT"]) == (3, 0)
    assert made["EXAMINED_AREA"] == pytest.approx(1_000_000, rel=0.01)
    assert made["GAP_AREA"] == pytest.approx(200_000, rel=0.01)
    assert "Eastern Iburi" in (tmp_path / "report.html").read_text(encoding="utf-8")
    page = gdal.Open(made["PDF"])
    # A4, with the image below the landslides: not white all over.
    assert (page.RasterYSize / page.RasterXSize) == pytest.approx(297 / 210, rel=0.01)
    assert (page.ReadAsArray()[:3] < 200).any(axis=0).mean() > 0.05
    renderers = {
        "landslides": "singleSymbol",
        "gaps": "singleSymbol",
        "mapped_area": "singleSymbol",
        "density": "graduatedSymbol",
    }
    for name, renderer in renderers.items():
        layer = QgsVectorLayer(f"{made['OUTPUT']}|layername={name}", name, "ogr")
        assert layer.isValid() and layer.featureCount(), name
        assert layer.renderer().type() == renderer, name
        assert layer.metadata().title() == f"{name}: 2018 Eastern Iburi"
        assert layer.metadata().contacts()[0].name == "A. Person"
    layer = QgsVectorLayer(f"{made['OUTPUT']}|layername=landslides", "", "ogr")
    assert {one["kind"] for one in layer.getFeatures()} == {"a", "b", "c"}
    assert {one["event"] for one in layer.getFeatures()} == {"2018 Eastern Iburi"}


def test_edits_and_polygons_of_clouds(run, paths, tmp_path, project):
    """What the layer shows is handed over; clouds come with the reason in a field."""
    layer = QgsVectorLayer(paths["INPUT"], "mapped", "ogr")
    project.addMapLayer(layer)
    layer.startEditing()
    first = next(layer.getFeatures())
    layer.changeAttributeValue(first.id(), layer.fields().lookupField("kind"), "mine")
    clouds = write_polygons(tmp_path / "clouds.gpkg", [box(0, 0, 50, 20)], kinds=["Shadow"])
    cam = write_cam(tmp_path / "cam.tif", np.full((100, 120), 0.3, np.float32))
    made = run(
        "eventinventory",
        INPUT=layer,
        CAM=str(cam),
        GAPS=clouds,
        OUTPUT=str(tmp_path / "event.gpkg"),
    )
    layer.rollBack()
    written = QgsVectorLayer(f"{made['OUTPUT']}|layername=landslides", "", "ogr")
    assert "mine" in {one["kind"] for one in written.getFeatures()}
    gaps = QgsVectorLayer(f"{made['OUTPUT']}|layername=gaps", "", "ogr")
    assert {one["reason"] for one in gaps.getFeatures()} == {"Shadow"}


def test_handing_over_again(run, paths, tmp_path):
    """Replaces the event inventory, and never what is read."""
    output = str(tmp_path / "event.gpkg")
    run("eventinventory", **paths, EVENT="first", OUTPUT=output)
    run("eventinventory", **paths, EVENT="second", OUTPUT=output)
    layer = QgsVectorLayer(f"{output}|layername=landslides", "", "ogr")
    assert {one["event"] for one in layer.getFeatures()} == {"second"}
    del layer
    said = "which is an input of this step"
    other = tmp_path / "other"
    other.mkdir()
    for over in (paths["GAPS"], write_polygons(tmp_path / "clouds.gpkg", [box(0, 0, 9, 9)])):
        inputs = {**paths, "GAPS": over}
        refused(run, "eventinventory", said, **inputs, OUTPUT=str(other / "e.gpkg"), PDF=over)
    feedback = Feedback()
    with pytest.raises(QgsProcessingException):
        run("eventinventory", feedback, **inputs, OUTPUT=over)
    assert any(said in line for line in feedback.lines)


def test_refusals(run, paths, tmp_path):
    precious = write_polygons(tmp_path / "precious.gpkg", [box(0, 0, 9, 9)])
    refused(run, "eventinventory", r"other tables \(polygons\)", **paths, OUTPUT=precious)
    several = write_polygons(tmp_path / "several.gpkg", [box(0, 0, 9, 9)], layer="landslides")
    ogr.Open(several, 1).CreateLayer("precious", geom_type=ogr.wkbNone)
    refused(run, "eventinventory", r"other tables \(precious\)", **paths, OUTPUT=several)
    with pytest.raises(QgsProcessingException, match="is not a date"):
        run(
            "eventinventory",
            **paths,
            EVENT_DATE="6 September 2018",
            OUTPUT=str(tmp_path / "event.gpkg"),
        )
