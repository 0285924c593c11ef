"""Measuring polygons that were drawn by hand, or by “Threshold to polygons” itself."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.feedback import refused
from helpers.inputs import cam_file, inventory_file
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

NAMES = "id class area_m2 perim_m length_m width_m cam_mean cam_max threshold model image".split()
MEASURED = ("area_m2", "perim_m", "length_m", "width_m", "cam_mean", "cam_max")


@pytest.fixture
def noise(inputs) -> str:
    values = np.random.default_rng(1).random((40, 50, 1)).astype(np.float32)
    return cam_file(inputs / "cam.tif", values)


def test_as_threshold_to_polygons_measures_them(run, noise, output):
    """Of polygons along the edges of pixels all figures are the same, holes included."""
    path = str(output / "drawn.gpkg")
    run("thresholdtopolygons", INPUT=noise, THRESHOLD=0.4, MIN_AREA=0, OUTPUT=path)
    layer = run("measurepolygons", INPUT=path, CAM=noise, OUTPUT="memory:")["OUTPUT"]
    drawn = QgsVectorLayer(path, "", "ogr")
    assert layer.featureCount() == drawn.featureCount() > 20
    assert layer.fields().names() == NAMES
    for expected, found in zip(drawn.getFeatures(), layer.getFeatures()):
        assert [found[name] for name in MEASURED] == pytest.approx(
            [expected[name] for name in MEASURED], rel=1e-4
        )
        for name in ("id", "class", "threshold", "model", "image"):
            assert found[name] == expected[name]


def test_what_is_drawn_by_hand(run, noise, tmp_path):
    """Attributes of its own stay, and what is empty is filled."""
    layer = QgsVectorLayer("Polygon?crs=epsg:32654&field=remark:string", "hand", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["seen from the air"])
    feature.setGeometry(
        QgsGeometry.fromWkt(
            "POLYGON((580030 4739970, 580060 4739970, 580060 4739940, "
            "580030 4739940, 580030 4739970))"
        )
    )
    layer.dataProvider().addFeature(feature)
    results = run("measurepolygons", INPUT=layer, CAM=noise, OUTPUT="memory:")
    (found,) = results["OUTPUT"].getFeatures()
    assert found["remark"] == "seen from the air" and found["id"] == 1
    assert found["area_m2"] == pytest.approx(900, rel=0.002) == results["TOTAL_AREA"]
    assert found["length_m"] == pytest.approx(30, rel=0.002)
    assert 0.3 < found["cam_mean"] < 0.7 < found["cam_max"]
    assert found["model"] == "モデル.h5"


def test_without_a_cam_and_in_degrees(run, tmp_path):
    """Its values stay as they are; areas are those of the ellipsoid all the same."""
    layer = QgsVectorLayer("Polygon?crs=epsg:4326&field=cam_mean:double", "hand", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([0.25])
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))"))
    layer.dataProvider().addFeature(feature)
    (found,) = run("measurepolygons", INPUT=layer, OUTPUT="memory:")["OUTPUT"].getFeatures()
    # A degree is 111,320 m of longitude, and 110,574 m of latitude, at the equator.
    assert found["area_m2"] == pytest.approx(1113.2 * 1105.74, rel=1e-4)
    assert found["cam_mean"] == 0.25 and found["cam_max"] in (None, QVariant())


def test_edits_are_measured(run, inputs, project):
    layer = QgsVectorLayer(inventory_file(inputs / "a.gpkg", "polygon"), "a", "ogr")
    project.addMapLayer(layer)
    layer.startEditing()
    (feature,) = layer.getFeatures()
    layer.changeGeometry(
        feature.id(), QgsGeometry.fromRect(feature.geometry().boundingBox().buffered(20))
    )
    results = run("measurepolygons", INPUT=layer, OUTPUT="memory:")
    assert results["TOTAL_AREA"] == pytest.approx(80 * 80, rel=0.002)


def test_no_crs_refused(run, output):
    layer = QgsVectorLayer("Polygon", "nowhere", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((0 0, 1 0, 1 1, 0 0))"))
    layer.dataProvider().addFeature(feature)
    layer.setCrs(QgsCoordinateReferenceSystem())
    path = str(output / "a.gpkg")
    refused(run, "measurepolygons", "set its CRS first", INPUT=layer, OUTPUT=path)
