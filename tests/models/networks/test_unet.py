"""UNet: its shape, its weights, and that it leaves no checkerboard."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from scarp.models.networks import check_patch_size, network_class
from scarp.models.networks.unet import UNet


@pytest.fixture(scope="module")
def full():
    return UNet(bands=3, outputs=1)


def test_layers(full):
    assert network_class("UNet") is UNet
    convolutions = [layer for layer in full.layers if isinstance(layer, keras.layers.Conv2D)]
    norms = [layer for layer in full.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert (len(convolutions), len(norms)) == (19, 18)
    maps = [full.get_layer(f"down{level}_conv2").filters for level in range(1, 6)]
    assert maps == [64, 128, 256, 512, 1024]
    assert [full.get_layer(f"up{level}_conv2").filters for level in range(1, 5)] == maps[:4]


@pytest.mark.parametrize("side", [32, 48, 512])
def test_output_is_as_large_as_the_patch(full, side):
    check_patch_size("UNet", side)
    assert full.compute_output_shape((1, side, side, 3)) == (1, side, side, 1)


def test_encoder_is_all_that_the_deepest_level_depends_on(full):
    deepest = keras.Model(full.input, full.get_layer("down5_conv2_relu").output)
    encoder = {layer.name for layer in deepest.layers[1:]}
    assert encoder == {layer.name for layer in full.layers if layer.name.startswith("down")}


@pytest.mark.parametrize("dtype", ["float32", "mixed_bfloat16"])
def test_logits_are_float32(dtype):
    network = UNet(bands=2, outputs=3, width=2, dtype=dtype)
    given = np.random.default_rng(0).normal(size=(1, 64, 48, 2)).astype(np.float32)
    logits = network(given)
    assert keras.backend.standardize_dtype(logits.dtype) == "float32"
    assert tuple(logits.shape) == (1, 64, 48, 3)
    assert np.isfinite(keras.ops.convert_to_numpy(logits)).all()


def _checkerboard(network: keras.Model) -> float:
    """How much of what a network makes of a smooth image alternates from pixel to pixel.

    The spread of the means of the 2 x 2 phases, as a share of the spread of all values.
    """
    rng = np.random.default_rng(1)
    side = 288 + network.smallest % network.stride
    coarse = rng.normal(size=(1, 9, 9, 3)).astype(np.float32)
    image = keras.ops.image.resize(coarse, (side, side), interpolation="bicubic")
    values = keras.ops.convert_to_numpy(network(image))[0, ..., 0].astype(float)
    inner = values[80 : 80 + 16, 80 : 80 + 16] if network.margin else values[96:-96, 96:-96]
    phases = [inner[row::2, col::2].mean() for row in (0, 1) for col in (0, 1)]
    return float(np.std(phases) / inner.std())


def test_leaves_less_of_a_checkerboard_than_up_convolutions():
    """Of untrained networks: those of up-convolutions give the phases different weights."""
    mean = {
        name: np.mean(
            [
                _checkerboard(network_class(name)(bands=3, outputs=1, width=8, seed=seed))
                for seed in range(3)
            ]
        )
        for name in ("UNet", "ENVINet5")
    }
    assert mean["UNet"] < 0.1 < mean["ENVINet5"]


def test_logits_rise_where_the_last_maps_are_small():
    """No ReLU comes before them: what is unlike all else can always be told from it."""
    network = UNet(bands=1, outputs=1, width=4)
    last = network.get_layer("logits").input
    maps = keras.Model(network.input, last)(np.random.default_rng(0).normal(size=(1, 64, 64, 1)))
    assert (keras.ops.convert_to_numpy(maps) < 0).any()
