"""Reports on trainings, searches and models: one HTML file each, that needs no network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...core.reports.html import chart, heading, page, properties, table
from ..model_file import Model, summary
from .patch_sheet import sheet

if TYPE_CHECKING:
    from ...core.confidence.calibration import Calibration
    from ..training.run import TrainingResult
    from ..training.search import SearchResult

#: The metrics in Figures 8 and 9 of Zhang et al. 2020, and F1.
_CURVES = ("loss", "accuracy", "precision", "recall", "f1")
#: Okabe & Ito's colours, told apart by colour-blind readers.
_COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7")


def training_report(model: Model, result: TrainingResult) -> str:
    """HTML of a training: curves, metrics by epoch, validation patches, settings, data, device.

    Args:
        model: The best model.
        result: Of the training.
    """
    return page("Scarp: training", _training(model, result), _about(model))


def search_report(model: Model, result: SearchResult) -> str:
    """HTML of a search: what was drawn against the loss, the trials, the best training.

    Args:
        model: The best model.
        result: Of the search.
    """
    title = (
        "Final figures, on labels that had no part in choosing the trial"
        if result.measured_apart
        else "Final figures, on the same labels by which the trial was chosen"
    )
    parts = [
        properties(title, {name: _shown(value) for name, value in result.metrics.items()}),
        _drawn(result.table),
        table("Trials", result.table, best=0),
        "<h1>The best trial</h1>",
        *_training(model, result.best),
    ]
    return page("Scarp: search for training parameters", parts, _about(model))


def model_report(model: Model, name: str) -> str:
    """HTML of what a model file says of itself.

    Args:
        model: The model; its weights are not needed.
        name: Of the file.
    """
    parts = _description(model)
    if model.history:  # The starter has none, nor has a model that was adapted to an image.
        parts += [_curves(model.history), _epochs(model), *_reliability(model.calibration)]
    return page(f"Scarp: {name}", parts, {"Made": _date(model.made)})


def _date(made: str) -> str:
    """A date and time as people write it."""
    return f"{made[:10]} {made[11:16]} UTC" if made else ""


def _about(model: Model) -> dict[str, str]:
    threshold = "" if model.threshold is None else f"{model.threshold:.3f}"
    return {"Label rasters": ", ".join(model.inputs), "Suggested threshold": threshold}


def _shown(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.4f}"


def _training(model: Model, result: TrainingResult) -> list[str]:
    run = {
        "Device": result.device,
        "Precision": result.precision,
        "Patches per batch": result.patches_per_batch,
        "Minutes": f"{result.seconds / 60:.1f}",
        "Best epoch": model.best_epoch,
    }
    return [
        properties("Run", run),
        _curves(model.history),
        _epochs(model),
        sheet(result.examples, model.threshold),
        *_reliability(model.calibration),
        *_description(model),
    ]


def _pixel_size(model: Model) -> str:
    if not model.pixel_size:
        return "not trained yet"
    sizes = [f"{size:g}" for size in model.pixel_sizes or (model.pixel_size,)]
    return f"{' to '.join(dict.fromkeys(sizes))} m"


def _description(model: Model) -> list[str]:
    network = model.network
    described = {
        "Network": network.network,
        "Bands": f"{network.bands} ({', '.join(model.band_names) or 'not trained yet'})",
        "Classes": ", ".join(network.classes),
        "Patch size": f"{network.patch_size} pixels",
        "Width": f"{network.width} feature maps on the first level",
        "Pixel size": _pixel_size(model),
        "Scale and offset of the bands": "applied" if model.is_scaled else "not applied",
        "Suggested threshold": "-" if model.threshold is None else f"{model.threshold:.3f}",
    }
    parts = [properties("Model", described), *_descent(model)]
    if model.unseen:
        figures = {name: f"{f1:.3f}" for name, f1 in model.unseen.items()}
        parts.append(properties("F1 on scenes that such a model had not seen", figures))
    if model.normalisation:
        rows = zip(model.band_names, model.normalisation.centre, model.normalisation.scale)
        parts.append(
            properties("Normalisation", {name: f"{c:.6g} ± {s:.6g}" for name, c, s in rows})
        )
    for title, items in (
        ("Training settings", {k.replace("_", " "): v for k, v in model.training.items()}),
        ("Label rasters (SHA-256)", model.inputs),
        ("Software", model.software),
    ):
        if items:
            parts.append(properties(title, items))
    return parts


def _reliability(calibration: Calibration | None) -> list[str]:
    """The reliability diagram of the landslides that the model maps, by cross-validation.

    It follows another chart, which brings plotly's JavaScript.
    """
    if calibration is None or not calibration.bins:
        return []
    import plotly.graph_objects as go

    counts, probabilities, shares = zip(*calibration.bins)
    figure = go.Figure(
        [
            go.Scatter(x=[0, 1], y=[0, 1], mode="lines", line={"color": "#999", "dash": "dash"}),
            go.Scatter(
                x=probabilities,
                y=shares,
                text=[f"{count} landslides" for count in counts],
                mode="lines+markers",
                line={"color": _COLOURS[1]},
                marker={"size": [6 + 3 * math.log(count) for count in counts]},
            ),
        ]
    )
    figure.update_layout(showlegend=False, width=460)
    figure.update_xaxes(title_text="probability", range=[-0.02, 1.02])
    figure.update_yaxes(title_text="share of true landslides", range=[-0.02, 1.02])
    words = (
        f"Of {calibration.objects} polygons in the validation, {calibration.landslides} were "
        f"landslides. Expected calibration error of their probabilities: {calibration.error:.3f} "
        f"by cross-validation; of the mean class activation value, taken for one: "
        f"{calibration.error_before:.3f}."
    )
    drawn = chart(figure, 420, with_library=False)
    return [heading("Confidence of the landslides"), f"<p>{words}</p>", drawn]


def _descent(model: Model) -> list[str]:
    """The models that this one was trained on from, and what the last training has changed."""
    parts = []
    if model.parents:
        own = summary(model, "this model")
        names = {name: "" for one in (own, *model.parents) for name in one}
        rows = [
            {**names, **one, "made": _date(str(one.get("made", "")))}
            for one in (*model.parents, own)
        ]
        parts.append(table("Line of descent", rows, best=len(rows) - 1))
    if model.before:
        own = model.metrics
        rows = [
            {"": when, **{name: metrics.get(name, math.nan) for name in model.before}}
            for when, metrics in (("before", model.before), ("after", own))
        ]
        parts.append(table("This training, on the same validation blocks", rows, best=-1))
    return parts


def _epochs(model: Model) -> str:
    rows = [
        {"epoch": number, **dict(zip(model.history, values))}
        for number, values in enumerate(zip(*model.history.values()), start=1)
    ]
    return table("Epochs", rows, best=model.best_epoch - 1)


def _drawn(rows: list[dict]) -> str:
    """The loss of each trial over each of the settings that were drawn."""
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    from ..training.search import DRAWN

    figure = make_subplots(
        1, len(DRAWN), subplot_titles=[name.replace("_", " ") for name in DRAWN], shared_yaxes=True
    )
    loss = "val_loss" if "val_loss" in rows[0] else "loss"
    losses = [None if math.isnan(row[loss]) else row[loss] for row in rows]
    for column, name in enumerate(DRAWN, start=1):
        points = go.Scatter(
            x=[row[name] for row in rows],
            y=losses,
            text=[f"trial {row['trial']}" for row in rows],
            mode="markers",
            marker={"color": [_COLOURS[2], *[_COLOURS[1]] * (len(rows) - 1)], "size": 9},
            showlegend=False,
        )
        figure.add_trace(points, 1, column)
    figure.update_xaxes(type="log", col=len(DRAWN))
    figure.update_yaxes(title_text=loss.replace("val_", "validation "), col=1)
    return chart(figure, 380)


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
    # Whole epochs only, and no more than fit.
    epochs = len(history.get("loss", ()))
    figure.update_xaxes(title_text="epoch", tickformat="d", dtick=max(1, -(-epochs // 10)))
    return chart(figure, 420)
