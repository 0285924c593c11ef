"""Steps work on what a layer shows in QGIS, not on what its file says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from helpers.feedback import Feedback
from helpers.inputs import inventory_file, raster
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRange,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QVariant
from scarp.core.label_raster import LabelRaster
from scarp.core.windows import Window


def labels_of(path) -> np.ndarray:
    with LabelRaster(str(path)) as label:
        return label.labels(Window(0, 0, *label.shape))


def counts_of(path) -> dict[int, int]:
    numbers, counts = np.unique(labels_of(path), return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist()))


@pytest.fixture
def project(qgis_app):
    yield QgsProject.instance()
    QgsProject.instance().clear()


def square(col: int, row: int, side: int) -> str:
    west, north = 580_000 + 3 * col, 4_740_000 - 3 * row
    east, south = west + 3 * side, north - 3 * side
    top, bottom = f"{west} {north}, {east} {north}", f"{east} {south}, {west} {south}"
    return f"POLYGON (({top}, {bottom}, {west} {north}))"


def squares(path: Path, *places, layer="inventory", **fields) -> str:
    """A GeoPackage of squares (column, row, side), with the values of fields, one a square."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    made = source.CreateLayer(layer, reference, ogr.wkbPolygon)
    for name in fields:
        made.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for number, place in enumerate(places):
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(square(*place)))
        for name, values in fields.items():
            feature.SetField(name, values[number])
        made.CreateFeature(feature)
    del made, source
    return str(path)


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


def test_a_crs_set_in_qgis(run, inputs, output, project):
    """Of a raster, as of a layer of polygons."""
    layer = QgsRasterLayer(raster(inputs / "a.tif"), "a", "gdal")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32610"))
    project.addMapLayer(layer)
    geographic = str(inputs / "geographic.gpkg")
    there = squares(inputs / "i.gpkg", (10, 10, 20))
    # In the zone that was set, the same place is on the other side of the ocean.
    gdal.VectorTranslate(geographic, there, srcSRS="EPSG:32610", dstSRS="EPSG:4326")
    for suffix in ("tif", "vrt"):
        out = str(output / f"label.{suffix}")
        run("createlabelraster", INPUT=layer, INVENTORY=geographic, OUTPUT=out)
        assert counts_of(out)[1] == 400
        with LabelRaster(out) as label:
            assert 'AUTHORITY["EPSG","32610"]' in label.crs_wkt


def test_an_extent_in_the_crs_set_in_qgis(run, files, output, project):
    layer = QgsRasterLayer(files.image, "image", "gdal")
    project.addMapLayer(layer)
    box = layer.extent()
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32610"))
    west, north = box.xMinimum(), box.yMaximum()
    out = str(output / "cam.tif")
    extent = f"{west},{west + 300},{north - 300},{north} [EPSG:32610]"
    run("classify", INPUT=layer, MODEL=files.model, EXTENT=extent, OUTPUT=out)
    dataset = gdal.Open(out)
    assert (dataset.RasterXSize, dataset.RasterYSize) == (100, 100)
    assert 'AUTHORITY["EPSG","32610"]' in dataset.GetProjection()


def test_open_options(run, inputs, output):
    inventory = squares(inputs / "i.gpkg", (0, 0, 30))
    source = f"{raster(inputs / 'a.tif')}|option:NUM_THREADS=2"
    for suffix in ("tif", "vrt"):
        out = str(output / f"label.{suffix}")
        run("createlabelraster", INPUT=source, INVENTORY=inventory, OUTPUT=out)
        assert counts_of(out)[1] == 900


def nodata_layer(path: Path, project, nodata=None) -> QgsRasterLayer:
    """Columns 0 to 9 hold 5, columns 10 to 19 hold 6, the others 7."""
    raster(path, bands=2)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    values = np.full((60, 70), 7, np.uint16)
    values[:, :10], values[:, 10:20] = 5, 6
    for number in (1, 2):
        dataset.GetRasterBand(number).WriteArray(values)
        if nodata is not None:
            dataset.GetRasterBand(number).SetNoDataValue(nodata)
    del dataset
    layer = QgsRasterLayer(str(path), "image", "gdal")
    project.addMapLayer(layer)
    return layer


