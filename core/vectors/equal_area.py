"""Ellipsoidal areas and lengths of polygons, by an equal-area projection."""

from __future__ import annotations

import struct

import numpy as np
from osgeo import ogr, osr

from ..messages import ScarpError, tr
from ..rasters.georeference import spatial_reference, transformation_between


class EqualArea:
    """Measures geometries on the ellipsoid of their CRS.

    They are projected by Lambert's azimuthal equal-area projection, centred where they lie, on
    that ellipsoid (Snyder 1987, section 24). Areas are true to the ellipsoid; lengths are true
    near the centre, within 0.1 % at 500 km from it.

    Args:
        crs_wkt: CRS of the geometries.
        centre: x and y in that CRS.

    Raises:
        ScarpError: as `geographic_crs` does.
    """

    def __init__(self, crs_wkt: str, centre: tuple[float, float]):
        source = spatial_reference(crs_wkt)
        geographic = geographic_crs(crs_wkt)
        lon, lat, *_ = transformation_between(source, geographic).TransformPoint(*centre)
        projection = f"+proj=laea +lon_0={lon!r} +lat_0={lat!r} +units=m +no_defs"
        ellipsoid = f"+a={source.GetSemiMajor()!r} +rf={source.GetInvFlattening()!r}"
        if not source.GetInvFlattening():
            ellipsoid = f"+R={source.GetSemiMajor()!r}"
        target = osr.SpatialReference()
        target.ImportFromProj4(f"{projection} {ellipsoid}")
        self._transform = transformation_between(source, target)

    def project(self, geometry: ogr.Geometry) -> ogr.Geometry:
        """Copies a geometry into metres, to be measured in the plane.

        Raises:
            ScarpError: if it lies outside the area that the CRS covers.
        """
        projected = geometry.Clone()
        self._transformed(projected)
        return projected

    def _transformed(self, geometry: ogr.Geometry) -> None:
        if geometry.Transform(self._transform) != ogr.OGRERR_NONE:
            raise ScarpError(
                tr(
                    "Some coordinates lie outside of what their coordinate reference system "
                    "covers, so that no area can be measured: choose the layer's right CRS, or "
                    "mend the geometry."
                )
            )

    def project_points(self, points: np.ndarray) -> np.ndarray:
        """Projects points to metres, to be measured in the plane.

        Args:
            points: float64 (points, 2), x and y in the CRS; none, or at least two.

        Returns:
            float64 (points, 2), x and y in metres.
        """
        # Through WKB, as OGR's functions for arrays take lists of tuples.
        data = np.ascontiguousarray(points, "<f8").tobytes()
        line = ogr.CreateGeometryFromWkb(struct.pack("<BII", 1, 2, len(points)) + data)
        self._transformed(line)
        return np.frombuffer(bytes(line.ExportToWkb()), "<f8", offset=9).reshape(-1, 2)


def geographic_crs(crs_wkt: str) -> osr.SpatialReference:
    """Gives the geographic CRS that a CRS is based on, longitude first.

    Raises:
        ScarpError: if there is none, as for a local CRS.
    """
    reference = spatial_reference(crs_wkt)
    geographic = reference.CloneGeogCS()
    if geographic is None:
        raise ScarpError(
            tr(
                "The coordinate reference system “{name}” has no place on the Earth, so areas "
                "cannot be measured in it: choose the right CRS for the layer."
            ),
            name=reference.GetName(),
        )
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return geographic
