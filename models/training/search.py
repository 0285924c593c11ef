"""Random search for training parameters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Callable

import keras
import numpy as np

from ...core.messages import Progress, no_progress, tr
from ..data.holdout import hold_out, hold_out_if_possible
from ..data.image_sources import LabelledSource
from ..model_file import Model
from ..networks import network_class
from ..settings import SearchRanges, TrainingSettings
from .evaluation import TrainingDiverged
from .run import TrainingResult
from .train import train
from .validation import measure

#: What is drawn, as attributes of `TrainingSettings`.
DRAWN = ("class_weight_max", "loss_weight", "solid_distance", "blur_max", "learning_rate")
#: What is told of the best trial.
METRICS = ("loss", "accuracy", "precision", "recall", "f1", "iou")


@dataclass(frozen=True)
class SearchResult:
    """What a search gives.

    Attributes:
        table: A row a trial, the lowest validation loss first: ``trial`` (from 1), the drawn
            settings, the best epoch's metrics. A trial that diverged has none and is last.
        best: The training of the first row.
        metrics: Its loss, accuracy, precision, recall, F1 and IoU by name.
        measured_apart: Whether those are of labels that had no part in choosing the trial.
    """

    table: list[dict]
    best: TrainingResult
    metrics: dict[str, float]
    measured_apart: bool


def search(
    model: Model,
    training: Sequence[LabelledSource],
    validation: Sequence[LabelledSource],
    settings: TrainingSettings,
    ranges: SearchRanges,
    trials: int,
    progress: Progress = no_progress,
    after_trial: Callable[[list[dict]], None] = lambda table: None,
) -> SearchResult:
    """Trains a model again and again, with settings drawn at random.

    The validation loss weighs all pixels alike whatever a trial's loss weight, so that trials
    can be compared by it (Bergstra & Bengio 2012 on why to draw at random).

    The best of many trials is so on what it was chosen by in part by chance (Cawley & Talbot
    2010). So half of the labelled blocks for validation choose the epochs and the trial, and the
    final metrics are measured on the others.

    Args:
        model: See `train`.
        training: See `train`.
        validation: See `train`; of their labels one half chooses, the other measures.
        settings: Of the first trial, and of all in what is not drawn.
        ranges: To draw from.
        trials: Number of trainings.
        progress: Told as in `train`.
        after_trial: Given the table after each trial.

    Raises:
        ScarpError: as `train`; `TrainingDiverged` only if all trials do.
    """
    if not validation:
        context = network_class(model.network.network).context
        training, validation = hold_out_if_possible(training, settings.seed, context, progress)
    validation, apart = _set_apart(validation, settings.seed, progress)
    table: list[dict] = []
    best: TrainingResult | None = None
    for number in range(1, trials + 1):
        drawn = draw(settings, ranges, number)
        row = {"trial": number, **{name: getattr(drawn, name) for name in DRAWN}}
        progress(
            (number - 1) / trials,
            tr("Trial {number} of {trials}: {drawn}."),
            number=number,
            trials=trials,
            drawn=", ".join(f"{name} {row[name]:.4g}" for name in DRAWN),
        )

        def within(
            fraction: float | None, message: str = "", *, first: int = number - 1, **values: Any
        ) -> None:
            done = None if fraction is None else (first + fraction) / trials
            progress(done, message, **values)

        try:
            result = train(model, training, validation, drawn, within)
        except TrainingDiverged:
            if number == trials and best is None:
                raise
            progress(None, tr("This trial diverged: its learning rate is too high."))
            table.append(row)
        else:
            history, epoch = result.best.history, result.best.best_epoch
            at_best = {name: values[epoch - 1] for name, values in history.items()}
            table.append({**row, "best_epoch": epoch, **at_best})
        finally:
            keras.backend.clear_session()
        table.sort(key=_loss)
        if table[0]["trial"] == number and _loss(table[0]) < math.inf:
            best = result
        after_trial(_padded(table))
    assert best is not None, "The last trial raises where all diverge."
    first = table[0]
    metrics = {name: first.get(f"val_{name}", first[name]) for name in METRICS}
    if apart:
        metrics = measure(best.best, apart, settings, lambda: progress(1.0)).as_dict()
    return SearchResult(_padded(table), best, metrics, bool(apart))


def _set_apart(
    validation: Sequence[LabelledSource], seed: int, progress: Progress
) -> tuple[Sequence[LabelledSource], Sequence[LabelledSource]]:
    """Labels that choose the trial, and others that give the final metrics, if there are enough."""
    choosing, apart = hold_out(validation, seed, share=0.5) if validation else ([], [])
    if apart:
        progress(
            0,
            tr(
                "One half of the labelled blocks for validation chooses the best trial, the other "
                "gives its final figures."
            ),
        )
        return choosing, apart
    progress(
        0,
        tr(
            "Too few features for validation to set any apart: the final figures are of the same "
            "labels that choose the best trial, and are therefore optimistic."
        ),
    )
    return validation, []


def draw(settings: TrainingSettings, ranges: SearchRanges, number: int) -> TrainingSettings:
    """The settings of a trial, from 1; those of the first are the given ones."""
    if number == 1:
        return replace(settings, learning_rate=settings.rate)
    rng = np.random.default_rng((settings.seed, number))
    low, high = np.log(ranges.learning_rate)
    blur = float(rng.uniform(*ranges.blur_distance))
    weight = float(rng.uniform(*ranges.class_weight))
    return replace(
        settings,
        class_weight_max=weight,
        class_weight_min=min(settings.class_weight_min, weight),
        loss_weight=float(rng.uniform(*ranges.loss_weight)),
        solid_distance=float(rng.uniform(*ranges.solid_distance)),
        blur_max=blur,
        blur_min=min(settings.blur_min, blur),
        learning_rate=float(np.exp(rng.uniform(low, high))),
    )


def _loss(row: dict) -> float:
    return row.get("val_loss", row.get("loss", math.inf))


def _padded(table: list[dict]) -> list[dict]:
    """The same rows, each with all columns."""
    columns = max(table, key=len)
    return [{name: row.get(name, math.nan) for name in columns} for row in table]
