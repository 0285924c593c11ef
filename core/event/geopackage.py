"""The GeoPackage of an event inventory, layer by layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import shapely
from osgeo import ogr, osr

from ..messages import ScarpError, tr
from ..rasters.georeference import spatial_reference, transformation_between
from ..vectors.one_by_one import geometries_of
from ..vectors.polygon_layer import PolygonSource, open_layer
from .density import Cell
from .examined import Examined
from .landslide_fields import OWN, by_name, identity, own_name
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


def fields_of(source: PolygonSource) -> list[ogr.FieldDefn]:
    """The definitions of the fields of a layer, but for those that a GeoPackage has itself."""
    dataset, layer = open_layer(source)
    found = []
    for given in layer.schema:
        if given.GetName().lower() not in ("fid", "geom"):
            field = ogr.FieldDefn(given.GetName(), given.GetType())
            field.SetSubType(given.GetSubType())
            found.append(field)
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

    def _layer(self, name: str, title: str, fields: Sequence[ogr.FieldDefn]) -> ogr.Layer:
        options = ["FID=fid", f"IDENTIFIER={name}", f"DESCRIPTION={title}"]
        layer = self._dataset.CreateLayer(name, self._reference, ogr.wkbMultiPolygon, options)
        for field in fields:
            layer.CreateField(field)
        return layer

    def _add(
        self, layer: ogr.Layer, geometry: ogr.Geometry, values: dict, moved: bool = True
    ) -> None:
        definition = layer.GetLayerDefn()
        feature = ogr.Feature(definition)
        for name, value in values.items():
            if value is None or value != value:
                continue
            if definition.GetFieldDefn(definition.GetFieldIndex(name)).GetType() == ogr.OFTBinary:
                # OGR gives it as hexadecimal digits, or as bytes.
                digits = value if isinstance(value, str) else bytes(value).hex()
                feature.SetFieldBinaryFromHexString(name, digits)
            else:
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
        fields: Sequence[ogr.FieldDefn],
        values: Sequence[dict[str, object]],
        event: str,
    ) -> None:
        """Writes the landslides, with their own fields and all others that they have.

        Args:
            geometries: In the plane, (polygons,).
            kept: Places of those that are written.
            given: The fields that each polygon has, (polygons,).
            fields: Definitions of these.
            values: What stands in the own fields of each, (polygons,).
            event: Name of the event.
        """
        own = {name for name, _ in OWN}
        others = [field for field in fields if own_name(field.GetName()) not in own]
        defined = [*(ogr.FieldDefn(*one) for one in OWN), *others]
        layer = self._layer(LANDSLIDES, "Landslides of the event", defined)
        names = []
        for place in kept:
            geometry = geometries[place]
            assert geometry is not None
            degrees = geometry.Clone()
            degrees.Transform(self._to_degrees)
            named = by_name(given[place]).get("landslide_id")
            names.append(identity(degrees, event) if named in (None, "") else str(named))
        layer.StartTransaction()
        for place, named in zip(kept, _unique(names)):
            rest = {field.GetName(): given[place].get(field.GetName()) for field in others}
            self._add(layer, geometries[place], {"landslide_id": named, **values[place], **rest})
        layer.CommitTransaction()

    def add_examined(self, examined: Examined) -> None:
        """Writes what was examined, and the gaps."""
        area = ogr.FieldDefn("area_km2", ogr.OFTReal)
        layer = self._layer(MAPPED_AREA, "Area in which landslides were looked for", [area])
        if not examined.mapped.is_empty:
            geometry = ogr.CreateGeometryFromWkb(shapely.to_wkb(examined.mapped))
            self._add(layer, geometry, {"area_km2": examined.mapped.area / 1e6})
        fields = [ogr.FieldDefn("reason", ogr.OFTString), area]
        layer = self._layer(GAPS, "Parts of the area that could not be examined", fields)
        for gap in examined.gaps:
            geometry = ogr.CreateGeometryFromWkb(shapely.to_wkb(gap.geometry))
            values = {"reason": str(gap.reason), "area_km2": gap.geometry.area / 1e6}
            self._add(layer, geometry, values)

    def add_density(self, cells: Sequence[Cell]) -> None:
        """Writes the density."""
        fields = [
            ogr.FieldDefn("count", ogr.OFTInteger),
            *(ogr.FieldDefn(name, ogr.OFTReal) for name in ("area_km2", "examined", "per_km2")),
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
        fields = fields_of(source)
        layer = self._layer(name, "Assessment of the landslides", fields)
        layer.StartTransaction()
        for geometry, values in zip(geometries, given):
            if geometry is not None:
                rest = {field.GetName(): values.get(field.GetName()) for field in fields}
                self._add(layer, geometry, rest, moved=False)
        layer.CommitTransaction()


def _unique(names: Sequence[str]) -> list[str]:
    """Names of which the second of two that are the same gets a number that none has yet."""
    taken, used, numbers = set(names), set(), Counter[str]()
    found = []
    for name in names:
        own = name
        while own in used or (own != name and own in taken):
            numbers[name] += 1
            own = f"{name}-{numbers[name] + 1}"
        used.add(own)
        found.append(own)
    return found
