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
    >>> counts = count_confusion(np.array([0, 1, 1, 0, 2]), labels, known)
    >>> ops.convert_to_numpy(counts).tolist()
    [1, 2, 2, 1, 1]
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

    A pixel is predicted to be of a class where its one logit is positive, or where the logit of
    that class is the highest. From the counts, `Confusion` computes:

    ```python
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = 2 * tp / (2 * tp + fp + fn)
    ```

    Args:
        name: String, name of the metric. Defaults to `"scores"`.

    Example:

    >>> y_true = np.zeros((1, 1, 2, 4), "float32")
    >>> y_true[..., WEIGHT], y_true[..., 0, LABEL] = 1, 1
    >>> metric = FeatureScores()
    >>> metric.update_state(y_true, np.ones((1, 1, 2, 1), "float32"))
    >>> {name: int(count) for name, count in metric.result().items()}
    {'tp': 1, 'fp': 1, 'fn': 0, 'tn': 0, 'confused': 0}
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
