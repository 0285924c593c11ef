"""Jobs on whole inventories."""

from __future__ import annotations

import math

from ...core.messages import Progress
from .common import check_can_report, write_report

_DIGITS = 6


def inventory_statistics(
    progress: Progress,
    *,
    polygons: dict,
    area: dict | None = None,
    dem: str | None = None,
    trigger: str = "",
    reference: dict | None = None,
    table: str | None = None,
    report: str | None = None,
) -> dict:
    """Makes the statistics of an inventory; writes the table and the report.

    Returns:
        The figures by name; "places" in the layer of the landslides that count, and, in the same
        order, their "measures" by the names of the toolbox's fields, and their "amalgam_reasons",
        as `scarp.core.inventory.amalgamation.find_amalgams` gives them.
    """
    check_can_report(report)
    from ...core.inventory.statistics import StatisticsSettings, write_table
    from ...core.inventory.statistics import inventory_statistics as make
    from ...core.inventory.statistics_report import statistics_report
    from ...core.vectors.polygon_layer import PolygonSource

    settings = StatisticsSettings(
        PolygonSource(**polygons),
        area and PolygonSource(**area),
        dem,
        trigger,
        reference and PolygonSource(**reference),
    )
    made = make(settings, progress)
    if table:
        write_table(made, table)
    report = write_report(report, lambda: statistics_report(made, settings), progress)
    frequency = made.frequency
    best = frequency.fits[0].fit if frequency.fits else None
    figures = {
        "count": frequency.count,
        "total_area": float(frequency.areas.sum()),
        "magnitude": frequency.magnitude,
        "inferred_magnitude": frequency.inferred_magnitude,
        "exponent": frequency.tail.exponent if frequency.tail else math.nan,
        "cut_off": frequency.tail.cut_off if frequency.tail else math.nan,
        "rollover": best.rollover if best else math.nan,
        "volume": made.volumes[0].volume,
        "amalgams": int((made.amalgams >= 0).sum()),
    }
    return {
        "report": report,
        **{name: _plain(value) for name, value in figures.items()},
        "places": made.places.tolist(),
        "measures": {name: list(map(_plain, values)) for name, values in _measures(made).items()},
        "amalgam_reasons": made.amalgams.tolist(),
    }


def _measures(made) -> dict[str, list]:
    """Numbers of each landslide that counts, by the names of the toolbox's fields."""
    from ...core.inventory.volumes import RELATIONS

    shapes = made.shapes
    measures = {
        "area_m2": shapes.area,
        "perim_m": shapes.perimeter,
        "length_m": shapes.length,
        "width_m": shapes.width,
        "ellipse_r": shapes.ellipse_ratio,
        "compact": shapes.compactness,
        "volume_m3": RELATIONS[0].volumes(shapes.area),
    }
    for name, attribute in (
        ("slope_mean", "slope_mean"),
        ("aspect", "aspect"),
        ("relief_m", "relief_m"),
        ("descent_m", "descent_m"),
        ("drop_m", "drop_m"),
        ("h_over_l", "drop_ratio"),
    ):
        measures[name] = [
            getattr(one, attribute) if made.hillslopes else math.nan
            for one in made.hillslopes or shapes.area
        ]
    return measures


def _plain(value: float) -> float | None:
    """As JSON has it: with no more digits than matter, and None for NaN."""
    if isinstance(value, int):
        return value
    return None if math.isnan(value) else float(f"{value:.{_DIGITS}g}")


def event_inventory(
    progress: Progress,
    *,
    polygons: dict,
    area: dict | None = None,
    gaps: dict | None = None,
    assessment: dict | None = None,
    report: str | None = None,
    **arguments: object,
) -> dict:
    """Writes an event inventory, its metadata and its report.

    Args:
        progress: Told the share that is done, and what was found.
        polygons: Of `scarp.core.vectors.polygon_layer.PolygonSource`, with all fields.
        area: Likewise, of the area that was to be examined.
        gaps: Likewise, of what could not be examined.
        assessment: Likewise, of an assessment.
        report: Path of the report, or None.
        **arguments: The others of `scarp.core.event.settings.EventSettings`.
    """
    check_can_report(report)
    from ...core.event.report import event_report, texts
    from ...core.event.settings import EventSettings
    from ...core.event.writing import write_event
    from ...core.vectors.polygon_layer import PolygonSource

    settings = EventSettings(
        PolygonSource(**polygons),
        area=area and PolygonSource(**area),
        gaps=gaps and PolygonSource(**gaps),
        assessment=assessment and PolygonSource(**assessment),
        **arguments,
    )
    made = write_event(settings, progress)
    report = write_report(report, lambda: event_report(made, settings), progress)
    return {
        "report": report,
        "count": len(made.landslides),
        "left_out": made.left_out,
        "examined_area": made.examined.mapped.area,
        "gap_area": sum(gap.geometry.area for gap in made.examined.gaps),
        "page": texts(made, settings),
    }


def draw_sample(
    _progress: Progress, *, polygons: dict, area: dict | None = None, **arguments: object
) -> dict:
    """Draws points to check: "points" has x, y, stratum, its area, and whether it is mapped.

    Args:
        _progress: Not told anything.
        polygons: Of `scarp.core.vectors.polygon_layer.PolygonSource`.
        area: Likewise, of what was mapped.
        **arguments: The others of `scarp.core.assessment.sampling_design.SampleSettings`.
    """
    from dataclasses import astuple

    from ...core.assessment.sampling_design import SampleSettings, draw_sample
    from ...core.vectors.polygon_layer import PolygonSource

    settings = SampleSettings(
        PolygonSource(**polygons), area and PolygonSource(**area), **arguments
    )
    return {"points": [astuple(point) for point in draw_sample(settings)]}


def assess_sample(
    progress: Progress, *, rows: list[dict], name: str, report: str | None = None
) -> dict:
    """Makes figures of a sample that a person has checked.

    Args:
        progress: Told which points are left out, and in which strata no error was seen.
        rows: As `scarp.core.assessment.checked_sample.strata_of` takes them.
        name: What to call the sample.
        report: Path of the report, or None.

    Returns:
        Each estimate by its name, with the limits of its interval of 95 % as "…_low" and "…_high".
    """
    check_can_report(report)
    from ...core.assessment.checked_sample import (
        estimates_by_name,
        sample_report,
        say_without_errors,
        strata_of,
    )
    from ...core.assessment.sample import estimate

    strata = strata_of(rows, name, progress)
    found = estimates_by_name(estimate(list(strata.values())))
    say_without_errors(strata, progress)
    report = write_report(report, lambda: sample_report(strata, name), progress)
    figures: dict = {"report": report}
    figures["points"] = sum(len(one.reference) for one in strata.values())
    for key, one in found.items():
        figures[key] = _plain(one.value)
        figures[f"{key}_low"] = _plain(one.value - one.half_width)
        figures[f"{key}_high"] = _plain(one.value + one.half_width)
    return {
        "report": report,
        "points": sum(len(one.reference) for one in strata.values()),
    } | figures
