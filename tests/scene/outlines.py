"""Outlines as GDAL's polygons, in the scene's coordinate reference system."""

from __future__ import annotations

import struct

import numpy as np
from osgeo import gdal, ogr, osr

EPSG = 32654


def reference() -> osr.SpatialReference:
    """The scene's CRS, with coordinates as easting, northing."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def polygon_of(outline: np.ndarray) -> ogr.Geometry:
    """The polygon with this outline (vertices, 2), which is not closed."""
    ring = np.vstack([outline, outline[:1]]).astype("<f8")
    # Well-known binary: little-endian, polygon (3), one ring, its number of vertices.
    return ogr.CreateGeometryFromWkb(struct.pack("<BIII", 1, 3, 1, len(ring)) + ring.tobytes())


def crosses_itself(outline: np.ndarray) -> bool:
    """Whether the polygon with this outline would be invalid."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # it would print where
    try:
        return not polygon_of(outline).IsValid()
    finally:
        gdal.PopErrorHandler()


def add_feature(layer: ogr.Layer, outline: np.ndarray, **fields: int | str) -> None:
    """Add the polygon with this outline, and fields by name, to a layer."""
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, value in fields.items():
        feature.SetField(name, value)
    feature.SetGeometry(polygon_of(outline))
    if layer.CreateFeature(feature) != ogr.OGRERR_NONE:
        raise OSError(f"A polygon could not be written: {gdal.GetLastErrorMsg()}")
