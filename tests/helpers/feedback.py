"""Feedback that keeps what it is told, and steps that refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProcessingFeedback


class Feedback(QgsProcessingFeedback):
    """Keeps the lines said, errors among them."""

    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def pushInfo(self, info):
        self.lines.append(info)

    def reportError(self, error, fatalError=False):
        self.lines.append(error)


def refused(run, step: str, because: str, **parameters) -> None:
    """A step says a sentence that holds some words, and leaves its outputs' folder alone."""
    folder = Path(parameters.get("OUTPUT") or parameters["REPORT"]).parent
    before = sorted(path.name for path in folder.iterdir())
    feedback = Feedback()
    with pytest.raises(QgsProcessingException) as raised:
        run(step, feedback, **parameters)
    # What is raised while inputs are read, QGIS reports, and raises a sentence of its own.
    assert re.search(because, "\n".join([str(raised.value), *feedback.lines]))
    after = sorted(path.name for path in folder.iterdir())
    # QGIS itself keeps statistics of rasters that it opens.
    assert before == [name for name in after if not name.endswith(".aux.xml")]
