"""One GeoPackage with all that belongs to the inventory of an event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from ..cam.cam import Cam
from ..confidence.polygon_confidence import Confidence, no_confidence, polygon_confidence
from ..files import staged
from ..inventory.intervals import Interval
from ..messages import Progress, ScarpError, no_progress, part_of, tr
from ..rasters.georeference import (
    is_mercator,
    spatial_reference,
    transformation_between,
    utm,
)
from ..rasters.raster import Raster
from ..statuses import REJECTED
from ..vectors.intersections import from_ogr
from ..vectors.one_by_one import geometries_of
from ..vectors.projecting import crs_of, plane_around
from .density import Cell, density_grid
from .examined import Examined, find_examined, name_of
from .geopackage import EventFile, attributes_of, fields_of, geographic
from .iso_metadata import iso_xml, store_in_geopackage
from .landslide_fields import NO_CAM, Common, by_name, dates_of, is_checked, values_of
from .metadata import describe
from .replacing import check_output
from .settings import ASSESSMENT, EventSettings

NOTHING_EXAMINED = tr("Nothing of the area was examined: gaps cover it, so there is no density.")
#: What those that count are not.
_NOT_COUNTED = {"status": REJECTED, "pre_event": "existing"}


@dataclass(frozen=True)
class Expected:
    """How much of what was mapped is to be expected to be landslides.

    Attributes:
        count: Number of those that it is known of: they have a probability, or a person has checked
            them.
        number: Of landslides among these, with its interval.
        area: Of these in km², with its interval.
    """

    count: int
    number: tuple[float, Interval]
    area: tuple[float, Interval]


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
        expected: How many of them are landslides; None where that is not known.
    """

    plane: str
    landslides: np.ndarray
    inside: np.ndarray
    left_out: int
    examined: Examined
    cells: list[Cell]
    common: Common
    methods: dict[str, int]
    expected: Expected | None


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
    geometries, given = geometries_of(settings.polygons, plane), attributes_of(settings.polygons)
    known = [by_name(one) for one in given]
    confidence = _confidence(settings, known, part_of(progress, 0, 0.2))
    values = [
        values_of(one, common, *how_sure)
        for one, *how_sure in zip(known, confidence.probabilities.tolist(), confidence.reasons)
    ]
    common = _with_shared(common, values)
    kept = [place for place, one in enumerate(geometries) if one is not None]
    counted = [
        place
        for place in kept
        if all(values[place].get(name) != value for name, value in _NOT_COUNTED.items())
    ]
    methods = Counter(str(values[place]["method"]) for place in counted)
    landslides = from_ogr([geometries[place] for place in counted])
    checked = np.array([is_checked(known[place]) for place in counted], bool)
    expected = _expected(confidence, np.array(counted, int), checked, shapely.area(landslides))
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
    if examined.mapped.is_empty:
        progress(None, NOTHING_EXAMINED)
    elif outside:
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
        file = EventFile(str(path), plane, target)
        fields = fields_of(settings.polygons)
        file.add_landslides(geometries, kept, given, fields, values, settings.event)
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
        plane,
        landslides,
        inside,
        len(kept) - len(counted),
        examined,
        cells,
        common,
        methods,
        expected,
    )


def _confidence(
    settings: EventSettings, given: Sequence[dict[str, object]], progress: Progress
) -> Confidence:
    """How sure it is that each of the polygons is a landslide."""
    if not settings.cam:
        return no_confidence(len(given), NO_CAM)
    with Cam(settings.cam) as cam:
        cam.require_georeference()
        geometries = geometries_of(settings.polygons, cam.crs_wkt)
        return polygon_confidence(cam, geometries, given, progress)


def _expected(
    confidence: Confidence, counted: np.ndarray, is_checked: np.ndarray, areas: np.ndarray
) -> Expected | None:
    """What to expect of those that count; those that a person has checked are landslides.

    None without a calibration, or where none of them has a probability or was checked.
    """
    asked = ~is_checked & np.isfinite(confidence.probabilities[counted])
    count = int(np.count_nonzero(asked | is_checked))
    if confidence.calibration is None or not count:
        return None

    def total(weights: np.ndarray) -> tuple[float, Interval]:
        sure = float(weights[is_checked].sum())
        value, low, high = confidence.expected(counted[asked], weights[asked])
        return sure + value, Interval(sure + low, sure + high)

    return Expected(count, total(np.ones(len(areas))), total(areas / 1e6))


def _degrees(geometry: shapely.Geometry, plane: str) -> tuple[float, float, float, float]:
    """West, east, south and north of a geometry in degrees."""
    transform = transformation_between(spatial_reference(plane), geographic())
    west, south, east, north = transform.TransformBounds(*geometry.bounds, 21)
    return west, east, south, north


def _metric(wkt: str, places: Sequence[tuple[float, float]]) -> str:
    """The CRS as it is where it is in metres of the ground, else the zone of UTM of the places."""
    reference = spatial_reference(wkt)
    in_metres = reference.IsProjected() and abs(reference.GetLinearUnits() - 1) < 1e-9
    if in_metres and not is_mercator(reference):
        return wkt
    return utm(*np.median(places, axis=0).tolist()).ExportToWkt()


def _with_shared(common: Common, values: Sequence[Mapping[str, object]]) -> Common:
    """With what the step was not told, but all landslides say alike."""
    found: dict[str, Any] = {}
    for name in ("event", "trigger", "date_min", "date_max", "mapper"):
        said = {str(one.get(name) or "") for one in values}
        if not getattr(common, name) and len(said) == 1:
            found[name] = said.pop()
    for name in ("date_min", "date_max"):
        try:
            # OGR writes days with slashes.
            found[name] = dates_of(found.get(name, "")[:10].replace("/", "-"))[0]
        except ScarpError:
            found[name] = ""
        found[name] = found[name] or getattr(common, name)
    return replace(common, **found)


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
