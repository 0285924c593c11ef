"""ResUNet: its shape, its weights, and what its pixels depend on."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from scarp.models.data.targets import STRENGTH, WEIGHT
from scarp.models.model_file import Model
from scarp.models.networks import check_patch_size, network_class
from scarp.models.networks.build import load_network, weights_of
from scarp.models.networks.resunet import ResUNet
from scarp.models.settings import NetworkSettings
from scarp.models.training.losses import PixelLoss

CONTEXT = network_class("ResUNet").context


@pytest.fixture(scope="module")
def full():
    return ResUNet(bands=3, outputs=1)


def used(**settings) -> ResUNet:
    """A network whose weights are those of no fresh one: random statistics of the batches too."""
    network = ResUNet(bands=2, outputs=1, width=4, **settings)
    rng = np.random.default_rng(1)
    for variable in network.variables:
        if "norm" in variable.path:
            variable.assign(rng.uniform(0.5, 1.5, variable.shape))
    return network


def kernels(network) -> dict[str, np.ndarray]:
    return {
        variable.path: keras.ops.convert_to_numpy(variable)
        for variable in network.variables
        if variable.path.endswith("kernel")
    }


def test_is_found_by_its_name():
    assert network_class("ResUNet") is ResUNet


def test_is_a_residual_unet_of_five_levels(full):
    """Weights counted by hand: kernels and biases of each unit, and its normalisations."""

    def unit(entering, maps, shortcut=True, first=False):
        normalised = maps if first else entering + maps
        convolutions = 9 * entering * maps + maps + 9 * maps * maps + maps
        return convolutions + 4 * normalised + (entering * maps + maps if shortcut else 0)

    maps = [64, 128, 256, 512, 1024]
    assert [full.get_layer(f"down{level}_conv2").filters for level in range(1, 6)] == maps
    assert [full.get_layer(f"up{level}_conv2").filters for level in range(1, 5)] == maps[:4]
    down = unit(3, 64, first=True) + sum(unit(maps[i], maps[i + 1]) for i in range(4))
    up = sum(unit(maps[i] + maps[i + 1], maps[i]) for i in range(4))
    assert full.count_params() == down + up + 4 * 64 + 64 + 1
    strides = [full.get_layer(f"down{level}_conv1").strides for level in range(1, 6)]
    assert strides == [(1, 1), (2, 2), (2, 2), (2, 2), (2, 2)]
    added = [layer for layer in full.layers if isinstance(layer, keras.layers.Add)]
    assert len(added) == 9


def test_no_convolution_of_one_pixel_has_a_stride(full):
    """Its gradient on the CPU writes out of bounds, and gives wrong weights or none at all."""
    single = [
        layer
        for layer in full.layers
        if isinstance(layer, keras.layers.Conv2D) and layer.kernel_size == (1, 1)
    ]
    assert len(single) == 10 and {layer.strides for layer in single} == {(1, 1)}


def test_a_unit_adds_its_input():
    """Without the weights of its last convolution, a unit is its shortcut."""
    network = used()
    for unit in ("down2", "up4"):
        layer = network.get_layer(f"{unit}_conv2")
        layer.set_weights([np.zeros_like(value) for value in layer.get_weights()])
    names = "down1_add", "down2_add", "up4_merge", "up4_add"
    inside = keras.Model(network.input, [network.get_layer(name).output for name in names])
    image = np.random.default_rng(0).normal(size=(1, 32, 32, 2)).astype(np.float32)
    above, down, merged, up = map(keras.ops.convert_to_numpy, inside(image))
    for unit, entering, leaving in (("down2", above[:, ::2, ::2], down), ("up4", merged, up)):
        kernel, bias = network.get_layer(f"{unit}_shortcut").get_weights()
        np.testing.assert_allclose(leaving, entering @ kernel[0, 0] + bias, rtol=1e-4, atol=1e-4)
        assert np.ptp(leaving) > 1


@pytest.mark.parametrize("side", [32, 48, 512])
def test_output_is_as_large_as_the_input(full, side):
    check_patch_size("ResUNet", side)
    assert full.compute_output_shape((1, side, side, 3)) == (1, side, side, 1)


def test_takes_inputs_that_are_not_square():
    image = np.zeros((2, 32, 64, 2), np.float32)
    assert used()(image).shape == (2, 32, 64, 1)


@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize("norm", ["batch", "group"])
@pytest.mark.parametrize("dtype", ["float32", "mixed_bfloat16"])
def test_logits_are_float32(outputs, norm, dtype):
    network = ResUNet(bands=2, outputs=outputs, width=2, dtype=dtype, norm=norm)
    logits = network(np.zeros((1, 32, 32, 2), np.float32))
    assert logits.shape == (1, 32, 32, outputs)
    assert keras.backend.standardize_dtype(logits.dtype) == "float32"
    own = [layer for layer in network.layers[1:] if layer.name != "logits"]
    assert {layer.compute_dtype for layer in own} == {dtype.replace("mixed_", "")}
    assert {layer.variable_dtype for layer in own} == {"float32"}


def test_refuses_an_unknown_normalisation():
    with pytest.raises(ValueError, match="none"):
        ResUNet(bands=1, outputs=1, width=1, norm="none")


def test_seed_decides_the_weights():
    first, same, other = (
        kernels(ResUNet(bands=3, outputs=1, width=2, seed=seed)) for seed in (5, 5, 6)
    )
    assert len(first) == 9 * 3 + 1
    assert all(np.array_equal(first[name], same[name]) for name in first)
    assert not any(np.array_equal(first[name], other[name]) for name in first)
    assert not np.array_equal(first["down3_conv2/kernel"], first["up3_conv2/kernel"])


def test_weights_are_scaled_by_he(full):
    """Truncated normal, of variance 2 over the number of inputs (He et al. 2015, Equation 10)."""
    for name in ("down4_conv2", "up3_conv1", "up2_shortcut"):
        kernel = kernels(full)[f"{name}/kernel"]
        assert kernel.std() == pytest.approx((2 / np.prod(kernel.shape[:3])) ** 0.5, rel=0.02)


def test_norms_differ_only_in_their_own_weights():
    batch, group = (ResUNet(bands=2, outputs=1, width=4, norm=norm) for norm in ("batch", "group"))
    names = [{variable.path for variable in network.variables} for network in (batch, group)]
    moving = {name.split("/")[1] for name in names[0] - names[1]}
    assert moving == {"moving_mean", "moving_variance"}
    assert not names[1] - names[0]
    assert all(
        np.array_equal(kernels(batch)[name], kernels(group)[name]) for name in kernels(batch)
    )
    groups = [group.get_layer(f"down{level}_conv2_norm").groups for level in range(1, 6)]
    assert groups == [4, 8, 8, 8, 8]


def test_layers_say_where_they_are(full):
    """So that the encoder can be frozen by name: it is all that the bridge depends on."""
    bridge = keras.Model(full.input, full.get_layer("down5_add").output)
    encoder = {layer.name for layer in bridge.layers[1:]}
    assert encoder == {layer.name for layer in full.layers if layer.name.startswith("down")}
    others = {layer.name for layer in full.layers[1:]} - encoder
    assert {name.split("_")[0] for name in others} == {"up1", "up2", "up3", "up4", "logits"}


@pytest.mark.parametrize("axis", [0, 1])
def test_no_pixel_depends_on_more_than_its_surroundings(axis):
    """Positive weights let nothing cancel out: a changed pixel shows wherever it reaches."""
    network = ResUNet(bands=1, outputs=1, width=1)
    for variable in network.variables:
        if "norm" not in variable.path:
            variable.assign(np.full(variable.shape, 0.1 if "kernel" in variable.path else 0.0))
    images = np.zeros((ResUNet.stride, 272, 272, 1), np.float32)
    for phase in range(ResUNet.stride):
        images[phase, 128 + phase * (axis == 0), 128 + phase * (axis == 1)] = 1e6
    changed = (
        keras.ops.convert_to_numpy(network(images))[..., 0]
        != keras.ops.convert_to_numpy(network(images * 0))[..., 0]
    )
    before, after = [], []
    for phase in range(ResUNet.stride):
        # Tiles are cut between blocks of 16 pixels: what a block sees beyond itself matters.
        blocks = np.argwhere(changed[phase])[:, axis] // ResUNet.stride * ResUNet.stride
        before.append(blocks.max() - (128 + phase))
        after.append(128 + phase - (blocks.min() + ResUNet.stride - 1))
    assert (max(before), max(after)) == (64, 79)
    assert CONTEXT - ResUNet.stride < 79 <= CONTEXT
    assert CONTEXT % ResUNet.stride == 0


def cut_in_two(network, row: int, col: int, side: int = 256):
    """The difference between a window's output and that part of a larger image's output."""
    image = np.random.default_rng(2).normal(size=(1, 432, 432, 2)).astype(np.float32)
    window = slice(row, row + side), slice(col, col + side)
    of_window = keras.ops.convert_to_numpy(network(image[(slice(None), *window)]))[0]
    of_image = keras.ops.convert_to_numpy(network(image))[(0, *window)]
    return np.abs(of_window - of_image)


@pytest.mark.parametrize("place", [(64, 80), (96, 144)])
def test_values_do_not_depend_on_how_an_image_is_cut(place):
    inner = slice(CONTEXT, -CONTEXT)
    difference = cut_in_two(used(), *place)
    assert difference[inner, inner].shape == (96, 96, 1)
    assert difference[inner, inner].max() < 1e-5
    # Each edge of the window shows, and so would another cut than at a multiple of the stride.
    edges = difference[0], difference[-1], difference[:, 0], difference[:, -1]
    assert min(edge[CONTEXT:-CONTEXT].max() for edge in edges) > 0.01
    assert cut_in_two(used(), place[0] + 8, place[1])[inner, inner].max() > 0.01


def test_group_statistics_are_those_of_the_tile():
    inner = slice(CONTEXT, -CONTEXT)
    assert cut_in_two(used(norm="group"), 64, 80)[inner, inner].max() > 1e-3


@pytest.mark.parametrize("norm", ["batch", "group"])
@pytest.mark.parametrize("dtype", ["float32", "mixed_bfloat16"])
def test_a_step_lowers_the_loss(norm, dtype):
    network = ResUNet(bands=2, outputs=1, width=4, norm=norm, dtype=dtype)
    network.compile(keras.optimizers.SGD(0.2), PixelLoss(), run_eagerly=True)
    images = np.random.default_rng(0).normal(size=(2, 64, 64, 2)).astype(np.float32)
    truth = np.zeros((2, 64, 64, 4), np.float32)
    truth[..., WEIGHT], truth[..., STRENGTH] = 1, images[..., 0] > 0.5
    first, second = (float(network.train_on_batch(images, truth)) for _ in range(2))
    assert second < first - 0.01


def test_statistics_follow_in_a_few_steps():
    """A step of training moves them a tenth of the way to those of its batch."""
    network = ResUNet(bands=2, outputs=1, width=4)
    images = np.random.default_rng(0).normal(size=(2, 32, 32, 2)).astype(np.float32)
    maps = keras.Model(network.input, network.get_layer("down1_conv1").output)(images)
    network(images, training=True)
    norm = network.get_layer("down1_conv2_norm")
    mean, variance = np.mean(maps, axis=(0, 1, 2)), np.var(maps, axis=(0, 1, 2))
    np.testing.assert_allclose(norm.moving_mean, 0.1 * mean, atol=1e-5)
    np.testing.assert_allclose(norm.moving_variance, 0.9 + 0.1 * variance, rtol=1e-4)


@pytest.mark.parametrize("norm", ["batch", "group"])
def test_a_model_file_holds_all_that_it_needs(norm):
    settings = NetworkSettings(network="ResUNet", bands=2, patch_size=64, width=4, norm=norm)
    network = used(norm=norm)
    again = load_network(Model(settings, weights_of(network)))
    image = np.random.default_rng(0).normal(size=(1, 64, 64, 2)).astype(np.float32)
    np.testing.assert_array_equal(*(one.predict_on_batch(image) for one in (again, network)))
