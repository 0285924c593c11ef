"""Reports on trainings and models: one HTML file each, that needs no network."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING

from .model_file import Model

if TYPE_CHECKING:
    from .training import TrainingResult

_STYLE = """
body { font-family: sans-serif; margin: 2em auto; max-width: 75em; color: #222; }
table { border-collapse: collapse; margin: 1em 0; }
td, th { border: 1px solid #ccc; padding: 0.3em 0.7em; text-align: left; }
th { background: #f2f2f2; font-weight: 600; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
"""
#: The figures of Figures 8 and 9 of Zhang et al. 2020, and F1.
_CURVES = ("loss", "accuracy", "precision", "recall", "f1")
#: Okabe & Ito's colours, told apart by colour-blind readers.
_COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7")


def training_report(model: Model, result: TrainingResult) -> str:
    """HTML of a training: figures by epoch as curves and table, settings, data, device.

    Args:
        model: The best model.
        result: Of the training.
    """
    run = {
        "Device": result.device,
        "Precision": result.precision,
        "Minutes": f"{result.seconds / 60:.1f}",
        "Best epoch": str(model.best_epoch),
    }
    return _page(
        "Scarp: training",
        [
            _table("Run", run),
            _curves(model.history),
            _history(model),
            *_description(model),
        ],
    )


def model_report(model: Model, name: str) -> str:
    """HTML of what a model file says of itself.

    Args:
        model: The model; its weights are not needed.
        name: Of the file.
    """
    parts = _description(model)
    if model.is_trained:
        parts += [_curves(model.history), _history(model)]
    return _page(f"Scarp: {name}", parts)


def _description(model: Model) -> list[str]:
    network = model.network
    described = {
        "Network": network.network,
        "Bands": f"{network.bands} ({', '.join(model.band_names) or 'not trained yet'})",
        "Classes": ", ".join(network.classes),
        "Patch size": f"{network.patch_size} pixels",
        "Width": f"{network.width} feature maps on the first level",
        "Pixel size": f"{model.pixel_size:g}" if model.pixel_size else "not trained yet",
        "Suggested threshold": "-" if model.threshold is None else f"{model.threshold:.3f}",
    }
    parts = [_table("Model", described)]
    if model.normalisation:
        rows = zip(model.band_names, model.normalisation.centre, model.normalisation.scale)
        parts.append(_table("Normalisation", {name: f"{c:.6g} ± {s:.6g}" for name, c, s in rows}))
    for title, items in (
        ("Training settings", model.training),
        ("Label rasters (SHA-256)", model.inputs),
        ("Software", model.software),
    ):
        if items:
            parts.append(_table(title, items))
    return parts


def _page(title: str, parts: list[str]) -> str:
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{html.escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def _table(title: str, items: dict) -> str:
    rows = "".join(
        f"<tr><th>{html.escape(str(name))}</th><td>{html.escape(str(value))}</td></tr>"
        for name, value in items.items()
    )
    return f"<h2>{html.escape(title)}</h2><table>{rows}</table>"


def _history(model: Model) -> str:
    names = list(model.history)
    head = "".join(f"<th>{html.escape(name.replace('_', ' '))}</th>" for name in ["epoch", *names])
    rows = []
    for epoch, values in enumerate(zip(*model.history.values()), start=1):
        cells = "".join(f'<td class="number">{_number(value)}</td>' for value in values)
        label = f"<b>{epoch}</b>" if epoch == model.best_epoch else str(epoch)
        rows.append(f'<tr><td class="number">{label}</td>{cells}</tr>')
    return f"<h2>Epochs</h2><table><tr>{head}</tr>{''.join(rows)}</table>"


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.4f}"


def _curves(history: dict[str, list[float]]) -> str:
    """Curves of training and validation, side by side."""
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    figure = make_subplots(1, 2, subplot_titles=("Training", "Validation"), shared_yaxes=True)
    for column, prefix in ((1, ""), (2, "val_")):
        for name, colour in zip(_CURVES, _COLOURS):
            values = history.get(prefix + name)
            if values:
                curve = go.Scatter(
                    x=list(range(1, len(values) + 1)),
                    y=[None if math.isnan(value) else value for value in values],
                    name=name,
                    legendgroup=name,
                    showlegend=column == 1,
                    mode="lines+markers",
                    line={"color": colour},
                )
                figure.add_trace(curve, 1, column)
    figure.update_xaxes(title_text="epoch")
    figure.update_layout(template="plotly_white", height=420, margin={"t": 40, "b": 40})
    return figure.to_html(full_html=False, include_plotlyjs=True)
