"""Counts of true and false positives and negatives, during training and after."""

from __future__ import annotations

import dataclasses
from typing import Any

import keras
from keras import ops

from ...core.confusion import Confusion
from ..data.targets import LABEL, WEIGHT

#: What is counted.
COUNTS = tuple(field.name for field in dataclasses.fields(Confusion))


def count_confusion(predicted: Any, labels: Any, known: Any) -> Any:
    """Counts true and false positives and negatives of feature pixels.

    A pixel of several classes is a true positive where its class is the right one.

    Args:
        predicted: Integer tensor, the class of each pixel, 0 for the background.
        labels: Integer tensor of the same shape, the right classes.
        known: Boolean tensor of the same shape, the pixels to count.

    Returns:
        Integer tensor of shape `(5,)`, in the order of `COUNTS`.

    Example:

    >>> labels, known = np.array([0, 0, 1, 1, 1]), np.ones(5, bool)
    >>> count_confusion(np.array([0, 1, 1, 0, 2]), labels, known)
    array([1, 2, 2, 1, 1], dtype=int32)
    """
    right, feature, found = ops.equal(predicted, labels), labels > 0, predicted > 0
    wrong, background = ops.logical_not(right), ops.logical_not(feature)

    def count(*conditions: Any) -> Any:
        counted = known
        for condition in conditions:
            counted = ops.logical_and(counted, condition)
        return ops.sum(ops.cast(counted, "int32"))

    return ops.stack(
        [
            count(right, feature),
            count(wrong, found),
            count(wrong, feature),
            count(right, background),
            count(wrong, feature, found),
        ]
    )


@keras.saving.register_keras_serializable(package="scarp")
class FeatureScores(keras.metrics.Metric):
    """Counts true and false positives and negatives of feature pixels over batches.

    Args:
        name: String, name of the metric. Defaults to `"scores"`.
    """

    def __init__(self, name: str = "scores"):
        super().__init__(name=name)
        self._counts = self.add_variable((len(COUNTS),), "zeros", name="counts")

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Adds a batch.

        Args:
            y_true: Targets of shape `(patches, rows, columns, 4)`, with the channels of
                `scarp.models.data.targets`; pixels of weight 0 do not count.
            y_pred: Logits of shape `(patches, rows, columns, outputs)`.
            sample_weight: Not used.
        """
        if y_pred.shape[-1] == 1:
            predicted = ops.cast(y_pred[..., 0] > 0, "int32")
        else:
            predicted = ops.cast(ops.argmax(y_pred, axis=-1), "int32")
        labels = ops.cast(y_true[..., LABEL], "int32")
        counts = count_confusion(predicted, labels, y_true[..., WEIGHT] > 0)
        self._counts.assign_add(ops.cast(counts, "float32"))

    def result(self) -> dict[str, Any]:
        """Returns the counts since the last reset, by the names of `Confusion`'s attributes."""
        return dict(zip(COUNTS, ops.unstack(ops.convert_to_tensor(self._counts))))
