"""Trainings that are ended, and go on from their checkpoint as if they had not been."""

from __future__ import annotations

import json

import h5py
import keras
import numpy as np
import pytest
from helpers.checkpoints import EPOCHS, NAME, OPTIMIZERS, EndedError, Ending, names
from scarp.models.networks.build import array_of
from scarp.models.settings import TrainingSettings
from scarp.models.training import train as training
from scarp.models.training.optimizers import make_optimizer

pytestmark = [
    pytest.mark.usefixtures("all_eagerly"),
    pytest.mark.filterwarnings("ignore:Even though the `tf.config"),
]


class Noting(keras.callbacks.Callback):
    """Notes the optimizer's count of steps and its learning rate after each batch."""

    def __init__(self):
        super().__init__()
        self.steps: list[int] = []
        self.rates: list[float] = []

    def on_train_batch_end(self, batch, logs=None):
        optimizer = self.model.optimizer
        self.steps.append(int(optimizer.iterations))
        self.rates.append(float(optimizer.learning_rate))


class Lacking(Noting):
    """Notes the same, and all variables before each step; once lacks the memory for a step.

    Args:
        at: Before so many further steps have been done.
    """

    def __init__(self, at: int):
        super().__init__()
        self.begun: list[np.ndarray] = []
        self._at = at

    def on_train_batch_begin(self, batch, logs=None):
        variables = [*self.model.variables, *self.model.optimizer.variables[2:]]
        self.begun.append(np.concatenate([array_of(one).ravel() for one in variables]))
        if len(self.steps) == self._at:
            self._at = -1
            raise MemoryError


@pytest.fixture(scope="module")
def through(go):
    """Trainings that ran through without a checkpoint, and what was noted, by network."""
    made = {}
    for network in OPTIMIZERS:
        noting = Noting()
        made[network] = go(network, noting=noting), noting
    return made


@pytest.fixture(scope="module")
def single() -> dict[str, list[float]]:
    """Learning rates of the 15 steps that there are with batches of one patch, by network."""
    rates = {}
    for network, optimizer in OPTIMIZERS.items():
        settings = TrainingSettings(epochs=EPOCHS, optimizer=optimizer, learning_rate=0.05)
        made = make_optimizer(settings, EPOCHS * 5)
        made.build([keras.Variable(0.0)])
        rates[network] = []
        for step in range(1, EPOCHS * 5 + 1):
            made.iterations.assign(step)
            rates[network].append(float(made.learning_rate))
    return rates


def same(result, expected) -> None:
    """Two trainings gave the same figures and the same models."""
    assert set(result.best.history) == set(expected.best.history)
    for name, values in expected.best.history.items():
        assert result.best.history[name] == pytest.approx(values, abs=1e-5, nan_ok=True), name
    for model, other in ((result.best, expected.best), (result.last, expected.last)):
        assert model.best_epoch == other.best_epoch
        assert model.threshold == other.threshold
        assert set(model.weights) == set(other.weights)
        for name, weights in other.weights.items():
            np.testing.assert_allclose(model.weights[name], weights, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("network", "endings", "goes_on_after"),
    [
        pytest.param("ENVINet5", [{"message": "Epoch 2 of"}], 6, id="between epochs"),
        pytest.param("ENVINet5", [{"batches": 5}], 3, id="within an epoch"),
        pytest.param("ENVINet5", [{"batches": 2}], 0, id="within the first epoch"),
        pytest.param("ENVINet5", [{"batches": 5}, {"batches": 8}], 6, id="twice"),
        pytest.param("ResUNet", [{"batches": 5}], 3, id="within an epoch of ResUNet"),
        pytest.param("ENVINet5", [{"batches": 6, "times": 2}], 3, id="while validating"),
        pytest.param("ENVINet5", [{"message": "Epoch 3 of"}], 9, id="when all is done"),
    ],
)
def test_goes_on_as_if_nothing_had_been(go, through, tmp_path, network, endings, goes_on_after):
    """From the last epoch that was done."""
    expected, noted = through[network]
    assert expected.best.best_epoch < EPOCHS  # so the best weights are the checkpoint's
    for ending in endings:
        with pytest.raises(EndedError):
            go(network, tmp_path, Ending(**ending))
    assert names(tmp_path) == ([NAME] if goes_on_after else [])
    progress, noting = Ending(), Noting()
    result = go(network, tmp_path, progress, noting=noting)
    same(result, expected)
    assert noting.steps == noted.steps[goes_on_after:]
    assert noting.rates == pytest.approx(noted.rates[goes_on_after:], rel=1e-6)
    goes_on = any("The training goes on from its checkpoint" in said for said in progress.told)
    assert goes_on == bool(goes_on_after)
    # It is the caller's to remove, when the models have been saved.
    assert names(tmp_path) == [NAME]


