"""Probabilities of objects, and what follows from them."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scarp.core.confidence.calibration import FEWEST, Calibration, fit_calibration
from scarp.core.confidence.reliability import calibration_error, reliability
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

#: Intercept, and what each feature adds to the logit.
TRUTH = np.array([-1.0, 1.2, 0.3, 0.8, 1.5])


def drawn(count: int, seed: int, shift: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Features, and what is a landslide by `TRUTH`."""
    rng = np.random.default_rng(seed)
    mean = rng.normal(0.5, 1, count) + shift
    features = np.column_stack(
        [mean, mean + rng.gamma(2, 0.5, count), rng.normal(3, 0.6, count), rng.uniform(0, 1, count)]
    )
    logits = TRUTH[0] + (features - [0.5, 1.5, 3, 0.5]) @ TRUTH[1:]
    return features, rng.random(count) < expit(logits)


def probability_of(features: np.ndarray) -> np.ndarray:
    return expit(TRUTH[0] + (features - [0.5, 1.5, 3, 0.5]) @ TRUTH[1:])


def test_it_recovers_what_was_drawn():
    features, truth = drawn(4000, 0)
    calibration = fit_calibration(features, truth, np.arange(4000) // 100)
    others, other_truth = drawn(2000, 1)
    found = calibration.probabilities(others)
    assert np.abs(found - probability_of(others)).mean() < 0.02
    assert calibration.error < 0.03 < calibration.error_before
    assert calibration_error(found, other_truth) < 0.04
    assert (calibration.objects, calibration.landslides) == (4000, truth.sum())
    assert sum(count for count, *_ in calibration.bins) == 4000


def test_it_agrees_with_scikit_learn():
    """Whose penalty C is the variance of the same prior."""
    features, truth = drawn(300, 2)
    calibration = fit_calibration(features, truth, np.zeros(300))
    kept = np.clip(features, calibration.low, calibration.high)
    standard = (kept - np.array(calibration.centre)) / np.array(calibration.scale)
    other = LogisticRegression(C=4.0, tol=1e-8).fit(standard, truth)
    expected = other.predict_proba(standard)[:, 1]
    assert calibration.probabilities(features) == pytest.approx(expected, abs=1e-4)


def test_intervals_of_the_expected_number():
    """Hold the true number in about 95 % of the images."""
    held = 0
    for seed in range(200):
        calibration = fit_calibration(*drawn(200, seed), np.arange(200))
        features, truth = drawn(150, 1000 + seed)
        total, low, high = calibration.expected(features, np.ones(150))
        assert low <= total <= high <= 150
        held += low <= truth.sum() <= high
    assert 0.92 <= held / 200 <= 0.98


def test_a_variance_below_zero_is_none():
    """As a damaged covariance may give it."""
    features, truth = drawn(200, 0)
    calibration = fit_calibration(features, truth, np.arange(200))
    damaged = replace(calibration, covariance=tuple(map(tuple, (-1e6 * np.eye(5)).tolist())))
    total, low, high = damaged.expected(features, np.ones(200))
    assert low == total == high


def test_separated_objects_stay_finite():
    features = np.repeat([[2.0, 3, 4, 0.8], [-2.0, -1, 2, 0.1]], FEWEST, axis=0)
    truth = np.arange(2 * FEWEST) < FEWEST
    calibration = fit_calibration(features, truth, np.arange(2 * FEWEST))
    found = calibration.probabilities(features)
    assert (found[truth] > 0.9).all() and (found[~truth] < 0.1).all()
    assert np.isfinite(calibration.covariance).all()


def test_too_few_objects():
    features, truth = drawn(200, 0)
    few = np.flatnonzero(truth)[: FEWEST - 1].tolist() + np.flatnonzero(~truth).tolist()
    assert fit_calibration(features[few], truth[few], np.zeros(len(few))) is None
    assert fit_calibration(np.empty((0, 4)), np.empty(0, bool), np.empty(0)) is None


def test_objects_of_another_kind_do_not_fit():
    calibration = fit_calibration(*drawn(500, 0), np.zeros(500))
    assert calibration.fits(drawn(100, 1)[0])
    assert not calibration.fits(drawn(100, 1, shift=4)[0])
    assert not calibration.fits(np.full((5, 4), np.nan))


def test_in_a_file():
    calibration = fit_calibration(*drawn(100, 0), np.zeros(100))
    stored = json.loads(json.dumps(calibration.as_dict()))
    assert Calibration.from_dict(stored) == calibration
    negative = [[-value for value in row] for row in stored["covariance"]]
    damaged = (
        *({"scale": [0.0] * 4}, {"low": [1.0]}, {"covariance": [[float("nan")] * 5] * 5}),
        {"covariance": negative},
    )
    for change in damaged:
        with pytest.raises(ValueError, match=r"scale|low|covariance"):
            Calibration.from_dict({**stored, **change})
    with pytest.raises(KeyError):
        Calibration.from_dict({})


def test_reliability():
    probabilities = np.array([0.05, 0.05, 0.95, 0.95, 1.0])
    truth = np.array([False, True, True, True, True])
    low, high = reliability(probabilities, truth)
    assert (low.count, low.share, high.count, high.share) == (2, 0.5, 3, 1.0)
    assert calibration_error(probabilities, truth) == pytest.approx((2 * 0.45 + 0.1) / 5)
    assert np.isnan(calibration_error(np.empty(0), np.empty(0, bool)))
