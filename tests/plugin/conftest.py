"""The toolbox for one test: others load the plugin, which registers its own."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsApplication
from scarp.algorithms.provider import ScarpProvider


@pytest.fixture
def provider(qgis_app, qgis_processing):
    """Scarp's provider, registered."""
    provider = ScarpProvider()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(provider)
    yield registry.providerById("scarp")
    # What is left of windows and steps must go before QGIS does.
    gc.collect()
    registry.removeProvider("scarp")
