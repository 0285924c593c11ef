"""Squares on the grid of `helpers.inputs.raster`, and what label rasters hold of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import ogr, osr
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.rasters.windows import Window


def labels_of(path) -> np.ndarray:
    with LabelRaster(str(path)) as label:
        return label.labels(Window(0, 0, *label.shape))


def counts_of(path) -> dict[int, int]:
    numbers, counts = np.unique(labels_of(path), return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist()))


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
