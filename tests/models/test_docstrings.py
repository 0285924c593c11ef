"""The examples in docstrings give what they say."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from scarp.models.data.targets import LABEL, WEIGHT
from scarp.models.networks import envinet5, resunet
from scarp.models.training import losses, metrics


@pytest.mark.parametrize(
    "module", [losses, metrics, envinet5, resunet], ids=lambda one: one.__name__
)
def test_examples(module):
    given = {"np": np, "LABEL": LABEL, "WEIGHT": WEIGHT}
    found = doctest.testmod(module, extraglobs=given)
    assert found.attempted > 1 and not found.failed
