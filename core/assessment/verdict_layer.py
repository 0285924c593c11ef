"""The polygons of an assessment with their verdicts, as a layer."""

from __future__ import annotations

import math
from typing import Callable

from osgeo import ogr

from ..rasters.georeference import spatial_reference, transformation_between
from ..vectors.intersections import rectangle
from ..vectors.valid_polygons import polygons_in
from .assess import Assessment

_FIELDS = (
    ("source", ogr.OFTString),
    ("verdict", ogr.OFTString),
    ("area_m2", ogr.OFTReal),
    ("overlap", ogr.OFTReal),
    ("matches", ogr.OFTInteger),
)


def write_polygons(assessment: Assessment, path: str) -> None:
    """Writes the polygons of both layers as GeoPackage, the inventory's first.

    They are in the inventory's CRS, clipped to the area; those across the antimeridian are cut
    there if that CRS is geographic. The layer ``assessment`` has the fields ``id``, ``source``
    ("predicted" or "inventory"), ``verdict``, ``area_m2``, ``overlap`` (share that the other
    layer covers) and ``matches`` (how many of the other layer are linked).

    Args:
        assessment: The verdicts.
        path: Of a file that is not there yet.
    """
    source = spatial_reference(assessment.input.crs_wkt)
    target = spatial_reference(assessment.input.inventory_crs_wkt)
    transform = transformation_between(source, target)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("assessment", target, ogr.wkbMultiPolygon, ["FID=id"])
    for name, kind in _FIELDS:
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    for name, side in (
        ("inventory", assessment.matching.inventory),
        ("predicted", assessment.matching.predicted),
    ):
        rows = zip(side.verdicts, side.polygons.areas, side.covered, side.matches)
        for geometry, values in zip(side.polygons.geometries, rows):
            placed = geometry.Clone()
            placed.Transform(transform)
            if target.IsGeographic():
                placed = cut_at_antimeridian(placed, math.pi / target.GetAngularUnits())
            feature = ogr.Feature(layer.GetLayerDefn())
            for (field, _), value in zip(_FIELDS, (name, *(value.item() for value in values))):
                feature.SetField(field, value)
            feature.SetGeometryDirectly(polygons_in(placed))
            layer.CreateFeature(feature)
    layer.CommitTransaction()
    dataset.FlushCache()


def cut_at_antimeridian(geometry: ogr.Geometry, half: float = 180.0) -> ogr.Geometry:
    """Cuts what goes around the globe the long way, as points either side of 180 degrees do.

    Args:
        geometry: A polygon or multipolygon, smaller than half the globe.
        half: Half a turn in the units of its longitudes.

    Returns:
        The geometry itself where it needs no cut.
    """
    west, east, south, north = geometry.GetEnvelope()
    if east - west <= half:
        return geometry
    around = _moved(geometry, lambda x: x % (2 * half))
    eastern = around.Intersection(rectangle(0, south, half, north))
    western = around.Intersection(rectangle(half, south, 2 * half, north))
    pieces = polygons_in(eastern)
    for piece in _moved(western, lambda x: x - 2 * half):
        pieces.AddGeometry(piece)
    return pieces


def _moved(geometry: ogr.Geometry, shift: Callable[[float], float]) -> ogr.Geometry:
    """The polygons of a geometry with their x changed by a function."""
    moved = polygons_in(geometry)
    for polygon in moved:
        for ring in polygon:
            for number in range(ring.GetPointCount()):
                ring.SetPoint_2D(number, shift(ring.GetX(number)), ring.GetY(number))
    return moved
