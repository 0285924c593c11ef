"""The loss, by hand on few pixels and against Keras's own losses."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from scarp.models.data.targets import CLASS, LABEL, STRENGTH, WEIGHT
from scarp.models.training.losses import PixelLoss

#: Sizes of random batches: patches, rows, columns.
SHAPE = (3, 7, 5)


def as_truth(weight, classes, strength) -> np.ndarray:
    """Truth (patches, rows, columns, 4) of arrays (patches, rows, columns)."""
    truth = np.zeros((*np.shape(classes), 4), np.float32)
    truth[..., WEIGHT], truth[..., CLASS], truth[..., STRENGTH] = weight, classes, strength
    truth[..., LABEL] = np.where(truth[..., STRENGTH] == 1, truth[..., CLASS], 0)
    truth[..., LABEL][truth[..., WEIGHT] == 0] = 255
    return truth


def batch(maps: int, blurred: bool = False, seed: int = 0):
    """Random truth, with unknown pixels, and logits of so many maps."""
    rng = np.random.default_rng(seed)
    classes = rng.integers(0, max(maps, 2), SHAPE)
    strength = rng.random(SHAPE) if blurred else 1.0
    weight = rng.choice([0, 1, 2.5], SHAPE)
    logits = rng.normal(0, 3, (*SHAPE, maps)).astype(np.float32)
    return as_truth(weight, classes, np.where(classes > 0, strength, 0)), logits


def log_softmax(logits):
    """In float64."""
    logits = logits.astype(np.float64)
    return logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))


def pointwise(maps: int) -> keras.Model:
    """A network of 2 bands without hidden layers, compiled anew, always with the same weights."""
    inputs = keras.Input((None, None, 2))
    initializer = keras.initializers.HeNormal(seed=1)
    outputs = keras.layers.Conv2D(maps, 1, kernel_initializer=initializer, dtype="float32")(inputs)
    return keras.Model(inputs, outputs)


def step(truth, images, maps: int, dice: bool):
    """The loss and the weights of a network after one step of training."""
    network = pointwise(maps)
    network.compile(keras.optimizers.SGD(1.0), PixelLoss(dice), run_eagerly=True)
    loss = network.train_on_batch(images, truth)
    return float(loss), np.concatenate([value.ravel() for value in network.get_weights()])


def test_one_map_by_hand():
    """Weights 1, 2 and 4 of four pixels; that in the corner is unknown."""
    truth = as_truth([[[1, 2], [4, 0]]], [[[1, 1], [0, 1]]], [[[1, 0.25], [0, 1]]])
    # Probabilities 0.8, 0.5, 0.2 and 0.1.
    logits = np.log([[[4, 1], [1 / 4, 1 / 9]]]).astype(np.float32)[..., None]
    expected = -(1 * np.log(0.8) + 2 * np.log(0.5) + 4 * np.log(0.8)) / 4
    assert float(PixelLoss()(truth, logits)) == pytest.approx(expected, rel=1e-6)


def test_several_maps_by_hand():
    """Of class 2; of class 1 by 0.75 and background by 0.25; of background; unknown."""
    truth = as_truth([[[1, 3], [2, 0]]], [[[2, 1], [0, 2]]], [[[1, 0.75], [0, 1]]])
    probabilities = [[[0.1, 0.3, 0.6], [0.5, 0.4, 0.1]], [[0.7, 0.1, 0.2], [0.9, 0.1, 0.0001]]]
    logits = np.log([probabilities]).astype(np.float32) + 1.5  # softmax ignores a constant
    mixed = 0.75 * np.log(0.4) + 0.25 * np.log(0.5)
    expected = -(1 * np.log(0.6) + 3 * mixed + 2 * np.log(0.7)) / 4
    assert float(PixelLoss()(truth, logits)) == pytest.approx(expected, rel=1e-6)


def test_one_map_is_binary_cross_entropy():
    truth, logits = batch(1, blurred=True)
    binary = keras.losses.BinaryCrossentropy(from_logits=True, reduction="sum")
    total = binary(truth[..., STRENGTH, None], logits, sample_weight=truth[..., WEIGHT])
    expected = float(total) / truth[..., 0].size
    assert float(PixelLoss()(truth, logits)) == pytest.approx(expected, rel=1e-6)


def test_several_maps_are_categorical_cross_entropy():
    truth, logits = batch(4)
    categorical = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="sum")
    total = categorical(truth[..., CLASS, None], logits, sample_weight=truth[..., WEIGHT])
    expected = float(total) / truth[..., 0].size
    assert float(PixelLoss()(truth, logits)) == pytest.approx(expected, rel=1e-6)


def test_blurred_classes_share_with_the_background():
    truth, logits = batch(3, blurred=True)
    logs = log_softmax(logits)
    weight, strength = truth[..., WEIGHT], truth[..., STRENGTH]
    own = np.take_along_axis(logs, truth[..., CLASS, None].astype(int), axis=-1)[..., 0]
    entropy = -(strength * own + (1 - strength) * logs[..., 0])
    expected = (weight * entropy).sum() / weight.size
    assert float(PixelLoss()(truth, logits)) == pytest.approx(expected, rel=1e-5)


def test_dice_of_one_map_by_hand():
    """Targets 1, 0.5, 0 at probabilities 0.8, 0.5, 0.2; the unknown pixel counts nowhere."""
    truth = as_truth([[[1, 2], [4, 0]]], [[[1, 1], [0, 1]]], [[[1, 0.5], [0, 1]]])
    logits = np.log([[[4, 1], [1 / 4, 9]]]).astype(np.float32)[..., None]
    added = float(PixelLoss(dice=True)(truth, logits)) - float(PixelLoss()(truth, logits))
    assert added == pytest.approx(1 - 2 * (0.8 + 0.25) / (1.5 + 1.5), rel=1e-5)


def test_dice_of_several_maps_by_hand():
    """Two patches; class 1 occurs in one, class 2 in the other, class 3 in none."""
    truth = as_truth(np.ones((2, 1, 2)), [[[1, 0]], [[2, 0]]], [[[1, 0]], [[1, 0]]])
    probabilities = [
        [[[0.1, 0.6, 0.2, 0.1], [0.6, 0.2, 0.1, 0.1]]],
        [[[0.2, 0.1, 0.5, 0.2], [0.4, 0.1, 0.4, 0.1]]],
    ]
    logits = np.log(probabilities).astype(np.float32)
    first = 1 - 2 * 0.6 / (1 + 0.6 + 0.2 + 0.1 + 0.1)
    second = 1 - 2 * 0.5 / (1 + 0.2 + 0.1 + 0.5 + 0.4)
    added = float(PixelLoss(dice=True)(truth, logits)) - float(PixelLoss()(truth, logits))
    assert added == pytest.approx((first + second) / 2, rel=1e-5)


@pytest.mark.parametrize("maps", [1, 3])
def test_dice_of_a_batch_is_that_of_keras(maps):
    truth, logits = batch(maps)
    known = truth[..., WEIGHT] > 0
    labels = truth[..., CLASS][known].astype(int)
    if maps == 1:
        pairs = [(labels, 1 / (1 + np.exp(-logits[known][:, 0])))]
    else:
        probabilities = np.exp(log_softmax(logits[known]))
        pairs = [(labels == number, probabilities[:, number]) for number in (1, 2)]
    dice = keras.losses.Dice(axis=None)
    expected = np.mean([float(dice(target.astype("f4"), found)) for target, found in pairs])
    added = float(PixelLoss(dice=True)(truth, logits)) - float(PixelLoss()(truth, logits))
    assert added == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("maps", [1, 3])
def test_without_features_dice_adds_nothing(maps):
    truth = as_truth(np.ones(SHAPE), np.zeros(SHAPE), np.zeros(SHAPE))
    logits = batch(maps)[1]
    assert float(PixelLoss(dice=True)(truth, logits)) == float(PixelLoss()(truth, logits))


@pytest.mark.parametrize("maps", [1, 3])
@pytest.mark.parametrize("dice", [False, True])
def test_a_perfect_answer_costs_nothing(maps, dice):
    truth = batch(maps)[0]
    target = truth[..., CLASS].astype(int)
    logits = 40 * np.eye(3)[target] if maps == 3 else 40.0 * (2 * target - 1)[..., None]
    assert float(PixelLoss(dice)(truth, logits)) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("maps", [1, 3])
@pytest.mark.parametrize("dice", [False, True])
def test_large_logits_stay_finite(maps, dice):
    truth, logits = batch(maps, blurred=True)
    loss = float(PixelLoss(dice)(truth, np.sign(logits) * 1e6))
    assert np.isfinite(loss) and loss > 1e5
    images = np.full((*SHAPE, 2), 1e6, np.float32)
    loss, weights = step(truth, images, maps, dice)
    assert np.isfinite(loss) and np.isfinite(weights).all()


@pytest.mark.parametrize("maps", [1, 3])
@pytest.mark.parametrize("dice", [False, True])
def test_unknown_pixels_change_nothing(maps, dice):
    """Neither the loss nor the step, whatever is said of them and whatever the image is there."""
    truth = batch(maps, blurred=True)[0]
    images = np.random.default_rng(4).normal(size=(*SHAPE, 2)).astype(np.float32)
    unknown = truth[..., WEIGHT] == 0
    other, other_images = truth.copy(), images.copy()
    other[unknown] = (0, 0, maps - 1, 0.6)
    other_images[unknown] = 50
    loss, weights = step(truth, images, maps, dice)
    same_loss, same_weights = step(other, other_images, maps, dice)
    assert same_loss == pytest.approx(loss, rel=1e-6)
    np.testing.assert_allclose(same_weights, weights, rtol=1e-5, atol=1e-6)
    other_images[~unknown] += 1
    assert step(other, other_images, maps, dice)[0] != pytest.approx(loss, rel=1e-3)


@pytest.mark.parametrize("maps", [1, 3])
@pytest.mark.parametrize("dice", [False, True])
def test_a_batch_of_which_nothing_is_known(maps, dice):
    truth = batch(maps)[0]
    truth[..., WEIGHT] = 0
    loss, weights = step(truth, np.ones((*SHAPE, 2), np.float32), maps, dice)
    assert loss == 0
    before = np.concatenate([value.ravel() for value in pointwise(maps).get_weights()])
    np.testing.assert_array_equal(weights, before)


@pytest.mark.parametrize("maps", [1, 3])
@pytest.mark.parametrize("dice", [False, True])
def test_training_tells_the_same_loss(maps, dice):
    """And goes down its gradient, measured by differences on the bias of the last map."""
    truth = batch(maps, blurred=True)[0]
    images = np.random.default_rng(4).normal(size=(*SHAPE, 2)).astype(np.float32)
    loss, weights = step(truth, images, maps, dice)
    network = pointwise(maps)
    assert loss == pytest.approx(float(PixelLoss(dice).call(truth, network(images))), rel=1e-6)
    kernel, bias = network.get_weights()

    def shifted(amount):
        network.set_weights([kernel, bias + np.eye(maps, dtype="f4")[-1] * amount])
        return float(PixelLoss(dice)(truth, network(images)))

    gradient = (shifted(0.02) - shifted(-0.02)) / 0.04
    assert bias[-1] - weights[-1] == pytest.approx(gradient, abs=2e-4)


@pytest.mark.parametrize("pixels", [None, 75_000.0])
def test_a_pixel_weighs_the_same_in_any_patch(pixels):
    """Of one of 50 known pixels as of one of 150,000, each a batch of its own."""
    steps = []
    for known in (50, 150_000):
        truth = np.zeros((1, 300, 500, 4), np.float32)
        truth.reshape(-1, 4)[:known, WEIGHT] = 1
        network = pointwise(1)
        network.compile(keras.optimizers.SGD(1.0), PixelLoss(pixels=pixels), run_eagerly=True)
        before = network.get_weights()[1]
        network.train_on_batch(np.zeros((1, 300, 500, 2), np.float32), truth)
        steps.append(float((before - network.get_weights()[1])[0]))
    # The gradient of log 2 on the bias is one half of each pixel's weight.
    assert steps[1] == pytest.approx(0.5 * 150_000 / (pixels or 150_000), rel=1e-3)
    assert steps[0] / steps[1] == pytest.approx(50 / 150_000, rel=1e-3)


def test_patches_of_a_batch_are_those_of_batches_of_one():
    """However little of them is known, and whatever their pixels weigh."""
    truth, logits = batch(3, blurred=True)
    truth[0, 1:] = 0
    loss = PixelLoss(pixels=9.0)
    parts = [float(loss(truth[i : i + 1], logits[i : i + 1])) for i in range(3)]
    assert float(loss(truth, logits)) == pytest.approx(np.mean(parts), rel=1e-5)


def test_batches_of_an_epoch_count_by_their_patches():
    """What Keras shows after an epoch is the mean of the batches' losses."""
    truth, _ = batch(1)
    images = np.random.default_rng(4).normal(size=(*SHAPE, 2)).astype(np.float32)
    network = pointwise(1)
    network.compile(loss=PixelLoss(), run_eagerly=True)
    parts = [float(PixelLoss()(truth[i : i + 1], network(images[i : i + 1]))) for i in range(3)]
    shown = network.evaluate(images, truth, batch_size=1, verbose=0)
    assert shown == pytest.approx(np.mean(parts), rel=1e-5)


