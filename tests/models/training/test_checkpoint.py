"""Trainings that are ended, and go on from their checkpoint as if they had not been."""

from __future__ import annotations

import dataclasses
import json
import re
from itertools import islice
from pathlib import Path

import h5py
import keras
import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.networks.build import array_of, load_network
from scarp.models.settings import NetworkSettings, TrainingSettings
from scarp.models.training import train as training
from scarp.models.training.checkpoint import Checkpoint, TrainingState
from scarp.models.training.new_model import initialize_model
from scarp.models.training.optimizers import make_optimizer

pytestmark = [
    pytest.mark.usefixtures("all_eagerly"),
    pytest.mark.filterwarnings("ignore:Even though the `tf.config"),
]

NAME = "checkpoint.h5"
INPUTS = {"label.tif": "0123"}
EPOCHS, BATCHES = 3, 3  # of 2, 2 and 1 patches
#: ResUNet has weights that no step trains, in its normalisation layers.
OPTIMIZERS = {"ENVINet5": "AdamW", "ResUNet": "SGD with momentum 0.99"}


class EndedError(Exception):
    """Ends a training, as cancelling does."""


class Ending:
    """A progress that keeps what it is told, and ends the training.

    Args:
        batches: After so many batches since the first epoch.
        times: When they have been told so often: after a batch, then after each tile.
        message: When it begins so.
    """

    def __init__(self, batches: int = -1, times: int = 1, message: str = "never"):
        self._at, self._times, self._message = batches, times, message
        self.told: list[str] = []

    def __call__(self, fraction, message="", **values):
        if message:
            self.told.append(message.format(**values))
            if self.told[-1].startswith(self._message):
                raise EndedError
        elif round(fraction * EPOCHS * BATCHES) == self._at:
            self._times -= 1
            if self._times == 0:
                raise EndedError


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
def models(untrained):
    """Initial models by network."""
    resunet = NetworkSettings("ResUNet", bands=2, patch_size=32, width=1)
    return {"ENVINet5": untrained, "ResUNet": initialize_model(resunet)}


@pytest.fixture(scope="module")
def go(models, blobs, plain):
    """Trains a network, from the checkpoint in a folder on if one is given.

    The validation raster's labels are the wrong way round: what is learned only does harm, and
    the best epoch is the first one.
    """
    right = blobs(2, side=100)
    whole = Window(0, 0, 100, 100)
    wrong = ArraySource(right.read(whole), 1 - right.labels(whole))

    def train(
        network="ENVINet5",
        folder=None,
        progress=None,
        *,
        model=None,
        inputs=INPUTS,
        noting=None,
        **other,
    ):
        chance = {"blur_max": 2.0, "augment_rotation": True, "augment_brightness": True}
        sizes = {"epochs": EPOCHS, "patches_per_epoch": 5, "patches_per_batch": 2}
        how = {"optimizer": OPTIMIZERS[network], "learning_rate": 0.05}
        settings = plain(**{**sizes, **chance, **how, **other})
        model = model or models[network]
        return training.train(
            model,
            [blobs(1)],
            [wrong],
            settings,
            progress or Ending(),
            checkpoint=folder and Checkpoint(folder, model, settings, inputs),
            callbacks=[noting] if noting else [],
        )

    return train


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


@pytest.fixture(scope="module")
def saved(go, tmp_path_factory) -> bytes:
    """The checkpoint of a training that was ended after its first epoch."""
    folder = tmp_path_factory.mktemp("saved")
    with pytest.raises(EndedError):
        go(folder=folder, progress=Ending(message="Epoch 1 of"))
    return (folder / NAME).read_bytes()


@pytest.fixture
def checkpoint(saved, tmp_path) -> Path:
    """That checkpoint in a folder of its own."""
    path = tmp_path / NAME
    path.write_bytes(saved)
    return path


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


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


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 1},
        {"epochs": 4},
        {"blur_max": 3.0},
        {"network": "ResUNet"},
        {"inputs": {"label.tif": "4567"}},
        {"inputs": {**INPUTS, "validation.tif": "89ab"}},
    ],
    ids=str,
)
def test_refuses_another_training(go, saved, checkpoint, other):
    with pytest.raises(ScarpError, match="another model, other rasters or other settings"):
        go(folder=checkpoint.parent, **other)
    assert checkpoint.read_bytes() == saved
    assert names(checkpoint.parent) == [NAME]


def test_refuses_a_model_with_other_weights(go, untrained, saved, checkpoint):
    weights = {name: array.copy() for name, array in untrained.weights.items()}
    weights["logits/bias"] += 1e-6
    with pytest.raises(ScarpError, match="another model, other rasters or other settings"):
        go(folder=checkpoint.parent, model=dataclasses.replace(untrained, weights=weights))
    assert checkpoint.read_bytes() == saved


def random_bytes(path: Path) -> None:
    path.write_bytes(np.random.default_rng(0).bytes(path.stat().st_size))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_hdf5_file(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["best"] = 1


def without_best_weights(path: Path) -> None:
    with h5py.File(path, "r+") as file:
        del file["best"]


def without_a_variable(path: Path) -> None:
    with h5py.File(path, "r+") as file:
        del file["optimizer/7"]


def of_an_earlier_version(path: Path) -> None:
    """Saved by a version that wrote none into it, as of another training."""
    with h5py.File(path, "r+") as file:
        del file.attrs["version"]
        file.attrs["training"] = "0123"


def damaged_within(path: Path) -> None:
    """In the header of a group of weights, of which HDF5 keeps a check sum."""
    content = bytearray(path.read_bytes())
    *_, group = (match.start() for match in islice(re.finditer(b"OHDR", content), 3))
    content[group + 4] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        random_bytes,
        cut_off,
        empty,
        another_hdf5_file,
        without_best_weights,
        without_a_variable,
        of_an_earlier_version,
        damaged_within,
    ],
)
def test_refuses_a_damaged_file(go, checkpoint, damage):
    damage(checkpoint)
    content = checkpoint.read_bytes()
    with pytest.raises(ScarpError, match=r"is not a checkpoint .* delete it to start afresh"):
        go(folder=checkpoint.parent)
    assert checkpoint.read_bytes() == content


def test_a_save_that_fails_leaves_the_one_before(saved, checkpoint, untrained, plain):
    """Such as of a full disk; here of a state that cannot be written."""
    network = load_network(untrained)
    optimizer = keras.optimizers.SGD()
    state = TrainingState(2, history={"loss": [object()]})
    with pytest.raises(TypeError):
        Checkpoint(checkpoint.parent, untrained, plain(), {}).save(state, network, optimizer)
    assert checkpoint.read_bytes() == saved
    assert names(checkpoint.parent) == [NAME]


def test_makes_its_folder_and_removes_its_file(untrained, plain, tmp_path):
    network = load_network(untrained)
    optimizer = keras.optimizers.SGD()
    optimizer.build(network.trainable_variables)
    made = Checkpoint(tmp_path / "地すべり" / "new", untrained, plain(), {})
    assert made.load() is None
    made.save(TrainingState(2, seconds=1.5), network, optimizer)
    assert made.load() == TrainingState(2, seconds=1.5)
    made.remove()
    made.remove()
    assert names(tmp_path / "地すべり" / "new") == []
