"""An event inventory, by the toolbox."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from helpers.feedback import Feedback, refused
from helpers.rasters import box, write_cam, write_polygons, write_raster
from osgeo import gdal, ogr
from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemScaleBar,
    QgsPrintLayout,
    QgsProcessingException,
    QgsRectangle,
    QgsVectorLayer,
)
from scarp.algorithms.results import event_page


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


def text_of(pdf: str) -> str:
    """The words of a PDF, in one line."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="Nothing reads a PDF's words here.")
def test_what_does_not_fit_on_the_page(run, paths, tmp_path):
    """Long texts are shortened, and none is an expression."""
    words = "of the Eastern Iburi earthquake and all its aftershocks " * 6
    kinds = [f"cloud {number}" for number in range(7)]
    clouds = [box(0, 0, 1 + number, 9) for number in range(6, -1, -1)]
    made = run(
        "eventinventory",
        INPUT=paths["INPUT"],
        AREA=write_polygons(tmp_path / "area.gpkg", [box(0, 0, 100, 130)]),
        GAPS=write_polygons(tmp_path / "clouds.gpkg", clouds, kinds=kinds),
        EVENT=f"[% 1 + 1 %] {words}",
        MAPPER="x" * 300,
        OUTPUT=str(tmp_path / "event.gpkg"),
        PDF=str(tmp_path / "page.pdf"),
    )
    text = text_of(made["PDF"])
    assert "[% 1 + 1 %] of the Eastern Iburi" in text and "…" in text
    assert "To be kept in mind" in text
    plain = run(
        "eventinventory",
        INPUT=paths["INPUT"],
        OUTPUT=str(tmp_path / "plain.gpkg"),
        PDF=str(tmp_path / "plain.pdf"),
    )
    assert "To be kept in mind" not in text_of(plain["PDF"])


@pytest.mark.parametrize(
    ("width", "label", "segment"),
    [(500, "m", 50), (6000, "m", 500), (8000, "km", 1), (20_000, "km", 2)],
)
def test_the_scale_bar(project, width, label, segment):
    """Is about as long on every page, and in kilometres where metres are many."""
    layout = QgsPrintLayout(project)
    layer = QgsVectorLayer("Polygon?crs=EPSG:32654", "", "memory")
    extent = QgsRectangle(500_000, 4_700_000, 500_000 + width, 4_700_000 + width)
    shown = event_page._map(layout, [layer], extent, (0, 0, *event_page._MAP))
    event_page._scale_bar(layout, shown, (0, 0))
    (bar,) = [one for one in layout.items() if isinstance(one, QgsLayoutItemScaleBar)]
    assert (bar.unitLabel(), bar.unitsPerSegment()) == (label, segment)


@pytest.mark.parametrize("written", [b"", b"%PDF-1.4 and no end"])
def test_a_page_that_is_cut_off(run, paths, tmp_path, monkeypatch, written):
    """As on a full disk, of which Qt does not tell."""

    class Exporter(QgsLayoutExporter):
        def exportToPdf(self, path, _settings):
            Path(path).write_bytes(written)
            return QgsLayoutExporter.ExportResult.Success

    monkeypatch.setattr(event_page, "QgsLayoutExporter", Exporter)
    older = tmp_path / "page.pdf"
    older.write_text("older")
    with pytest.raises(QgsProcessingException, match=r"page\.pdf could not be written"):
        run("eventinventory", **paths, OUTPUT=str(tmp_path / "event.gpkg"), PDF=str(older))
    assert older.read_text() == "older"


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


def test_where_nothing_was_examined(run, paths, tmp_path):
    """Clouds cover all: there are no densities, and a page all the same."""
    clouds = write_polygons(tmp_path / "clouds.gpkg", [box(-50, -50, 300, 300)])
    feedback = Feedback()
    made = run(
        "eventinventory",
        feedback,
        **{**paths, "GAPS": clouds},
        OUTPUT=str(tmp_path / "event.gpkg"),
        REPORT=str(tmp_path / "report.html"),
        PDF=str(tmp_path / "page.pdf"),
    )
    assert (made["COUNT"], made["EXAMINED_AREA"]) == (3, 0)
    assert any("Nothing of the area was examined" in line for line in feedback.lines)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Nothing of the area was examined" in text


def test_landslides_without_crs(run, tmp_path):
    """In no step on inventories."""
    outlines = [box(10 * k, 10, 5 + k / 10, 5) for k in range(12)]
    path = write_polygons(tmp_path / "lost.gpkg", outlines, epsg=None)
    for step, name in (
        *(("eventinventory", "INPUT"), ("drawsample", "POLYGONS")),
        ("inventorystatistics", "INPUT"),
    ):
        feedback = Feedback()
        with pytest.raises(QgsProcessingException) as raised:
            run(step, feedback, **{name: path}, OUTPUT=str(tmp_path / "made.gpkg"))
        said = "\n".join([str(raised.value), *feedback.lines])
        assert "has no coordinate reference system: set its CRS first." in said, step


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
