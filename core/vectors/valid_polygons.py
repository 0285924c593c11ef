"""Turning whatever geometries a file holds into valid multipolygons in another CRS."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from osgeo import gdal, ogr, osr

from ..rasters.georeference import spatial_reference, transformation_between

#: Beginnings of the names in WKT of projections in which x grows on the way around the Earth.
_AROUND_THE_EARTH = ("Mercator", "Equirectangular")
#: Larger than the coordinates of any CRS, even one in millimetres.
_LARGEST = 1e12
#: A polygon that spans more than this part of the Earth was drawn across 180 degrees: it is as wide
#: as the rest, 12 degrees at most.
_WRAPPED = 348 / 360
_BY_STRUCTURE = ["METHOD=STRUCTURE"]


class BeyondCrsError(Exception):
    """A geometry has no place in a CRS."""


def transformation(source_wkt: str, target_wkt: str) -> osr.CoordinateTransformation | None:
    """Makes the transformation from one CRS to another; None if they are the same."""
    source, target = spatial_reference(source_wkt), spatial_reference(target_wkt)
    return None if source.IsSame(target) else transformation_between(source, target)


def longest_side(crs_wkt: str) -> float:
    """Gives about a kilometre in a CRS's units: a side of it stays straight within centimetres."""
    reference = spatial_reference(crs_wkt)
    return 0.01 if reference.IsGeographic() else 1000 / reference.GetLinearUnits()


def _goes_around(geometry: ogr.Geometry, longest: float) -> bool:
    """Whether it spans half the globe, as one drawn from 179 to -179 degrees does."""
    west, east, *_ = geometry.GetEnvelope()
    return east - west > 18_000 * longest


def clean(
    geometry: ogr.Geometry | None,
    transform: osr.CoordinateTransformation | None,
    longest: float | None,
    period: float,
) -> tuple[ogr.Geometry | None, bool]:
    """Makes a valid multipolygon of a geometry.

    Args:
        geometry: Any geometry, or None.
        transform: The transformation to another CRS, or None.
        longest: Longest side to be transformed, in units of the first CRS; None: any.
        period: By how much x grows once around the Earth; 0: it does not.

    Returns:
        The multipolygon, or None where nothing is left; and whether the geometry was valid.

    Raises:
        BeyondCrsError: if it cannot be transformed.
    """
    if geometry is None or geometry.IsEmpty():
        return None, True
    geometry = geometry.GetLinearGeometry()
    geometry.FlattenTo2D()
    if longest is not None and not _goes_around(geometry, longest):
        geometry.Segmentize(longest)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        if transform is not None:
            _bring(geometry, transform)
        if period:
            _unwrap(geometry, period)
        # A collection whose polygons overlap is valid, and the multipolygon of them is not.
        geometry = polygons_in(geometry)
        was_valid = geometry.IsValid()
        if not was_valid:
            geometry = _made_valid(geometry) if _is_finite(geometry) else None
    except RuntimeError:
        return None, True
    finally:
        gdal.PopErrorHandler()
    if geometry is None or geometry.IsEmpty():
        return None, was_valid
    if geometry.GetGeometryType() == ogr.wkbMultiPolygon:
        return geometry, was_valid
    polygons = polygons_in(geometry)
    return (None if polygons.IsEmpty() else polygons), was_valid


def _bring(geometry: ogr.Geometry, transform: osr.CoordinateTransformation) -> None:
    try:
        failed = geometry.Transform(transform) != 0
    except RuntimeError:
        failed = True
    if failed or not np.isfinite(geometry.GetEnvelope()).all():
        raise BeyondCrsError


def _rings(geometry: ogr.Geometry) -> Iterator[ogr.Geometry]:
    """All lines of points in a geometry, however nested."""
    if geometry.GetGeometryCount() == 0 and not geometry.IsEmpty():
        yield geometry
    for number in range(geometry.GetGeometryCount()):
        yield from _rings(geometry.GetGeometryRef(number))


def _is_finite(geometry: ogr.Geometry) -> bool:
    """Whether all coordinates are finite, and no larger than any CRS has them."""
    points = (np.abs(ring.GetPoints() or 0) for ring in _rings(geometry))
    return all((numbers < _LARGEST).all() for numbers in points)


