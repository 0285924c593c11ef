"""Counting right and wrong pixels of the held-out data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import repository  # noqa: F401
from scarp.core.confusion import Confusion
from scarp.core.labels.values import UNLABELLED
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource

#: Steps of the index, which lies in -1 … 1.
_INDEX_STEPS = 4000


class Counter:
    """Compares class activation values with the labels of an image.

    An activation sink, as `scarp.models.inference.classifier.Classifier` writes to.

    Args:
        source: The image.
        threshold: Pixels whose activation value reaches it are taken for landslides.

    Attributes:
        confusion: True and false positives and negatives so far, of labelled pixels.
    """

    def __init__(self, source: ArraySource, threshold: float):
        self.confusion = Confusion(0, 0, 0, 0)
        self._source = source
        self._threshold = threshold

    def write(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """Takes values (rows, columns, classes) of a window, and where they are valid."""
        found = valid & (values.max(axis=-1) >= self._threshold)
        self.confusion = add(self.confusion, count(found, self._source.labels(window)))


def count(found: np.ndarray, labels: np.ndarray) -> Confusion:
    """Counts pixels: bool ``found`` and uint8 ``labels`` of the same shape."""
    known = labels != UNLABELLED
    found, feature = found[known], labels[known] > 0
    counts = (found & feature, found & ~feature, ~found & feature, ~found & ~feature)
    return Confusion(*(int(np.count_nonzero(one)) for one in counts))


def add(one: Confusion, other: Confusion) -> Confusion:
    """The counts of both."""
    return Confusion(one.tp + other.tp, one.fp + other.fp, one.fn + other.fn, one.tn + other.tn)


def verify_model(model, sources: Sequence[ArraySource], threshold: float) -> Confusion:
    """Runs a trained model over images and counts.

    Args:
        model: A `scarp.models.model_file.Model`.
        sources: The images, with labels.
        threshold: Of the activation values.
    """
    from scarp.models.inference.classifier import Classifier
    from scarp.models.settings import ClassifySettings

    total = Confusion(0, 0, 0, 0)
    classifier = Classifier(model, ClassifySettings())
    for source in sources:
        counter = Counter(source, threshold)
        classifier.classify(source, counter)
        total = add(total, counter.confusion)
    labelled = sum(_labelled(source) for source in sources)
    if total.tp + total.fp + total.fn + total.tn != labelled:
        raise AssertionError(f"{total} does not hold each of {labelled} labelled pixels once.")
    return total


def _labelled(source: ArraySource) -> int:
    return int(np.count_nonzero(source.labels(Window(0, 0, *source.shape)) != UNLABELLED))


def index_values(source: ArraySource) -> tuple[np.ndarray, np.ndarray]:
    """The index (R-G)/(R+G) and the labels of an image, both (rows, columns)."""
    window = Window(0, 0, *source.shape)
    image = source.read(window).astype(np.float64)
    red, green = image[..., 0], image[..., 1]
    total = red + green
    index = np.divide(red - green, total, out=np.zeros_like(total), where=total != 0)
    return index, source.labels(window)


def best_index(sources: Sequence[ArraySource]) -> float:
    """The threshold of the index at which the F1 of all images together is highest."""
    inside, outside = np.zeros(_INDEX_STEPS), np.zeros(_INDEX_STEPS)
    edges = np.linspace(-1, 1, _INDEX_STEPS + 1)
    for source in sources:
        index, labels = index_values(source)
        inside += np.histogram(index[(labels > 0) & (labels != UNLABELLED)], edges)[0]
        outside += np.histogram(index[labels == 0], edges)[0]
    found, false = (np.cumsum(counts[::-1])[::-1] for counts in (inside, outside))
    f1 = 2 * found / (found + false + inside.sum())
    return float(edges[int(np.argmax(f1))])


def verify_index(sources: Sequence[ArraySource], threshold: float) -> Confusion:
    """Counts the pixels whose index reaches a threshold."""
    total = Confusion(0, 0, 0, 0)
    for source in sources:
        index, labels = index_values(source)
        total = add(total, count(index >= threshold, labels))
    return total
