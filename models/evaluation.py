"""How well a network does on labelled images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import keras
import numpy as np

from ..core.accuracy import Confusion
from ..core.errors import ScarpError, tr
from ..core.labels import UNLABELLED
from ..core.threshold import BINS, histogram
from ..core.windows import Window
from .normalisation import Normalisation
from .patches import Geometry, read_labels
from .sources import LabelledSource


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
        return {f"{prefix}loss": self.loss, **figures(self.confusion, prefix)}


def figures(confusion: Confusion, prefix: str = "") -> dict[str, float]:
    """Accuracy, precision, recall, F1 and IoU by name."""
    names = ("accuracy", "precision", "recall", "f1", "iou")
    return {f"{prefix}{name}": getattr(confusion, name) for name in names}


def probabilities(logits) -> np.ndarray:
    """Probabilities of the classes, background left out.

    Args:
        logits: (…, outputs) of one output (sigmoid) or of background and classes (softmax).

    Returns:
        float32 (…, classes) in 0-1.
    """
    if logits.shape[-1] == 1:
        return keras.ops.convert_to_numpy(keras.ops.sigmoid(logits))
    return keras.ops.convert_to_numpy(keras.ops.softmax(logits, axis=-1))[..., 1:]


def check_finite(values) -> None:
    """Refuses what a network gives whose weights have grown beyond all numbers.

    Args:
        values: A loss, or probabilities.

    Raises:
        ScarpError: if one of them is infinite or not a number.
    """
    if not np.isfinite(values).all():
        raise ScarpError(
            tr("The training ran away (its loss is no number): choose a lower learning rate.")
        )


def evaluate(
    network: keras.Model,
    tiles: Sequence[tuple[LabelledSource, Window]],
    geometry: Geometry,
    normalisation: Normalisation,
    after_tile: Callable[[], None] = lambda: None,
) -> Scores:
    """Runs a network over tiles and compares with their labels.

    Args:
        network: Gives logits.
        tiles: As `scarp.models.patches.labelled_tiles` gives them, of the output's side.
        geometry: Sizes of patches.
        normalisation: Of the images.
        after_tile: Called after each tile; it may raise to cancel.

    Raises:
        ScarpError: if the network gives no numbers.
    """
    loss = 0.0
    counts = np.zeros(5)  # in the order of Confusion
    inside, outside = np.zeros(BINS), np.zeros(BINS)
    for source, window in tiles:
        image = normalisation.read(source, window.grown(geometry.margin))[None]
        labels = read_labels(source, window)
        known = labels != UNLABELLED
        labels = labels[known].astype(np.intp)
        classes = probabilities(network.predict_on_batch(image))[0][known]
        check_finite(classes)
        background = 1 - classes.sum(axis=-1, keepdims=True)
        every = np.concatenate([background, classes], axis=-1).astype(np.float64)
        own = np.take_along_axis(every, labels[:, None], axis=1)
        loss -= float(np.log(np.maximum(own, 1e-7)).sum())
        found, feature = every.argmax(axis=-1), labels > 0
        right = found == labels
        counts += [
            np.count_nonzero(right & feature),
            np.count_nonzero(~right & (found > 0)),
            np.count_nonzero(~right & feature),
            np.count_nonzero(right & ~feature),
            np.count_nonzero(~right & feature & (found > 0)),
        ]
        highest = classes.max(axis=-1)
        inside += histogram(highest[feature])
        outside += histogram(highest[~feature])
        after_tile()
    pixels = inside.sum() + outside.sum()
    return Scores(loss / pixels, Confusion(*map(float, counts)), _best_f1(inside, outside))


def _best_f1(inside: np.ndarray, outside: np.ndarray) -> float:
    """The threshold, from 0.001 to 0.999, with the highest F1 of features against background."""
    tp, fp = (np.cumsum(counts[::-1])[::-1][1:] for counts in (inside, outside))
    f1 = 2 * tp / np.maximum(tp + fp + inside.sum(), 1)
    best = np.flatnonzero(f1 == f1.max())
    return float(best[len(best) // 2] + 1) / BINS
