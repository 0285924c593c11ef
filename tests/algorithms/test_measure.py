"""Measuring polygons that were drawn by hand, or by “Threshold to polygons” itself."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.feedback import refused
from helpers.inputs import cam_file, inventory_file
from qgis.core import NULL, QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsVectorLayer
from scarp.layer_kinds import is_mapped, may_be_inventory

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
    assert found["cam_mean"] == 0.25 and found["cam_max"] in (None, NULL)


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


def drawn(*geometries: str, fields: str = "", crs: str = "epsg:32654") -> QgsVectorLayer:
    """A layer of polygons with an empty first field."""
    layer = QgsVectorLayer(f"MultiSurface?crs={crs}{fields}", "drawn", "memory")
    for wkt in geometries:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        assert layer.dataProvider().addFeature(feature)
    return layer


def test_a_circle_and_what_has_no_area(run, noise):
    circle = "CurvePolygon(CircularString(580030 4739970, 580060 4739970, 580030 4739970))"
    flat = "Polygon((580000 4739900, 580060 4739900, 580000 4739900, 580000 4739900))"
    layer = drawn(f"MultiSurface({circle})", f"MultiSurface({flat})")
    found = list(
        run("measurepolygons", INPUT=layer, CAM=noise, OUTPUT="memory:")["OUTPUT"].getFeatures()
    )
    scale = 0.9996
    assert found[0]["area_m2"] == pytest.approx(np.pi * 15**2 / scale**2, rel=0.002)
    assert found[0]["width_m"] == pytest.approx(30 / scale, rel=0.002)
    assert 0.2 < found[0]["cam_mean"] < 0.8
    assert (found[1]["area_m2"], found[1]["width_m"]) == (0, 0)
    assert found[1]["length_m"] == pytest.approx(60 / scale, rel=0.001)


def test_fields_of_other_types_and_ids_that_are_taken(run):
    square = "MultiSurface(Polygon(({0} 0, {1} 0, {1} 100, {0} 100, {0} 0)))"
    fields = "&field=id:integer&field=area_m2:string(4)&field=length_m:integer"
    layer = drawn(
        *(square.format(x, x + 100) for x in (0, 200, 400)), fields=fields, crs="epsg:3857"
    )
    layer.dataProvider().changeAttributeValues({3: {0: 1, 1: "?", 2: 7}})
    found = list(run("measurepolygons", INPUT=layer, OUTPUT="memory:")["OUTPUT"].getFeatures())
    assert sorted(feature["id"] for feature in found) == [1, 2, 3]
    assert all(feature["area_m2"] == pytest.approx(1e4, rel=0.01) for feature in found)


def test_beyond_the_pole_refused(run, output):
    layer = drawn("MultiSurface(Polygon((0 80, 10 80, 10 95, 0 95, 0 80)))", crs="epsg:4326")
    path = str(output / "a.gpkg")
    refused(run, "measurepolygons", "no area can be measured", INPUT=layer, OUTPUT=path)


def test_measured_landslides_stay_an_inventory(run, noise):
    """Unlike those that Scarp has drawn."""
    square = (
        "MultiSurface(Polygon((580030 4739970, 580060 4739970, 580060 4739940, 580030 4739970)))"
    )
    measured = run("measurepolygons", INPUT=drawn(square), CAM=noise, OUTPUT="memory:")["OUTPUT"]
    assert may_be_inventory(measured) and not is_mapped(measured)
    mapped = run("thresholdtopolygons", INPUT=noise, THRESHOLD=0.5, OUTPUT="memory:")["OUTPUT"]
    assert is_mapped(mapped) and not may_be_inventory(mapped)
