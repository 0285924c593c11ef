"""Training small networks on small images."""

from __future__ import annotations

import copy
import dataclasses
import math

import keras
import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import NormalisedSource, fit_normalisation
from scarp.models.data.patches import Geometry, PatchIndex, TrainingPatches
from scarp.models.data.targets import LABEL, WEIGHT
from scarp.models.hardware.devices import choose_device, choose_precision, list_gpus
from scarp.models.networks.build import load_network
from scarp.models.settings import OPTIMIZERS, NetworkSettings
from scarp.models.training import train as training
from scarp.models.training.evaluation import TrainingDiverged, evaluate
from scarp.models.training.new_model import initialize_model
from scarp.models.training.optimizers import make_optimizer
from scarp.models.training.validation import labelled_tiles, measure

#: Side of the output of validation tiles: that of the largest legal input up to 512 pixels.
TILE_SIDE = 508 - 2 * 92


@pytest.fixture(scope="module")
def trained(blobs, plain):
    """A training of three epochs, its validation image, and the histories after each epoch."""
    network = NetworkSettings(bands=2, patch_size=252, width=4)
    settings = plain(epochs=3, patches_per_epoch=12, learning_rate=0.005, augment_flip=True)
    validation, histories, told = blobs(2), [], []
    result = training.train(
        initialize_model(network),
        [blobs(1)],
        [validation],
        settings,
        lambda fraction, message="", **values: told.append((fraction, message.format(**values))),
        lambda history: histories.append(copy.deepcopy(history)),
    )
    return result, validation, histories, told


def measured(model, validation):
    """The scores of a model on a validation image of one tile."""
    source = NormalisedSource(validation, model.normalisation.of(validation))
    return evaluate(load_network(model), labelled_tiles([source], TILE_SIDE, 1), 92)


def test_learns(trained):
    history = trained[0].last.history
    assert history["loss"][2] < history["loss"][0] / 2
    assert history["val_loss"][2] < 0.15
    assert history["val_f1"][2] > 0.85
    assert history["f1"][2] > history["f1"][0] + 0.2


def test_validation_without_labels_is_refused(blobs, plain):
    model = initialize_model(NetworkSettings(bands=2, patch_size=252, width=1))
    unlabelled = ArraySource(np.ones((300, 300, 2), np.float32))
    with pytest.raises(ScarpError, match="The validation rasters hold no labelled pixel"):
        training.train(model, [blobs(1)], [unlabelled], plain(epochs=1, patches_per_epoch=1))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [((10.0, 3.0, 5.0), (3.0, 10.0)), ((4.0,), (4.0, 4.0)), ((3.0, None), ())],
)
def test_a_model_knows_the_pixels_of_all_training_rasters(blobs, plain, eagerly, sizes, expected):
    sources = [blobs(number) for number in range(len(sizes))]
    for source, size in zip(sources, sizes):
        if size:
            source.pixel_size = size
    model = initialize_model(NetworkSettings(bands=2, patch_size=204, width=1))
    result = training.train(model, sources, [blobs(9)], plain(epochs=1, patches_per_epoch=1))
    assert result.best.pixel_sizes == result.last.pixel_sizes == expected
    assert result.best.pixel_size == sizes[0]


def test_history_has_all_figures_of_each_epoch(trained):
    result, _, histories, _ = trained
    names = ("loss", "accuracy", "precision", "recall", "f1", "iou")
    history = result.best.history
    assert set(history) == {prefix + name for name in names for prefix in ("", "val_")}
    assert [len(told["loss"]) for told in histories] == [1, 2, 3]
    for name, values in history.items():
        assert all(told[name] == values[: len(told[name])] for told in histories)
    assert result.last.history == history


def test_best_model_has_the_lowest_validation_loss(trained):
    best, validation = trained[0].best, trained[1]
    assert best.best_epoch == np.argmin(best.history["val_loss"]) + 1
    scores = measured(best, validation)
    assert scores.loss == pytest.approx(min(best.history["val_loss"]), rel=1e-4)
    assert scores.confusion.f1 == pytest.approx(best.history["val_f1"][best.best_epoch - 1])
    assert scores.threshold == best.threshold


def test_measure_gives_the_same_figures(trained, plain):
    best, validation = trained[0].best, trained[1]
    tiles = []
    scores = measure(best, [validation], plain(), lambda: tiles.append(1))
    assert scores.as_dict() == pytest.approx(measured(best, validation).as_dict(), rel=1e-4)
    assert len(tiles) == 1


