"""Steps work on what a raster layer shows in QGIS, not on what its file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers.feedback import Feedback
from helpers.inputs import inventory_file, raster
from helpers.shown import counts_of, labels_of, squares
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsRasterLayer,
    QgsRasterRange,
)
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.rasters.windows import Window


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
