"""The polygons of a layer one by one, in its order, and the pixels of a raster that each covers."""

from __future__ import annotations

import math

import numpy as np
from osgeo import gdal, ogr

from ..rasters.georeference import spatial_reference, window_geotransform
from ..rasters.windows import Window
from .polygon_layer import PolygonSource, open_layer
from .projecting import crs_of
from .valid_polygons import BeyondCrsError, clean, period_of, transformation


def geometries_of(source: PolygonSource, crs_wkt: str) -> list[ogr.Geometry | None]:
    """The polygons of a layer in another CRS, None where nothing can be used."""
    dataset, layer = open_layer(source)
    transform, period = transformation(crs_of(source), crs_wkt), period_of(crs_wkt)
    found: list[ogr.Geometry | None] = []
    for feature in layer:
        try:
            found.append(clean(feature.GetGeometryRef(), transform, None, period)[0])
        except BeyondCrsError:
            found.append(None)
    del dataset
    return found


def window_of(geometry: ogr.Geometry, geotransform: tuple[float, ...]) -> Window:
    """The window around a geometry in a raster's CRS, whose pixels are not turned.

    It may reach beyond the raster.
    """
    west, east, south, north = geometry.GetEnvelope()
    x, a, _, y, _, e = geotransform
    cols = sorted(((west - x) / a, (east - x) / a))
    rows = sorted(((south - y) / e, (north - y) / e))
    row, col = math.floor(rows[0]), math.floor(cols[0])
    return Window(row, col, math.ceil(rows[1]) - row, math.ceil(cols[1]) - col)


def burn(
    geometry: ogr.Geometry,
    geotransform: tuple[float, ...],
    crs_wkt: str,
    window: Window,
    all_touched: bool = False,
) -> np.ndarray:
    """The pixels of a window whose centre is in a polygon: bool (rows, columns).

    Args:
        geometry: The polygon, in the raster's CRS.
        geotransform: Of the raster.
        crs_wkt: Likewise.
        window: Of the raster.
        all_touched: Whether to take every pixel that the polygon touches.
    """
    burned = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1)
    burned.SetGeoTransform(window_geotransform(geotransform, window.row, window.col))
    burned.SetProjection(crs_wkt)
    dataset = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = dataset.CreateLayer("", spatial_reference(crs_wkt), ogr.wkbMultiPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(geometry)
    layer.CreateFeature(feature)
    options = ["ALL_TOUCHED=TRUE"] if all_touched else []
    gdal.RasterizeLayer(burned, [1], layer, burn_values=[1], options=options)
    return burned.ReadAsArray() > 0
