"""Accuracy against figures worked out by hand."""

import math

import numpy as np
import pytest
from scarp.core.confusion import Confusion


def test_figures():
    counts = Confusion(tp=30, fp=10, fn=20, tn=140)
    assert counts.accuracy == pytest.approx(170 / 200)
    assert counts.precision == pytest.approx(0.75)
    assert counts.recall == pytest.approx(0.6)
    assert counts.f1 == pytest.approx(2 / 3)
    assert counts.iou == pytest.approx(0.5)


def test_f1_is_the_harmonic_mean():
    counts = Confusion(tp=17, fp=5, fn=11, tn=2)
    mean = 2 / (1 / counts.precision + 1 / counts.recall)
    assert counts.f1 == pytest.approx(mean)
    assert counts.iou == pytest.approx(counts.f1 / (2 - counts.f1))


def test_all_right_and_all_wrong():
    right, wrong = Confusion(tp=5, fp=0, fn=0, tn=5), Confusion(tp=0, fp=5, fn=5, tn=0)
    for name, best in dict.fromkeys(["accuracy", "precision", "recall", "f1", "iou"], 1).items():
        assert getattr(right, name) == best
        assert getattr(wrong, name) == 0


@pytest.mark.parametrize(
    ("counts", "undefined"),
    [
        (Confusion(0, 0, 0, 0), {"accuracy", "precision", "recall", "f1", "iou"}),
        (Confusion(0, 0, 0, 9), {"precision", "recall", "f1", "iou"}),
        (Confusion(0, 0, 4, 9), {"precision"}),
        (Confusion(0, 4, 0, 9), {"recall"}),
    ],
)
def test_not_a_number_where_undefined(counts, undefined):
    for name in ("accuracy", "precision", "recall", "f1", "iou"):
        assert math.isnan(getattr(counts, name)) == (name in undefined), name


def test_kappa_is_agreement_beyond_chance():
    counts = Confusion(tp=20, fp=5, fn=10, tn=15)
    observed, by_chance = 35 / 50, (25 * 30 + 25 * 20) / 50**2
    assert counts.kappa == pytest.approx((observed - by_chance) / (1 - by_chance))
    assert counts.kappa == pytest.approx(0.4)


def test_mcc_is_a_correlation():
    counts = Confusion(tp=20, fp=5, fn=10, tn=15)
    found = np.repeat([1, 1, 0, 0], [20, 5, 10, 15])
    true = np.repeat([1, 0, 1, 0], [20, 5, 10, 15])
    assert counts.mcc == pytest.approx(np.corrcoef(found, true)[0, 1])


def test_kappa_and_mcc_at_their_ends():
    right, wrong = Confusion(tp=5, fp=0, fn=0, tn=5), Confusion(tp=0, fp=5, fn=5, tn=0)
    chance = Confusion(tp=4, fp=6, fn=6, tn=9)
    for name in ("kappa", "mcc"):
        found = [getattr(counts, name) for counts in (right, wrong, chance)]
        assert found == pytest.approx([1, -1, 0])


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (0, 0, 0, 9), (9, 0, 0, 0)])
def test_kappa_and_mcc_are_undefined_where_all_is_of_one_class(counts):
    assert math.isnan(Confusion(*counts).kappa) and math.isnan(Confusion(*counts).mcc)


def test_without_a_prediction_there_is_no_correlation():
    """But agreement is as good as chance."""
    counts = Confusion(tp=0, fp=0, fn=4, tn=9)
    assert counts.kappa == 0 and math.isnan(counts.mcc)
