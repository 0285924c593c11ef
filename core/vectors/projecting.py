"""Equal-area projections around the polygons of layers."""

from __future__ import annotations

import numpy as np
from osgeo import osr

from ..messages import ScarpError, tr
from ..rasters.datasets import readable
from ..rasters.georeference import spatial_reference, transformation_between
from .equal_area import geographic_crs
from .polygon_layer import PolygonSource, open_layer
from .valid_polygons import crs_name

#: Latitude of the pole, but for rounding.
_POLE = 90 + 1e-6


def equal_area_crs(crs_wkt: str, places: list[tuple[float, float]]) -> str:
    """Makes Lambert's azimuthal equal-area projection around some places, as WKT.

    Its centre is the mean of the directions to them from the centre of the Earth, so that places on
    both sides of the antimeridian are near each other. Its datum is that of ``crs_wkt``.

    Args:
        crs_wkt: Any CRS, as WKT.
        places: Longitudes and latitudes in degrees.
    """
    lon, lat = np.radians(np.asarray(places, dtype=float).T)
    x, y, z = np.mean([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    centre = np.degrees([np.arctan2(z, np.hypot(x, y)), np.arctan2(y, x)]).tolist()
    reference = osr.SpatialReference()
    reference.SetProjCS("Lambert azimuthal equal-area")
    reference.CopyGeogCSFrom(geographic_crs(crs_wkt))
    reference.SetLAEA(*centre, 0, 0)
    return reference.ExportToWkt()


def crs_of(source: PolygonSource) -> str:
    """The CRS of the polygons of a source, as WKT."""
    _dataset, layer = open_layer(source, may_be_empty=True)  # The dataset keeps the layer alive.
    return source.crs_wkt or readable(layer.GetSpatialRef().ExportToWkt())


def places_of(source: PolygonSource, crs_wkt: str) -> list[tuple[float, float]]:
    """Longitudes and latitudes in degrees of the first point of each polygon.

    They are in the geographic CRS that ``crs_wkt`` is based on.
    """
    dataset, layer = open_layer(source, may_be_empty=True)
    geographic = geographic_crs(crs_wkt)
    own = spatial_reference(source.crs_wkt or readable(layer.GetSpatialRef().ExportToWkt()))
    transform = transformation_between(own, geographic)
    firsts = []
    for feature in layer:
        geometry = feature.GetGeometryRef()
        if geometry is None or geometry.IsEmpty():
            continue
        while geometry.GetGeometryCount():
            geometry = geometry.GetGeometryRef(0)
        if geometry.GetPointCount():
            firsts.append(geometry.GetPoint_2D(0))
    del dataset
    places = np.array(transform.TransformPoints(firsts), dtype=float).reshape(-1, 3)[:, :2]
    places *= np.degrees(geographic.GetAngularUnits())
    return [tuple(place) for place in places[np.isfinite(places).all(axis=1)].tolist()]


def plane_around(source: PolygonSource) -> tuple[str, list[tuple[float, float]]]:
    """An equal-area projection around the polygons of a source, and where these are.

    Returns:
        The CRS as WKT, and longitudes and latitudes in degrees.

    Raises:
        ScarpError: if there are no polygons, or none of them lies on the Earth.
    """
    wkt = crs_of(source)
    places = places_of(source, wkt)
    if not places:
        raise ScarpError(
            tr("{name} holds no polygons: choose the layer of landslides."),
            name=source.name or source.path,
        )
    if all(abs(latitude) > _POLE for _, latitude in places):
        raise ScarpError(
            tr(
                "The coordinates of {name} do not fit its CRS, {crs}, which is probably wrong: "
                "set the right one in the layer's properties."
            ),
            name=source.name or source.path,
            crs=crs_name(wkt),
        )
    return equal_area_crs(wkt, places), places
