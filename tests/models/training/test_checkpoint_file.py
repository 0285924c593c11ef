"""Checkpoints as files: of another training, damaged, and written whole or not at all."""

from __future__ import annotations

import dataclasses
import re
from itertools import islice
from pathlib import Path

import h5py
import keras
import numpy as np
import pytest
from helpers.checkpoints import INPUTS, NAME, EndedError, Ending, names
from scarp.core.messages import ScarpError
from scarp.models.networks.build import load_network
from scarp.models.training.checkpoint import Checkpoint, TrainingState

pytestmark = [
    pytest.mark.usefixtures("all_eagerly"),
    pytest.mark.filterwarnings("ignore:Even though the `tf.config"),
]


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
