"""Drawing polygons of small class activation rasters for the tests."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.tracing.landslide_polygons import PolygonSettings, landslide_polygons
from scipy.ndimage import gaussian_filter

from helpers.rasters import GRID, wkt

SMOOTH = "smooth contour"
OUTLINES = pytest.mark.parametrize("outline", ["pixel edges", SMOOTH])


def draw(path, threshold=0.5, **settings):
    """The polygons, all of which must be valid."""
    settings = PolygonSettings(path, **settings)
    polygons = list(landslide_polygons(settings, threshold))
    for polygon in polygons:
        geometry = geometry_of(polygon)
        kind = ogr.wkbMultiPolygon if settings.multiple else ogr.wkbPolygon
        assert geometry.GetGeometryType() == kind
        assert geometry.IsValid() and not geometry.IsEmpty()
    return polygons


def geometry_of(polygon):
    """The polygon's geometry."""
    return ogr.CreateGeometryFromWkb(polygon.wkb)


def count_holes(polygon):
    """How many holes it has."""
    return geometry_of(polygon).GetGeometryCount() - 1


def rasterized(polygons, shape, classes=("landslide",), grid=GRID):
    """Class numbers (rows, columns) where the polygons are; none may overlap with another."""
    dataset = gdal.GetDriverByName("MEM").Create("", shape[1], shape[0], 1)
    dataset.SetGeoTransform(grid)
    dataset.SetProjection(wkt())
    source = (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("")
    layer = source.CreateLayer("polygons", spatial_reference(wkt()), ogr.wkbUnknown)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    for polygon in polygons:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(geometry_of(polygon))
        feature.SetField("number", list(classes).index(polygon.class_name) + 1)
        layer.CreateFeature(feature)
    gdal.RasterizeLayer(dataset, [1], layer, options=["ATTRIBUTE=number", "MERGE_ALG=ADD"])
    return dataset.ReadAsArray()


def blocks(shape, *rectangles):
    """Values 0 but for rectangles (row, column, height, width, value)."""
    values = np.zeros(shape, dtype=np.float32)
    for row, col, height, width, value in rectangles:
        values[row : row + height, col : col + width] = value
    return values


def cone(rows=160, cols=160, radius=60.0, centre=(80.3, 79.6)):
    """A cone of height 1: at the level 0.5 a circle of half the radius, in pixels."""
    row, col = np.mgrid[:rows, :cols] + 0.5
    distance = np.hypot(row - centre[0], col - centre[1])
    return np.clip(1 - distance / radius, 0, 1).astype(np.float32)


def noise(rows, cols, seed, smooth=0):
    """Random values in 0-1, smoothed over some pixels."""
    values = np.random.default_rng(seed).random((rows, cols))
    if smooth:
        values = gaussian_filter(values, smooth)
        values = (values - values.min()) / (values.max() - values.min())
    return values.astype(np.float32)
