"""Measures of polygons that were not traced from a class activation raster."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from osgeo import gdal, ogr

from ..cam.cam import Cam
from ..rasters.georeference import spatial_reference, transformation_between, window_geotransform
from ..rasters.windows import Window
from ..vectors.equal_area import EqualArea
from .ring_measures import lengths_and_widths


@dataclass(frozen=True)
class Measured:
    """Measures of a polygon, as in `scarp.core.tracing.landslide_polygons.LandslidePolygon`.

    Attributes:
        area_m2: Ellipsoidal area.
        perim_m: Length of all its rings.
        length_m: Long side of the smallest rectangle around it.
        width_m: Short side of that rectangle.
        cam_mean: Mean CAM value of its pixels; None without a CAM, or if it has no data there.
        cam_max: Greatest CAM value of its pixels, or None as for ``cam_mean``.
    """

    area_m2: float
    perim_m: float
    length_m: float
    width_m: float
    cam_mean: float | None = None
    cam_max: float | None = None


class PolygonMeasure:
    """Measures polygons one by one.

    Args:
        crs_wkt: CRS of the polygons.
        centre: x and y in that CRS, near all polygons: lengths are true there.
        cam: A class activation raster, or None.

    Raises:
        ScarpError: if the CRS has no place on the Earth.
    """

    def __init__(self, crs_wkt: str, centre: tuple[float, float], cam: Cam | None = None):
        self._plane = EqualArea(crs_wkt, centre)
        self._cam = cam
        if cam is not None:
            self._to_cam = transformation_between(
                spatial_reference(crs_wkt), spatial_reference(cam.crs_wkt)
            )

    def measure(self, wkb: bytes) -> Measured:
        """Measures a polygon or a multipolygon.

        Args:
            wkb: The geometry, which is not empty and has no curves.

        Raises:
            ScarpError: if the CAM has values outside 0-1, or the polygon does not lie in the
                CRS's area.
        """
        geometry = ogr.CreateGeometryFromWkb(wkb)
        geometry.FlattenTo2D()
        projected = self._plane.project(geometry)
        length, width = _length_and_width(projected.ConvexHull())
        mean, most = self._cam_values(geometry, self._cam) if self._cam else (None, None)
        return Measured(
            projected.GetArea(),
            projected.Boundary().Length(),
            length,
            width,
            mean,
            most,
        )

    def _cam_values(self, geometry: ogr.Geometry, cam: Cam) -> tuple[float | None, float | None]:
        """Mean and maximum of the pixels whose centre is inside, or else of all touched pixels."""
        geometry = geometry.Clone()
        geometry.Transform(self._to_cam)
        window = _window_around(geometry, cam)
        if window is None:
            return None, None
        values, valid = cam.values(window, 0)
        for touched in ("FALSE", "TRUE"):
            inside = _burnt(geometry, cam, window, touched) & valid
            if inside.any():
                return float(values[inside].mean(dtype=float)), float(values[inside].max())
        return None, None


def _length_and_width(hull: ogr.Geometry) -> tuple[float, float]:
    """Sides of the smallest rectangle around a convex hull, which may be a line."""
    ring = hull.GetGeometryRef(0) if hull.GetGeometryCount() else None
    if ring is None:
        return hull.Length(), 0.0
    corners = np.array(ring.GetPoints()[:-1])[:, :2]
    lengths, widths = lengths_and_widths(corners, np.array([0, len(corners)]))
    return float(lengths[0]), float(widths[0])


def _window_around(geometry: ogr.Geometry, cam: Cam) -> Window | None:
    """The window of a CAM around a geometry in its CRS; None if it lies outside."""
    inverse = gdal.InvGeoTransform(cam.geotransform)
    west, east, south, north = geometry.GetEnvelope()
    corners = [gdal.ApplyGeoTransform(inverse, x, y) for x in (west, east) for y in (south, north)]
    cols, rows = np.array(corners).T
    first = np.floor([rows.min(), cols.min()]).astype(int)
    last = np.ceil([rows.max(), cols.max()]).astype(int)
    window = Window(*map(int, first), *map(int, np.maximum(last - first, 1))).clipped(cam.shape)
    return window if window.height > 0 and window.width > 0 else None


def _burnt(geometry: ogr.Geometry, cam: Cam, window: Window, touched: str) -> np.ndarray:
    """bool (rows, columns): the pixels of a geometry in a window."""
    mask = gdal.GetDriverByName("MEM").Create("", window.width, window.height)
    mask.SetGeoTransform(window_geotransform(cam.geotransform, window.row, window.col))
    mask.SetProjection(cam.crs_wkt)
    # Since GDAL 3.11, the driver MEM is for vectors, too.
    driver = ogr.GetDriverByName("MEM") or ogr.GetDriverByName("Memory")
    source = driver.CreateDataSource("")
    layer = source.CreateLayer("", spatial_reference(cam.crs_wkt), ogr.wkbUnknown)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(geometry)
    layer.CreateFeature(feature)
    gdal.RasterizeLayer(mask, [1], layer, burn_values=[1], options=[f"ALL_TOUCHED={touched}"])
    return mask.ReadAsArray() > 0
