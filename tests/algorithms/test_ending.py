"""Ending a training in the middle: from QGIS's cancel button, and by the operating system."""

from __future__ import annotations

import csv
import os
import signal
from pathlib import Path

import pytest
from helpers.feedback import Feedback
from helpers.workers import workers
from qgis.core import QgsProcessingException


class Ending(Feedback):
    """Does something once training is under way.

    Args:
        action: What to do.
    """

    def __init__(self, action):
        super().__init__()
        self._action = action
        self.has_acted = False

    def pushInfo(self, info):
        super().pushInfo(info)
        if info.startswith("Epoch 2 of") and not self.has_acted:
            self.has_acted = True
            self._action(self)


def train(run, files, folder: Path, feedback) -> None:
    run(
        "trainmodel",
        feedback,
        MODEL=files.initial,
        TRAINING=[files.training],
        VALIDATION=[files.validation],
        EPOCHS=1000,
        PATCHES_PER_EPOCH=4,
        OUTPUT=str(folder / "model.h5"),
        LAST_MODEL=str(folder / "last.h5"),
        REPORT=str(folder / "report.html"),
        LOG=str(folder / "log.csv"),
    )


def assert_whole(log: Path) -> None:
    """The log may be watched during a training: it holds all epochs so far, here a few of 1000."""
    with open(log, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["epoch"] for row in rows] == [str(number + 1) for number in range(len(rows))]
    assert 1 <= len(rows) < 100 and all(float(row["val_loss"]) > 0 for row in rows)


def test_cancel(run, files, tmp_path):
    (tmp_path / "model.h5").write_text("an old one")
    feedback = Ending(lambda feedback: feedback.cancel())
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        train(run, files, tmp_path, feedback)
    assert feedback.has_acted
    assert workers() == []
    assert {path.name for path in tmp_path.iterdir()} == {"model.h5", "log.csv"}
    assert (tmp_path / "model.h5").read_text() == "an old one"
    assert_whole(tmp_path / "log.csv")


def test_killed(run, files, tmp_path):
    feedback = Ending(lambda _: [os.kill(pid, signal.SIGKILL) for pid in workers()])
    with pytest.raises(QgsProcessingException, match=r"The worker was killed: out of memory\?"):
        train(run, files, tmp_path, feedback)
    assert feedback.has_acted
    assert workers() == []
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]
    assert_whole(tmp_path / "log.csv")
