"""One GeoPackage with all that belongs to the inventory of an event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from osgeo import gdal, ogr, osr

from ..files import staged
from ..messages import Progress, ScarpError, no_progress, tr
from ..rasters.datasets import open_dataset
from ..rasters.georeference import (
    is_mercator,
    spatial_reference,
    transformation_between,
    utm,
)
from ..rasters.raster import Raster
from ..vectors.intersections import from_ogr
from ..vectors.one_by_one import geometries_of
from ..vectors.polygon_layer import PolygonSource, open_layer
from ..vectors.projecting import crs_of, plane_around
from .density import Cell, density_grid
from .examined import Examined, find_examined, name_of
from .iso_metadata import iso_xml, store_in_geopackage
from .landslide_fields import OWN, Common, dates_of, identity, values_of
from .metadata import describe
from .settings import (
    ASSESSMENT,
    DENSITY,
    GAPS,
    LANDSLIDES,
    LAYERS,
    MAPPED_AREA,
    REJECTED,
    EventSettings,
)

#: What those that count are not.
_NOT_COUNTED = {"status": REJECTED, "pre_event": "existing"}
#: Tables that any GeoPackage may have, besides those of `LAYERS`.
_USUAL = ("layer_styles",)


@dataclass(frozen=True)
class EventInventory:
    """What was written.

    Attributes:
        plane: The CRS of the geometries, in metres and equal in area.
        landslides: shapely's polygons, those that count.
        inside: bool (landslides,): whether each lies in what was examined.
        left_out: Number of those that were rejected, or there before the event.
        examined: What was examined.
        cells: The density.
        common: What all landslides share.
        methods: How they were mapped, with their numbers.
    """

    plane: str
    landslides: np.ndarray
    inside: np.ndarray
    left_out: int
    examined: Examined
    cells: list[Cell]
    common: Common
    methods: dict[str, int]


def check_output(path: str) -> None:
    """Makes sure that nothing of other origin is replaced.

    Raises:
        ScarpError: if the file holds other tables, or is no GeoPackage.
    """
    if not path.lower().endswith(".gpkg"):
        raise ScarpError(tr("An event inventory is a .gpkg file, not {path}."), path=path)
    if not Path(path).exists():
        return
    dataset = open_dataset(path, gdal.OF_VECTOR)
    names = (
        [dataset.GetLayer(k).GetName() for k in range(dataset.GetLayerCount())] if dataset else [""]
    )
    others = [name for name in names if name not in (*LAYERS, *_USUAL)]
    if others or LANDSLIDES not in names:
        raise ScarpError(
            tr(
                "{path} holds other tables ({names}), which would be lost: choose another name for "
                "the event inventory."
            ),
            path=path,
            names=", ".join(filter(None, others)) or "-",
        )


def write_event(settings: EventSettings, progress: Progress = no_progress) -> EventInventory:
    """Writes landslides, examined area, gaps, density and assessment of an event.

    All layers are in the CRS of the landslides where that is in metres of the ground, else in their
    zone of UTM: not in Mercator's, whose cells would differ in size.

    Args:
        settings: What to write.
        progress: Told the share that is done, and what was found.

    Raises:
        ScarpError: if there is no landslide, a date cannot be read, or the file holds other tables
            or cannot be written.
    """
    check_output(settings.output)
    dates = dates_of(settings.date)
    plane, places = plane_around(settings.polygons)
    target = _metric(crs_of(settings.polygons), places)
    common = _common(settings, dates)
    geometries, given = geometries_of(settings.polygons, plane), _attributes(settings.polygons)
    values = [values_of(one, common) for one in given]
    kept = [place for place, one in enumerate(geometries) if one is not None]
    counted = [
        place
        for place in kept
        if all(values[place].get(name) != value for name, value in _NOT_COUNTED.items())
    ]
    methods = Counter(str(values[place]["method"]) for place in counted)
    landslides = from_ogr([geometries[place] for place in counted])
    progress(0.2)
    every = from_ogr([geometries[place] for place in kept])
    examined = find_examined(
        plane,
        settings.area,
        settings.image,
        settings.cam,
        settings.gaps or settings.gaps_raster,
        shapely.box(*shapely.total_bounds(every)),
        progress,
    )
    shapely.prepare(examined.mapped)
    inside = shapely.contains(examined.mapped, shapely.point_on_surface(landslides))
    outside = int(np.count_nonzero(~inside))
    if outside:
        progress(
            None,
            tr(
                "{count} landslides lie outside the examined area or in its gaps: they are in the "
                "file, but not in the density."
            ),
            count=outside,
        )
    progress(0.5)
    cells = density_grid(landslides[inside], examined.mapped, plane, target, settings.cell)
    progress(0.8)
    with staged(settings.output) as path:
        file = _File(str(path), plane, target)
        file.add_landslides(geometries, kept, given, values, settings.event)
        file.add_examined(examined)
        file.add_density(cells)
        if settings.assessment:
            file.copy(settings.assessment, ASSESSMENT)
        file.close(settings.output)
        xml = iso_xml(
            describe(
                settings,
                common,
                methods,
                target,
                _degrees(examined.area, plane),
                examined.mapped.area / 1e6,
            )
        )
        store_in_geopackage(str(path), xml)
        path.with_name(path.name + ".xml").write_text(xml, encoding="utf-8")
    return EventInventory(
        plane, landslides, inside, len(kept) - len(counted), examined, cells, common, methods
    )


def _degrees(geometry: shapely.Geometry, plane: str) -> tuple[float, float, float, float]:
    """West, east, south and north of a geometry in degrees."""
    transform = transformation_between(spatial_reference(plane), _geographic())
    west, south, east, north = transform.TransformBounds(*geometry.bounds, 21)
    return west, east, south, north


def _geographic() -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _metric(wkt: str, places: Sequence[tuple[float, float]]) -> str:
    """The CRS as it is where it is in metres of the ground, else the zone of UTM of the places."""
    reference = spatial_reference(wkt)
    in_metres = reference.IsProjected() and abs(reference.GetLinearUnits() - 1) < 1e-9
    if in_metres and not is_mercator(reference):
        return wkt
    return utm(*np.median(places, axis=0).tolist()).ExportToWkt()


def _common(settings: EventSettings, dates: tuple[str, str]) -> Common:
    sensor, size = "", math.nan
    if settings.image:
        with Raster(settings.image) as image:
            image.require_georeference()
            size = round(image.pixel_size, 3)
            sensor = image.dataset.GetMetadataItem("SATELLITEID", "IMAGERY") or ""
    return Common(
        settings.event,
        settings.trigger,
        *dates,
        name_of(settings.image_pre),
        name_of(settings.image),
        sensor,
        size,
        settings.mapper,
    )


def _attributes(source: PolygonSource) -> list[dict[str, object]]:
    """The fields of each feature of a layer, in its order."""
    dataset, layer = open_layer(source)
    found = [feature.items() for feature in layer]
    del dataset
    return found


class _File:
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
        self._to_degrees = transformation_between(spatial_reference(plane), _geographic())

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
            _attributes(source),
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
