"""Assessing accuracy in the toolbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.feedback import Feedback, refused
from helpers.inputs import inventory_file, raster
from osgeo import ogr, osr
from qgis import processing
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)

X, Y = 580_050, 4_739_700


def _layer(path: Path, *squares: tuple[float, float], side: float = 40) -> str:
    """A GeoPackage of squares with their western and southern sides so far from a place."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("polygons", reference, ogr.wkbPolygon)
    for x, y in squares:
        corners = ((0, 0), (side, 0), (side, side), (0, side), (0, 0))
        points = ", ".join(f"{X + x + a} {Y + y + b}" for a, b in corners)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({points}))"))
        layer.CreateFeature(feature)
    del layer, dataset
    return str(path)


@pytest.fixture
def layers(inputs):
    """Two landslides, of which one is found to three quarters, and a false prediction."""
    return {
        "PREDICTED": _layer(inputs / "predicted.gpkg", (10, 0), (100, 100)),
        "INVENTORY": _layer(inputs / "inventory.gpkg", (0, 0), (0, 100)),
        "AREA": _layer(inputs / "area.gpkg", (-20, -20), side=200),
    }


def _read(path: str) -> list[dict]:
    layer = QgsVectorLayer(path, "", "ogr")
    assert layer.isValid()
    names = [field.name() for field in layer.fields()]
    return [dict(zip(names, feature.attributes())) for feature in layer.getFeatures()]


def test_figures_polygons_and_report(run, layers, inputs, output):
    paths = {"OUTPUT": str(output / "o.gpkg"), "REPORT": str(output / "r.html")}
    # It covers all of the area.
    image = raster(inputs / "image.tif", shape=(200, 200))
    results = run("assessaccuracy", **layers, IMAGE=image, **paths)
    expected = {
        "PRECISION_SCORE": 3 / 8,
        "RECALL": 3 / 8,
        "F1": 3 / 8,
        "IOU": 3 / 13,
        "ACCURACY": 1 - 0.04 * 2.5,
        "OBJECT_PRECISION": 1 / 2,
        "OBJECT_RECALL": 1 / 2,
        "OBJECT_F1": 1 / 2,
        **{"MATCHED": 1, "MISSED": 1, "FALSE": 1, "SPLIT": 0, "MERGED": 0, "PARTIAL": 0},
        **{"PREDICTED_COUNT": 2, "INVENTORY_COUNT": 2},
        "HAUSDORFF_DISTANCE": 10,
    }
    for name, value in expected.items():
        assert results[name] == pytest.approx(value, rel=1e-3), name
    assert results["INVENTORY_AREA"] == pytest.approx(2 * 1600, rel=1e-3)
    assert 0 < results["KAPPA"] < 1 and 0 < results["MCC"] < 1
    rows = _read(results["OUTPUT"])
    assert [name for name in rows[0] if name != "fid"] == [
        *("id", "source", "verdict", "area_m2", "overlap", "matches")
    ]
    assert [(row["id"], row["source"], row["verdict"], row["matches"]) for row in rows] == [
        (1, "inventory", "matched", 1),
        (2, "inventory", "missed", 0),
        (3, "predicted", "matched", 1),
        (4, "predicted", "false", 0),
    ]
    report = Path(results["REPORT"]).read_text(encoding="utf-8")
    assert "0.3750" in report and "data:image/png" in report


def test_an_empty_prediction(run, layers, output):
    feedback = Feedback()
    layers["PREDICTED"] = QgsVectorLayer("Polygon?crs=EPSG:32654", "nothing", "memory")
    results = run("assessaccuracy", feedback, **layers, OUTPUT=str(output / "o.gpkg"))
    assert results["PRECISION_SCORE"] is None and results["OBJECT_PRECISION"] is None
    assert results["MCC"] is None and results["OUTLINE_DISTANCE"] is None
    assert results["RECALL"] == 0 and results["MISSED"] == 2
    assert any("precision is undefined" in line for line in feedback.lines)
    assert results["REPORT"] is None