def test_is_computed_in_float32():
    """Logits of bfloat16 have lost digits, but their loss loses no more, whatever the policy."""
    truth, logits = batch(3)
    rounded = keras.ops.cast(logits, "bfloat16")
    exact = float(PixelLoss(True)(truth, logits))
    of_rounded = float(PixelLoss(True)(truth, keras.ops.cast(rounded, "float32")))
    policy, floatx = keras.config.dtype_policy(), keras.config.floatx()
    keras.config.set_dtype_policy("mixed_bfloat16")
    keras.config.set_floatx("bfloat16")
    try:
        loss = PixelLoss(True)
        assert float(loss(truth, logits)) == exact
        assert float(loss(truth, rounded)) == float(loss.call(truth, rounded)) == of_rounded
        assert keras.backend.standardize_dtype(loss(truth, rounded).dtype) == "float32"
    finally:
        keras.config.set_floatx(floatx)
        keras.config.set_dtype_policy(policy)


def test_refuses_sample_weights():
    truth, logits = batch(1)
    with pytest.raises(ValueError, match="`sample_weight` must be None"):
        PixelLoss()(truth, logits, truth[..., WEIGHT])


def test_is_made_again_from_its_configuration():
    config = keras.saving.serialize_keras_object(PixelLoss(dice=True, pixels=12.5, name="other"))
    loss = keras.saving.deserialize_keras_object(config)
    assert isinstance(loss, PixelLoss) and loss.dice and loss.name == "other"
    assert loss.pixels == 12.5
