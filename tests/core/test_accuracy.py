"""Accuracy against figures worked out by hand."""

import math

import pytest
from scarp.core.accuracy import Confusion


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
