"""Threshold to polygons: the formats and layers that it writes, their style, and bad input."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.feedback import Feedback, refused
from helpers.inputs import cam_file
from osgeo import gdal
from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

NAMES = "id class area_m2 perim_m length_m width_m cam_mean cam_max threshold model image".split()
CLASSES = ["地すべり", "土石流"]


@pytest.fixture
def two_classes(inputs) -> str:
    """Two pixels of the first class that touch at a corner, six of the second."""
    values = np.zeros((20, 30, 2), np.float32)
    values[2, 3, 0] = values[3, 4, 0] = 0.8
    values[10:12, 20:23, 1] = 0.9
    return cam_file(inputs / "cam.tif", values, classes=CLASSES)


def check(layer: QgsVectorLayer, ignored=("fid",)) -> None:
    """The polygons of `two_classes`, with all they are to have."""
    assert layer.isValid() and layer.crs().authid() == "EPSG:32654"
    assert [field.name() for field in layer.fields() if field.name() not in ignored] == NAMES
    features = sorted(layer.getFeatures(), key=lambda feature: feature["id"])
    assert [feature["class"] for feature in features] == [CLASSES[0], CLASSES[0], CLASSES[1]]
    assert [feature["id"] for feature in features] == [1, 2, 3]
    last = features[-1]
    assert last["area_m2"] == pytest.approx(54, rel=0.002)
    assert last["perim_m"] == pytest.approx(30, rel=0.002)
    assert (last["length_m"], last["width_m"]) == pytest.approx((9, 6), rel=0.002)
    assert (last["cam_mean"], last["cam_max"]) == pytest.approx((0.9, 0.9), rel=1e-6)
    assert (last["threshold"], last["model"], last["image"]) == (0.5, "モデル.h5", "image.tif")
    assert all(feature.geometry().isGeosValid() for feature in features)


@pytest.mark.parametrize("ending", ["gpkg", "shp", "fgb", "geojson", "sqlite"])
def test_files(run, two_classes, output, ending):
    path = str(output / f"地すべり map.{ending}")
    results = run("thresholdtopolygons", MIN_AREA=0, INPUT=two_classes, THRESHOLD=0.5, OUTPUT=path)
    assert (results["OUTPUT"], results["COUNT"]) == (path, 3)
    check(QgsVectorLayer(path, "landslides", "ogr"), ignored=("fid", "ogc_fid"))


def test_a_shapefile_says_that_it_is_utf8(run, two_classes, output):
    run(
        "thresholdtopolygons",
        MIN_AREA=0,
        INPUT=two_classes,
        THRESHOLD=0.5,
        OUTPUT=str(output / "map.shp"),
    )
    assert (output / "map.cpg").read_text() == "UTF-8"
    assert {path.suffix for path in output.iterdir()} >= {".shp", ".shx", ".dbf", ".prj", ".cpg"}
    # Read by its `.cpg` alone, as other programs do.
    source = gdal.OpenEx(str(output / "map.shp"))
    assert {feature.GetField("class") for feature in source.GetLayer(0)} == set(CLASSES)


def displayed(layer, name: str, value: float) -> str:
    """What the attribute table shows for a value."""
    index = layer.fields().indexOf(name)
    setup = layer.editorWidgetSetup(index)
    formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter(setup.type())
    return formatter.representValue(layer, index, setup.config(), None, value)


@pytest.mark.parametrize("target", ["memory:", "TEMPORARY_OUTPUT"])
def test_layers_without_a_file_of_ones_own(run, two_classes, target):
    layer = run("thresholdtopolygons", MIN_AREA=0, INPUT=two_classes, THRESHOLD=0.5, OUTPUT=target)[
        "OUTPUT"
    ]
    check(layer)


def test_a_table_in_a_geopackage(run, two_classes, output):
    """As "Save to GeoPackage …" gives it: beside another table, which stays."""
    path = output / "tables.gpkg"
    run("thresholdtopolygons", MIN_AREA=0, INPUT=two_classes, THRESHOLD=0.85, OUTPUT=str(path))
    target = f"ogr:dbname='{path}' table=\"more\" (geom)"
    run("thresholdtopolygons", MIN_AREA=0, INPUT=two_classes, THRESHOLD=0.5, OUTPUT=target)
    check(QgsVectorLayer(f"{path}|layername=more", "more", "ogr"))
    assert QgsVectorLayer(f"{path}|layername=tables", "first", "ogr").featureCount() == 1


@pytest.mark.parametrize("target", ["memory:", "map.gpkg", "map.shp"])
def test_joined_at_corners(run, two_classes, output, target):
    path = target if target == "memory:" else str(output / target)
    results = run(
        "thresholdtopolygons",
        MIN_AREA=0,
        INPUT=two_classes,
        THRESHOLD=0.5,
        DIAGONALS=True,
        OUTPUT=path,
    )
    layer = results["OUTPUT"]
    layer = layer if target == "memory:" else QgsVectorLayer(path, "landslides", "ogr")
    assert layer.wkbType() == QgsWkbTypes.Type.MultiPolygon
    assert results["COUNT"] == layer.featureCount() == 2
    geometries = [feature.geometry() for feature in layer.getFeatures()]
    assert all(geometry.isGeosValid() for geometry in geometries)
    assert sorted(len(geometry.asMultiPolygon()) for geometry in geometries) == [1, 2]


def test_smooth_and_joined_is_one_polygon(run, two_classes):
    layer = run(
        "thresholdtopolygons",
        MIN_AREA=0,
        INPUT=two_classes,
        THRESHOLD=0.5,
        DIAGONALS=True,
        OUTLINE=1,
        OUTPUT="memory:",
    )["OUTPUT"]
    assert layer.wkbType() == QgsWkbTypes.Type.Polygon and layer.featureCount() == 2


@pytest.mark.parametrize("target", ["memory:", "map.gpkg", "map.shp", "TEMPORARY_OUTPUT"])
def test_blue_when_loaded_and_red_beside_it(provider, two_classes, output, target):
    project = QgsProject()
    context = QgsProcessingContext()
    context.setProject(project)
    path = target if "." not in target else str(output / target)
    definition = QgsProcessingOutputLayerDefinition(path, project)
    results = processing.run(
        "scarp:thresholdtopolygons",
        {"INPUT": two_classes, "THRESHOLD": 0.5, "MIN_AREA": 0, "OUTPUT": definition},
        context=context,
    )
    ((loaded, details),) = context.layersToLoadOnCompletion().items()
    layer = results["OUTPUT"]
    if isinstance(layer, str):
        layer = QgsVectorLayer(layer, "landslides", "ogr")
    assert layer.isValid() and loaded in (layer.id(), layer.source())
    details.postProcessor().postProcessLayer(layer, context, None)
    shown = layer.renderer().symbol().symbolLayer(0)
    assert shown.strokeColor().name() == "#00d6ff"
    assert shown.brushStyle() == 0
    assert displayed(layer, "area_m2", 54.0123) == "54"
    assert displayed(layer, "cam_mean", 0.900000035) == "0.900"
    assert len(layer.styleManager().styles()) == 2
    assert layer.styleManager().setCurrentStyle("Inventory")
    assert layer.renderer().symbol().symbolLayer(0).strokeColor().name() == "#e31a1c"


def test_values_outside_0_to_1(run, inputs, output):
    values = np.full((9, 9, 1), 0.5, np.float32)
    values[4, 4] = 1.01
    path = cam_file(inputs / "cam.tif", values)
    for threshold in (0, 0.5):
        refused(
            run,
            "thresholdtopolygons",
            "is not a class activation raster: it has values outside 0 to 1",
            INPUT=path,
            THRESHOLD=threshold,
            OUTPUT=str(output / "map.gpkg"),
        )


@pytest.mark.parametrize("threshold", [0, 0.5])
@pytest.mark.parametrize("outline", [0, 1])
def test_nodata_only(run, inputs, output, threshold, outline):
    path = cam_file(inputs / "cam.tif", np.zeros((9, 9, 1), np.float32), np.zeros((9, 9), bool))
    refused(
        run,
        "thresholdtopolygons",
        "(holds|has) no data",
        INPUT=path,
        THRESHOLD=threshold,
        OUTLINE=outline,
        OUTPUT=str(output / "map.gpkg"),
    )


def test_no_georeference(run, inputs, output):
    path = inputs / "cam.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 9, 9, 1, gdal.GDT_Float32)
    dataset.GetRasterBand(1).WriteArray(np.eye(9, dtype=np.float32))
    dataset = None
    refused(
        run,
        "thresholdtopolygons",
        "has no georeference",
        INPUT=str(path),
        OUTPUT=str(output / "map.gpkg"),
    )


def test_nothing_found_is_an_empty_layer(run, inputs, output):
    path = cam_file(inputs / "cam.tif", np.full((9, 9, 1), 0.1, np.float32))
    results = run("thresholdtopolygons", MIN_AREA=0, INPUT=path, THRESHOLD=0.5, OUTPUT="memory:")
    assert (results["COUNT"], results["TOTAL_AREA"]) == (0, 0)
    assert [field.name() for field in results["OUTPUT"].fields()] == NAMES


def test_cancelled_while_it_writes(run, two_classes, output):
    """What was there stays; nothing else is left."""
    path = output / "map.gpkg"
    run("thresholdtopolygons", MIN_AREA=0, INPUT=two_classes, THRESHOLD=0.85, OUTPUT=str(path))
    before = path.read_bytes()

    class Impatient(Feedback):
        """Cancels when all is drawn and some polygons are written."""

        asked = 0

        def isCanceled(self):
            self.asked += self.progress() >= 90
            return self.asked > 13

    with pytest.raises(QgsProcessingException):
        run(
            "thresholdtopolygons",
            Impatient(),
            INPUT=two_classes,
            THRESHOLD=0.5,
            MIN_AREA=0,
            OUTPUT=str(path),
        )
    assert [entry.name for entry in output.iterdir()] == ["map.gpkg"]
    assert path.read_bytes() == before


def test_fewer_than_four_pixels_are_left_out_by_default(run, two_classes):
    """Two single pixels, where no smallest area is given."""
    count = run("thresholdtopolygons", INPUT=two_classes, THRESHOLD=0.5, OUTPUT="memory:")["COUNT"]
    assert count == 1


@pytest.mark.parametrize(
    ("because", "parameters"),
    [
        ("choose “Value”, or clear the value", {"THRESHOLD_METHOD": 1, "THRESHOLD": 0.4}),
        ("Give the value of the threshold: above 0, up to 1", {"THRESHOLD_METHOD": 2}),
    ],
)
def test_a_value_and_another_choice_refused(run, two_classes, output, because, parameters):
    path = str(output / "map.gpkg")
    refused(run, "thresholdtopolygons", because, INPUT=two_classes, OUTPUT=path, **parameters)
