"""What a training is known by: the content of its rasters and what each of them is used for."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from scarp.core.labels.label_raster_writer import label_raster_writer
from scarp.core.messages import ScarpError
from scarp.core.rasters.identity import identity
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.models.model_file import load_model, save_model
from scarp.models.settings import NetworkSettings
from scarp.models.training.new_model import initialize_model
from scarp.runtime import jobs

pytestmark = pytest.mark.slow

SETTINGS = {
    "epochs": 1,
    "patches_per_epoch": 2,
    "augment_rotation": False,
    "precision": "float32",
    "device": "CPU",
}


class Cancelled(Exception):
    """What the button in QGIS raises."""


@pytest.fixture(scope="module")
def initial(tmp_path_factory) -> str:
    """A model file with initial weights."""
    path = tmp_path_factory.mktemp("models") / "initial.h5"
    save_model(initialize_model(NetworkSettings(bands=2, patch_size=204, width=1)), path)
    return str(path)


@pytest.fixture
def events(tmp_path, files) -> list[str]:
    """Label rasters of two events, of one name and with other labels."""
    paths = []
    for number, event in enumerate(("2018", "2019")):
        folder = tmp_path / event
        folder.mkdir()
        write_labels(files["image"], folder / "training.tif", rows=20 + 10 * number)
        paths.append(str(folder / "training.tif"))
    return paths


def write_labels(image: str, path: Path, rows: int) -> None:
    """Labels some rows of an image as landslides."""
    with Raster(image) as raster:
        window = Window(0, 0, *raster.shape)
        labels = np.zeros(raster.shape, np.uint8)
        labels[:rows] = 1
        with label_raster_writer(str(path), raster, ["landslide"], 0) as writer:
            writer.write(window, raster.read(window), labels)


@pytest.fixture
def train(initial, tmp_path):
    """Trains on label rasters, with a checkpoint, and gives the model's path."""

    def run(training, validation=(), progress=lambda *_, **__: None) -> str:
        output = str(tmp_path / "model.h5")
        jobs.train_model(
            progress,
            model=initial,
            training=list(training),
            validation=list(validation),
            settings=SETTINGS,
            output=output,
            checkpoint=str(tmp_path / "checkpoint"),
        )
        return output

    return run


@pytest.fixture
def begun(train):
    """Begins a training on label rasters, and cancels it when a checkpoint is there."""

    def run(training, validation=()) -> None:
        with pytest.raises(Cancelled):
            train(training, validation, cancel_after_an_epoch)

    return run


def cancel_after_an_epoch(fraction, message="", **values) -> None:
    """A `Progress` that cancels when the first epoch has been saved."""
    if message.startswith("Epoch"):
        raise Cancelled


def test_two_events_of_one_name_are_both_known(train, events):
    inputs = load_model(train([events[0]], [events[1]])).inputs
    assert inputs == {
        "2018/training.tif": identity(events[0]),
        "2019/training.tif": identity(events[1]),
    }


def test_another_event_of_one_name_is_another_training(train, begun, events):
    begun([events[0]], [events[1]])
    content = Path(events[0]).read_bytes()
    shutil.copy(events[1], events[0])
    with pytest.raises(ScarpError, match="with another model, other rasters"):
        train([events[0]], [events[1]])
    Path(events[0]).write_bytes(content)
    train([events[0]], [events[1]])


def test_rasters_that_change_their_parts_are_another_training(train, begun, events, tmp_path):
    other = str(tmp_path / "other.tif")
    shutil.copy(events[1], other)
    begun([events[0]], [other])
    with pytest.raises(ScarpError, match="with another model, other rasters"):
        train([other], [events[0]])


def test_a_mosaic_with_new_labels_is_another_training(train, begun, files, tmp_path):
    path = tmp_path / "labels.vrt"
    write_labels(files["image"], path, 20)
    text = path.read_bytes()
    begun([str(path)])
    write_labels(files["image"], path, 30)
    assert path.read_bytes() == text
    with pytest.raises(ScarpError, match="with another model, other rasters"):
        train([str(path)])
