"""Areas on the WGS 84 ellipsoid without a projection, to test projected ones against."""

from __future__ import annotations

import math

import numpy as np
from osgeo import osr

_A, _F = 6_378_137.0, 1 / 298.257223563
_E2 = _F * (2 - _F)
_E = math.sqrt(_E2)


def _below(latitude):
    """Area per radian of longitude from the equator up to a latitude in degrees, m² (closed form).

    The integral of the ellipsoid's M N cos(latitude), as in Snyder 1987, equation 3-12.
    """
    sine = np.sin(np.radians(latitude))
    logarithm = np.log((1 + _E * sine) / (1 - _E * sine)) / (2 * _E)
    return _A**2 * (1 - _E2) / 2 * (sine / (1 - _E2 * sine**2) + logarithm)


def area_of_cell(width: float, south: float, north: float) -> float:
    """Area in m² of a cell of the graticule, its sides in degrees."""
    return float(math.radians(width) * (_below(north) - _below(south)))


def area_of_box(epsg: int, x: float, y: float, width: float, height: float) -> float:
    """Area in m² of a rectangle whose sides are straight in a projected CRS.

    By Green's theorem: the integral of the area below each side, over longitude.
    """
    projected, geographic = osr.SpatialReference(), osr.SpatialReference()
    projected.ImportFromEPSG(epsg)
    geographic.ImportFromEPSG(4326)
    for reference in (projected, geographic):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    share = np.linspace(0, 1, 101)
    right = np.concatenate([share, share * 0 + 1, 1 - share, share * 0])
    up = np.concatenate([share * 0, share, share * 0 + 1, 1 - share])
    places = np.column_stack([x + right * width, y + up * height]).tolist()
    transform = osr.CoordinateTransformation(projected, geographic)
    lon, lat = np.array(transform.TransformPoints(places))[:, :2].T
    heights = _below(lat)
    return abs(float(np.sum(np.diff(np.radians(lon)) * (heights[1:] + heights[:-1]) / 2)))
