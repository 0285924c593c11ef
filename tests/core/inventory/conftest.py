"""What the tests of inventories share."""

from __future__ import annotations

import pytest
from scarp.core.inventory import intervals


@pytest.fixture(autouse=True)
def few_samples(monkeypatch):
    """Intervals need not be exact here: tests/benchmarks/inventory/coverage.py looks at them."""
    monkeypatch.setattr(intervals, "SAMPLES", 100)
