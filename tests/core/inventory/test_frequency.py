"""Sizes of an inventory, and the volumes that follow from them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scarp.core.inventory.frequency import EVENT, poisson_interval, size_bins, size_frequency
from scarp.core.inventory.volumes import RELATIONS, total_volumes
from scarp.core.messages import ScarpError
from scipy import stats


@pytest.fixture(scope="module")
def event() -> np.ndarray:
    """Areas of a whole landslide event in m²."""
    areas = EVENT.rvs(2000, random_state=3)
    return areas[areas > 0]


def test_bins_hold_all_and_their_density_is_that_of_the_distribution(event):
    bins = size_bins(event)
    assert sum(one.count for one in bins) == len(event)
    inside = 0
    for one in bins:
        assert one.density == pytest.approx(one.count / (one.most - one.least))
        expected = len(event) * np.diff(EVENT.cdf([one.least, one.most]))[0]
        inside += one.interval.low <= expected / (one.most - one.least) <= one.interval.high
    assert inside >= 0.85 * len(bins)


def test_poisson_intervals():
    """The table of Garwood 1936."""
    assert poisson_interval(0) == pytest.approx((0, 3.689), abs=1e-3)
    assert poisson_interval(10) == pytest.approx((4.795, 18.390), abs=1e-3)


def test_a_whole_event(event):
    found = size_frequency(event)
    assert found.fits[0].fit.name == "inverse gamma"
    low, high = found.fits[0].intervals["exponent"]
    assert low < 2.4 < high
    assert found.magnitude == pytest.approx(math.log10(len(event)))
    low, high = found.inferred_interval
    assert low < found.magnitude < high


def test_an_inventory_without_small_landslides(event):
    """The large ones tell how many there were."""
    found = size_frequency(event[event > 1500])
    low, high = found.inferred_interval
    assert found.magnitude_interval.high < low < math.log10(len(event)) < high


def test_few_landslides_get_no_distribution(event):
    found = size_frequency(event[:60])
    assert not found.fits and found.tail is None and math.isnan(found.inferred_magnitude)
    assert found.magnitude_interval.low < math.log10(60) < found.magnitude_interval.high


def test_what_has_no_distribution_is_refused(event):
    with pytest.raises(ScarpError) as error:
        size_frequency(event[:9])
    assert str(error.value) == (
        "The inventory holds too few landslides for statistics: 9, where at least 10 are needed."
    )
    with pytest.raises(ScarpError, match="the same area, 900 m²"):
        size_frequency(np.full(50, 900.0))


def test_volumes_by_hand(event):
    areas = np.array([100.0, 10_000.0])
    assert RELATIONS[0].volumes(areas) == pytest.approx([0.074 * 100**1.45, 0.074 * 10_000**1.45])
    assert RELATIONS[1].volumes(areas)[1] == pytest.approx(10 ** (-0.649 + 1.262 * 4))
    for one in total_volumes(event):
        assert one.volume == pytest.approx(one.relation.volumes(event).sum())
        assert one.interval.low < one.volume < one.interval.high


def test_the_interval_of_a_volume_holds_the_error_of_the_relation():
    """Of equal landslides, chance has no part in it."""
    found = total_volumes(np.full(400, 10_000.0))[2]
    relation = found.relation
    deviation = math.hypot(relation.log_alpha_error, 4 * relation.gamma_error)
    low, high = (math.log10(limit / found.volume) for limit in found.interval)
    expected = stats.norm.ppf(0.975) * deviation
    assert (-low, high) == pytest.approx((expected, expected), rel=0.1)
