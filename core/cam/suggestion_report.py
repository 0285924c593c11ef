"""The report on a threshold: one HTML file that needs no network."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ..confusion import Confusion
from ..reports.html import chart, page, properties, table
from ..vectors.polygon_layer import PolygonSource
from .cam import Cam
from .histogram import BINS, STEPS
from .suggestion import Suggestion, SuggestionSettings

#: Okabe & Ito's colours, which colour-blind readers can tell apart.
_BLACK, _BLUE, _VERMILION, _GREEN = "#000000", "#0072B2", "#D55E00", "#009E73"
#: The thresholds that Zhang et al. 2020 compared in Figures 12 and 13.
_THRESHOLDS = [step / 10 for step in range(1, 10)], [step / 100 for step in range(51, 60)]
_RELIABILITY_BINS = 10


def suggestion_report(suggestion: Suggestion, settings: SuggestionSettings) -> str:
    """Makes the HTML report on a suggested threshold.

    Args:
        suggestion: The suggestion.
        settings: The settings that led to it.
    """
    parts = [
        properties("Threshold", _summary(suggestion, settings)),
        _histogram(suggestion),
    ]
    if suggestion.accuracy:
        parts.append(_curves(suggestion, suggestion.accuracy))
    parts.append(table("By method", _by_method(suggestion), best=-1))
    for title, thresholds in zip(("Figure 12", "Figure 13"), _THRESHOLDS):
        rows = suggestion.table_rows(thresholds)
        best = int(np.argmax([row["f1"] for row in rows])) if suggestion.accuracy else -1
        heading = f"{thresholds[0]} to {thresholds[-1]}, as in {title} of Zhang et al. 2020"
        parts.append(table(heading, rows, best))
    with Cam(settings.cam) as cam:
        described = cam.description
    about = {
        "Image": described.image,
        "Model": described.model,
        "Threshold": f"{_reported(suggestion, settings):.3f}",
    }
    return page(f"Scarp: threshold for {Path(settings.cam).name}", parts, about)


def _reported(suggestion: Suggestion, settings: SuggestionSettings) -> float:
    return suggestion.threshold if settings.used is None else settings.used


def _thresholds(suggestion: Suggestion, settings: SuggestionSettings) -> dict[str, str]:
    """The threshold that was used, if any, the one that a method finds, and the model's."""
    with Cam(settings.cam) as cam:
        suggested = cam.description.threshold
    found = {"Method": settings.method, "Threshold": f"{suggestion.threshold:.3f}"}
    if settings.used is not None:
        other = f"{suggestion.threshold:.3f} by {settings.method}"
        found = {"Threshold used": f"{settings.used:.3f}", "For comparison": other}
    if suggested is not None:
        found["Suggested by the model"] = f"{suggested:.3f}"
    return found


def _summary(suggestion: Suggestion, settings: SuggestionSettings) -> dict[str, str]:
    found = {
        "Class activation raster": Path(settings.cam).name,
        **_thresholds(suggestion, settings),
        "Pixels with data": f"{suggestion.curve.pixels:,}",
    }
    with Cam(settings.cam) as cam:
        if cam.description.unseen:
            found["Accuracy to expect"] = cam.description.unseen
    at = suggestion.accuracy
    if at is None:
        return found
    found |= {
        "Inventory": _named(settings.inventory),
        "Area": _named(settings.area),
    }
    for name in ("precision", "recall", "f1", "iou", "accuracy"):
        title = {"f1": "F1", "iou": "IoU"}.get(name, name.capitalize())
        found[title] = _figure(getattr(at, name))
    if suggestion.intervals:
        f1, threshold = suggestion.intervals
        found["Best F1"] = (
            f"{_figure(np.nanmax(suggestion.curve.f1))} (95 %: {f1.low:.4f} to {f1.high:.4f}), "
            f"at {suggestion.curve.best:.3f} ({threshold.low:.3f} to {threshold.high:.3f})"
        )
    return found


def _named(source: PolygonSource | None) -> str:
    return (source.name or Path(source.path).name) if source else "all"


def _figure(value: float) -> str:
    return "undefined" if math.isnan(value) else f"{value:.4f}"


