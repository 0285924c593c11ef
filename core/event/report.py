"""The report on an event inventory: one page to print, as HTML that needs no network."""

from __future__ import annotations

import html
import math
from datetime import date
from pathlib import Path

import numpy as np
import shapely

from ..inventory.frequency import FEWEST, poisson_interval
from ..inventory.intervals import Interval
from ..inventory.statistics_report import number, with_interval
from ..inventory.volumes import total_volumes
from ..rasters.raster import Raster
from ..reports.html import heading, page, properties, version
from ..reports.svg_map import Frame, image_under, outlines, surround, svg
from ..vectors.intersections import PolygonSet
from .settings import EventSettings
from .writing import NOTHING_EXAMINED, EventInventory

_RED, _WHITE, _YELLOW = "#e61e1e", "#ffffff", "#ffe100"
_WIDTH, _HEIGHT = 900, 700
#: Reasons for gaps that stand among the key figures by themselves.
_MOST_REASONS = 4


def event_report(inventory: EventInventory, settings: EventSettings) -> str:
    """Makes the HTML report.

    Args:
        inventory: What was written.
        settings: How.
    """
    parts = [
        _map(inventory, settings),
        properties("Key figures", key_figures(inventory)),
        heading("Method"),
        f"<p>{html.escape(method_of(inventory, settings))}</p>",
    ]
    if caveats(inventory):
        parts.append(heading("To be kept in mind"))
        parts += [f"<p>{html.escape(one)}</p>" for one in caveats(inventory)]
    return page(_title(inventory, settings), parts, _about(inventory))


def texts(inventory: EventInventory, settings: EventSettings) -> dict:
    """What stands on the page to print: title, about, figures, method and caveats, by name.

    Args:
        inventory: What was written.
        settings: How.
    """
    about = {"Date": f"{date.today()}", "Scarp": version(), **_about(inventory)}
    return {
        "title": _title(inventory, settings),
        "about": " · ".join(f"{name}: {value}" for name, value in about.items() if value),
        "figures": key_figures(inventory),
        "method": method_of(inventory, settings),
        "caveats": caveats(inventory),
    }


def _title(inventory: EventInventory, settings: EventSettings) -> str:
    return f"Landslides: {inventory.common.event or Path(settings.output).stem}"


def _about(inventory: EventInventory) -> dict[str, str]:
    common = inventory.common
    return {
        "Event": common.event,
        "Trigger": common.trigger,
        "Occurred": " to ".join(dict.fromkeys(filter(None, (common.date_min, common.date_max)))),
        "Mapped by": common.mapper,
    }


def key_figures(inventory: EventInventory) -> dict[str, str]:
    """Figures by name, with intervals where there are any."""
    areas = PolygonSet(inventory.landslides).areas
    examined = inventory.examined
    expected = inventory.expected
    mapped = examined.mapped.area / 1e6
    inside = int(inventory.inside.sum())
    known = ""
    if expected and expected.count < len(areas):
        known = f"Of the {expected.count:,} that have a probability or were checked"
    figures = {
        "Landslides": f"{len(areas):,}",
        "Their area": f"{number(areas.sum() / 1e6)} km²",
        **(
            {
                f"{known or 'Of these'}, expected to be landslides": with_interval(
                    *expected.number
                ),
                "Their expected area": f"{with_interval(*expected.area)} km²",
            }
            if expected
            else {}
        ),
        "Examined": (
            f"{number(mapped)} of {number(examined.area.area / 1e6)} km² "
            f"({mapped / (examined.area.area / 1e6):.0%})"
        ),
    }
    largest = sorted(_gaps(inventory).items(), key=lambda one: -one[1])
    rest = largest[_MOST_REASONS:]
    others = [("Other reasons", sum(area for _, area in rest))] if rest else []
    for reason, area in [*largest[:_MOST_REASONS], *others]:
        figures[f"Not examined: {reason[:1].lower()}{reason[1:]}"] = f"{number(area)} km²"
    if mapped and inside:
        low, high = poisson_interval(inside)
        figures["Landslides in an examined km²"] = with_interval(
            inside / mapped, Interval(low / mapped, high / mapped)
        )
    densest = max((one.density for one in inventory.cells if one.examined >= 0.5), default=math.nan)
    if not math.isnan(densest):
        figures["In the densest cell"] = f"{number(densest)} in a km²"
    if len(areas) >= FEWEST:
        volume = total_volumes(areas)[0]
        interval = Interval(*(limit / 1e6 for limit in volume.interval))
        figures["Volume (Guzzetti et al. 2009)"] = (
            f"{with_interval(volume.volume / 1e6, interval)} million m³"
        )
    return figures


