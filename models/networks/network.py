"""What all networks have in common."""

from __future__ import annotations

import keras


class SegmentationNetwork(keras.Model):
    """A fully convolutional network that gives logits for the pixels of an image.

    Input: `(batch, rows, columns, bands)`, whose sides are `smallest` and a multiple of `stride`
    more. Output: `(batch, rows - 2 * margin, columns - 2 * margin, outputs)` of logits in float32.
    Layers of the encoder have names that begin with "down".
    """

    #: Pixels by which the output is smaller than the input, on each side.
    margin: int
    #: Pixels to read around a tile, so that its values are those of the whole image, where tiles
    #: begin at multiples of `stride`: `margin`, and the distance from the edge within which values
    #: depend on the zeros that pad the input, rounded up to a whole `stride`.
    context: int
    #: Moving the input by this many pixels moves the output; other shifts change it.
    stride: int
    #: Smallest side of an input, in pixels.
    smallest: int
    #: Bytes that training takes for a pixel of a patch and a feature map of the first level, as
    #: measured with TensorFlow in float32 (rounded up).
    training_bytes: int
    #: The same without training.
    inference_bytes: int