@pytest.mark.parametrize(
    ("ending", "steps"),
    [
        pytest.param({"message": "Epoch 1 of"}, [4, 5, 6], id="before it is lost"),
        pytest.param({"batches": 5}, [4, 5, 6], id="within the epoch in which it is lost"),
        pytest.param({"message": "Stopped: no lower loss in 1 epochs"}, [], id="when it is lost"),
    ],
)
def test_patience(go, through, tmp_path, ending, steps):
    """It is lost after the second epoch."""
    with pytest.raises(EndedError):
        go(folder=tmp_path, progress=Ending(**ending), patience=1)
    noting = Noting()
    result = go(folder=tmp_path, noting=noting, patience=1)
    assert noting.steps == steps
    assert result.best.best_epoch == 1
    losses = through["ENVINet5"][0].best.history["val_loss"]
    assert result.best.history["val_loss"] == pytest.approx(losses[:2], abs=1e-5)


@pytest.mark.parametrize(
    ("network", "in_folder", "at", "kept", "goes_on_after"),
    [
        pytest.param("ENVINet5", False, 0, 0, 0, id="before the first step"),
        pytest.param("ENVINet5", False, 1, 0, 0, id="in the first epoch"),
        pytest.param("ENVINet5", False, 4, 3, 5, id="from the end of the epoch before"),
        pytest.param("ResUNet", False, 8, 6, 10, id="in the last epoch of ResUNet"),
        pytest.param("ENVINet5", True, 4, 3, 5, id="from a checkpoint in a file"),
    ],
)
def test_memory_runs_out(
    go, through, single, tmp_path, network, in_folder, at, kept, goes_on_after
):
    """What has been learned stays; batches of 1 take the place of those of 2 from there on.

    The learning rate goes on as if the batches had been of 1 from the beginning.
    """
    expected, noted = through[network]
    noting, progress = Lacking(at), Ending()
    folder = tmp_path if in_folder else None
    result = go(network, folder, progress, noting=noting)
    epoch = goes_on_after // 5 + 1
    message = f"Memory ran out: the training goes on in epoch {epoch}, with 1 patches per batch."
    assert progress.told.count(message) == 1
    assert noting.steps == [*noted.steps[:at], *range(goes_on_after + 1, 16)]
    assert noting.rates[at:] == pytest.approx(single[network][goes_on_after:], rel=1e-6)
    np.testing.assert_array_equal(noting.begun[at + 1], noting.begun[kept])
    epochs = [line.split(":")[0] for line in progress.told if line.startswith("Epoch")]
    assert epochs == [f"Epoch {number} of 3" for number in (1, 2, 3)]
    assert result.patches_per_batch == result.best.training["patches_per_batch"] == 1
    for name, values in expected.best.history.items():
        found = result.best.history[name]
        assert len(found) == EPOCHS
        assert found[: epoch - 1] == pytest.approx(values[: epoch - 1], abs=1e-5, nan_ok=True)


def test_memory_runs_out_after_the_training_has_gone_on(go, through, tmp_path):
    """Neither the weights nor the checkpoint are lost, nor what it has counted by then."""
    with pytest.raises(EndedError):
        go(folder=tmp_path, progress=Ending(message="Epoch 2 of"))
    noting, progress = Lacking(1), Ending(message="Epoch 3 of")
    with pytest.raises(EndedError):
        go(folder=tmp_path, progress=progress, noting=noting)
    assert noting.steps == [7, 11, 12, 13, 14, 15]
    with h5py.File(tmp_path / NAME) as file:
        state = json.loads(file.attrs["state"])
    assert state["patches_per_batch"] == 1
    assert len(state["history"]["loss"]) == 3
    # Started again, it keeps to the smaller batch.
    result = go(folder=tmp_path)
    assert result.patches_per_batch == 1
    losses = through["ENVINet5"][0].best.history["loss"]
    assert result.last.history["loss"][:2] == pytest.approx(losses[:2], abs=1e-5)


def test_memory_that_runs_out_with_one_patch_is_an_error(go, tmp_path):
    with pytest.raises(MemoryError):
        go(folder=tmp_path, noting=Lacking(1), patches_per_batch=1)


def test_keeps_the_automatic_batch(go, monkeypatch, tmp_path):
    """Another one, for which there is room today, would draw other patches."""
    monkeypatch.setattr(training, "automatic_batch", lambda *_: 2)
    with pytest.raises(EndedError):
        go(folder=tmp_path, progress=Ending(message="Epoch 2 of"), patches_per_batch=0)
    monkeypatch.setattr(training, "automatic_batch", lambda *_: 4)
    noting = Noting()
    result = go(folder=tmp_path, noting=noting, patches_per_batch=0)
    assert result.patches_per_batch == 2
    assert noting.steps == [7, 8, 9]
