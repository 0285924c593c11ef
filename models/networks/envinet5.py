"""ENVINet5, the U-Net of ENVI's Deep Learning module."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from .convolution import Convolution
from .initial import initial_kernels
from .network import SegmentationNetwork

LEVELS = 5


@keras.saving.register_keras_serializable(package="scarp")
class ENVINet5(SegmentationNetwork):
    """The U-Net of ENVI's Deep Learning module: 5 levels and 23 convolutional layers.

    As in Figure 6 of Zhang et al. 2020, after Ronneberger et al. 2015: each level has two 3 x 3
    convolutions with ReLU and without padding; 2 x 2 max pooling leads down, 2 x 2 up-convolutions
    lead up; skip connections are cropped to fit; a 1 x 1 convolution ends it.

    Input shape: `(batch, rows, columns, bands)`, of any side that `smallest` and `stride` allow.

    Output shape: `(batch, rows - 184, columns - 184, outputs)`, logits in float32.

    Args:
        bands: Integer, bands of the image.
        outputs: Integer, maps of logits: 1 for one class, else the classes and the background.
        width: Integer, feature maps of the first level; doubled on each level (64 to 1024).
            Defaults to `64`.
        seed: Integer, seed of the initial weights (He et al. 2015). `None` makes them zeros, for
            weights that are loaded. Defaults to `0`.
        norm: Not used: this network has no normalisation layers.
        dtype: String, a Keras data type policy, such as `"mixed_bfloat16"`. Defaults to
            `"float32"`.

    Example:

    >>> network = ENVINet5(bands=3, outputs=1)
    >>> tuple(network(np.zeros((1, 572, 572, 3))).shape)
    (1, 388, 388, 1)
    """

    margin = 92
    context = 92
    stride = 2 ** (LEVELS - 1)
    smallest = 188
    training_bytes = 64
    inference_bytes = 32

    def __init__(
        self,
        bands: int,
        outputs: int,
        width: int = 64,
        seed: int | None = 0,
        norm: str = "batch",
        dtype: str = "float32",
        **kwargs: Any,
    ):
        initializer = initial_kernels(seed)
        options = {"kernel_initializer": initializer, "dtype": dtype}

        def convolve_twice(x: Any, maps: int, name: str) -> Any:
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
