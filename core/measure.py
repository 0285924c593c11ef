"""Ellipsoidal areas and lengths of polygons, by an equal-area projection."""

from __future__ import annotations

import math

import numpy as np
from osgeo import ogr, osr

from .raster import spatial_reference


class EqualArea:
    """Measures geometries on the ellipsoid of their CRS.

    They are projected by Lambert's azimuthal equal-area projection, centred where they lie, on
    that ellipsoid (Snyder 1987, section 24). Areas are true to the ellipsoid; lengths are true
    near the centre, within 0.1 % at 500 km from it.

    Args:
        crs_wkt: CRS of the geometries.
        centre: x and y in that CRS.
    """

    def __init__(self, crs_wkt: str, centre: tuple[float, float]):
        source = spatial_reference(crs_wkt)
        geographic = source.CloneGeogCS()
        geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        lon, lat, *_ = osr.CoordinateTransformation(source, geographic).TransformPoint(*centre)
        projection = f"+proj=laea +lon_0={lon!r} +lat_0={lat!r} +units=m +no_defs"
        ellipsoid = f"+a={source.GetSemiMajor()!r} +rf={source.GetInvFlattening()!r}"
        if not source.GetInvFlattening():
            ellipsoid = f"+R={source.GetSemiMajor()!r}"
        target = osr.SpatialReference()
        target.ImportFromProj4(f"{projection} {ellipsoid}")
        self._transform = osr.CoordinateTransformation(source, target)

    def project(self, geometry: ogr.Geometry) -> ogr.Geometry:
        """A copy of a geometry in metres, to be measured in the plane."""
        projected = geometry.Clone()
        projected.Transform(self._transform)
        return projected


def length_and_width(projected: ogr.Geometry) -> tuple[float, float]:
    """Sides of the smallest rectangle, of any direction, around a geometry.

    One side of that rectangle lies along a side of the convex hull (Freeman & Shapira 1975).

    Args:
        projected: A polygon in a plane CRS.

    Returns:
        Length and width in the CRS's units, length ≥ width.
    """
    convex_hull = projected.ConvexHull()  # Held: its ring does not keep it alive.
    hull = np.array(convex_hull.GetGeometryRef(0).GetPoints())[:, :2]
    along = np.diff(hull, axis=0)
    angles = np.arctan2(along[:, 1], along[:, 0])
    turned_x = np.outer(np.cos(angles), hull[:, 0]) + np.outer(np.sin(angles), hull[:, 1])
    turned_y = np.outer(np.cos(angles), hull[:, 1]) - np.outer(np.sin(angles), hull[:, 0])
    sides = np.sort([np.ptp(turned_x, axis=1), np.ptp(turned_y, axis=1)], axis=0)
    best = int(np.argmin(sides[0] * sides[1]))
    return float(sides[1, best]), float(sides[0, best])


def perimeter(projected: ogr.Geometry) -> float:
    """Length of all rings of a polygon, in its CRS's units."""
    return math.fsum(
        projected.GetGeometryRef(ring).Length() for ring in range(projected.GetGeometryCount())
    )
