"""The model file: what it keeps, and what is refused."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sys
import time

import h5py
import numpy as np
import pytest
from scarp.core.hashing import file_hash
from scarp.core.messages import ScarpError
from scarp.models.model_file import load_model, save_model
from scarp.models.networks.build import load_network, weights_of
from scarp.models.settings import NetworkSettings
from scarp.models.training.new_model import initialize_model


@pytest.fixture
def path(tmp_path, model):
    """A model file."""
    save_model(model, tmp_path / "model.h5")
    return tmp_path / "model.h5"


def assert_same(one, other):
    assert set(one.weights) == set(other.weights)
    for name, array in one.weights.items():
        assert array.dtype == other.weights[name].dtype
        assert np.array_equal(array, other.weights[name]), name
    for item in dataclasses.fields(one):
        if item.name != "weights":
            assert getattr(one, item.name) == getattr(other, item.name), item.name


def test_keeps_everything(tmp_path, model):
    network = dataclasses.replace(model.network, classes=("Rutschung", "滑坡"))
    full = dataclasses.replace(
        model,
        network=network,
        weights=initialize_model(network).weights,
        software={"keras": "3"},
        inputs={"東.tif": "0f" * 32},
    )
    save_model(full, tmp_path / "東.h5")
    loaded = load_model(tmp_path / "東.h5")
    assert_same(loaded, full)
    assert loaded.is_trained
    assert isinstance(loaded.network, NetworkSettings)


def test_refuses_a_damaged_calibration(path):
    with h5py.File(path, "r+") as file:
        stored = json.loads(file.attrs["calibration"])
        file.attrs["calibration"] = json.dumps({**stored, "scale": [0, 0, 0, 0]})
    with pytest.raises(ScarpError, match="damaged"):
        load_model(path)


def test_half_precision_takes_half_the_room(tmp_path, path, model):
    save_model(model, tmp_path / "half.h5", "float16")
    loaded = load_model(tmp_path / "half.h5")
    for name, array in model.weights.items():
        assert loaded.weights[name].dtype == np.float32
        np.testing.assert_array_equal(loaded.weights[name], array.astype(np.float16))
    sizes = [
        sum(dataset.id.get_storage_size() for dataset in datasets_of(one))
        for one in (path, tmp_path / "half.h5")
    ]
    assert sizes[1] < 0.6 * sizes[0]


def datasets_of(path) -> list[h5py.Dataset]:
    found = []
    file = h5py.File(path, "r")
    file["weights"].visititems(
        lambda _, item: found.append(item) if isinstance(item, h5py.Dataset) else None
    )
    return found


def test_keeps_an_untrained_model(tmp_path, untrained):
    save_model(untrained, tmp_path / "model.h5")
    loaded = load_model(tmp_path / "model.h5")
    assert_same(loaded, untrained)
    assert not loaded.is_trained
    assert loaded.threshold is None


def test_files_of_earlier_versions_know_one_size_of_pixels(path):
    with h5py.File(path, "a") as file:
        del file.attrs["pixel_sizes"]
    loaded = load_model(path)
    assert (loaded.pixel_size, loaded.pixel_sizes) == (10, ())


def test_network_gets_the_weights(path, model):
    network = load_network(load_model(path))
    for name, array in weights_of(network).items():
        assert np.array_equal(array, model.weights[name]), name


def test_weights_can_be_left_out(path, model):
    loaded = load_model(path, with_weights=False)
    assert loaded.weights == {}
    assert loaded.history == model.history


def test_history_may_be_longer_than_64_kb(tmp_path, model):
    values = np.random.default_rng(0).random(20_000).tolist()
    long = dataclasses.replace(model, history={"loss": values, "f1": [float("nan")] * 3})
    save_model(long, tmp_path / "model.h5")
    loaded = load_model(tmp_path / "model.h5")
    assert loaded.history["loss"] == values
    assert np.isnan(loaded.history["f1"]).all()


def test_holds_numbers_and_json_only(path):
    """Nothing that could be run: no pickles, no Keras configuration."""
    with h5py.File(path) as file:
        kinds = set()
        file.visititems(
            lambda _, item: kinds.add(str(item.dtype)) if isinstance(item, h5py.Dataset) else None
        )
        assert kinds == {"float32"}
        for name, value in file.attrs.items():
            if name not in ("format", "format_version"):
                json.loads(value)


def test_runs_no_code_of_the_file(path):
    watched, seen = {"exec", "compile", "import", "pickle.find_class", "marshal.loads"}, []
    sys.addaudithook(lambda event, _: seen.append(event) if event in watched else None)
    load_model(path)
    watched.clear()  # a hook cannot be taken away
    assert seen == []


def test_refuses_a_missing_file(tmp_path):
    with pytest.raises(ScarpError, match=r"There is no model file .*none\.h5"):
        load_model(tmp_path / "none.h5")


def test_refuses_what_is_no_hdf5_file(tmp_path):
    (tmp_path / "model.h5").write_text("no model")
    with pytest.raises(ScarpError, match="is not a model file: it is no HDF5 file"):
        load_model(tmp_path / "model.h5")


def test_refuses_a_folder(tmp_path):
    with pytest.raises(ScarpError, match="is not a model file"):
        load_model(tmp_path)


def test_refuses_another_hdf5_file(tmp_path):
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["table"] = [1, 2]
    with pytest.raises(ScarpError, match="is an HDF5 file, but not a model of Scarp"):
        load_model(tmp_path / "other.h5")


def test_refuses_a_newer_format(path):
    with h5py.File(path, "a") as file:
        file.attrs["format_version"] = 3
        file.attrs["something_new"] = "1"
    with pytest.raises(ScarpError, match=r"newer Scarp \(format 3\): update Scarp"):
        load_model(path)


def remove_weights(file):
    del file["weights"]


def remove_attribute(file):
    del file.attrs["network"]


def garble_attribute(file):
    file.attrs["history"] = '{"loss": [0.5, '


@pytest.mark.parametrize("damage", [remove_weights, remove_attribute, garble_attribute])
def test_refuses_a_damaged_file(path, damage):
    with h5py.File(path, "a") as file:
        damage(file)
    with pytest.raises(ScarpError, match="is damaged"):
        load_model(path)


def test_refuses_a_truncated_file(path):
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(ScarpError, match="is damaged"):
        load_model(path)


@pytest.mark.parametrize("value", [None, np.zeros((3, 3, 2, 7), np.float32)])
def test_refuses_weights_that_do_not_fit(path, value):
    with h5py.File(path, "a") as file:
        del file["weights/down1_conv1/kernel"]
        if value is not None:
            file["weights/down1_conv1/kernel"] = value
    with pytest.raises(ScarpError, match="damaged: the weights of “down1_conv1/kernel”"):
        load_network(load_model(path))


def test_refuses_a_place_that_cannot_be_written(tmp_path, model):
    (tmp_path / "file").write_text("a file, no folder")
    with pytest.raises(ScarpError, match="Nothing can be written into the folder"):
        save_model(model, tmp_path / "file" / "model.h5")
    assert (tmp_path / "file").read_text() == "a file, no folder"


def test_a_full_disk_harms_no_old_file(path, model):
    resource = pytest.importorskip("resource")
    before = path.read_bytes()
    larger = dataclasses.replace(model, weights={"kernel": np.zeros(200_000, np.float32)})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))  # as if there were no room
    try:
        with pytest.raises(ScarpError, match="could not be written"):
            save_model(larger, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["model.h5"]


def test_hash_is_sha256(path):
    assert file_hash(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_model_makes_the_same_bytes(model, tmp_path):
    """A second later, too: nothing in the file says when it was written."""
    paths = [tmp_path / f"{number}.h5" for number in range(2)]
    for path in paths:
        save_model(model, path)
        time.sleep(1.1)
    assert paths[0].read_bytes() == paths[1].read_bytes()
