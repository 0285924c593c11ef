"""ENVINet5: its shape, its weights, and what its pixels depend on."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.models.networks import check_patch_size, legal_size_up_to, network_class
from scarp.models.networks.build import build_network, weights_of
from scarp.models.networks.envinet5 import ENVINet5
from scarp.models.settings import NetworkSettings


@pytest.fixture(scope="module")
def full():
    return ENVINet5(bands=3, outputs=1)


def test_is_the_network_of_the_paper(full):
    convolutions = [
        layer
        for layer in full.layers
        if isinstance(layer, (keras.layers.Conv2D, keras.layers.Conv2DTranspose))
    ]
    pools = [layer for layer in full.layers if isinstance(layer, keras.layers.MaxPooling2D)]
    assert len(convolutions) == 23
    assert len(pools) + 1 == 5  # levels
    maps = [full.get_layer(f"down{level}_conv2").filters for level in range(1, 6)]
    assert maps == [64, 128, 256, 512, 1024]
    assert [full.get_layer(f"up{level}_conv2").filters for level in range(1, 5)] == maps[:4]
    # 3 x 3, 2 x 2 and 1 x 1 kernels and biases, counted by hand as in Ronneberger et al. 2015.
    assert full.count_params() == 31_031_745


@pytest.mark.parametrize(("side", "expected"), [(572, 388), (188, 4), (700, 516)])
def test_output_is_smaller_by_the_margin(full, side, expected):
    assert full.compute_output_shape((1, side, side, 3)) == (1, expected, expected, 1)
    assert side - 2 * ENVINet5.margin == expected


@pytest.mark.parametrize("place", [0, 100, 141, 283])
def test_no_pixel_depends_on_more_than_its_surroundings(place):
    """Positive weights let nothing cancel out: a changed pixel shows wherever it reaches."""
    network = ENVINet5(bands=1, outputs=1, width=1)
    for variable in network.variables:
        variable.assign(np.full(variable.shape, 0.5 if "kernel" in variable.path else 0.0))
    image = np.zeros((1, 284, 284, 1), np.float32)
    before = network(image)
    image[0, place, place] = 1e6
    changed = np.argwhere(np.asarray(network(image) != before)[0, :, :, 0])
    distances = changed + ENVINet5.margin - place
    # 92 pixels beyond the block of 16 that is pooled into one.
    assert np.abs(distances).max() <= ENVINet5.margin + ENVINet5.stride - 1
    assert len(changed) >= ENVINet5.stride**2
    if place == 0:
        assert distances.min() == 92 and distances.max() == 107


@pytest.mark.parametrize("size", [188, 204, 572, 1212])
def test_takes_legal_sizes(size):
    check_patch_size("ENVINet5", size)


@pytest.mark.parametrize(
    ("size", "below", "above"), [(573, 572, 588), (203, 188, 204), (512, 508, 524), (1, 188, 204)]
)
def test_names_the_nearest_sizes(size, below, above):
    with pytest.raises(ScarpError) as caught:
        check_patch_size("ENVINet5", size)
    assert str(caught.value) == (
        f"ENVINet5 cannot take patches of {size} pixels: choose {below} or {above}."
    )


def test_legal_size_up_to():
    assert [legal_size_up_to(ENVINet5, size) for size in (1, 203, 204, 587)] == [188, 188, 204, 572]


def test_refuses_an_unknown_network():
    with pytest.raises(
        ScarpError, match="no network “Resnet”: choose one of ENVINet5, ResUNet, UNet"
    ):
        network_class("Resnet")


def test_seed_decides_the_weights():
    def weights(seed):
        return weights_of(build_network(NetworkSettings(width=1, seed=seed)))

    first, same, other = weights(5), weights(5), weights(6)
    assert all(np.array_equal(first[name], same[name]) for name in first)
    kernels = [name for name in first if name.endswith("kernel")]
    assert len(kernels) == 23
    assert not any(np.array_equal(first[name], other[name]) for name in kernels)


def test_layers_do_not_share_their_draws():
    weights = weights_of(build_network(NetworkSettings(width=1)))
    assert not np.array_equal(weights["up1_conv2/kernel"], weights["down1_conv2/kernel"])


@pytest.mark.parametrize("dtype", ["float32", "mixed_bfloat16"])
def test_logits_are_float32(dtype):
    network = build_network(NetworkSettings(width=1), dtype)
    assert keras.backend.standardize_dtype(network.output.dtype) == "float32"
    assert network.get_layer("down1_conv1").compute_dtype == dtype.replace("mixed_", "")
    assert network.get_layer("down1_conv1").variable_dtype == "float32"


@pytest.mark.parametrize(("classes", "outputs"), [(("a",), 1), (("a", "b"), 3)])
def test_several_classes_have_an_output_for_the_background(classes, outputs):
    network = build_network(NetworkSettings(classes=classes, width=1))
    assert network.output_shape[-1] == outputs
