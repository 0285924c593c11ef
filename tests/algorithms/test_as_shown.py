"""Steps work on what a layer of polygons shows in QGIS, not on what its file says."""

from __future__ import annotations

import json

import pytest
from helpers.inputs import inventory_file, raster
from helpers.shown import counts_of, square, squares
from osgeo import gdal, ogr
from qgis.core import (
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QVariant


def edited(path: str, project, subset: str = "") -> QgsVectorLayer:
    """Its first square deleted, one of 20 x 20 pixels added, and nothing saved."""
    layer = QgsVectorLayer(path, "inventory", "ogr")
    assert layer.isValid()
    project.addMapLayer(layer)
    layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(square(30, 30, 20)))
    assert layer.addFeature(feature) and layer.deleteFeature(1)
    return layer


def test_unsaved_edits_of_an_inventory(run, inputs, output, project):
    layer = edited(squares(inputs / "i.gpkg", (0, 0, 30)), project)
    path = str(output / "label.tif")
    run("createlabelraster", INPUT=raster(inputs / "a.tif"), INVENTORY=layer, OUTPUT=path)
    assert counts_of(path)[1] == 400
    # As an area, by its id.
    whole = squares(inputs / "whole.gpkg", (0, 0, 60))
    run(
        "createlabelraster",
        INPUT=raster(inputs / "a.tif"),
        INVENTORY=whole,
        AREA=layer.id(),
        OUTPUT=path,
    )
    assert counts_of(path) == {1: 400, 255: 60 * 70 - 400}
    assert layer.isEditable() and layer.rollBack()
    # Of a layer without changes the file is read.
    layer.startEditing()
    run("createlabelraster", INPUT=raster(inputs / "a.tif"), INVENTORY=layer, OUTPUT=path)
    assert counts_of(path)[1] == 900
    layer.rollBack()


def test_unsaved_edits_of_an_attribute(run, inputs, output, project):
    layer = QgsVectorLayer(
        squares(inputs / "i.gpkg", (0, 0, 10), (20, 20, 10), kind=["fall", "fall"]), "i", "ogr"
    )
    project.addMapLayer(layer)
    layer.startEditing()
    layer.changeAttributeValue(2, layer.fields().lookupField("kind"), "slump")
    results = run(
        "createlabelraster",
        INPUT=raster(inputs / "a.tif"),
        INVENTORY=layer,
        CLASS_FIELD="kind",
        OUTPUT=str(output / "label.tif"),
    )
    assert results["CLASSES"] == "fall,slump"
    layer.rollBack()


def test_unsaved_edits_in_every_step_with_polygons(run, files, inputs, output, project):
    layer = edited(squares(inputs / "i.gpkg", (0, 0, 30)), project)
    saved = squares(inputs / "saved.gpkg", (30, 30, 20))
    figures = run("assessaccuracy", PREDICTED=saved, INVENTORY=layer, OUTPUT="memory:")
    assert figures["F1"] == 1 and figures["INVENTORY_COUNT"] == 1
    figures = run("assessaccuracy", PREDICTED=layer, INVENTORY=saved, OUTPUT="memory:")
    assert figures["F1"] == 1 and figures["PREDICTED_COUNT"] == 1
    layer.rollBack()


@pytest.mark.parametrize("driver", ["gpkg", "shp", "geojson"])
def test_what_is_drawn_does_not_cost_what_is_saved(run, inputs, output, project, driver):
    path = squares(inputs / "i.gpkg", (0, 0, 10), (10, 10, 10), (20, 20, 10))
    copy = str(inputs / f"copy.{driver}")
    gdal.VectorTranslate(copy, path)
    layer = QgsVectorLayer(copy, "inventory", "ogr")
    project.addMapLayer(layer)
    layer.startEditing()
    for row in (30, 50):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(square(30, row, 10)))
        assert layer.addFeature(feature)
    path = str(output / "label.tif")
    run("createlabelraster", INPUT=raster(inputs / "a.tif"), INVENTORY=layer, OUTPUT=path)
    assert counts_of(path)[1] == 500
    layer.rollBack()


