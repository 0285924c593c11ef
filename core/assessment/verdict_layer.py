"""Writing the polygons of an assessment with their verdicts as a layer."""

from __future__ import annotations

import math

import numpy as np
import shapely
from osgeo import ogr, osr

from ..rasters.georeference import spatial_reference, transformation_between
from ..vectors.intersections import polygonal
from .assess import Assessment

_FIELDS = (
    ("source", ogr.OFTString),
    ("verdict", ogr.OFTString),
    ("area_m2", ogr.OFTReal),
    ("overlap", ogr.OFTReal),
    ("matches", ogr.OFTInteger),
)


def write_polygons(assessment: Assessment, path: str) -> None:
    """Writes the polygons of both layers as a GeoPackage, those of the inventory first.

    They are in the inventory's CRS, clipped to the area; those across the antimeridian are cut
    there if that CRS is geographic. The layer ``assessment`` has the fields ``id``, ``source``
    ("predicted" or "inventory"), ``verdict``, ``area_m2``, ``overlap`` (share that the other
    layer covers) and ``matches`` (how many of the other layer are linked).

    Args:
        assessment: The assessment.
        path: Path of a file that does not exist yet.
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
        for placed, values in zip(_transformed(side.polygons.geometries, transform), rows):
            if target.IsGeographic():
                placed = cut_at_antimeridian(placed, math.pi / target.GetAngularUnits())
            feature = ogr.Feature(layer.GetLayerDefn())
            for (field, _), value in zip(_FIELDS, (name, *(value.item() for value in values))):
                feature.SetField(field, value)
            feature.SetGeometryDirectly(
                ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(shapely.to_wkb(placed)))
            )
            layer.CreateFeature(feature)
    layer.CommitTransaction()
    dataset.FlushCache()


def _transformed(geometries: np.ndarray, transform: osr.CoordinateTransformation) -> np.ndarray:
    """Geometries in another CRS."""

    def of(points: np.ndarray) -> np.ndarray:
        return np.array(transform.TransformPoints(points.tolist())).reshape(-1, 3)[:, :2]

    return shapely.transform(geometries, of)


def cut_at_antimeridian(geometry: shapely.Geometry, half: float = 180.0) -> shapely.Geometry:
    """Cuts a polygon that spans more than half the globe, as one across 180 degrees seems to.

    Args:
        geometry: A polygon or multipolygon, smaller than half the globe.
        half: Half a turn in the units of its longitudes.

    Returns:
        The parts of the polygon on both sides; the geometry itself if it needs no cut.
    """
    west, south, east, north = geometry.bounds
    if east - west <= half:
        return geometry
    around = shapely.transform(geometry, lambda points: points % [2 * half, np.inf])
    sides = shapely.box([0, half], south, [half, 2 * half], north)
    eastern, western = polygonal(shapely.intersection(around, sides))
    western = shapely.transform(western, lambda points: points - [2 * half, 0])
    return shapely.multipolygons(shapely.get_parts([eastern, western]))