def _by_method(suggestion: Suggestion) -> list[dict[str, float | str]]:
    found = {method: at for method, at in suggestion.methods.items() if not math.isnan(at)}
    rows = suggestion.table_rows(found.values())
    return [{"method": method, **row} for method, row in zip(found, rows)]


def _histogram(suggestion: Suggestion) -> str:
    """Draws the histogram, and the threshold that each method finds."""
    curve = suggestion.curve
    counts = (
        ("outside the inventory", curve.outside, _BLACK),
        ("inside", curve.inside, _VERMILION),
    )
    figure = go.Figure()
    for name, values, colour in counts if suggestion.compared else [("pixels", *counts[0][1:])]:
        # In bins of 0.01, which are less noisy than bins of 0.001.
        values = np.add.reduceat(values, np.arange(0, STEPS, 10))
        figure.add_scatter(
            x=(np.arange(100) + 0.5) / 100,
            y=values,
            name=name,
            line={"color": colour, "shape": "hvh"},
        )
    for number, (method, threshold) in enumerate(suggestion.methods.items()):
        if not math.isnan(threshold):
            figure.add_vline(
                x=threshold,
                line={"width": 1, "dash": "dot", "color": _BLUE},
                annotation={"text": method, "y": 1 - number * 0.07},
            )
    figure.update_yaxes(type="log", title="pixels")
    figure.update_xaxes(title="class activation value", range=[0, 1])
    return chart(figure, 380)


def _curves(suggestion: Suggestion, at: Confusion) -> str:
    """Draws precision over recall, metrics over the threshold, and a reliability diagram."""
    curve = suggestion.curve
    titles = ("Precision and recall", "Over the threshold", "Reliability")
    figure = make_subplots(1, 3, subplot_titles=titles)
    every = slice(1, STEPS)
    thresholds = curve.thresholds[every]
    figure.add_scatter(
        x=curve.recall[every],
        y=curve.precision[every],
        text=[f"threshold {threshold:.3f}" for threshold in thresholds],
        line={"color": _BLACK},
        name="precision",
        showlegend=False,
        row=1,
        col=1,
    )
    chosen = {"mode": "markers", "marker": {"size": 10, "color": _VERMILION}}
    figure.add_scatter(x=[at.recall], y=[at.precision], name="suggested", row=1, col=1, **chosen)
    for name, values, colour in (
        ("F1", curve.f1, _BLACK),
        ("precision", curve.precision, _BLUE),
        ("recall", curve.recall, _GREEN),
        ("IoU", curve.iou, "#CC79A7"),
    ):
        figure.add_scatter(
            x=thresholds, y=values[every], name=name, line={"color": colour}, row=1, col=2
        )
    figure.add_vline(
        x=suggestion.threshold, line={"dash": "dot", "color": _VERMILION}, row=1, col=2
    )
    values, shares = _reliability(suggestion)
    figure.add_scatter(
        x=[0, 1], y=[0, 1], line={"color": "#999999", "dash": "dot"}, showlegend=False, row=1, col=3
    )
    figure.add_scatter(
        x=values,
        y=shares,
        mode="lines+markers",
        name="share of features",
        row=1,
        col=3,
        line={"color": _BLACK},
        showlegend=False,
    )
    axes = (("recall", "precision"), ("threshold", "metric"), ("class activation value", "share"))
    for column, (across, up) in enumerate(axes, start=1):
        figure.update_xaxes(title=across, range=[0, 1], row=1, col=column)
        figure.update_yaxes(title=up, range=[0, 1.02], row=1, col=column)
    return chart(figure, 420, with_library=False)


def _reliability(suggestion: Suggestion) -> tuple[np.ndarray, np.ndarray]:
    """Mean value and share of feature pixels in bins of 0.1 (Murphy & Winkler 1977)."""
    curve = suggestion.curve
    tenths = np.arange(0, STEPS, STEPS // _RELIABILITY_BINS)
    middle = np.minimum((np.arange(BINS) + 0.5) / STEPS, 1)
    pixels = np.add.reduceat(curve.all, tenths)
    values = np.add.reduceat(curve.all * middle, tenths)
    features = np.add.reduceat(curve.inside, tenths)
    filled = pixels > 0
    return values[filled] / pixels[filled], features[filled] / pixels[filled]
