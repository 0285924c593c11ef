"""Landslide polygons in a file, on their way from one process to another."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

from osgeo import ogr

from ..rasters.georeference import spatial_reference
from .landslide_polygons import LandslidePolygon

_NAME = "class_name"
_MEASURES = ("area_m2", "perim_m", "length_m", "width_m", "cam_mean", "cam_max")
#: Polygons that are written at a time.
_AT_ONCE = 10_000


def write_polygons(path: str | Path, polygons: Iterable[LandslidePolygon], crs_wkt: str) -> int:
    """Writes polygons as a GeoPackage, and gives their number.

    Args:
        path: Path of the file, which is not there yet.
        polygons: The polygons.
        crs_wkt: Their CRS as WKT.
    """
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    options = ["SPATIAL_INDEX=NO"]
    layer = file.CreateLayer("polygons", spatial_reference(crs_wkt), ogr.wkbUnknown, options)
    layer.CreateField(ogr.FieldDefn(_NAME, ogr.OFTString))
    for name in _MEASURES:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    count = 0
    file.StartTransaction()
    for polygon in polygons:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(polygon.wkb))
        for name, value in dataclasses.asdict(polygon).items():
            if name != "wkb":
                feature.SetField(name, value)
        layer.CreateFeature(feature)
        count += 1
        if count % _AT_ONCE == 0:
            file.CommitTransaction()
            file.StartTransaction()
    file.CommitTransaction()
    del layer, file
    return count


def read_polygons(path: str | Path) -> Iterator[LandslidePolygon]:
    """Reads the polygons that `write_polygons` wrote, in their order."""
    file = ogr.Open(str(path))
    for feature in file.GetLayer():
        wkb = bytes(feature.GetGeometryRef().ExportToWkb())
        yield LandslidePolygon(wkb, feature[_NAME], *(feature[name] for name in _MEASURES))
    del file
