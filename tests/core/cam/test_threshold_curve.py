"""Accuracy at every threshold."""

import numpy as np
import pytest
from scarp.core.cam.histogram import BINS, STEPS, histogram
from scarp.core.cam.threshold_curve import ThresholdCurve, bootstrap_best_f1
from sklearn.metrics import confusion_matrix, f1_score, jaccard_score, precision_score, recall_score


def _scores(seed, count=5000):
    """Values of float32, many of them just at thresholds, and which are features."""
    rng = np.random.default_rng(seed)
    feature = rng.random(count) < 0.2
    values = np.clip(rng.normal(0.3 + 0.3 * feature, 0.15), 0, 1)
    values[::5] = np.round(values[::5], 3)
    return values.astype(np.float32), feature


def _curve(values, feature):
    return ThresholdCurve(histogram(values[feature]), histogram(values[~feature]))


@pytest.mark.parametrize("threshold", [*np.arange(20) / 20, 0.999, 1.0])
def test_figures_are_those_of_scikit_learn(threshold):
    values, feature = _scores(0)
    found = values >= np.float32(threshold)
    curve = _curve(values, feature)
    at, index = curve.at(threshold), round(threshold * STEPS)
    (tn, fp), (fn, tp) = confusion_matrix(feature, found, labels=[False, True])
    assert (at.tp, at.fp, at.fn, at.tn) == (tp, fp, fn, tn)
    for ours, theirs in (
        (curve.precision, precision_score),
        (curve.recall, recall_score),
        (curve.f1, f1_score),
        (curve.iou, jaccard_score),
    ):
        if found.any():
            assert ours[index] == theirs(feature, found)
    if found.any():
        assert (at.precision, at.f1) == (curve.precision[index], curve.f1[index])


def test_the_best_threshold_has_the_highest_f1():
    values, feature = _scores(1)
    curve = _curve(values, feature)
    thresholds = np.arange(1, STEPS) / STEPS
    figures = [f1_score(feature, values >= np.float32(at)) for at in thresholds]
    assert curve.f1[round(curve.best * STEPS)] == max(figures)


def test_undefined_figures_are_not_numbers():
    nothing = np.zeros(BINS, np.int64)
    curve = ThresholdCurve(nothing, histogram(np.full(9, 0.2)))
    assert np.isnan(curve.recall).all() and np.isnan(curve.precision[201:]).all()
    assert (curve.precision[:201] == 0).all() and curve.best < 1
    assert np.isnan(ThresholdCurve(nothing, nothing).f1).all()
    assert ThresholdCurve(nothing, nothing).best == 0.5


def _blocks(seeds):
    scores = [_scores(seed, 400) for seed in seeds]
    inside = np.array([histogram(values[feature]) for values, feature in scores])
    return inside, np.array([histogram(values[~feature]) for values, feature in scores])


def test_interval_holds_the_best_f1_and_narrows_with_blocks():
    widths = []
    for blocks in (8, 128):
        inside, outside = _blocks(range(blocks))
        curve = ThresholdCurve(inside.sum(axis=0), outside.sum(axis=0))
        f1, threshold = bootstrap_best_f1(inside, outside)
        assert f1.low < np.nanmax(curve.f1) < f1.high
        assert threshold.low <= curve.best <= threshold.high
        widths.append(f1.high - f1.low)
    assert widths[1] < widths[0] / 2


def test_blocks_of_one_kind_leave_no_doubt():
    inside, outside = _blocks([3] * 10)
    (f1, _) = bootstrap_best_f1(inside, outside)
    assert f1.low == pytest.approx(f1.high)


def test_empty_blocks_change_nothing():
    inside, outside = _blocks(range(6))
    more = (np.concatenate([counts, counts * 0]) for counts in (inside, outside))
    assert bootstrap_best_f1(*more) == bootstrap_best_f1(inside, outside)


def test_no_interval_of_one_block():
    assert bootstrap_best_f1(*_blocks([0])) is None
