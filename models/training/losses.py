"""The loss that networks are trained with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
from keras import ops

from ..data.targets import CLASS, STRENGTH, WEIGHT
from ..hardware.backends import hardware


@keras.saving.register_keras_serializable(package="scarp")
class PixelLoss(keras.losses.Loss):
    """Computes the weighted cross-entropy of the pixels, with or without the Dice loss.

    Formula, with the weight `w` of a pixel, its target `g` of a class and the probability `p` of
    that class, over the classes and the pixels of all `n` patches of the batch:

    ```python
    loss = -sum(w * g * log(p)) / (n * pixels)
    dice = mean(1 - 2 * sum(p * g) / (sum(p) + sum(g)))  # Over known pixels, a class at a time.
    ```

    The cross-entropy is Equation 1 of Zhang et al. 2020. Its divisor is the same for all batches,
    so that a pixel counts the same whatever batch and patch it is in; divided by the batch's own
    sum of weights, pixels of patches with few known pixels would count more than others. The
    target of a pixel's class is its strength, and that of the background is the rest.

    Where ``pixels`` is the mean sum of weights of the training's patches, the mean loss of an
    epoch is the mean cross-entropy of a known pixel, which can be compared with that of
    validation. The steps of SGD, whose length depends on the scale of the loss (AdamW's does
    not), then have the same mean length whether much or little of the patches is known, and
    whatever the weights.

    The Dice loss is that of Milletari et al. 2016, with sums in place of their sums of squares.
    It is the mean over those classes, without the background, of which the batch has any pixel,
    and 0 where it has none. As a ratio, it is as large for a batch of few known pixels as for a
    full one.

    Where devices share a batch, sums are those of the whole batch, so that it is the same loss.
    All is computed in float32. Where no pixel of the batch is known, the loss is 0.

    Args:
        dice: Boolean, whether to add the Dice loss. Defaults to `False`.
        pixels: Float, divisor of the sum over a patch. `None` takes the number of its pixels.
            Defaults to `None`.
        name: String, name of the loss. Defaults to `"pixel_loss"`.

    Example:

    >>> y_true = np.zeros((1, 2, 2, 4), "float32")
    >>> y_true[..., WEIGHT] = 1
    >>> y_pred = np.zeros((1, 2, 2, 1), "float32")
    >>> float(PixelLoss()(y_true, y_pred))  # log(2)
    0.6931471824645996
    """

    def __init__(self, dice: bool = False, pixels: float | None = None, name: str = "pixel_loss"):
        super().__init__(name=name, dtype="float32")
        self.dice = dice
        self.pixels = pixels

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Computes the loss of a batch, see `call`.

        Raises:
            ValueError: if there are sample weights, by which Keras would multiply the whole loss.
        """
        if sample_weight is not None:
            raise ValueError(
                "The targets hold the weights of their pixels: `sample_weight` must be None."
            )
        return super().__call__(y_true, y_pred)

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Computes the loss of a batch.

        Args:
            y_true: Targets of shape `(patches, rows, columns, 4)`, with the channels of
                `scarp.models.data.targets`.
            y_pred: Logits of shape `(patches, rows, columns, outputs)`: one map (sigmoid) for one
                class, or several (softmax), the background's first.

        Returns:
            A scalar, which Keras does not reduce any further. Where devices share the batch, their
            scalars add up to the loss.
        """
        whole = hardware().sum_of_shares
        y_true, y_pred = ops.cast(y_true, "float32"), ops.cast(y_pred, "float32")
        maps = y_pred.shape[-1]
        weights, strength = y_true[..., WEIGHT], y_true[..., STRENGTH, None]
        if maps == 1:
            target = strength
            entropy = ops.binary_crossentropy(target, y_pred, from_logits=True)[..., 0]
        else:
            classes = ops.one_hot(ops.cast(y_true[..., CLASS], "int32"), maps, dtype="float32")
            background = ops.one_hot(0, maps, dtype="float32")
            target = strength * classes + (1 - strength) * background
            entropy = ops.categorical_crossentropy(target, y_pred, from_logits=True)
        patches, rows, cols = ops.shape(weights)
        pixels = ops.cast(self.pixels or rows * cols, "float32")
        loss = ops.sum(weights * entropy) / whole(ops.cast(patches, "float32") * pixels)
        return loss + _dice(target, y_pred, weights > 0, whole) if self.dice else loss

    def get_config(self) -> dict[str, Any]:
        """Returns the arguments that make the same loss."""
        return {"dice": self.dice, "pixels": self.pixels, "name": self.name}


def _dice(target: Any, y_pred: Any, known: Any, whole: Callable[[Any], Any]) -> Any:
    """Mean Dice loss of the classes that occur, of tensors (patches, rows, columns, maps)."""
    if y_pred.shape[-1] == 1:
        probability = ops.sigmoid(y_pred)
    else:
        target, probability = target[..., 1:], ops.softmax(y_pred, axis=-1)[..., 1:]
    known = ops.cast(known, "float32")[..., None]
    target, probability = target * known, probability * known
    axes = (0, 1, 2)
    both = ops.sum(target + probability, axis=axes)
    apart = both - 2 * ops.sum(target * probability, axis=axes)
    losses = apart / ops.maximum(whole(both), keras.config.epsilon())
    occurring = ops.cast(whole(ops.sum(target, axis=axes)) > 0, "float32")
    return ops.sum(losses * occurring) / ops.maximum(ops.sum(occurring), 1.0)
