"""Matching the brightness of two dates."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.stacking.radiometry import fit_line


@pytest.mark.parametrize(("gain", "offset"), [(0.7, 120.0), (1.0, 0.0), (1.3, -80.0)])
def test_a_third_has_changed(gain, offset):
    """Noise on both dates does not flatten the line, nor does what became bright."""
    rng = np.random.default_rng(0)
    values = rng.normal(1000, 200, 30_000)
    given = values + rng.normal(0, 20, values.shape)
    wanted = gain * values + offset + rng.normal(0, 20, values.shape)
    wanted[:10_000] += rng.uniform(200, 900, 10_000)
    given[-50:] = np.nan
    line = fit_line(given, wanted)
    assert line.gain == pytest.approx(gain, rel=0.04)
    assert line.gain * 1000 + line.offset == pytest.approx(gain * 1000 + offset, abs=12)
    assert 0.5 < line.unchanged < 0.8


def test_too_little_in_common():
    with pytest.raises(ScarpError, match="too little ground"):
        fit_line(np.arange(50.0), np.arange(50.0))


def test_the_same_everywhere():
    with pytest.raises(ScarpError, match="same nearly everywhere"):
        fit_line(np.ones(500), np.arange(500.0))


@pytest.mark.parametrize("share", [0.06, 0.1, 0.2])
def test_clouds_in_other_places_of_both_dates(share):
    rng = np.random.default_rng(1)
    values = rng.normal(1000, 200, 20_000)
    given, wanted = values.copy(), 1.25 * values + rng.normal(0, 20, values.shape)
    count = round(share * len(values))
    given[:count], wanted[-count:] = (rng.normal(6000, 300, count) for _ in range(2))
    line = fit_line(given, wanted)
    assert line.gain == pytest.approx(1.25, rel=0.06)


def test_an_inverted_image_has_nothing_in_common():
    values = np.random.default_rng(2).normal(1000, 200, 5000)
    with pytest.raises(ScarpError, match="too little in common"):
        fit_line(values, 5000 - values)
