"""Standard errors and intervals of an assessment."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from scarp.core.assessment.matching import match
from scarp.core.assessment.uncertainty import block_bootstrap
from scarp.core.vectors.intersections import PolygonSet

SIDE = 1200.0


def boxes(places, width=20.0, height=20.0) -> PolygonSet:
    x, y = np.transpose(places)
    return PolygonSet(shapely.box(x, y, x + width, y + height))


def assessed(found: np.ndarray, false: np.ndarray) -> dict:
    """A landslide in the middle of each of 144 squares, found or not, and a false one beside it."""
    middles = np.array([(100 * (k % 12) + 20.0, 100 * (k // 12) + 20.0) for k in range(144)])
    inventory = boxes(middles)
    predicted = boxes([*middles[found], *(middles[false] + 40)])
    return block_bootstrap(match(predicted, inventory, 0.5), shapely.box(0, 0, SIDE, SIDE))


def test_as_of_a_binomial_variable():
    """One landslide a square, independent of each other: the error of recall is known."""
    rng = np.random.default_rng(0)
    found = rng.random(144) < 0.7
    result = assessed(found, np.zeros(144, bool))
    share = found.mean()
    for name in ("recall", "object_recall"):
        one = result[name]
        assert one.error == pytest.approx((share * (1 - share) / 144) ** 0.5, rel=0.1)
        assert one.low < share < one.high
        assert one.high - one.low == pytest.approx(4 * one.error, rel=0.1)
    assert result["precision"].error == pytest.approx(0, abs=1e-9)
    assert result["object_precision"].low == 1


def test_clusters_have_wider_intervals():
    """What is found together tells less than the same number of independent landslides."""
    rng = np.random.default_rng(1)
    together = np.repeat(rng.random(36) < 0.6, 4)
    middles = np.array([(100 * (k // 4 % 12) + 10 * (k % 4), 400 * (k // 48)) for k in range(144)])
    inventory = boxes(middles.astype(float), 8, 8)
    predicted = inventory.take(together)
    area = shapely.box(0, 0, SIDE, SIDE)
    error = block_bootstrap(match(predicted, inventory, 0.5), area)["object_recall"].error
    share = together.mean()
    assert error > 1.5 * (share * (1 - share) / 144) ** 0.5


def test_of_few_squares_nothing_is_said():
    inventory = boxes([(20.0, 20.0), (620.0, 620.0)])
    area = shapely.box(0, 0, SIDE, SIDE)
    assert block_bootstrap(match(inventory, inventory, 0.5), area) == {}
