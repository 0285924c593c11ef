"""ResUNet, a U-Net of residual units."""

from __future__ import annotations

import math
from typing import Any

import keras
from keras import layers

from ..settings import NORMS
from .convolution import Convolution
from .initial import initial_kernels
from .network import SegmentationNetwork

LEVELS = 5


@keras.saving.register_keras_serializable(package="scarp")
class ResUNet(SegmentationNetwork):
    """A U-Net of 5 levels whose levels are residual units, with padding.

    After Zhang, Liu & Wang 2018 (deep residual U-Net, for roads) and Qi et al. 2020 (ResU-Net, for
    landslides). A residual unit is twice (normalisation, ReLU, 3 x 3 convolution), to which its
    input is added, through a 1 x 1 convolution where the maps differ; the first unit begins with
    the convolution. A stride of 2 in the unit's first convolution leads down; repeated pixels,
    joined by the skip connection, lead up; normalisation, ReLU and a 1 x 1 convolution end it.

    Input shape: `(batch, rows, columns, bands)`, of any side that `smallest` and `stride` allow.

    Output shape: `(batch, rows, columns, outputs)`, logits in float32.

    Args:
        bands: Integer, bands of the image.
        outputs: Integer, maps of logits: 1 for one class, else the classes and the background.
        width: Integer, feature maps of the first level; doubled on each level (64 to 1024).
            Defaults to `64`.
        seed: Integer, seed of the initial weights (He et al. 2015). `None` makes them zeros, for
            weights that are loaded. Defaults to `0`.
        norm: String, `"batch"` or `"group"` (of at most 8 groups). Batch normalisation is a fixed
            linear map when the network is used. Group normalisation works with a single patch a
            batch, but its statistics are those of the whole tile: values depend on how an image is
            cut. Defaults to `"batch"`.
        dtype: String, a Keras data type policy, such as `"mixed_bfloat16"`. Defaults to
            `"float32"`.

    Raises:
        ValueError: if there is no such normalisation.

    Example:

    >>> network = ResUNet(bands=3, outputs=1)
    >>> tuple(network(np.zeros((1, 512, 512, 3))).shape)
    (1, 512, 512, 1)
    """

    margin = 0
    # Values nearer than 78 pixels to an edge depend on the padding.
    context = 80
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
        if norm not in NORMS:
            raise ValueError(f"`norm` must be one of {tuple(NORMS)}. Received: norm={norm!r}")
        initializer = initial_kernels(seed)
        options = {"kernel_initializer": initializer, "padding": "same", "dtype": dtype}

        def normalise(x: Any, name: str) -> Any:
            if norm == "group":
                groups = math.gcd(8, x.shape[-1])
                layer = layers.GroupNormalization(groups, dtype=dtype, name=f"{name}_norm")
            else:
                # After 100 steps, Keras's 0.99 would still hold a third of the initial values.
                layer = layers.BatchNormalization(momentum=0.9, dtype=dtype, name=f"{name}_norm")
            return layers.Activation("relu", dtype=dtype, name=f"{name}_relu")(layer(x))

        def convolve(x: Any, maps: int, size: int, strides: int, name: str) -> Any:
            return Convolution(maps, size, strides=strides, name=name, **options)(x)

        def residual_unit(
            x: Any, maps: int, name: str, strides: int = 1, first: bool = False
        ) -> Any:
            shortcut = x
            if strides > 1:
                # Every second pixel. Not by the stride of the 1 x 1 convolution, which is the
                # same: its gradient on the CPU writes out of bounds (oneDNN's issue 6035).
                pool = layers.AveragePooling2D(1, strides, dtype=dtype, name=f"{name}_pool")
                shortcut = pool(x)
            if x.shape[-1] != maps:
                shortcut = convolve(shortcut, maps, 1, 1, f"{name}_shortcut")
            if not first:
                x = normalise(x, f"{name}_conv1")
            x = convolve(x, maps, 3, strides, f"{name}_conv1")
            x = convolve(normalise(x, f"{name}_conv2"), maps, 3, 1, f"{name}_conv2")
            return layers.Add(dtype=dtype, name=f"{name}_add")([x, shortcut])

        x = inputs = keras.Input((None, None, bands))
        skips = []
        for level in range(LEVELS):
            name = f"down{level + 1}"
            x = residual_unit(x, width << level, name, 1 if level == 0 else 2, level == 0)
            skips.append(x)
        for level in reversed(range(LEVELS - 1)):
            name = f"up{level + 1}"
            x = layers.UpSampling2D(2, dtype=dtype, name=f"{name}_repeat")(x)
            x = layers.Concatenate(dtype=dtype, name=f"{name}_merge")([skips[level], x])
            x = residual_unit(x, width << level, name)
        logits = Convolution(
            outputs, 1, name="logits", kernel_initializer=initializer, dtype="float32"
        )(normalise(x, "logits"))
        super().__init__(inputs=inputs, outputs=logits, **kwargs)
