"""UNet, a U-Net with padding and batch normalisation."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from .convolution import Convolution
from .initial import initial_kernels
from .network import SegmentationNetwork

LEVELS = 5


@keras.saving.register_keras_serializable(package="scarp")
class UNet(SegmentationNetwork):
    """A U-Net of 5 levels with padding and batch normalisation.

    After Ronneberger et al. 2015, with batch normalisation (Ioffe & Szegedy 2015) before each
    ReLU, which the last 3 x 3 convolution does without. Each level has two 3 x 3 convolutions;
    2 x 2 max pooling leads down. Repeated pixels lead up, not up-convolutions, which leave a
    checkerboard (Odena et al. 2016), and are joined by the skip connection; a 1 x 1 convolution
    ends it.

    Input shape: `(batch, rows, columns, bands)`, of any side that `smallest` and `stride` allow.

    Output shape: `(batch, rows, columns, outputs)`, logits in float32.

    Args:
        bands: Integer, bands of the image.
        outputs: Integer, maps of logits: 1 for one class, else the classes and the background.
        width: Integer, feature maps of the first level; doubled on each level (64 to 1024).
            Defaults to `64`.
        seed: Integer, seed of the initial weights (He et al. 2015). `None` makes them zeros, for
            weights that are loaded. Defaults to `0`.
        norm: Not used: this network has batch normalisation only.
        dtype: String, a Keras data type policy, such as `"mixed_bfloat16"`. Defaults to
            `"float32"`.

    Example:

    >>> network = UNet(bands=3, outputs=1)
    >>> tuple(network(np.zeros((1, 512, 512, 3))).shape)
    (1, 512, 512, 1)
    """

    margin = 0
    # Values depend on pixels up to 94 pixels away.
    context = 96
    stride = 2 ** (LEVELS - 1)
    smallest = 32
    training_bytes = 256
    inference_bytes = 40

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

        def convolve_twice(x: Any, maps: int, name: str, last: bool = False) -> Any:
            for number in (1, 2):
                part = f"{name}_conv{number}"
                x = Convolution(
                    maps,
                    3,
                    padding="same",
                    use_bias=False,
                    kernel_initializer=initializer,
                    dtype=dtype,
                    name=part,
                )(x)
                # After 100 steps, Keras's 0.99 would still hold a third of the initial values.
                x = layers.BatchNormalization(momentum=0.9, dtype=dtype, name=f"{part}_norm")(x)
                # Where the last maps were all 0, logits could not rise above their bias, which
                # AdamW moves by no more than the learning rate in a step.
                if not (last and number == 2):
                    x = layers.Activation("relu", dtype=dtype, name=f"{part}_relu")(x)
            return x

        x = inputs = keras.Input((None, None, bands))
        skips = []
        for level in range(LEVELS):
            x = convolve_twice(x, width << level, f"down{level + 1}")
            if level < LEVELS - 1:
                skips.append(x)
                x = layers.MaxPooling2D(2, dtype=dtype, name=f"down{level + 1}_pool")(x)
        for level in reversed(range(LEVELS - 1)):
            name = f"up{level + 1}"
            x = layers.UpSampling2D(2, dtype=dtype, name=f"{name}_repeat")(x)
            x = layers.Concatenate(dtype=dtype, name=f"{name}_merge")([skips[level], x])
            x = convolve_twice(x, width << level, name, last=level == 0)
        logits = Convolution(
            outputs,
            1,
            name="logits",
            kernel_initializer=initializer,
            dtype="float32",
        )(x)
        super().__init__(inputs=inputs, outputs=logits, **kwargs)
