"""Where results are written to: the name that was given, whole, or a sentence before the work."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.feedback import Feedback
from osgeo import gdal, ogr
from qgis.core import QgsProcessingException, QgsVectorLayer


def test_the_name_that_was_written(run, cam, output):
    for suffix in ("json", "geojson", "gpkg", "shp", "fgb", "mif", "tab", "kml", "sqlite"):
        path = str(output / f"a.{suffix}")
        assert run("thresholdtopolygons", INPUT=cam, THRESHOLD=0.5, OUTPUT=path)["OUTPUT"] == path
        assert QgsVectorLayer(path, "", "ogr").featureCount() == 1
        dataset = ogr.Open(path)
        assert dataset.GetLayer(0).GetFeatureCount() == 1
    assert not [path for path in output.iterdir() if path.name.count(".") != 1]


@pytest.mark.parametrize("suffix", ["dxf", "dgn", "gpx"])
def test_drawings_are_refused(run, cam, output, suffix):
    with pytest.raises(QgsProcessingException, match="cannot hold the fields: choose"):
        run("thresholdtopolygons", INPUT=cam, THRESHOLD=0.5, OUTPUT=str(output / f"a.{suffix}"))
    assert [*output.iterdir()] == []


def test_a_shapefile_with_an_index_is_replaced_whole(run, cam, output):
    path = str(output / "a.shp")
    run("thresholdtopolygons", INPUT=cam, THRESHOLD=0.95, OUTPUT=path)
    assert QgsVectorLayer(path, "", "ogr").featureCount() == 0
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL("CREATE SPATIAL INDEX ON a")
    del dataset
    assert (output / "a.qix").exists()
    run("thresholdtopolygons", INPUT=cam, THRESHOLD=0.5, OUTPUT=path)
    dataset = ogr.Open(path)
    layer = dataset.GetLayer(0)
    layer.SetSpatialFilterRect(580_000, 4_739_800, 580_200, 4_740_000)
    assert layer.GetFeatureCount() == 1


def test_what_cannot_be_replaced_is_said_before_the_work(run, files, output):
    """And not after it."""
    (output / "cam.tif").mkdir()
    feedback = Feedback()
    with pytest.raises(QgsProcessingException):
        run(
            "classify",
            feedback,
            INPUT=files.image,
            MODEL=files.model,
            OUTPUT=str(output / "cam.tif"),
        )
    assert any("cam.tif is a folder: choose another name." in line for line in feedback.lines)
    assert not any("Classification runs on" in line for line in feedback.lines)


def test_leftovers_of_a_killed_qgis_go(run, cam, output):
    leftover = output / ".scarp-abcdefgh"
    leftover.mkdir()
    (leftover / "lock").touch()
    (leftover / "a.gpkg").write_text("half")
    (output / ".scarp-123-ab-a.tif").write_text("half, of an earlier version")
    run("thresholdtopolygons", INPUT=cam, THRESHOLD=0.5, OUTPUT=str(output / "a.gpkg"))
    assert [path.name for path in output.iterdir()] == ["a.gpkg"]


@pytest.mark.parametrize("name", ["cam", "cam.png"])
def test_rasters_of_another_format_are_refused_before_the_work(run, files, output, name):
    feedback = Feedback()
    with pytest.raises(QgsProcessingException):
        run("classify", feedback, INPUT=files.image, MODEL=files.model, OUTPUT=str(output / name))
    assert any("give it a name that ends in .tif" in line for line in feedback.lines)
    assert not any("Loading Keras" in line for line in feedback.lines)


@pytest.mark.parametrize("number", ["nan", "inf"])
def test_what_is_no_number_is_refused(run, cam, output, number):
    with pytest.raises(QgsProcessingException):
        run(
            "thresholdtopolygons",
            INPUT=cam,
            THRESHOLD=number,
            OUTPUT=str(output / "a.gpkg"),
        )
    assert [*output.iterdir()] == []


@pytest.mark.parametrize("length", [234, 240, 247])
def test_names_as_long_as_names_can_be(run, cam, output, length):
    path = str(output / ("n" * (length - 5) + ".gpkg"))
    run("thresholdtopolygons", INPUT=cam, THRESHOLD=0.5, OUTPUT=path)
    assert [file.name for file in output.iterdir()] == [Path(path).name]


@pytest.mark.parametrize("length", [250, 300])
def test_a_name_that_is_too_long_is_said(run, cam, output, length):
    """SQLite has to make a journal beside a GeoPackage."""
    path = str(output / ("n" * (length - 5) + ".gpkg"))
    feedback = Feedback()
    with pytest.raises(QgsProcessingException):
        run("thresholdtopolygons", feedback, INPUT=cam, THRESHOLD=0.5, OUTPUT=path)
    assert any("is too long: 247 bytes at most" in line for line in feedback.lines)


def test_what_a_link_leads_to_is_replaced(run, cam, output):
    real, link = output / "real.gpkg", output / "link.gpkg"
    real.write_text("old")
    link.symlink_to(real)
    run("thresholdtopolygons", INPUT=cam, THRESHOLD=0.5, OUTPUT=str(link))
    assert link.is_symlink() and QgsVectorLayer(str(real), "", "ogr").featureCount() == 1
