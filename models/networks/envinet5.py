"""ENVINet5, the U-Net of ENVI's Deep Learning module."""

from __future__ import annotations

import keras
from keras import layers

from .convolution import Convolution
from .initial import initial_kernels

LEVELS = 5


@keras.saving.register_keras_serializable(package="scarp")
class ENVINet5(keras.Model):
    """A U-Net of 5 levels and 23 convolutional layers without padding.

    As in Figure 6 of Zhang et al. 2020, after Ronneberger et al. 2015: on each level two 3 x 3
    convolutions with ReLU; 2 x 2 max pooling on the way down, 2 x 2 up-convolutions on the way
    up; skip connections cropped to fit; a 1 x 1 convolution at the end.

    Input: (batch, rows, columns, bands), of any side that `smallest` and `stride` allow.
    Output: (batch, rows - 184, columns - 184, outputs) of logits in float32: 572 in, 388 out.

    Args:
        bands: Bands of the image.
        outputs: Maps of logits: 1 for one class, else the classes and the background.
        width: Feature maps of the first level; doubled on each level (64 to 1024).
        seed: Of the initial weights (He et al. 2015); None: zeros, for weights that are loaded.
        norm: Not used: this network has no normalisation layers.
        dtype: A Keras data type policy, as "float32" or "mixed_bfloat16".

    Example:

    >>> network = ENVINet5(bands=3, outputs=1)
    >>> network(numpy.zeros((1, 572, 572, 3))).shape
    (1, 388, 388, 1)
    """

    #: Pixels by which the output is smaller than the input, on each side.
    margin = 92
    #: Pixels to read around a tile, so that its values are those of the whole image: the margin.
    context = 92
    #: Bytes that training takes for a pixel of a patch and a feature map of the first level, as
    #: measured with TensorFlow in float32 (rounded up).
    training_bytes = 64
    #: The same without training.
    inference_bytes = 32
    #: Moving the input by this many pixels moves the output; other shifts change it, and
    #: sides of an input differ from `smallest` by multiples of it.
    stride = 2 ** (LEVELS - 1)
    #: Smallest side of an input, in pixels.
    smallest = 188

    def __init__(
        self,
        bands: int,
        outputs: int,
        width: int = 64,
        seed: int | None = 0,
        norm: str = "batch",
        dtype: str = "float32",
        **kwargs,
    ):
        initializer = initial_kernels(seed)
        options = {"kernel_initializer": initializer, "dtype": dtype}

        def convolve_twice(x, maps: int, name: str):
            for number in (1, 2):
                x = Convolution(maps, 3, activation="relu", name=f"{name}_conv{number}", **options)(
                    x
                )
            return x

        x = inputs = keras.Input((None, None, bands))
        skips = []
        for level in range(LEVELS):
            x = convolve_twice(x, width << level, f"down{level + 1}")
            if level < LEVELS - 1:
                skips.append(x)
                x = layers.MaxPooling2D(2, dtype=dtype, name=f"down{level + 1}_pool")(x)
        lost = 4  # pixels a side by which the skip is larger than what comes up, on level 4
        for level in reversed(range(LEVELS - 1)):
            maps, name = width << level, f"up{level + 1}"
            x = layers.Conv2DTranspose(maps, 2, strides=2, name=f"{name}_upconv", **options)(x)
            skip = layers.Cropping2D(lost, dtype=dtype, name=f"{name}_crop")(skips[level])
            x = layers.Concatenate(dtype=dtype, name=f"{name}_merge")([skip, x])
            x = convolve_twice(x, maps, name)
            lost = 2 * lost + 8
        logits = Convolution(
            outputs, 1, name="logits", kernel_initializer=initializer, dtype="float32"
        )(x)
        super().__init__(inputs=inputs, outputs=logits, **kwargs)
