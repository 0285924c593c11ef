"""The statistics of an inventory."""

from __future__ import annotations

import csv
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import shapely
from osgeo import ogr

from ..messages import Progress, ScarpError, no_progress, part_of, tr
from ..vectors.intersections import PolygonSet, area_of
from ..vectors.one_by_one import geometries_of
from ..vectors.polygon_layer import PolygonSource
from ..vectors.projecting import plane_around
from .amalgamation import find_amalgams
from .frequency import Bin, Frequency, size_bins, size_frequency
from .hillslopes import Hillslope, measure_hillslopes
from .shapes import Shapes, measure_shapes
from .volumes import TotalVolume, total_volumes

#: Shares of the time that measuring on the terrain and the statistics of all take.
_TERRAIN, _ALL = 0.4, 0.8


@dataclass(frozen=True)
class StatisticsSettings:
    """Settings of `inventory_statistics`.

    Attributes:
        polygons: The inventory.
        area: The area that was examined; None: unknown.
        dem: Path of an elevation model, or None.
        trigger: What caused the landslides, in words.
        reference: Another inventory of the same event, or None.
    """

    polygons: PolygonSource
    area: PolygonSource | None = None
    dem: str | None = None
    trigger: str = ""
    reference: PolygonSource | None = None


@dataclass(frozen=True)
class InventoryStatistics:
    """What was found.

    Attributes:
        places: int (landslides,): the places in the layer of those that count.
        shapes: Of these.
        hillslopes: Likewise; None without an elevation model.
        amalgams: Likewise, as `find_amalgams` gives them.
        frequency: Their sizes.
        singles: Sizes of those that are no amalgams; None where none is, or too few are left.
        volumes: Their total volume.
        singles_volumes: That of those that are no amalgams.
        examined: Examined area in m²; None if unknown.
        outside: Number of polygons that lie outside of it.
        reference: Sizes of the other inventory; none without one.
        reference_count: Number of its landslides.
        complete_from: Area in m² from which on both inventories have as many landslides of each
            size, within their intervals; None where they never do, or there is no other one.
    """

    places: np.ndarray
    shapes: Shapes
    hillslopes: list[Hillslope] | None
    amalgams: np.ndarray
    frequency: Frequency
    singles: Frequency | None
    volumes: list[TotalVolume]
    singles_volumes: list[TotalVolume]
    examined: float | None
    outside: int
    reference: list[Bin]
    reference_count: int
    complete_from: float | None

    @property
    def amalgam_share(self) -> float:
        """Share of the landslides' area that amalgams have."""
        area = self.shapes.area
        return float(area[self.amalgams >= 0].sum() / area.sum())


def inventory_statistics(
    settings: StatisticsSettings, progress: Progress = no_progress
) -> InventoryStatistics:
    """Measures the landslides of an inventory, and makes statistics of their sizes.

    Args:
        settings: What to measure.
        progress: Told the share that is done, and what is left out.

    Raises:
        ScarpError: if the layer cannot be read, or `size_frequency` refuses its landslides.
    """
    plane, _ = plane_around(settings.polygons)
    area = None
    if settings.area:
        area = area_of(settings.area, plane, progress)
        shapely.prepare(area)
    places, geometries, outside = _read(settings.polygons, plane, area, progress)
    polygons = PolygonSet.of(geometries)
    shapes = measure_shapes(polygons)
    hillslopes = None
    if settings.dem and geometries:
        told = part_of(progress, 0, _TERRAIN)
        hillslopes = measure_hillslopes(geometries, plane, settings.dem, told)
    amalgams = find_amalgams(polygons, shapes, hillslopes)
    progress(_TERRAIN, tr("Fitting distributions to {count} areas."), count=len(places))
    frequency = size_frequency(shapes.area, part_of(progress, _TERRAIN, _ALL))
    single = shapes.area[amalgams < 0]
    singles = None
    if len(single) < len(places):
        with suppress(ScarpError):  # Too few may be left.
            singles = size_frequency(single, part_of(progress, _ALL, 1))
    reference = np.empty(0)
    if settings.reference:
        others = _read(settings.reference, plane, area, progress)[1]
        reference = np.sort(PolygonSet.of(others).areas)
    bins = size_bins(reference) if len(reference) else []
    return InventoryStatistics(
        places,
        shapes,
        hillslopes,
        amalgams,
        frequency,
        singles,
        total_volumes(shapes.area),
        total_volumes(single) if singles else [],
        area.area if area is not None else None,
        outside,
        bins,
        len(reference),
        complete_from(frequency.bins, bins),
    )


