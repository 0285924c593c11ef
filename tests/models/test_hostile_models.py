"""Model files from strangers: nothing is read from elsewhere, and no more than is stored."""

from __future__ import annotations

import dataclasses
import json
import resource

import h5py
import numpy as np
import pytest
from fuzz.hostile import ATTRIBUTES, HOSTILE, write_secret
from scarp.core.messages import ScarpError
from scarp.models.model_file import Model, load_model, save_model
from scarp.models.networks.build import build_network
from scarp.models.networks.weight_shapes import weight_shapes
from scarp.models.settings import NetworkSettings
from scarp.models.storage import hdf5_file as stored
from scarp.models.storage import model_attributes as description

#: Kilobytes by which this process, or one that it has started, may grow.
_GROWTH = 1 << 20
#: Seconds of computing that refusing a file may take.
_COMPUTING = 10


@pytest.fixture
def path(tmp_path, model):
    """A model file."""
    save_model(model, tmp_path / "model.h5")
    return tmp_path / "model.h5"


def largest() -> int:
    """Kilobytes that this process, or any that it has started, took at most."""
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds)


def computed() -> float:
    """Seconds that this process, and those that it has started, have computed."""
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_refuses_what_is_made_to_do_harm(tmp_path, path, make):
    write_secret(tmp_path / "secret")
    make(path, tmp_path / "secret")
    before, started = largest(), computed()
    with pytest.raises(ScarpError, match=r"model\.h5"):
        load_model(path)
    assert largest() < before + _GROWTH
    assert computed() < started + _COMPUTING


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in ATTRIBUTES.items() for value in values]
)
def test_refuses_what_no_model_says_of_itself(model, name, value):
    attributes = {
        item.name: json.dumps(getattr(model, item.name))
        for item in dataclasses.fields(model)
        if item.name not in ("weights", "network", "normalisation", "calibration")
    }
    for part in ("network", "normalisation", "calibration"):
        attributes[part] = json.dumps(dataclasses.asdict(getattr(model, part)))
    assert description.parse(attributes)["network"] == model.network
    with pytest.raises((KeyError, TypeError, ValueError, RecursionError)):
        description.parse({**attributes, name: value})


@pytest.mark.parametrize("value", [1, [1, 2], np.zeros((2, 2)), "{}", h5py.Empty("f"), b"\xff"])
def test_refuses_attributes_of_another_kind(path, value):
    with h5py.File(path, "a") as file:
        file.attrs["network"] = value
    with pytest.raises(ScarpError, match="is damaged"):
        load_model(path)


def test_a_file_on_which_the_hdf5_library_crashes(path, tmp_path, monkeypatch):
    crashing = tmp_path / "crashing.py"
    crashing.write_text("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    monkeypatch.setattr(stored, "_CHILD", crashing)
    with pytest.raises(ScarpError, match=r"model\.h5 is not a model file.* it is damaged"):
        load_model(path)


def test_a_file_in_which_the_hdf5_library_loops(path, tmp_path, monkeypatch):
    """What reads it ends itself, also if the program that waits for it is gone."""
    looping = tmp_path / "looping.py"
    text = stored._CHILD.read_text(encoding="utf-8")
    assert "serve(sys.argv[1]" in text
    looping.write_text(
        text.replace("serve(sys.argv[1]", "(lambda *_: [None for _ in iter(int, 1)])(1")
    )
    monkeypatch.setattr(stored, "_CHILD", looping)
    monkeypatch.setattr(stored, "_PATIENCE", 1.0)
    with pytest.raises(ScarpError, match=r"could not be read within 1 seconds: it is damaged"):
        load_model(path)


def test_every_attribute_of_a_model_is_checked():
    assert {*description.NAMES} == {item.name for item in dataclasses.fields(Model)} - {"weights"}


def test_weights_may_be_compressed(path, model):
    """As by HDF5's own programs."""
    with h5py.File(path, "a") as file:
        for name, array in model.weights.items():
            del file[f"weights/{name}"]
            file.create_dataset(f"weights/{name}", data=array, compression="gzip", shuffle=True)
    loaded = load_model(path)
    assert all(np.array_equal(loaded.weights[name], model.weights[name]) for name in model.weights)


def test_weights_of_an_older_scarp(path, model):
    """In one piece each, without checksums."""
    with h5py.File(path, "a") as file:
        for name, array in model.weights.items():
            del file[f"weights/{name}"]
            file[f"weights/{name}"] = array
    loaded = load_model(path)
    assert all(np.array_equal(loaded.weights[name], model.weights[name]) for name in model.weights)


@pytest.mark.parametrize(
    "settings",
    [
        {"network": "ENVINet5", "bands": 3, "classes": ("a",)},
        {"network": "ENVINet5", "bands": 1, "classes": ("a", "b", "c"), "width": 2},
        {"network": "ResUNet", "bands": 3, "classes": ("a",)},
        {"network": "ResUNet", "bands": 4, "classes": ("a", "b")},
        {"network": "ResUNet", "bands": 2, "norm": "group"},
        {"network": "UNet", "bands": 4, "classes": ("a", "b")},
    ],
)
def test_shapes_are_those_of_the_networks(settings):
    network = NetworkSettings(**{"width": 4, **settings})
    built = {v.path: tuple(v.shape) for v in build_network(network).variables}
    assert weight_shapes(network) == built


def test_shapes_of_no_network():
    with pytest.raises(ScarpError, match="There is no network “none”"):
        weight_shapes(NetworkSettings(network="none"))
