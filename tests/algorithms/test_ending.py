"""Ending a training in the middle: from QGIS's cancel button, and by the operating system."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from helpers.feedback import Feedback
from qgis.core import QgsProcessingException


class Ending(Feedback):
    """Does something once training is under way.

    Args:
        action: What to do.
    """

    def __init__(self, action):
        super().__init__()
        self._action = action
        self.when = 0.0

    def pushInfo(self, info):
        super().pushInfo(info)
        if info.startswith("Epoch 1 of") and not self.when:
            self.when = time.monotonic()
            self._action(self)


def workers() -> list[int]:
    """Process ids of the workers of this process."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes().decode()
            parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
        except (OSError, IndexError):
            continue
        if "runtime/worker.py" in command and int(parent) == os.getpid():
            found.append(int(entry.name))
    return found


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


def test_cancel(run, files, tmp_path):
    (tmp_path / "model.h5").write_text("an old one")
    feedback = Ending(lambda feedback: feedback.cancel())
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        train(run, files, tmp_path, feedback)
    assert feedback.when and time.monotonic() - feedback.when < 5
    assert workers() == []
    assert [path.name for path in tmp_path.iterdir()] == ["model.h5"]
    assert (tmp_path / "model.h5").read_text() == "an old one"


def test_killed(run, files, tmp_path):
    feedback = Ending(lambda _: [os.kill(pid, signal.SIGKILL) for pid in workers()])
    with pytest.raises(QgsProcessingException, match="The worker was killed: out of memory?"):
        train(run, files, tmp_path, feedback)
    assert feedback.when and time.monotonic() - feedback.when < 5
    assert workers() == []
    assert list(tmp_path.iterdir()) == []