def _read(
    source: PolygonSource, plane: str, area: shapely.Geometry | None, progress: Progress
) -> tuple[np.ndarray, list[ogr.Geometry], int]:
    """Places and geometries of the landslides that count, and how many lie outside the area."""
    every = geometries_of(source, plane)
    places = np.array([place for place, one in enumerate(every) if one is not None], int)
    geometries = [one for one in every if one is not None]
    name, lost, outside = source.name or source.path, len(every) - len(geometries), 0
    if lost:
        progress(
            None,
            tr("{name}: {count} features without a usable geometry are left out."),
            name=name,
            count=lost,
        )
    if area is not None and geometries:
        points = shapely.point_on_surface(PolygonSet.of(geometries).geometries)
        inside = shapely.contains(area, points)
        outside = int(np.count_nonzero(~inside))
        places = places[inside]
        geometries = [one for one, is_inside in zip(geometries, inside) if is_inside]
    if outside:
        progress(
            None,
            tr("{name}: {count} polygons lie outside the area and are not counted."),
            name=name,
            count=outside,
        )
    return places, geometries, outside


def complete_from(own: list[Bin], reference: list[Bin]) -> float | None:
    """The area from which on two inventories agree.

    Args:
        own: Bins of the one.
        reference: Bins of the other.

    Returns:
        The smallest area of the smallest bin from which on all bins that both have overlap with
        their intervals; None where the largest do not.
    """
    others = {round(np.log10(one.least), 6): one for one in reference}
    agreed = None
    for one in reversed(own):
        other = others.get(round(np.log10(one.least), 6))
        if other is None:
            continue
        if one.interval.low > other.interval.high or other.interval.low > one.interval.high:
            break
        agreed = one.least
    return agreed


def write_table(statistics: InventoryStatistics, path: str) -> None:
    """Writes all figures as CSV: quantity, of which landslides, value, interval, unit."""
    rows: list[tuple] = []
    for of, frequency, volumes in (
        ("all", statistics.frequency, statistics.volumes),
        ("without amalgams", statistics.singles, statistics.singles_volumes),
    ):
        if frequency:
            rows += [(name, of, *values) for name, *values in _figures(frequency)]
        for total in volumes:
            name = f"volume, {total.relation.name}"
            rows.append((name, of, total.volume, *total.interval, "m3"))
    if statistics.examined:
        rows.append(("examined area", "all", statistics.examined, "", "", "m2"))
    rows.append(("share of area in amalgams", "all", statistics.amalgam_share, "", "", ""))
    for name, bins in (("density", statistics.frequency.bins), ("other", statistics.reference)):
        for one in bins:
            of = f"{one.least:.6g} to {one.most:.6g} m2"
            title = "density of landslides" if name == "density" else "density, other inventory"
            rows.append((title, of, one.density, *one.interval, "1/m2"))
    if statistics.complete_from:
        rows.append(("as many as in the other from", "all", statistics.complete_from, "", "", "m2"))
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("quantity", "of", "value", "low", "high", "unit"))
        writer.writerows(rows)


def _figures(frequency: Frequency) -> list[tuple]:
    """Name, value, interval and unit of each figure."""
    areas = frequency.areas
    rows: list[tuple] = [
        ("number of landslides", len(areas), "", "", ""),
        ("total area", float(areas.sum()), "", "", "m2"),
        ("largest area", float(areas[-1]), "", "", "m2"),
        ("median area", float(np.median(areas)), "", "", "m2"),
        ("landslide-event magnitude", frequency.magnitude, *frequency.magnitude_interval, ""),
    ]
    for fitted in frequency.fits:
        fit, intervals = fitted.fit, fitted.intervals
        for name, value in fit.parameters.items():
            unit = "m2" if name in ("a", "s", "t") else ""
            rows.append((f"{fit.name}, {name}", value, *intervals[name], unit))
        for name, unit in (("exponent", ""), ("rollover", "m2")):
            rows.append((f"{fit.name}, {name}", getattr(fit, name), *intervals[name], unit))
        rows.append((f"{fit.name}, AIC", fit.aic, "", "", ""))
        rows.append((f"{fit.name}, Kolmogorov-Smirnov distance", fit.ks, "", "", ""))
    tail, exponent, cut_off = frequency.tail, frequency.tail_exponent, frequency.tail_cut_off
    if tail and exponent and cut_off:
        rows += [
            ("tail, exponent", tail.exponent, *exponent, ""),
            ("tail, cut-off", tail.cut_off, *cut_off, "m2"),
            ("tail, number of landslides", tail.count, "", "", ""),
            ("tail, Kolmogorov-Smirnov distance", tail.ks, "", "", ""),
            (
                "landslide-event magnitude inferred from the tail",
                frequency.inferred_magnitude,
                *frequency.inferred_interval,
                "",
            ),
        ]
    return rows
