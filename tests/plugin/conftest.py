"""The toolbox for one test: others load the plugin, which registers its own."""

from __future__ import annotations

import pytest
from helpers.toolbox import forget_tests
from qgis.core import QgsApplication
from scarp.algorithms.provider import ScarpProvider


@pytest.fixture
def provider(qgis_app, qgis_processing):
    """Scarp's provider, registered."""
    provider = ScarpProvider()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(provider)
    yield registry.providerById("scarp")
    forget_tests()
    registry.removeProvider("scarp")
