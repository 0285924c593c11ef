"""Training by the toolbox: what it goes on from, what it writes, and what it can learn."""

from __future__ import annotations

import csv
import dataclasses
import os
import signal
import subprocess
from pathlib import Path

import pytest
from helpers.feedback import Feedback, refused
from helpers.workers import workers
from qgis.core import QgsProcessingContext, QgsProcessingException
from scarp.algorithms.trainmodel import TrainModel
from scarp.models.settings import PAPER, TrainingSettings


class KillingFeedback(Feedback):
    """Kills the worker as soon as an epoch is done.

    Args:
        epoch: The epoch, from 1.
    """

    def __init__(self, epoch: int):
        super().__init__()
        self._line = f"Epoch {epoch} of"

    def pushInfo(self, info):
        super().pushInfo(info)
        if info.startswith(self._line):
            for pid in workers():
                os.kill(pid, signal.SIGKILL)


def said(feedback: Feedback) -> str:
    return "\n".join(feedback.lines)


def rows_of(path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8") as table:
        return list(csv.DictReader(table))


def in_runtime(code: str, *arguments: str) -> str:
    """What a program prints that reads model files, for which QGIS's Python lacks h5py."""
    program = f"import sys, conftest\nfrom scarp.models.model_file import load_model\n{code}"
    return subprocess.run(
        [os.environ["SCARP_PYTHON"], "-c", program, *arguments],
        cwd=Path(__file__).parents[1],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def train(files, run):
    """Trains for some steps with all that is drawn by chance."""

    def training(folder: Path, feedback=None, **parameters):
        folder.mkdir(exist_ok=True)
        values = {
            "MODEL": files.initial,
            "TRAINING": [files.training],
            "VALIDATION": [files.validation],
            "EPOCHS": 4,
            "PATCHES_PER_EPOCH": 5,
            "PATCHES_PER_BATCH": 2,
            "BLUR_MAX": 3.8566,
            "BORDER_WEIGHT": 10,
            "PRECISION": 1,
            "DEVICE": 1,
            "OUTPUT": str(folder / "model.h5"),
            **parameters,
        }
        return run("trainmodel", feedback or Feedback(), **values)

    return training


def test_a_killed_training_goes_on_where_it_stopped(train, tmp_path):
    """To the same figures and the same weights as one that ran through."""
    through = train(tmp_path / "through", LOG=str(tmp_path / "through.csv"))
    checkpoint = tmp_path / "checkpoint"
    with pytest.raises(QgsProcessingException, match="was killed"):
        train(tmp_path / "killed", KillingFeedback(2), CHECKPOINT=str(checkpoint))
    assert [path.name for path in checkpoint.iterdir()] == ["checkpoint.h5"]

    with pytest.raises(QgsProcessingException, match="another model, other rasters or other"):
        train(tmp_path / "killed", CHECKPOINT=str(checkpoint), LOSS_WEIGHT=1)
    assert [path.name for path in checkpoint.iterdir()] == ["checkpoint.h5"]
    feedback = Feedback()
    resumed = train(
        tmp_path / "killed", feedback, CHECKPOINT=str(checkpoint), LOG=str(tmp_path / "killed.csv")
    )
    assert "goes on from its checkpoint, in epoch 3" in said(feedback)
    assert "Epoch 2 of" not in said(feedback) and "Epoch 3 of" in said(feedback)
    assert list(checkpoint.iterdir()) == []

    assert resumed["LOSS"] == pytest.approx(through["LOSS"], abs=1e-5)
    assert resumed["BEST_EPOCH"] == through["BEST_EPOCH"]
    for one, other in zip(*(rows_of(tmp_path / f"{name}.csv") for name in ("through", "killed"))):
        # A figure that is not defined is empty.
        figures, expected = ([float(value or -1) for value in row.values()] for row in (one, other))
        assert figures == pytest.approx(expected, abs=1e-5)
    difference = in_runtime(
        """
one, other = (load_model(path).weights for path in sys.argv[1:])
assert set(one) == set(other) and len(one) > 40
print(max(abs(one[name] - other[name]).max() for name in one))
""",
        through["OUTPUT"],
        resumed["OUTPUT"],
    )
    assert float(difference) < 1e-5


def test_preset(files, run):
    """The paper's numbers, but for what concerns this computer and these images."""
    step = TrainModel()
    step.initAlgorithm()
    feedback = Feedback()
    parameters = {
        "MODEL": files.initial,
        "TRAINING": [files.training],
        "PRESET": 1,
        "EPOCHS": 3,
        "LOSS_WEIGHT": 0.1,
        "SEED": 7,
        "DEVICE": 1,
    }
    step.prepare(parameters, QgsProcessingContext(), feedback)
    expected = dataclasses.replace(PAPER, seed=7, device="CPU")
    assert TrainingSettings(**step._arguments["settings"]) == expected
    assert "those of “As in the paper”" in said(feedback)
    assert (PAPER.epochs, PAPER.patches_per_epoch, PAPER.patches_per_batch) == (30, 500, 1)
    assert (PAPER.class_weight_max, PAPER.loss_weight, PAPER.blur_max) == (0.8022, 0.70, 3.8566)
    step.prepare({**parameters, "PRESET": 0}, QgsProcessingContext(), feedback)
    expected = TrainingSettings(epochs=3, loss_weight=0.1, seed=7, device="CPU")
    assert TrainingSettings(**step._arguments["settings"]) == expected


def test_without_validation_rasters(train, tmp_path):
    """A part is held out; with TensorFlow, the run can be watched in TensorBoard, too."""
    feedback = Feedback()
    has_tensorboard = os.environ.get("KERAS_BACKEND", "tensorflow") == "tensorflow"
    results = train(
        tmp_path,
        feedback,
        VALIDATION=[],
        EPOCHS=1,
        TENSORBOARD=str(tmp_path / "logs") if has_tensorboard else "",
        REPORT=str(tmp_path / "report.html"),
    )
    assert "a fifth of the labelled blocks" in said(feedback)
    assert 0 < results["THRESHOLD"] < 1
    events = [path for path in (tmp_path / "logs").rglob("events.out.*") if path.stat().st_size]
    assert bool(events) == has_tensorboard
    assert "Validation patches" in Path(results["REPORT"]).read_text(encoding="utf-8")


def test_search(files, run, provider, tmp_path):
    feedback = Feedback()
    results = run(
        "searchparameters",
        feedback,
        MODEL=files.initial,
        TRAINING=[files.training],
        VALIDATION=[files.validation],
        TRIALS=3,
        LEARNING_RATE_RANGE="0.001,0.01",
        SOLID_DISTANCE_RANGE=[1, 1],
        EPOCHS=1,
        PATCHES_PER_EPOCH=2,
        OUTPUT=str(tmp_path / "best.h5"),
        LEADERBOARD=str(tmp_path / "leaderboard.csv"),
        REPORT=str(tmp_path / "search.html"),
    )
    declared = provider.algorithm("searchparameters").outputDefinitions()
    assert set(results) == {output.name() for output in declared}
    rows = rows_of(results["LEADERBOARD"])
    assert sorted(row["trial"] for row in rows) == ["1", "2", "3"]
    losses = [float(row["val_loss"]) for row in rows]
    assert losses == sorted(losses)
    # Of the labels that did not choose: near it, but not the same.
    assert results["LOSS"] == pytest.approx(losses[0], rel=0.5)
    assert results["LOSS"] != losses[0]
    assert results["BEST_TRIAL"] == int(rows[0]["trial"])
    by_trial = {row["trial"]: row for row in rows}
    assert float(by_trial["1"]["learning_rate"]) == 0.001  # as given: the optimizer's own
    for trial in ("2", "3"):
        assert 0.001 <= float(by_trial[trial]["learning_rate"]) <= 0.01
        assert float(by_trial[trial]["solid_distance"]) == 1
    assert by_trial["2"]["loss_weight"] != by_trial["3"]["loss_weight"]
    rate = in_runtime("print(load_model(sys.argv[1]).training['learning_rate'])", results["OUTPUT"])
    assert float(rate) == float(rows[0]["learning_rate"])
    assert "Trials" in Path(results["REPORT"]).read_text(encoding="utf-8")
    assert "Trial 3 of 3: class_weight_max" in said(feedback)
    assert "the other gives its final figures" in said(feedback)
    assert "labelled in the training rasters, too" not in said(feedback)


@pytest.mark.parametrize("limits", ["3,1", "-1,1", "2"])
def test_search_refuses_ranges(files, run, tmp_path, limits):
    refused(
        run,
        "searchparameters",
        "BLUR_DISTANCE_RANGE needs two numbers",
        MODEL=files.initial,
        TRAINING=[files.training],
        BLUR_DISTANCE_RANGE=limits,
        OUTPUT=str(tmp_path / "best.h5"),
    )
