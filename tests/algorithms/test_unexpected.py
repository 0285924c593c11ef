"""What no one has thought of: one sentence, and the traceback where “Check runtime” finds it."""

from __future__ import annotations

import pytest
from helpers.feedback import Feedback
from qgis import processing
from qgis.core import QgsProcessingException
from scarp.algorithms.shared.base import ScarpAlgorithm


class Failing(ScarpAlgorithm):
    """A step with a mistake in it."""

    GROUP = "prepare"

    def __init__(self, place: str = ""):
        super().__init__()
        self._place = place

    def createInstance(self):
        return Failing(self._place)

    def name(self):
        return "failing"

    def displayName(self):
        return "Failing"

    def description(self):
        return "Fails."

    def initAlgorithm(self, config=None):
        pass

    def prepare(self, parameters, context, feedback):
        if self._place == "prepare":
            raise KeyError("a mistake\nof two lines")

    def execute(self, parameters, context, feedback):
        raise ZeroDivisionError("a mistake\nof two lines")


@pytest.mark.parametrize("place", ["prepare", "execute"])
def test_a_mistake_becomes_a_sentence(run, place):
    feedback = Feedback()
    with pytest.raises(QgsProcessingException) as raised:
        processing.run(Failing(place), {}, feedback=feedback)
    said = "\n".join([str(raised.value), *feedback.lines])
    assert "Scarp failed unexpectedly (" in said and "Traceback" not in said
    report = run("checkruntime")["REPORT"]
    part = report.split("## The last failure of a step")[1].split("##")[0]
    assert "failing, 20" in part and "Traceback (most recent call last):" in part
    assert ("KeyError" if place == "prepare" else "ZeroDivisionError") in part
    assert f"in {place}" in part
