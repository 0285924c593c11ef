"""The loss that networks are trained with."""

from __future__ import annotations

import keras
from keras import ops

from .hardware import hardware

#: Channels of the truth, float32 (patches, rows, columns, 4): the label; the weight of the pixel,
#: 0 where nothing is known; the class of the widened features; their strength, in 0-1.
LABEL, WEIGHT, CLASS, STRENGTH = range(4)


@keras.saving.register_keras_serializable(package="scarp")
class PixelLoss(keras.losses.Loss):
    """Cross-entropy of the pixels, weighted by pixel, with or without the Dice loss.

    The cross-entropy is Equation 1 of Zhang et al. 2020, divided by the number of patches and by
    a number that is the same for all batches (``pixels``). A pixel weighs the same whatever batch
    and patch it is in, and patches with few known pixels do not count as much as full ones, as
    they would if each batch were divided by its own sum of weights. A pixel is to be of its class
    with a probability of its strength, and of the background with the rest.

    Where ``pixels`` is the mean sum of weights of the training's patches, the mean loss of an
    epoch is the mean cross-entropy of a known pixel, to be compared with that of validation, and
    steps of SGD, whose length goes by the scale of the loss (AdamW's does not), are as long on
    average whether much or little of the patches is known, and whatever the weights.

    The Dice loss of a class is that of Milletari et al. 2016, with sums in place of their sums of
    squares: ``1 - 2 sum(p g) / (sum(p) + sum(g))`` over the known pixels of the batch, of the
    probability p and its target g. It is averaged over those classes, background left out, of
    which the batch has any; without one it is 0. Being a ratio, it is of the same size for a batch
    of few known pixels as for a full one.

    Where devices share a batch, sums are those of the whole batch, so that it is the same loss.

    All is computed in float32. Where no pixel of the batch is known, the loss is 0.

    Args:
        dice: Add the Dice loss to the cross-entropy.
        pixels: By what the sum over a patch is divided; None: by the number of its pixels.
        name: Of the loss.

    Example:

    >>> truth = numpy.zeros((1, 2, 2, 4), "float32")
    >>> truth[..., WEIGHT] = 1
    >>> float(PixelLoss()(truth, numpy.zeros((1, 2, 2, 1), "float32")))  # log 2
    0.6931471824645996
    """

    def __init__(self, dice: bool = False, pixels: float | None = None, name: str = "pixel_loss"):
        super().__init__(name=name, dtype="float32")
        self.dice = dice
        self.pixels = pixels

    def __call__(self, truth, logits, sample_weight=None):
        """Computes the loss of a batch, see `call`.

        Raises:
            ValueError: if there are sample weights, by which Keras would multiply the whole loss.
        """
        if sample_weight is not None:
            raise ValueError("The truth holds the weights of its pixels: give no sample weights.")
        return super().__call__(truth, logits)

    def call(self, truth, logits):
        """Computes the loss of a batch.

        Args:
            truth: (patches, rows, columns, 4), in the order of the module's constants.
            logits: (patches, rows, columns, outputs): one map (sigmoid) of one class, or
                several (softmax), the background's first.

        Returns:
            A scalar, which Keras does not reduce any further. Where devices share the batch, their
            scalars add up to the loss.
        """
        whole = hardware().sum_of_shares
        truth, logits = ops.cast(truth, "float32"), ops.cast(logits, "float32")
        maps = logits.shape[-1]
        weights, strength = truth[..., WEIGHT], truth[..., STRENGTH, None]
        if maps == 1:
            target = strength
            entropy = ops.binary_crossentropy(target, logits, from_logits=True)[..., 0]
        else:
            classes = ops.one_hot(ops.cast(truth[..., CLASS], "int32"), maps, dtype="float32")
            background = ops.one_hot(0, maps, dtype="float32")
            target = strength * classes + (1 - strength) * background
            entropy = ops.categorical_crossentropy(target, logits, from_logits=True)
        patches, rows, cols = ops.shape(weights)
        pixels = ops.cast(self.pixels or rows * cols, "float32")
        loss = ops.sum(weights * entropy) / whole(ops.cast(patches, "float32") * pixels)
        return loss + _dice(target, logits, weights > 0, whole) if self.dice else loss

    def get_config(self):
        """What makes the same loss again."""
        return {"dice": self.dice, "pixels": self.pixels, "name": self.name}


def _dice(target, logits, known, whole):
    """Mean Dice loss of the classes that occur, of tensors (patches, rows, columns, maps)."""
    if logits.shape[-1] == 1:
        probability = ops.sigmoid(logits)
    else:
        target, probability = target[..., 1:], ops.softmax(logits, axis=-1)[..., 1:]
    known = ops.cast(known, "float32")[..., None]
    target, probability = target * known, probability * known
    axes = (0, 1, 2)
    both = ops.sum(target + probability, axis=axes)
    apart = both - 2 * ops.sum(target * probability, axis=axes)
    losses = apart / ops.maximum(whole(both), keras.config.epsilon())
    occurring = ops.cast(whole(ops.sum(target, axis=axes)) > 0, "float32")
    return ops.sum(losses * occurring) / ops.maximum(ops.sum(occurring), 1.0)
