"""Training without a model: one is made that fits the rasters."""

from __future__ import annotations

import sys

import pytest
from scarp.models.model_file import load_model
from scarp.runtime.client import Worker

SETTINGS = {"epochs": 1, "patches_per_epoch": 2, "precision": "float32", "device": "CPU"}
NETWORK = {"width": 1, "patch_size": 190, "classes": ["landslide"], "bands": 3}


@pytest.fixture(scope="module")
def trained(files, tmp_path_factory):
    """The files and results of a first training, and of one that goes on from it."""
    folder, said = tmp_path_factory.mktemp("new model"), []

    def train(name: str, model: str | None) -> tuple[str, dict]:
        path = str(folder / name)
        arguments = {
            "model": model,
            "network": NETWORK,
            "training": [files["labels"]],
            "validation": [files["labels"]],
            "settings": SETTINGS,
            "output": path,
        }
        result = Worker(sys.executable).run(
            "train_model",
            arguments,
            lambda fraction, message="", **values: said.append(message.format(**values)),
        )
        return path, result

    first = train("first.h5", None)
    return first, train("second.h5", first[0]), said


def test_it_has_the_bands_and_classes_of_the_rasters(trained):
    (path, _), _, said = trained
    network = load_model(path).network
    # Patches of 190 pixels there are none of.
    assert (network.bands, network.classes, network.patch_size) == (2, ("landslide",), 204)
    expected = "A new model: ENVINet5 of width 1, 2 bands, classes landslide."
    assert expected in said


def test_its_child_knows_it(trained):
    (first, _), (second, result), _ = trained
    child = load_model(second)
    (parent,) = child.parents
    assert parent["model"] == "first.h5" and parent["made"] == load_model(first).made
    assert parent["label rasters"] == "labels.tif" and parent["epochs"] == 1
    assert set(child.before) == {"loss", "accuracy", "precision", "recall", "f1", "iou"}
    assert result["model"]["made"] == child.made