def _gaps(inventory: EventInventory) -> dict[str, float]:
    """Areas in km² by reason."""
    found: dict[str, float] = {}
    for gap in inventory.examined.gaps:
        reason = str(gap.reason)
        found[reason] = found.get(reason, 0.0) + gap.geometry.area / 1e6
    return found


def method_of(inventory: EventInventory, settings: EventSettings) -> str:
    """How the landslides were mapped, in a paragraph."""
    common, sentences = inventory.common, []
    for method, count in sorted(inventory.methods.items(), key=lambda one: -one[1]):
        sentences.append(f"{count:,} landslides: {method}.")
    if common.image_post:
        size = "" if math.isnan(common.gsd_m) else f", with pixels of {common.gsd_m:g} m"
        sentences.append(f"Image after the event: {common.image_post}{size}.")
    if common.image_pre:
        sentences.append(f"Image before the event: {common.image_pre}.")
    sentences.append(
        f"Areas are those of an equal-area projection; the density counts landslides in cells of "
        f"{settings.cell:g} m."
    )
    return " ".join(sentences)


def caveats(inventory: EventInventory) -> list[str]:
    """What a reader must not overlook, in sentences."""
    found = []
    if inventory.left_out:
        found.append(
            f"{inventory.left_out:,} polygons do not count, because they were rejected or were "
            "there before the event; they are in the file."
        )
    outside = len(inventory.inside) - int(inventory.inside.sum())
    if outside:
        found.append(
            f"{outside:,} landslides lie where nothing was examined: they are in the file, but not "
            "in the densities."
        )
    if any(method.startswith("deep learning") for method in inventory.methods):
        found.append(
            "Landslides that a model has mapped are not all landslides, and not all landslides are "
            "mapped: check them before you rely on single ones. The field “status” says which were "
            "checked."
        )
    if inventory.expected:
        found.append(
            "The expected figures come from the model's calibration on its validation, with "
            "intervals of 95 %: they count what was mapped wrongly, not what was missed."
        )
        unknown = len(inventory.landslides) - inventory.expected.count
        if unknown:
            found.append(
                f"{unknown:,} landslides have no probability and are not among the expected "
                "figures; the field “conf_why” says why."
            )
    if inventory.examined.mapped.is_empty:
        found.append(str(NOTHING_EXAMINED))
    if inventory.examined.gaps:
        found.append(
            "Where nothing was examined there may be landslides: no landslide in a gap does not "
            "mean that there is none."
        )
    return found


def _map(inventory: EventInventory, settings: EventSettings) -> str:
    west, south, east, north = shapely.total_bounds(
        np.array([inventory.examined.area, *inventory.landslides], dtype=object)
    ).tolist()
    margin = 0.03 * max(east - west, north - south)
    west, south, east, north = west - margin, south - margin, east + margin, north + margin
    frame = Frame(
        west,
        south,
        east,
        north,
        max(round(min(_WIDTH, _HEIGHT * (east - west) / (north - south))), 1),
    )
    gaps = np.array([gap.geometry for gap in inventory.examined.gaps], dtype=object)
    around, margins = surround(frame, inventory.plane)

    def drawn(image: Raster | None) -> str:
        content = [
            image_under(frame, inventory.plane, image),
            outlines(np.array([inventory.examined.area], dtype=object), frame, _WHITE, 2),
            outlines(gaps, frame, _YELLOW, 1.2, 'stroke-dasharray="5 4"') if len(gaps) else "",
            outlines(inventory.landslides.copy(), frame, _RED, 1),
            around,
        ]
        return svg(frame, content, margins)

    if settings.image:
        with Raster(settings.image) as image:
            picture = drawn(image)
    else:
        picture = drawn(None)
    words = "Landslides red, examined area white, gaps yellow and dashed."
    return f"<figure>{picture}<figcaption>{words}</figcaption></figure>"
