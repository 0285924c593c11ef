"""How well a network does on labelled images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import keras
import numpy as np
from keras import ops

from ...core.cam.histogram import BINS, histogram
from ...core.cam.threshold_curve import ThresholdCurve
from ...core.confidence.calibration import Calibration, fit_calibration
from ...core.confidence.labelled_objects import LabelledObjects, labelled_objects
from ...core.confusion import Confusion
from ...core.labels.values import UNLABELLED
from ...core.messages import ScarpError, tr
from ...core.rasters.windows import Window
from ..data.normalisation import NormalisedSource
from ..data.window_sampling import choose_spread
from ..inference.activation import class_activation
from .metrics import COUNTS, count_confusion


@dataclass(frozen=True)
class Scores:
    """Figures over all labelled pixels of some tiles.

    Attributes:
        loss: Mean cross-entropy.
        confusion: Of feature pixels at probability 0.5 (several classes: of the likeliest).
        threshold: The probability at which F1 is highest, a multiple of 0.001.
    """

    loss: float
    confusion: Confusion
    threshold: float

    def as_dict(self, prefix: str = "") -> dict[str, float]:
        """Loss, accuracy, precision, recall, F1 and IoU by name."""
        return {f"{prefix}loss": self.loss, **metrics_by_name(self.confusion, prefix)}


@dataclass(frozen=True)
class Example:
    """A labelled patch and what a network makes of it.

    Attributes:
        image: float32 (rows, columns, bands), normalised.
        labels: uint8 (rows, columns), 255 where unknown.
        activation: float32 (rows, columns, classes) in 0-1.
    """

    image: np.ndarray
    labels: np.ndarray
    activation: np.ndarray


def metrics_by_name(confusion: Confusion, prefix: str = "") -> dict[str, float]:
    """Accuracy, precision, recall, F1 and IoU by name."""
    names = ("accuracy", "precision", "recall", "f1", "iou")
    return {f"{prefix}{name}": getattr(confusion, name) for name in names}


class TrainingDiverged(ScarpError):
    """A loss that is NaN or infinite, or weights that give such values."""


def check_finite(values: np.ndarray | float) -> None:
    """Refuses what a network gives when its training has diverged.

    Args:
        values: A loss, or probabilities.

    Raises:
        TrainingDiverged: if one of them is NaN or infinite.
    """
    if not np.isfinite(values).all():
        raise TrainingDiverged(
            tr("The training diverged (its loss is NaN or infinite): choose a lower learning rate.")
        )


def evaluate(
    network: keras.Model,
    tiles: Sequence[tuple[NormalisedSource, Window]],
    context: int,
    after_tile: Callable[[], None] = lambda: None,
) -> Scores:
    """Runs a network over tiles and compares with their labels.

    Args:
        network: Gives logits.
        tiles: As `scarp.models.training.validation.labelled_tiles` gives them.
        context: Pixels that are read around each tile.
        after_tile: Called after each tile; it may raise to cancel.

    Raises:
        TrainingDiverged: if the network gives values that are not finite.
    """
    loss = 0.0
    counts = np.zeros(len(COUNTS), np.int64)
    inside, outside = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
    for source, window in tiles:
        labels = source.labels(window)
        known = labels != UNLABELLED
        values = class_activation(network, source.read(window.grown(context)), window[2:])
        every = np.concatenate([1 - values.sum(axis=-1, keepdims=True), values], axis=-1)
        counts += ops.convert_to_numpy(count_confusion(every.argmax(axis=-1), labels, known))
        classes, every, labels = values[known], every[known].astype(np.float64), labels[known]
        check_finite(classes)
        own = np.take_along_axis(every, labels[:, None].astype(np.intp), axis=1)
        loss -= float(np.log(np.maximum(own, 1e-7)).sum())
        feature = labels > 0
        highest = classes.max(axis=-1)
        inside += histogram(highest[feature])
        outside += histogram(highest[~feature])
        after_tile()
    curve = ThresholdCurve(inside, outside)
    return Scores(loss / curve.pixels, Confusion(*map(float, counts)), curve.best)


def find_objects(
    network: keras.Model,
    tiles: Sequence[tuple[NormalisedSource, Window]],
    context: int,
    threshold: float,
) -> LabelledObjects:
    """Runs a network over tiles and tells which of its objects are landslides.

    Args:
        network: See `evaluate`.
        tiles: See `evaluate`.
        context: See `evaluate`.
        threshold: At which the objects are drawn.
    """
    parts = []
    for number, (source, window) in enumerate(tiles):
        inside = window.clipped(source.shape)
        values = class_activation(network, source.read(window.grown(context)), window[2:])
        (row, col, height, width), (rows, cols) = inside, source.shape
        cut_off = row > 0, row + height < rows, col > 0, col + width < cols
        parts.append(
            labelled_objects(
                values[:height, :width],
                source.labels(inside),
                threshold,
                source.pixel_size**2,
                number,
                cut_off,
            )
        )
    return LabelledObjects.joined(parts)


def calibrate(
    network: keras.Model,
    tiles: Sequence[tuple[NormalisedSource, Window]],
    context: int,
    threshold: float | None,
) -> Calibration | None:
    """Fits what makes probabilities of a network's objects.

    Args:
        network: See `evaluate`.
        tiles: See `evaluate`.
        context: See `evaluate`.
        threshold: That the network suggests, or None.

    Returns:
        The calibration; None where tiles hold too few objects.
    """
    objects = find_objects(network, tiles, context, 0.5 if threshold is None else threshold)
    return fit_calibration(objects.features, objects.is_landslide, objects.groups)


def take_examples(
    network: keras.Model,
    tiles: Sequence[tuple[NormalisedSource, Window]],
    context: int,
    count: int = 8,
    side: int = 256,
) -> list[Example]:
    """Runs a network over some tiles with features, to be looked at.

    Args:
        network: Gives logits.
        tiles: See `evaluate`.
        context: See `evaluate`.
        count: Most examples.
        side: Pixels of a tile that are kept at most, around its features.

    Returns:
        Examples of tiles that hold features (of any if none does), as `choose_spread` takes them.
    """
    featured = [
        (source, window) for source, window in tiles if np.any(source.labels(window) % UNLABELLED)
    ]
    chosen = featured or list(tiles)
    examples = []
    for source, window in choose_spread(chosen, count):
        window = _moved_inside(window, source.shape)
        image = source.read(window.grown(context))
        values = class_activation(network, image, window[2:])
        # Of a smaller image, without what is mirrored beyond it.
        height, width = window.clipped(source.shape)[2:]
        image = image[context : context + height, context : context + width]
        labels, values = source.labels(window)[:height, :width], values[:height, :width]
        part = _around_features(labels, side)
        examples.append(Example(image[part], labels[part], values[part]))
    return examples


def _moved_inside(window: Window, shape: tuple[int, int]) -> Window:
    """A window moved so far up and left that it ends where the image ends, if it can."""
    row, col = (
        max(min(start, size - length), 0)
        for start, length, size in zip(window[:2], window[2:], shape)
    )
    return Window(row, col, window.height, window.width)


def _around_features(labels: np.ndarray, side: int) -> tuple[slice, slice]:
    """A square of ``side`` pixels, where there are as many, about the middle of the features."""
    places = np.argwhere(labels % UNLABELLED > 0)
    if not len(places):
        places = np.argwhere(labels != UNLABELLED)
    rows, cols = (
        slice(first, first + side)
        for first in (
            max(min(int(middle) - side // 2, size - side), 0)
            for middle, size in zip(np.median(places, axis=0), labels.shape)
        )
    )
    return rows, cols
