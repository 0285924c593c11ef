"""Fixtures of the toolbox in a real QGIS."""

from __future__ import annotations

import gc

import pytest
from qgis import processing
from qgis.core import QgsApplication, QgsProcessingFeedback
from scarp.algorithms.provider import ScarpProvider

from .feedback import Feedback


@pytest.fixture(scope="session")
def provider(qgis_app, qgis_processing):
    """Scarp's provider, registered."""
    provider = ScarpProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    provider.refreshAlgorithms()
    yield provider
    # What exceptions still hold, steps and contexts, must go before QGIS does.
    gc.collect()
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture(scope="session")
def run(provider):
    """Runs a step by its short name: ``run("classify", INPUT=…)``."""

    def run_step(step: str, feedback: QgsProcessingFeedback | None = None, **parameters) -> dict:
        return processing.run(f"scarp:{step}", parameters, feedback=feedback or Feedback())

    return run_step
