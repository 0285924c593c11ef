"""The report on an inventory's statistics: one HTML file that needs no network."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import plotly.graph_objects as go

from ..reports.html import chart, heading, page, properties
from .frequency import FEW, FEWEST_SIZES, Bin, Frequency
from .intervals import Interval
from .reasons import REASONS
from .size_distributions import INVERSE_GAMMA
from .statistics import InventoryStatistics, StatisticsSettings

#: Okabe & Ito's colours, which colour-blind readers can tell apart.
_BLACK, _BLUE, _VERMILION, _GREEN, _GREY = "#000000", "#0072B2", "#D55E00", "#009E73", "#888888"
#: Names of areas among the parameters of distributions.
_AREAS = ("a", "s", "t")


def statistics_report(statistics: InventoryStatistics, settings: StatisticsSettings) -> str:
    """Makes the HTML report.

    Args:
        statistics: What was found.
        settings: Of which.
    """
    name = settings.polygons.name or Path(settings.polygons.path).name
    parts = [
        _counted(statistics),
        _sizes(statistics, settings),
        _distributions(statistics.frequency),
        _volumes(statistics),
        _shapes(statistics),
        _amalgams(statistics),
    ]
    about = {"Inventory": name, "Trigger": settings.trigger}
    return page(f"Scarp: statistics of {name}", [part for part in parts if part], about)


def number(value: float, digits: int = 3) -> str:
    """A number with so many significant digits, without an exponent; "-" if it is unknown."""
    if value is None or not math.isfinite(value):
        return "-"
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, places):,.{max(places, 0)}f}"


def with_interval(value: float, interval: Interval | None, digits: int = 3) -> str:
    """A number with its interval of 95 % in brackets."""
    if interval is None or not math.isfinite(value):
        return number(value, digits)
    low, high = (number(limit, digits) for limit in interval)
    return f"{number(value, digits)} ({low} to {high})"


def _rows(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = [[html.escape(str(cell)) for cell in row] for row in rows]
    lines = "".join(
        f"<tr><th>{row[0]}</th>{''.join(f'<td class=number>{cell}</td>' for cell in row[1:])}</tr>"
        for row in cells
    )
    top = "".join(f"<th>{html.escape(one)}</th>" for one in head)
    return f"{heading(title)}<table><tr>{top}</tr>{lines}</table>"


def _said(*sentences: str) -> str:
    return "".join(f"<p>{html.escape(one)}</p>" for one in sentences)


def _counted(statistics: InventoryStatistics) -> str:
    frequency, areas = statistics.frequency, statistics.frequency.areas
    items = {
        "Landslides": f"{frequency.count:,}",
        "Total area": f"{number(areas.sum() / 1e6)} km²",
        "Median, mean and largest area": (
            f"{number(float(np.median(areas)))}, {number(areas.mean())} and {number(areas[-1])} m²"
        ),
    }
    if statistics.examined:
        examined = statistics.examined / 1e6
        items |= {
            "Examined area": f"{number(examined)} km²",
            "Landslides in a km²": number(frequency.count / examined),
            "Share of the examined area": f"{number(areas.sum() / 1e4 / examined)} %",
        }
    items["Landslide-event magnitude"] = with_interval(
        frequency.magnitude, frequency.magnitude_interval
    )
    if math.isfinite(frequency.inferred_magnitude):
        items["The same, inferred from the large landslides"] = with_interval(
            frequency.inferred_magnitude, frequency.inferred_interval
        )
    notes = []
    if frequency.count < FEW:
        notes.append(
            f"With fewer than {FEW} landslides, no distribution is fitted: neither the exponent of "
            "the tail nor the roll-over nor what the inventory lacks can be told. Number, areas "
            "and the bins below stand as they are."
        )
    elif frequency.sizes < FEWEST_SIZES:
        notes.append(
            f"The landslides have {frequency.sizes} different sizes only, as pixels or signs have: "
            f"with fewer than {FEWEST_SIZES}, no distribution is fitted, and neither the exponent "
            "of the tail nor the roll-over can be told."
        )
    if statistics.outside:
        notes.append(f"{statistics.outside:,} polygons outside the examined area do not count.")
    notes.append(
        "The landslide-event magnitude is the logarithm of the number of landslides (Malamud et "
        "al. 2004). Inferred: as many large landslides as here belong to an event of that "
        "magnitude in the distribution of whole events, however many small ones the inventory "
        "lacks. Brackets are intervals of 95 %."
    )
    return properties("Counted", items) + _said(*notes)


def _sizes(statistics: InventoryStatistics, settings: StatisticsSettings) -> str:
    frequency = statistics.frequency
    figure = go.Figure()
    _add_bins(figure, frequency.bins, "this inventory", _BLACK, "circle")
    if settings.reference:
        name = settings.reference.name or Path(settings.reference.path).name
        _add_bins(figure, statistics.reference, name, _GREY, "square-open")
    areas = np.geomspace(frequency.areas[0], frequency.areas[-1], 300)
    for fitted, colour in zip(frequency.fits, (_BLUE, _GREEN)):
        density = frequency.count * fitted.fit.distribution.pdf(areas)
        figure.add_scatter(x=areas, y=density, name=fitted.fit.name, line={"color": colour})
    if frequency.tail:
        tail = frequency.tail
        large = areas[areas >= tail.cut_off]
        density = tail.count * (tail.exponent - 1) / tail.cut_off
        figure.add_scatter(
            x=large,
            y=density * (large / tail.cut_off) ** -tail.exponent,
            name="tail, a power law",
            line={"color": _VERMILION, "dash": "dash"},
        )
    figure.update_xaxes(type="log", title="area (m²)", exponentformat="power")
    figure.update_yaxes(
        type="log", title="landslides per m² of landslide area", exponentformat="power"
    )
    notes = [
        "Density of landslides by area, not cumulative, in five bins to a power of ten; bars are "
        "intervals of 95 % by Poisson's distribution. Curves are fitted to the areas themselves, "
        "not to the bins."
    ]
    if statistics.reference:
        if statistics.complete_from:
            notes.append(
                f"Both inventories hold as many landslides of each size from about "
                f"{number(statistics.complete_from, 2)} m² on; of smaller ones, they differ. The "
                f"other inventory holds {statistics.reference_count:,} landslides."
            )
        else:
            notes.append(
                "The inventories differ in landslides of every size. The other inventory holds "
                f"{statistics.reference_count:,} landslides."
            )
    return heading("Sizes") + chart(figure, 520) + _said(*notes)


def _add_bins(figure: go.Figure, bins: Sequence[Bin], name: str, colour: str, symbol: str) -> None:
    figure.add_scatter(
        x=[math.sqrt(one.least * one.most) for one in bins],
        y=[one.density for one in bins],
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [one.interval.high - one.density for one in bins],
            "arrayminus": [one.density - one.interval.low for one in bins],
        },
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": 7},
    )


def _distributions(frequency: Frequency) -> str:
    if not frequency.fits:
        return ""
    rows = []
    for fitted in frequency.fits:
        fit, intervals = fitted.fit, fitted.intervals
        parameters = "; ".join(
            f"{key}{' (m²)' if key in _AREAS else ''} {with_interval(value, intervals[key])}"
            for key, value in fit.parameters.items()
        )
        rows.append(
            (
                fit.name,
                with_interval(fit.exponent, intervals["exponent"]),
                with_interval(fit.rollover, intervals["rollover"]),
                f"{fit.ks:.3f}",
                f"{fit.aic:,.1f}",
                parameters,
            )
        )
    if frequency.tail:
        tail = frequency.tail
        rows.append(
            (
                f"tail, {tail.count:,} landslides",
                with_interval(tail.exponent, frequency.tail_exponent),
                "-",
                f"{tail.ks:.3f}",
                "-",
                f"cut-off (m²) {with_interval(tail.cut_off, frequency.tail_cut_off)}",
            )
        )
    head = ("", "exponent", "roll-over (m²)", "KS distance", "AIC", "parameters")
    best = frequency.fits[0].fit.name
    notes = [
        "The exponent is that by which the density of large landslides falls, 2.4 in the events "
        "of Malamud et al. (2004); the roll-over is the area of most landslides. "
        f"{'Malamud et al.' if best == INVERSE_GAMMA else 'Stark & Hovius (2001)'}'s "
        f"distribution, the {best}, suits better: its AIC is smaller. The tail has none "
        "to compare, as it is fitted to the large landslides only.",
        "The tail is fitted after Clauset et al. (2009). Intervals are by bootstrap: they say how "
        "far chance alone may move a figure, and nothing of landslides that were overlooked.",
    ]
    return _rows("Distributions", head, rows) + _said(*notes)


def _volumes(statistics: InventoryStatistics) -> str:
    rows = []
    for place, one in enumerate(statistics.volumes):
        cells = [
            with_interval(
                total.volume / 1e6, Interval(total.interval.low / 1e6, total.interval.high / 1e6)
            )
            for total in (one, *statistics.singles_volumes[place : place + 1])
        ]
        relation = one.relation
        formula = f"{10**relation.log_alpha:.3g} · area^{relation.gamma:.3g}"
        rows.append((relation.name, formula, *cells))
    head = ["relation", "m³, area in m²", "million m³"]
    if statistics.singles_volumes:
        head.append("without amalgams")
    note = (
        "The relations differ by more than their intervals, which hold the errors of each relation "
        "and chance in which landslides occurred. Those for scars give too much where polygons "
        "include the run-out, and amalgams add volume that no landslide has: twice the area has "
        "more than twice the volume."
    )
    return _rows("Volume", head, rows) + _said(note)


def _shapes(statistics: InventoryStatistics) -> str:
    shapes = statistics.shapes
    measures = [
        ("length (m)", shapes.length),
        ("width (m)", shapes.width),
        ("ellipse ratio", shapes.ellipse_ratio),
        ("compactness", shapes.compactness),
    ]
    if statistics.hillslopes:
        measures += [
            (title, np.array([getattr(one, name) for one in statistics.hillslopes]))
            for title, name in (
                ("slope (degrees)", "slope_mean"),
                ("relief (m)", "relief_m"),
                ("way of steepest descent (m)", "descent_m"),
                ("drop (m)", "drop_m"),
                ("H/L", "drop_ratio"),
            )
        ]
    rows = [
        (title, *(number(value) for value in np.nanpercentile(values, (5, 25, 50, 75, 95))))
        for title, values in measures
        if np.isfinite(values).any()
    ]
    head = ("", "5 %", "25 %", "median", "75 %", "95 %")
    return _rows("Shapes", head, rows)


def _amalgams(statistics: InventoryStatistics) -> str:
    counts = np.bincount(statistics.amalgams + 1, minlength=len(REASONS) + 1)[1:]
    rows = [(str(reason), f"{count:,}") for reason, count in zip(REASONS, counts)]
    notes = [
        f"{counts.sum():,} of {statistics.frequency.count:,} polygons, with "
        f"{statistics.amalgam_share:.0%} of the area, are probably several landslides in one."
    ]
    singles = statistics.singles
    if singles and singles.tail:
        notes.append(
            f"Without them the exponent of the tail is "
            f"{with_interval(singles.tail.exponent, singles.tail_exponent)}, and the median area "
            f"{number(float(np.median(singles.areas)))} m²."
        )
    if statistics.hillslopes is None:
        notes.append("Without an elevation model, only their outlines were looked at.")
    return _rows("Amalgams", ("reason", "polygons"), rows) + _said(*notes)
