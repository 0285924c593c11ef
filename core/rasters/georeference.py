"""Geotransforms, coordinate reference systems, and where windows lie on the map."""

from __future__ import annotations

import contextlib
import math

import numpy as np
from osgeo import gdal, osr

from ..messages import ScarpError, tr
from .datasets import readable
from .windows import Window


def window_geotransform(geotransform: tuple[float, ...], row: int, col: int) -> tuple[float, ...]:
    """The geotransform of a part of a raster that begins at ``row`` and ``col``."""
    x, a, b, y, d, e = geotransform
    return (x + col * a + row * b, a, b, y + col * d + row * e, d, e)


def footprint(geotransform: tuple[float, ...], window: Window) -> list[tuple[float, float]]:
    """The four corners (x, y) of a window on the map."""
    corners = []
    for row, col in ((0, 0), (0, 1), (1, 1), (1, 0)):
        x, _, _, y, _, _ = window_geotransform(
            geotransform, window.row + row * window.height, window.col + col * window.width
        )
        corners.append((x, y))
    return corners


def extent_window(
    geotransform: tuple[float, ...],
    shape: tuple[int, int],
    extent: tuple[float, float, float, float],
) -> Window:
    """Gives the smallest window of a raster that holds an extent.

    Args:
        geotransform: Geotransform of the raster.
        shape: Rows and columns of the raster.
        extent: (least x, least y, greatest x, greatest y) in the raster's CRS.

    Raises:
        ScarpError: if the extent does not touch the raster.
    """
    if not np.isfinite(extent).all():
        raise ScarpError(tr("The extent is not made of four numbers: choose another one."))
    to_pixel = gdal.InvGeoTransform(geotransform)
    west, south, east, north = extent
    pixels = [
        gdal.ApplyGeoTransform(to_pixel, x, y)
        for x, y in ((west, south), (west, north), (east, south), (east, north))
    ]
    cols, rows = zip(*pixels)
    # An extent that ends on a grid line, but for rounding, does not reach into the next pixel.
    first_row, first_col = math.floor(min(rows) + 1e-6), math.floor(min(cols) + 1e-6)
    window = Window(
        first_row,
        first_col,
        math.ceil(max(rows) - 1e-6) - first_row,
        math.ceil(max(cols) - 1e-6) - first_col,
    ).clipped(shape)
    if window.height == 0 or window.width == 0:
        raise ScarpError(tr("The extent lies outside the image: choose one that overlaps with it."))
    return window


def transformation_between(
    source: osr.SpatialReference, target: osr.SpatialReference
) -> osr.CoordinateTransformation:
    """Makes the transformation from one CRS to another.

    Raises:
        ScarpError: if there is none, as from a local CRS whose place on the Earth is unknown.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        found = osr.CoordinateTransformation(source, target)
    except RuntimeError:
        found = None
    finally:
        gdal.PopErrorHandler()
    # Without exceptions, GDAL returns an object that wraps nothing.
    if getattr(found, "this", None) is None:
        raise ScarpError(
            tr(
                "Coordinates cannot be brought from the CRS “{source}” to “{target}”: set the "
                "right CRS of the layers first."
            ),
            source=readable(source.GetName() or "?"),
            target=readable(target.GetName() or "?"),
        )
    return found


def spatial_reference(wkt: str) -> osr.SpatialReference:
    """Makes a spatial reference whose coordinates are in the order x, y (east, north).

    It is empty if there is no WKT, or none that GDAL can read.
    """
    reference = osr.SpatialReference()
    # In QGIS, another plugin may have turned on GDAL's exceptions.
    with contextlib.suppress(RuntimeError):
        if wkt:
            reference.ImportFromWkt(wkt)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def utm(longitude: float, latitude: float) -> osr.SpatialReference:
    """The zone of UTM (WGS 84) of a place in degrees."""
    reference = spatial_reference("")
    zone = min(max(int((longitude + 180) // 6) + 1, 1), 60)
    reference.ImportFromEPSG((32600 if latitude >= 0 else 32700) + zone)
    return reference


def is_mercator(reference: osr.SpatialReference) -> bool:
    """Whether the unit of a CRS grows with the latitude from the equator on, as in Web Mercator."""
    return bool(reference.IsProjected()) and reference.GetAttrValue("PROJECTION") == "Mercator_1SP"


def mercator_scale(reference: osr.SpatialReference, x: float, y: float) -> float:
    """Metres on the ground of a metre of such a CRS at a place."""
    geographic = reference.CloneGeogCS()
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    latitude = transformation_between(reference, geographic).TransformPoint(x, y)[1]
    return math.cos(latitude * geographic.GetAngularUnits()) / reference.GetProjParm(
        osr.SRS_PP_SCALE_FACTOR, 1.0
    )


def pixel_at(geotransform: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    """The row and the column, with their fractions, of a place in a raster's CRS."""
    col, row = gdal.ApplyGeoTransform(gdal.InvGeoTransform(geotransform), x, y)
    return row, col