def test_last_model_is_that_of_the_last_epoch(trained):
    last, validation = trained[0].last, trained[1]
    assert last.best_epoch == 3
    assert measured(last, validation).loss == pytest.approx(last.history["val_loss"][2], rel=1e-4)


def test_model_says_what_it_was_made_of(trained, blobs):
    best = trained[0].best
    assert best.normalisation == fit_normalisation([blobs(1)])
    assert best.band_names == ("band 1", "band 2")
    assert best.training["learning_rate"] == 0.005
    assert best.software["keras"] == keras.__version__
    assert trained[0].precision == "float32"
    assert trained[0].device.startswith("CPU (")


def test_tells_how_far_it_is(trained):
    told = trained[3]
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    assert len(set(fractions)) == 1 + 36
    epochs = [message for _, message in told if message.startswith("Epoch")]
    assert len(epochs) == 3 and epochs[2].startswith("Epoch 3 of 3: loss 0.")
    assert any(message.startswith("3 epochs of 12 patches") for _, message in told)


def test_a_model_that_is_trained_on_is_measured_before(trained, blobs, plain):
    """On the validation of the new training, as it was; a new model has no metrics before."""
    result, validation, _, _ = trained
    settings = plain(epochs=1, patches_per_epoch=2, learning_rate=0.001)
    again = training.train(result.best, [blobs(3)], [validation], settings)
    metrics = measured(result.best, validation).as_dict()
    assert again.best.before == pytest.approx(metrics, rel=1e-3) and metrics["f1"] > 0.8
    assert result.best.before == {} and again.best.made >= result.best.made > "2026"


def test_takes_the_batches_of_all_epochs_in_order(eagerly, monkeypatch, untrained, blobs, plain):
    """The class weight falls from epoch to epoch only if Keras does not shuffle them."""
    taken = []

    class Noting(TrainingPatches):
        def _patch(self, place):
            taken.append(place)
            return super()._patch(place)

    monkeypatch.setattr("scarp.models.training.run.TrainingPatches", Noting)
    settings = plain(epochs=3, patches_per_epoch=2)
    training.train(untrained, [blobs(1)], [blobs(2)], settings)
    assert taken == [(epoch, number) for epoch in range(3) for number in range(2)]


def test_seed_decides_the_weights(eagerly, untrained, blobs, plain):
    """On the CPU in float32, with all that is drawn by chance."""

    def weights(seed):
        chance = {f"augment_{kind}": True for kind in ("rotation", "scale", "flip", "brightness")}
        settings = plain(epochs=1, patches_per_epoch=3, patches_per_batch=2, seed=seed, **chance)
        return training.train(untrained, [blobs(1)], [], settings).best.weights

    first, same, other = weights(4), weights(4), weights(5)
    assert all(np.array_equal(first[name], same[name]) for name in first)
    assert not np.array_equal(first["logits/bias"], other["logits/bias"])


def test_without_validation_blocks_are_held_out(eagerly, untrained, blobs, plain):
    told = []
    result = training.train(
        untrained,
        [blobs(1)],
        [],
        plain(epochs=2, patches_per_epoch=1),
        lambda _, message="", **values: told.append(message.format(**values)),
    )
    best = result.best
    assert any("a fifth of the labelled blocks" in message for message in told)
    assert best.best_epoch == np.argmin(best.history["val_loss"]) + 1
    assert 0 < best.threshold < 1


def test_with_nothing_to_hold_out_the_training_loss_decides(eagerly, untrained, plain):
    labels = np.zeros((30, 30), np.uint8)
    labels[5:9, 5:9] = 1
    image = np.random.default_rng(0).normal(size=(30, 30, 2)).astype(np.float32)
    source = ArraySource(image, labels)
    result = training.train(untrained, [source], [], plain(epochs=2, patches_per_epoch=1))
    best = result.best
    assert set(best.history) == {"loss", "accuracy", "precision", "recall", "f1", "iou"}
    assert best.best_epoch == np.argmin(best.history["loss"]) + 1
    assert best.threshold is None and result.examples == []
    assert best.is_trained


