"""The toolbox in a real QGIS, a small scene, and models made by real workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.toolbox import provider, run  # noqa: F401 - fixtures
from scene import make_scene


@dataclass(frozen=True)
class Files:
    """A scene and what the chain's first half made of it."""

    folder: Path
    image: str
    inventory: str
    label: str
    training: str
    validation: str
    initial: str
    model: str


@pytest.fixture(scope="session")
def files(run, tmp_path_factory) -> Files:  # noqa: F811 - a fixture
    """A small scene of 4 bands in a folder with a space and Japanese letters, and a model."""
    folder = tmp_path_factory.mktemp("a scene 地すべり")
    image, inventory = make_scene(folder, width=320, height=300, seed=3)
    made = Files(
        folder,
        str(image),
        f"{inventory}|layername=landslides",
        *(str(folder / name) for name in ("label.tif", "t.tif", "v.tif", "initial.h5", "model.h5")),
    )
    run("createlabelraster", INPUT=made.image, INVENTORY=made.inventory, OUTPUT=made.label)
    run(
        "splitarea",
        INPUT=made.label,
        METHOD=1,
        TRAINING=made.training,
        VALIDATION=made.validation,
    )
    run("initializemodel", BANDS=4, PATCH_SIZE=188, WIDTH=2, OUTPUT=made.initial)
    run(
        "trainmodel",
        MODEL=made.initial,
        TRAINING=[made.training],
        VALIDATION=[made.validation],
        EPOCHS=1,
        PATCHES_PER_EPOCH=4,
        PATCHES_PER_BATCH=2,
        OUTPUT=made.model,
    )
    return made


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "outputs"
    folder.mkdir()
    return folder