def with_field_fid(path: str) -> QgsVectorLayer:
    """Features of a file, of which all have 7 in a field “fid”, as copies of one have."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32654&field=fid:integer", "copies", "memory")
    for feature in QgsVectorLayer(path, "inventory", "ogr").getFeatures():
        copy = QgsFeature(layer.fields())
        copy.setGeometry(feature.geometry())
        copy.setAttributes([7])
        assert layer.dataProvider().addFeature(copy)
    return layer


def test_features_with_the_same_number(run, inputs, output, project):
    """In memory, and chosen by a selection or a filter from a Shapefile."""
    memory = with_field_fid(squares(inputs / "i.gpkg", (0, 0, 10), (10, 10, 10), (20, 20, 10)))
    shapefile = str(inputs / "copies.shp")
    QgsVectorFileWriter.writeAsVectorFormat(memory, shapefile, "UTF-8", driverName="ESRI Shapefile")
    selected = QgsVectorLayer(shapefile, "selected", "ogr")
    selected.selectByIds([0, 2])
    filtered = QgsVectorLayer(shapefile, "filtered", "ogr")
    assert filtered.setSubsetString("fid = 7")
    project.addMapLayers([memory, selected, filtered])
    path = str(output / "label.tif")
    for inventory, pixels in (
        (memory, 300),
        (QgsProcessingFeatureSourceDefinition(selected.id(), selectedFeaturesOnly=True), 200),
        (filtered, 300),
    ):
        results = run(
            "createlabelraster",
            INPUT=raster(inputs / "a.tif"),
            INVENTORY=inventory,
            CLASS_FIELD="fid",
            OUTPUT=path,
        )
        assert results["CLASSES"] == "7"
        assert counts_of(path)[1] == pixels


def test_a_field_that_is_computed_or_joined(run, inputs, output, project):
    path = squares(inputs / "i.gpkg", (0, 0, 10), (20, 20, 10), code=["1", "2"])
    layer = QgsVectorLayer(path, "i", "ogr")
    layer.addExpressionField("'kind ' || code", QgsField("computed", QVariant.String))  # noqa: QGS402
    table = QgsVectorLayer("NoGeometry?field=code:string&field=name:string", "names", "memory")
    for code, name in (("1", "fall"), ("2", "slump")):
        feature = QgsFeature(table.fields())
        feature.setAttributes([code, name])
        table.dataProvider().addFeature(feature)
    project.addMapLayers([layer, table])
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("code")
    join.setTargetFieldName("code")
    join.setPrefix("")
    layer.addJoin(join)
    for field, classes in (("computed", "kind 1,kind 2"), ("name", "fall,slump")):
        results = run(
            "createlabelraster",
            INPUT=raster(inputs / "a.tif"),
            INVENTORY=layer,
            CLASS_FIELD=field,
            OUTPUT=str(output / "label.tif"),
        )
        assert results["CLASSES"] == classes


def test_a_sublayer_of_one_kind_of_geometry(run, inputs, output):
    """Of a layer that holds points as well, QGIS shows them as two."""
    path = squares(inputs / "i.gpkg", (0, 0, 10))
    mixed = str(inputs / "mixed.gpkg")
    gdal.VectorTranslate(mixed, path, geometryType="GEOMETRY", layerName="mixed")
    dataset = gdal.OpenEx(mixed, gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = dataset.GetLayer(0)
    point = ogr.Feature(layer.GetLayerDefn())
    point.SetGeometry(ogr.CreateGeometryFromWkt("POINT (580010 4739990)"))
    layer.CreateFeature(point)
    del layer, dataset
    out = str(output / "label.tif")
    source = f"{mixed}|layername=mixed|geometrytype=Polygon"
    run("createlabelraster", INPUT=raster(inputs / "a.tif"), INVENTORY=source, OUTPUT=out)
    assert counts_of(out)[1] == 100


def test_a_layer_by_its_number(run, inputs, output):
    path = squares(inputs / "two.gpkg", (0, 0, 30), layer="first")
    other = squares(inputs / "other.gpkg", (0, 0, 10))
    gdal.VectorTranslate(path, other, layerName="second", accessMode="append")
    out = str(output / "label.tif")
    source = f"{path}|layerid=1"
    run("createlabelraster", INPUT=raster(inputs / "a.tif"), INVENTORY=source, OUTPUT=out)
    assert counts_of(out)[1] == 100


@pytest.mark.parametrize(
    "extent", ["0,0,0,0", "nan,nan,nan,nan", "nan,1,nan,1", "5,5,3,3 [EPSG:32654]"]
)
def test_an_extent_of_nothing(run, files, output, extent):
    """It does not mean all."""
    with pytest.raises(QgsProcessingException):
        run(
            "classify",
            INPUT=files.image,
            MODEL=files.model,
            EXTENT=extent,
            OUTPUT=str(output / "cam.tif"),
        )
    assert [*output.iterdir()] == []


def test_a_mask_or_an_extent_far_away(run, files, inputs, output):
    far = inventory_file(inputs / "far.gpkg", "polygon", x=700_000)
    step = {"INPUT": files.image, "MODEL": files.model, "OUTPUT": str(output / "cam.tif")}
    with pytest.raises(QgsProcessingException, match="does not overlap with the image"):
        run("classify", MASK=far, **step)
    with pytest.raises(QgsProcessingException, match="The extent lies outside the image"):
        run("classify", EXTENT="700000,700100,4000000,4000100 [EPSG:32654]", **step)
    assert [*output.iterdir()] == []


def test_lists_as_classes(run, inputs, output):
    path = inputs / "lists.geojson"
    ring = [[141.98, 42.80], [141.981, 42.80], [141.981, 42.801], [141.98, 42.80]]
    feature = {
        "type": "Feature",
        "properties": {"kinds": ["a", "b"]},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(QgsProcessingException, match="holds lists or binary data"):
        run(
            "createlabelraster",
            INPUT=raster(inputs / "a.tif"),
            INVENTORY=str(path),
            CLASS_FIELD="kinds",
            OUTPUT=str(output / "label.tif"),
        )
