"""Fixtures of the toolbox in a real QGIS."""

from __future__ import annotations

import gc
from types import FrameType

import pytest
from qgis import processing
from qgis.core import QgsApplication, QgsProcessingFeedback
from scarp.algorithms.provider import ScarpProvider

from .feedback import Feedback


def forget_tests() -> None:
    """Lets go of what exceptions still hold, layers and steps: it must go before QGIS does.

    SIP never frees an exception that a step has raised, nor what was in the frames around it.
    """
    for frame in [one for one in gc.get_objects() if isinstance(one, FrameType)]:
        if frame.f_code.co_name.startswith("test_"):
            frame.clear()
    gc.collect()


@pytest.fixture(scope="session")
def provider(qgis_app, qgis_processing):
    """Scarp's provider, registered."""
    provider = ScarpProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    provider.refreshAlgorithms()
    yield provider
    forget_tests()
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture(scope="session")
def run(provider):
    """Runs a step by its short name: ``run("classify", INPUT=…)``."""

    def run_step(step: str, feedback: QgsProcessingFeedback | None = None, **parameters) -> dict:
        return processing.run(f"scarp:{step}", parameters, feedback=feedback or Feedback())

    return run_step
