"""The toolbox in a real QGIS, a small scene, and models made by real workers."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from helpers.toolbox import provider, run  # noqa: F401 - fixtures
from qgis.core import QgsProject
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.rasters.windows import Window
from scene import make_scene


@pytest.fixture
def project(qgis_app):
    yield QgsProject.instance()
    QgsProject.instance().clear()


@dataclass(frozen=True)
class Files:
    """A scene and what the chain's first half made of it."""

    folder: Path
    image: str
    inventory: str
    predicted: str
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
        str(shutil.copy(inventory, folder / "predicted.gpkg")),
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


@pytest.fixture
def cam(inputs) -> str:
    """A class activation raster of 40 x 50 pixels with one landslide."""
    values = np.zeros((40, 50, 1), np.float32)
    values[10:20, 10:30] = 0.9
    reference = spatial_reference("")
    reference.ImportFromEPSG(32654)
    path = str(inputs / "cam.tif")
    described = CamDescription(["landslide"])
    with cam_writer(
        path, (40, 50), (580_000, 3, 0, 4_740_000, 0, -3), reference.ExportToWkt(), described
    ) as writer:
        writer.write(Window(0, 0, 40, 50), values, np.ones((40, 50), bool))
    return path