def test_patience(eagerly, untrained, plain):
    """All is a landslide here and none there: what is learned only does harm."""
    image = np.random.default_rng(0).normal(size=(60, 60, 2)).astype(np.float32)
    everywhere = ArraySource(image, np.ones((60, 60), np.uint8))
    nowhere = ArraySource(image, np.zeros((60, 60), np.uint8))
    settings = plain(epochs=9, patches_per_epoch=2, patience=2, learning_rate=0.01)
    told = []
    result = training.train(
        untrained,
        [everywhere],
        [nowhere],
        settings,
        lambda _, message="", **values: told.append(message.format(**values)),
    )
    losses = result.last.history["val_loss"]
    best = result.best
    assert best.best_epoch == np.argmin(losses) + 1
    assert len(losses) == best.best_epoch + 2 < 9
    assert told[-1] == "Stopped: no lower loss in 2 epochs."
    assert measured(best, nowhere).loss == pytest.approx(min(losses), rel=1e-4)
    assert measured(result.last, nowhere).loss == pytest.approx(losses[-1], rel=1e-4)
    assert result.last.best_epoch == len(losses)


def test_sgd_takes_a_step_down_the_gradient(eagerly, untrained, blobs, plain):
    """One step of one patch: the change of the last bias is the mean error of the pixels."""
    settings = plain(
        epochs=1, patches_per_epoch=1, optimizer="SGD with momentum 0.99", learning_rate=0.5
    )
    result = training.train(untrained, [blobs(1)], [blobs(2)], settings)
    source = NormalisedSource(blobs(1), result.best.normalisation)
    patches = TrainingPatches(PatchIndex([source]), Geometry(204, 92), settings, batch_size=1)
    images, truth = patches[0]
    labels, weights = truth[..., LABEL], truth[..., WEIGHT]
    logits = load_network(untrained).predict_on_batch(images)
    probability = keras.ops.convert_to_numpy(keras.ops.sigmoid(logits))[..., 0]
    gradient = ((probability - labels) * weights).sum() / weights.sum()
    before, after = untrained.weights["logits/bias"], result.last.weights["logits/bias"]
    np.testing.assert_allclose(after - before, -0.5 * gradient, rtol=1e-3, atol=1e-6)
    loss = -np.log(np.where(labels == 1, probability, 1 - probability))
    expected = (loss * weights).sum() / weights.sum()
    assert result.last.history["loss"] == [pytest.approx(expected, rel=1e-4)]


def test_two_classes(eagerly, blobs, plain):
    classes = ("slide", "flow")
    model = initialize_model(NetworkSettings(bands=2, patch_size=204, width=1, classes=classes))
    image = np.random.default_rng(0).normal(size=(50, 50, 2)).astype(np.float32)
    labels = np.random.default_rng(1).choice([0, 1, 2, 255], (50, 50)).astype(np.uint8)
    source = ArraySource(image, labels)
    result = training.train(model, [source], [source], plain(epochs=1, patches_per_epoch=2))
    assert result.best.weights["logits/kernel"].shape[-1] == 3
    assert 0.2 < result.best.history["loss"][0] < 10
    assert 0 < result.best.threshold < 1


def test_goes_on_from_a_trained_model(eagerly, model, blobs, plain):
    """With the values of the new training rasters, which may be of another sensor."""
    result = training.train(model, [blobs(1)], [blobs(2)], plain(epochs=1, patches_per_epoch=3))
    assert result.best.normalisation == fit_normalisation([blobs(1)])
    assert len(result.best.history["loss"]) == 1
    change = result.best.weights["logits/kernel"] - model.weights["logits/kernel"]
    assert 0 < np.abs(change).max() < 0.01  # it began with the model's weights


def test_a_frozen_encoder_stays(eagerly, model, blobs, plain):
    settings = plain(epochs=1, patches_per_epoch=2, freeze_encoder=True)
    result = training.train(model, [blobs(1)], [blobs(2)], settings)
    for name, weights in model.weights.items():
        changed = not np.array_equal(weights, result.last.weights[name])
        assert changed != name.startswith("down"), name


def test_refuses_to_freeze_what_has_not_learned(untrained, blobs, plain):
    with pytest.raises(ScarpError, match="encoder of an untrained model cannot be frozen"):
        training.train(untrained, [blobs(1)], [], plain(freeze_encoder=True))


