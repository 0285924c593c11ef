"""Figures of accuracy that Keras gathers during training."""

from __future__ import annotations

import dataclasses

import keras
from keras import ops

from ...core.confusion import Confusion
from ..data.targets import LABEL, WEIGHT

#: What is counted.
COUNTS = tuple(field.name for field in dataclasses.fields(Confusion))


@keras.saving.register_keras_serializable(package="scarp")
class FeatureScores(keras.metrics.Metric):
    """Counts true and false positives and negatives of feature pixels, by name.

    A pixel of several classes is a true positive where its class is the right one.

    Args:
        name: Of the metric.
    """

    def __init__(self, name: str = "scores"):
        super().__init__(name=name)
        self._counts = self.add_variable((5,), "zeros", name="counts")

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Adds a batch.

        Args:
            y_true: Targets (patches, rows, columns, 4), with the channels of
                `scarp.models.data.targets`; pixels of weight 0 do not count.
            y_pred: Logits (patches, rows, columns, outputs).
            sample_weight: Not used.
        """
        labels = ops.cast(y_true[..., LABEL], "int32")
        counted = y_true[..., WEIGHT] > 0
        if y_pred.shape[-1] == 1:
            found = ops.cast(y_pred[..., 0] > 0, "int32")
        else:
            found = ops.cast(ops.argmax(y_pred, axis=-1), "int32")
        right, feature = ops.equal(found, labels), labels > 0

        def count(where):
            return ops.cast(ops.sum(ops.cast(ops.logical_and(where, counted), "int32")), "float32")

        wrong = ops.logical_not(right)
        self._counts.assign_add(
            ops.stack(
                [
                    count(ops.logical_and(right, feature)),
                    count(ops.logical_and(wrong, found > 0)),
                    count(ops.logical_and(wrong, feature)),
                    count(ops.logical_and(right, ops.logical_not(feature))),
                    count(ops.logical_and(wrong, ops.logical_and(feature, found > 0))),
                ]
            )
        )

    def result(self):
        """The counts since the last reset, by the names of `Confusion`'s attributes."""
        return dict(zip(COUNTS, ops.unstack(ops.convert_to_tensor(self._counts))))
