"""Random search for training parameters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Callable

import keras
import numpy as np

from ..core.errors import Progress, no_progress, tr
from .evaluation import RunAway
from .model_file import Model
from .settings import SearchRanges, TrainingSettings
from .sources import LabelledSource
from .training import TrainingResult, train

#: What is drawn, as attributes of `TrainingSettings`.
DRAWN = ("class_weight_max", "loss_weight", "solid_distance", "blur_max", "learning_rate")


@dataclass(frozen=True)
class SearchResult:
    """What a search gives.

    Attributes:
        table: A row a trial, the lowest validation loss first: ``trial`` (from 1), the drawn
            settings, the best epoch's figures. A trial that ran away has no figures and is last.
        best: The training of the first row.
    """

    table: list[dict]
    best: TrainingResult


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

    Args:
        model: As of `train`.
        training: As of `train`.
        validation: As of `train`.
        settings: Of the first trial, and of all in what is not drawn.
        ranges: To draw from.
        trials: Number of trainings.
        progress: Told as in `train`.
        after_trial: Given the table after each trial.

    Raises:
        ScarpError: as `train`; `RunAway` only if all trials do.
    """
    table, best = [], None
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

        def within(fraction, message="", *, first=number - 1, **values):
            done = None if fraction is None else (first + fraction) / trials
            progress(done, message, **values)

        try:
            result = train(model, training, validation, drawn, within)
        except RunAway:
            if number == trials and best is None:
                raise
            progress(None, tr("This trial ran away: its learning rate is too high."))
            table.append(row)
        else:
            history, epoch = result.best.history, result.best.best_epoch
            figures = {name: values[epoch - 1] for name, values in history.items()}
            table.append({**row, "best_epoch": epoch, **figures})
        finally:
            keras.backend.clear_session()
        table.sort(key=_loss)
        if table[0]["trial"] == number and _loss(table[0]) < math.inf:
            best = result
        after_trial(_padded(table))
    return SearchResult(_padded(table), best)


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