def unlabelled_columns(run, layer, inputs, output) -> list[int]:
    whole = squares(inputs / "whole.gpkg", (0, 0, 70))
    out = str(output / "label.tif")
    run("createlabelraster", INPUT=layer, INVENTORY=whole, OUTPUT=out)
    return np.flatnonzero((labels_of(out) == 255).any(axis=0)).tolist()


def test_an_additional_no_data_value(run, inputs, output, project):
    layer = nodata_layer(inputs / "a.tif", project)
    for band in (1, 2):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(6, 6)])
    assert unlabelled_columns(run, layer, inputs, output) == [*range(10, 20)]


def test_no_data_that_is_switched_off(run, inputs, output, project):
    layer = nodata_layer(inputs / "a.tif", project, nodata=5)
    assert unlabelled_columns(run, layer, inputs, output) == [*range(10)]
    for band in (1, 2):
        layer.dataProvider().setUseSourceNoDataValue(band, False)
    assert unlabelled_columns(run, layer, inputs, output) == []
    for band in (1, 2):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(6, 6)])
    assert unlabelled_columns(run, layer, inputs, output) == [*range(10, 20)]


@pytest.mark.parametrize("ranges", [[(6, 6)], [(6, 8)]])
def test_several_values_of_no_data(run, inputs, output, project, ranges):
    layer = nodata_layer(inputs / "a.tif", project, nodata=5)
    for band in (1, 2):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(*one) for one in ranges])
    with pytest.raises(QgsProcessingException):
        unlabelled_columns(run, layer, inputs, output)
    assert [*output.iterdir()] == []


@pytest.mark.parametrize("suffix", ["tif", "vrt"])
def test_a_colour_table(run, inputs, output, suffix):
    path = inputs / "palette.tif"
    raster(path, bands=1)
    dataset = gdal.Translate(
        str(inputs / "indexed.tif"),
        str(path),
        outputType=gdal.GDT_Byte,
        scaleParams=[[0, 2000, 0, 2]],
    )
    table = gdal.ColorTable()
    for number, colour in enumerate([(0, 0, 0, 255), (200, 30, 10, 255), (20, 180, 40, 255)]):
        table.SetColorEntry(number, colour)
    dataset.GetRasterBand(1).SetColorTable(table)
    index = dataset.ReadAsArray()
    del dataset
    out = str(output / f"label.{suffix}")
    inventory = squares(inputs / "i.gpkg", (0, 0, 30))
    results = run(
        "createlabelraster", INPUT=str(inputs / "indexed.tif"), INVENTORY=inventory, OUTPUT=out
    )
    assert results["BANDS"] == 3
    with LabelRaster(out) as label:
        values = label.read(Window(0, 0, *label.shape))
        colours = np.array([(0, 0, 0), (200, 30, 10), (20, 180, 40)])
        np.testing.assert_array_equal(values, colours[index])


def test_no_data_of_a_colour_table_that_is_switched_off(run, inputs, output, project):
    layer = nodata_layer(inputs / "a.tif", project, nodata=5)
    path = str(inputs / "indexed.tif")
    table = gdal.ColorTable()
    table.SetColorEntry(7, (200, 30, 10, 255))
    dataset = gdal.Translate(path, layer.source(), outputType=gdal.GDT_Byte, bandList=[1])
    dataset.GetRasterBand(1).SetColorTable(table)
    del dataset
    layer = QgsRasterLayer(path, "indexed", "gdal")
    project.addMapLayer(layer)
    assert unlabelled_columns(run, layer, inputs, output) == [*range(10)]
    layer.dataProvider().setUseSourceNoDataValue(1, False)
    with pytest.raises(QgsProcessingException):
        unlabelled_columns(run, layer, inputs, output)


def test_near_infrared_marked_as_alpha_is_said(run, inputs, output):
    path = inputs / "rgbn.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 70, 60, 4, gdal.GDT_Byte)
    dataset.SetGeoTransform((580_000, 3, 0, 4_740_000, 0, -3))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.WriteArray(np.random.default_rng(0).integers(0, 200, (4, 60, 70)).astype(np.uint8))
    del dataset
    feedback = Feedback()
    results = run(
        "createlabelraster",
        feedback,
        INPUT=str(path),
        INVENTORY=inventory_file(inputs / "i.gpkg", "polygon"),
        OUTPUT=str(output / "label.tif"),
    )
    assert results["BANDS"] == 4
    assert any("marked as transparency (alpha)" in line for line in feedback.lines)
    assert 255 not in counts_of(output / "label.tif")


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