def _made_valid(geometry: ogr.Geometry) -> ogr.Geometry | None:
    """Makes a valid geometry of the same structure: where parts overlap there is no hole.

    Parts and holes whose outlines enclose nothing are left out.
    """
    polygons = polygons_in(geometry)
    for place in reversed(range(polygons.GetGeometryCount())):
        polygon = polygons.GetGeometryRef(place)
        shell = _valid(_polygon_of(polygon.GetGeometryRef(0)))
        if shell is None:
            polygons.RemoveGeometry(place)
            continue
        for number in range(polygon.GetGeometryCount() - 1, 0, -1):
            hole = _valid(_polygon_of(polygon.GetGeometryRef(number)))
            # A hole beside its shell would become a polygon of its own.
            if hole is None or not shell.Intersects(hole):
                polygon.RemoveGeometry(number)
    return _valid(polygons)


def _valid(geometry: ogr.Geometry) -> ogr.Geometry | None:
    # For too few points, GEOS gives None, an error or an empty geometry, depending on its version.
    try:
        valid = geometry.MakeValid(_BY_STRUCTURE)
    except RuntimeError:
        return None
    return None if valid is None or valid.IsEmpty() else valid


def _polygon_of(ring: ogr.Geometry) -> ogr.Geometry:
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def _unwrap(geometry: ogr.Geometry, period: float) -> None:
    """Makes one piece of each polygon that was drawn from, say, 179 to -179 degrees."""
    if ogr.GT_Flatten(geometry.GetGeometryType()) != ogr.wkbPolygon:
        for number in range(geometry.GetGeometryCount()):
            _unwrap(geometry.GetGeometryRef(number), period)
        return
    west, east, *_ = geometry.GetEnvelope()
    # A polygon from -180 to 180 degrees is intended to span all of the Earth; so is a wide one.
    if not _WRAPPED * period < east - west < (1 - 1e-9) * period:
        return
    for ring in _rings(geometry):
        for number in range(ring.GetPointCount()):
            x, y, *_ = ring.GetPoint(number)
            if x < 0:
                ring.SetPoint_2D(number, x + period, y)


def period_of(crs_wkt: str) -> float:
    """Gives by how much x grows once around the Earth, in a CRS's units; 0 if it does not."""
    reference = spatial_reference(crs_wkt)
    if reference.IsGeographic():
        return 2 * math.pi / reference.GetAngularUnits()
    if not (reference.GetAttrValue("PROJECTION") or "").startswith(_AROUND_THE_EARTH):
        return 0.0
    geographic = reference.CloneGeogCS()
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    middle = reference.GetProjParm("central_meridian", 0)
    to_map = transformation_between(geographic, reference)
    return 4 * abs(to_map.TransformPoint(middle + 90, 0)[0] - to_map.TransformPoint(middle, 0)[0])


def crs_name(wkt: str) -> str:
    """Gives the name of a CRS, with its code where it has one."""
    reference = spatial_reference(wkt)
    authority, code = reference.GetAuthorityName(None), reference.GetAuthorityCode(None)
    name = reference.GetName() or "?"
    return f"{name} ({authority}:{code})" if code else name


def polygons_in(geometry: ogr.Geometry) -> ogr.Geometry:
    """Collects all polygons in a geometry, however nested, as one multipolygon."""
    polygons = ogr.Geometry(ogr.wkbMultiPolygon)
    _collect(geometry, polygons)
    return polygons


def _collect(geometry: ogr.Geometry | None, polygons: ogr.Geometry) -> None:
    """Adds all polygons in a geometry, however nested, to a multipolygon."""
    if geometry is None or geometry.IsEmpty():
        return
    kind = ogr.GT_Flatten(geometry.GetGeometryType())
    if kind in (ogr.wkbPolygon, ogr.wkbTriangle):
        one = geometry if kind == ogr.wkbPolygon else ogr.ForceToPolygon(geometry.Clone())
        polygons.AddGeometry(one)
        return
    for number in range(geometry.GetGeometryCount()):
        _collect(geometry.GetGeometryRef(number), polygons)
