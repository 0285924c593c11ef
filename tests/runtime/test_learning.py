"""What training and the search for its parameters give through the worker."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import pytest
from scarp.core.labels.label_raster_writer import label_raster_writer
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.runtime.client import Worker

pytestmark = pytest.mark.slow

SETTINGS = {
    "epochs": 2,
    "patches_per_epoch": 2,
    "augment_rotation": False,
    "augment_scale": False,
    "precision": "float32",
    "device": "CPU",
}
RANGES = {
    "class_weight": [0, 1],
    "loss_weight": [0, 1],
    "solid_distance": [0, 1],
    "blur_distance": [0, 1],
    # The first trial keeps its own; the second diverges.
    "learning_rate": [1e30, 1e30],
}


@pytest.fixture(scope="module")
def background(tmp_path_factory, files) -> str:
    """Labels without a feature, of which recall is not defined."""
    path = str(tmp_path_factory.mktemp("background") / "background.tif")
    with Raster(files["image"]) as image:
        window = Window(0, 0, *image.shape)
        with label_raster_writer(path, image, ["landslide"], 0) as writer:
            writer.write(window, image.read(window), np.zeros(image.shape, np.uint8))
    return path


@pytest.fixture(scope="module")
def job(tmp_path_factory, files):
    """Runs a job of a small network; gives its result and what was said."""
    initial = str(tmp_path_factory.mktemp("initial") / "initial.h5")
    settings = {"bands": 2, "patch_size": 188, "classes": ["landslide"], "width": 1}
    Worker(sys.executable).run("initialize_model", {"output": initial, "settings": settings}, quiet)

    def run(name: str, validation: str, **arguments):
        said = []
        result = Worker(sys.executable).run(
            name,
            {
                "model": initial,
                "training": [files["labels"]],
                "validation": [validation],
                "settings": SETTINGS,
                **arguments,
            },
            lambda _, message="", **values: said.append(message.format(**values)),
        )
        return result, "\n".join(said)

    return run


def quiet(fraction, message="", **values):
    pass


def rows_of(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8") as table:
        return list(csv.DictReader(table))


def test_undefined_figures_of_a_training_are_none(job, background, tmp_path):
    """And empty in the log."""
    log = tmp_path / "log.csv"
    result, said = job("train_model", background, output=str(tmp_path / "model.h5"), log=str(log))
    assert result["recall"] is None
    assert result["loss"] > 0 and 0 <= result["accuracy"] <= 1
    rows = rows_of(log)
    assert [row["epoch"] for row in rows] == ["1", "2"]
    assert all(row["val_recall"] == "" for row in rows)
    assert all(float(row["val_loss"]) > 0 for row in rows)
    assert "100.0 % of the labelled pixels of the validation rasters are labelled in the" in said


def test_undefined_figures_of_a_search_are_none(job, background, tmp_path):
    """And empty on the leaderboard, where a trial that diverged has none at all."""
    leaderboard = tmp_path / "leaderboard.csv"
    result, said = job(
        "search_parameters",
        background,
        output=str(tmp_path / "model.h5"),
        leaderboard=str(leaderboard),
        report=str(tmp_path / "report.html"),
        ranges=RANGES,
        trials=2,
    )
    assert result["recall"] is None and result["best_trial"] == 1
    first, second = rows_of(leaderboard)
    assert float(first["val_loss"]) == pytest.approx(result["loss"])
    assert first["val_recall"] == ""
    assert second["trial"] == "2" and float(second["learning_rate"]) == pytest.approx(1e30)
    assert second["best_epoch"] == second["loss"] == second["val_loss"] == ""
    assert "nan" not in leaderboard.read_text(encoding="utf-8").lower()
    assert "100.0 % of the labelled pixels of the validation rasters are labelled in the" in said
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "on the same labels by which the trial was chosen" in report
