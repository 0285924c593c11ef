"""The GeoPackage of an event inventory, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from osgeo import ogr, osr

from ..messages import ScarpError, tr
from ..rasters.georeference import spatial_reference, transformation_between
from ..vectors.one_by_one import geometries_of
from ..vectors.polygon_layer import PolygonSource, open_layer
from .density import Cell
from .examined import Examined
from .landslide_fields import OWN, identity
from .settings import DENSITY, GAPS, LANDSLIDES, MAPPED_AREA


def geographic() -> osr.SpatialReference:
    """Longitude and latitude of WGS 84, in this order."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def attributes_of(source: PolygonSource) -> list[dict[str, object]]:
    """The fields of each feature of a layer, in its order."""
    dataset, layer = open_layer(source)
    found = [feature.items() for feature in layer]
    del dataset
    return found


class EventFile:
    """A GeoPackage that is being written.

    Args:
        path: Where.
        plane: CRS of the geometries that are given.
        target: CRS of the layers.
    """

    def __init__(self, path: str, plane: str, target: str):
        self._dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        if self._dataset is None:
            raise ScarpError(tr("{path} cannot be written."), path=path)
        self._reference = spatial_reference(target)
        self._to_target = transformation_between(spatial_reference(plane), self._reference)
        self._to_degrees = transformation_between(spatial_reference(plane), geographic())

    def close(self, path: str) -> None:
        """Completes the file, whose name will be ``path``."""
        if self._dataset.FlushCache() not in (None, 0):
            raise ScarpError(tr("{path} could not be written: is the disk full?"), path=path)
        self._dataset = None

    def _layer(self, name: str, title: str, fields: Sequence[tuple[str, int]]) -> ogr.Layer:
        options = ["FID=fid", f"IDENTIFIER={name}", f"DESCRIPTION={title}"]
        layer = self._dataset.CreateLayer(name, self._reference, ogr.wkbMultiPolygon, options)
        for field, kind in fields:
            layer.CreateField(ogr.FieldDefn(field, kind))
        return layer

    def _add(
        self, layer: ogr.Layer, geometry: ogr.Geometry, values: dict, moved: bool = True
    ) -> None:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in values.items():
            if value is not None and value == value:
                feature.SetField(name, value)
        placed = geometry.Clone()
        if moved:
            placed.Transform(self._to_target)
        feature.SetGeometryDirectly(ogr.ForceToMultiPolygon(placed))
        layer.CreateFeature(feature)

    def add_landslides(
        self,
        geometries: Sequence[ogr.Geometry | None],
        kept: Sequence[int],
        given: Sequence[dict[str, object]],
        values: Sequence[dict[str, object]],
        event: str,
    ) -> None:
        """Writes the landslides, with their own fields and all others that they have."""
        own = {name for name, _ in OWN}
        others = [
            (name, _kind([one.get(name) for one in given]))
            for name in (given[0] if given else {})
            if name.lower() not in {*own, "fid", "geom"}
        ]
        layer = self._layer(LANDSLIDES, "Landslides of the event", [*OWN, *others])
        used: dict[str, int] = {}
        layer.StartTransaction()
        for place in kept:
            geometry = geometries[place]
            assert geometry is not None
            degrees = geometry.Clone()
            degrees.Transform(self._to_degrees)
            named = str(given[place].get("landslide_id") or identity(degrees, event))
            used[named] = used.get(named, 0) + 1
            if used[named] > 1:
                named = f"{named}-{used[named]}"
            rest = {name: given[place].get(name) for name, _ in others}
            self._add(layer, geometry, {"landslide_id": named, **values[place], **rest})
        layer.CommitTransaction()

    def add_examined(self, examined: Examined) -> None:
        """Writes what was examined, and the gaps."""
        area = ("area_km2", ogr.OFTReal)
        layer = self._layer(MAPPED_AREA, "Area in which landslides were looked for", [area])
        if not examined.mapped.is_empty:
            geometry = ogr.CreateGeometryFromWkb(shapely.to_wkb(examined.mapped))
            self._add(layer, geometry, {"area_km2": examined.mapped.area / 1e6})
        fields = [("reason", ogr.OFTString), area]
        layer = self._layer(GAPS, "Parts of the area that could not be examined", fields)
        for gap in examined.gaps:
            geometry = ogr.CreateGeometryFromWkb(shapely.to_wkb(gap.geometry))
            values = {"reason": str(gap.reason), "area_km2": gap.geometry.area / 1e6}
            self._add(layer, geometry, values)

    def add_density(self, cells: Sequence[Cell]) -> None:
        """Writes the density."""
        fields = [
            ("count", ogr.OFTInteger),
            ("area_km2", ogr.OFTReal),
            ("examined", ogr.OFTReal),
            ("per_km2", ogr.OFTReal),
        ]
        layer = self._layer(DENSITY, "Landslides in a square kilometre, by cells", fields)
        layer.StartTransaction()
        for cell in cells:
            values = {
                "count": cell.count,
                "area_km2": cell.area_km2,
                "examined": cell.examined,
                "per_km2": cell.density,
            }
            self._add(layer, cell.outline, values, moved=False)
        layer.CommitTransaction()

    def copy(self, source: PolygonSource, name: str) -> None:
        """Copies a layer with its fields."""
        geometries, given = (
            geometries_of(source, self._reference.ExportToWkt()),
            attributes_of(source),
        )
        fields = [
            (field, _kind([one.get(field) for one in given]))
            for field in (given[0] if given else {})
            if field.lower() not in ("fid", "geom")
        ]
        layer = self._layer(name, "Assessment of the landslides", fields)
        layer.StartTransaction()
        for geometry, values in zip(geometries, given):
            if geometry is not None:
                rest = {field: values.get(field) for field, _ in fields}
                self._add(layer, geometry, rest, moved=False)
        layer.CommitTransaction()


def _kind(values: Sequence[object]) -> int:
    """The type of a field that holds some values."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int) for value in known):
        return ogr.OFTInteger64
    if known and all(isinstance(value, (int, float)) for value in known):
        return ogr.OFTReal
    return ogr.OFTString