def test_refuses_to_go_on_without_numbers(eagerly, untrained, blobs, plain):
    settings = plain(epochs=1, patches_per_epoch=3, learning_rate=1e30)
    with pytest.raises(TrainingDiverged, match="choose a lower learning rate"):
        training.train(untrained, [blobs(1)], [blobs(2)], settings)


def test_each_image_by_its_own_values(eagerly, untrained, blobs, plain):
    """The same scene in other units trains the same network."""
    settings = plain(epochs=1, patches_per_epoch=2, normalisation="each image")
    whole = Window(0, 0, 160, 160)
    source = blobs(1)
    other = ArraySource(8 * source.read(whole), source.labels(whole))
    results = [training.train(untrained, [one], [one], settings) for one in (source, other)]
    assert all(result.best.normalisation.each_image for result in results)
    losses = [result.best.history["val_loss"][0] for result in results]
    assert losses[0] == pytest.approx(losses[1], rel=1e-4)


def test_cancelling_goes_on(eagerly, untrained, blobs, plain):
    class CancelledError(Exception):
        pass

    def cancel(fraction, message="", **values):
        if fraction:
            raise CancelledError(fraction)

    with pytest.raises(CancelledError, match=r"0\.25"):
        training.train(untrained, [blobs(1)], [], plain(epochs=2, patches_per_epoch=2), cancel)


@pytest.mark.parametrize("place", ["training", "validation"])
def test_refuses_other_bands(untrained, blobs, plain, place):
    sources = {"training": [blobs(1)], "validation": [blobs(1)]}
    sources[place] = [ArraySource(np.zeros((9, 9, 4)), np.ones((9, 9), np.uint8))]
    with pytest.raises(ScarpError, match="has 4 bands, but the model takes 2"):
        training.train(untrained, settings=plain(), **sources)


def test_refuses_other_classes(untrained, blobs, plain):
    source = blobs(1)
    source.classes = ["slide", "flow"]
    with pytest.raises(ScarpError, match="the classes slide, flow, but the model has landslide:"):
        training.train(untrained, [source], [], plain())
    network = NetworkSettings(bands=2, patch_size=204, width=1, classes=("flow", "slide"))
    with pytest.raises(ScarpError, match="the classes slide, flow, but the model has flow, slide"):
        training.train(initialize_model(network), [source], [], plain())


def test_refuses_rasters_without_features(untrained, plain):
    source = ArraySource(np.zeros((9, 9, 2)), np.zeros((9, 9), np.uint8))
    with pytest.raises(ScarpError, match="no feature pixels"):
        training.train(untrained, [source], [], plain())


@pytest.mark.skipif(bool(list_gpus()), reason="there is a GPU")
def test_refuses_a_gpu_that_is_not_there(untrained, blobs, plain):
    with pytest.raises(ScarpError, match=r"A GPU was asked for, but .* finds none"):
        training.train(untrained, [blobs(1)], [], dataclasses.replace(plain(), device="GPU"))


def test_device_and_precision():
    assert choose_device("CPU") in ("cpu:0", "cpu")
    assert choose_device("automatic") == (list_gpus() or [choose_device("CPU")])[0]
    assert choose_precision("float32", "cpu:0") == "float32"
    assert choose_precision("mixed", "cpu:0") == "mixed_bfloat16"
    assert choose_precision("automatic", "gpu:0") == "mixed_bfloat16"


@pytest.mark.parametrize(("optimizer", "rate"), zip(OPTIMIZERS, (1e-4, 1e-3, 1e-3)))
def test_learning_rates(plain, optimizer, rate):
    """They rise at first and fall to nothing at the end; only the paper's SGD's stays."""
    made = make_optimizer(plain(optimizer=optimizer), 100)
    made.build([keras.Variable(0.0)])
    rates = []
    for step in (0, 5, 52, 99):
        made.iterations.assign(step)
        rates.append(float(made.learning_rate))
    assert isinstance(made, keras.optimizers.AdamW) == (optimizer == "AdamW")
    assert optimizer == "AdamW" or made.momentum == 0.99
    if optimizer != "SGD with momentum 0.99":
        # Up in 5 steps, then down as a cosine in the 95 that are left.
        half = rate * (1 + math.cos(math.pi * 47 / 95)) / 2
        assert rates[:3] == pytest.approx([rate / 6, rate, half], abs=1e-9)
        assert rates[3] < rate / 1000
    else:
        assert rates == pytest.approx([rate] * 4)