def test_no_inventory_in_the_area(run, layers, inputs, output):
    feedback = Feedback()
    layers["AREA"] = _layer(inputs / "beside.gpkg", (90, 90), side=80)
    results = run("assessaccuracy", feedback, **layers, OUTPUT=str(output / "o.gpkg"))
    assert results["RECALL"] is None and results["PRECISION_SCORE"] == 0
    assert any("recall is undefined" in line for line in feedback.lines)


@pytest.mark.parametrize("target", ["o.shp", "o.geojson", "memory:", "TEMPORARY_OUTPUT"])
def test_any_sink(run, layers, output, target):
    path = str(output / target) if target.startswith("o.") else target
    results = run("assessaccuracy", **layers, OUTPUT=path)
    written = results["OUTPUT"]
    layer = written if isinstance(written, QgsVectorLayer) else QgsVectorLayer(written, "", "ogr")
    assert layer.featureCount() == 4
    assert layer.crs().authid() == "EPSG:32654" or target == "o.geojson"
    verdicts = [feature["verdict"] for feature in layer.getFeatures()]
    assert verdicts == ["matched", "missed", "matched", "false"]


@pytest.mark.parametrize("temporary", [False, True])
def test_loaded_it_is_coloured_by_verdict(provider, layers, output, temporary):
    project = QgsProject()
    context = QgsProcessingContext()
    context.setProject(project)
    path = "TEMPORARY_OUTPUT" if temporary else str(output / "o.gpkg")
    target = QgsProcessingOutputLayerDefinition(path, project)
    results = processing.run("scarp:assessaccuracy", {**layers, "OUTPUT": target}, context=context)
    (details,) = context.layersToLoadOnCompletion().values()
    layer = results["OUTPUT"] if temporary else QgsVectorLayer(path, "", "ogr")
    details.postProcessor().postProcessLayer(layer, context, None)
    renderer = layer.renderer()
    assert renderer.type() == "categorizedSymbol" and renderer.classAttribute() == "verdict"
    values = [category.value() for category in renderer.categories()]
    assert values == ["matched", "split", "merged", "partial", "missed", "false"]
    colours = {category.symbol().color().name() for category in renderer.categories()}
    assert len(colours) == 6
    project.clear()


def test_points_are_refused(run, layers, inputs, output):
    layers["PREDICTED"] = inventory_file(inputs / "points.gpkg", "point")
    refused(run, "assessaccuracy", "polygons are needed", **layers, OUTPUT=str(output / "o.gpkg"))


def test_an_image_without_georeference_is_refused(run, layers, inputs, output):
    refused(
        run,
        "assessaccuracy",
        "has no georeference",
        **layers,
        IMAGE=raster(inputs / "image.tif", georeference=False),
        OUTPUT=str(output / "o.gpkg"),
        REPORT=str(output / "r.html"),
    )


def test_two_empty_layers_are_refused(run, inputs, output):
    empty, other = (_layer(inputs / f"{name}.gpkg") for name in ("empty", "other"))
    refused(
        run,
        "assessaccuracy",
        "there is nothing to assess",
        PREDICTED=empty,
        INVENTORY=other,
        OUTPUT=str(output / "o.gpkg"),
    )


def test_a_layer_is_not_compared_with_itself(files, run, output):
    """Neither as a path nor as a layer; some of its features may be."""
    report = str(output / "report.html")
    layer = QgsVectorLayer(files.inventory, "inventory", "ogr")
    for inventory in (files.inventory, layer):
        refused(
            run,
            "assessaccuracy",
            "are the same layer",
            PREDICTED=files.inventory,
            INVENTORY=inventory,
            OUTPUT="memory:",
            REPORT=report,
        )
    layer.selectByIds([1, 2])
    QgsProject.instance().addMapLayer(layer)
    selected = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    results = run("assessaccuracy", PREDICTED=selected, INVENTORY=files.inventory, OUTPUT="memory:")
    QgsProject.instance().removeMapLayer(layer)
    assert results["PRECISION_SCORE"] == pytest.approx(1) and results["RECALL"] < 1
