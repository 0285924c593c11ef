"""Figures of a verified scene, from the class activation values of its pixels."""

from __future__ import annotations

import math

import numpy as np
import repository  # noqa: F401
from scarp.core.cam.histogram import BINS, STEPS, histogram, otsu
from scarp.core.cam.threshold_curve import ThresholdCurve
from scarp.core.labels.values import UNLABELLED
from scarp.core.messages import ScarpError

#: Bins of the expected calibration error.
_CALIBRATION_BINS = 15
#: Where no threshold can be found, nothing is: the scene has the same value everywhere.
_NOTHING = {"threshold": None, "f1": 0.0, "iou": 0.0, "precision": None, "recall": 0.0}


class Histograms:
    """How often each class activation value occurs in the images of a scene.

    Attributes:
        inside: Counts of feature pixels, as `scarp.core.cam.histogram.histogram` gives them.
        outside: Counts of background pixels.
        unknown: Counts of pixels without label.
    """

    def __init__(self):
        self.inside, self.outside, self.unknown = np.zeros((3, BINS), np.int64)

    @property
    def labelled(self) -> int:
        """Number of labelled pixels."""
        return int(self.inside.sum() + self.outside.sum())

    def add(self, values: np.ndarray, labels: np.ndarray) -> None:
        """Counts pixels: class activation values in 0-1, and uint8 labels of the same shape."""
        unknown, feature = labels == UNLABELLED, labels > 0
        self.inside += histogram(values[feature & ~unknown])
        self.outside += histogram(values[~feature])
        self.unknown += histogram(values[unknown])


def threshold_figures(counts: Histograms, suggestion: float | None = None) -> dict[str, dict]:
    """Accuracy at thresholds that are found in several ways.

    Args:
        counts: Of the scene.
        suggestion: The threshold that the model suggests, if it does.

    Returns:
        Threshold, F1, IoU, precision and recall of labelled pixels, by the way: "scarp" is the
        threshold that Scarp takes where it has no labels of the scene, the suggestion or else
        Otsu's; "otsu" Otsu's of all pixels of the scene, with or without labels; "best" the one
        with the highest F1, which only somebody with the labels can know.
    """
    curve = ThresholdCurve(counts.inside, counts.outside)
    try:
        automatic = otsu(curve.all + counts.unknown)
    except ScarpError:
        automatic = None
    ways = {
        "scarp": automatic if suggestion is None else suggestion,
        "otsu": automatic,
        "best": curve.best,
    }
    return {way: _at(curve, threshold) for way, threshold in ways.items()}


def _at(curve: ThresholdCurve, threshold: float | None) -> dict:
    if threshold is None:
        return dict(_NOTHING)
    at = curve.at(threshold)
    metrics = {name: getattr(at, name) for name in ("f1", "iou", "precision", "recall")}
    # JSON has no NaN: precision has none where nothing was found.
    known = {name: None if math.isnan(value) else value for name, value in metrics.items()}
    return {"threshold": threshold, **known}


def calibration_error(counts: Histograms) -> float:
    """The expected calibration error of labelled pixels.

    Guo et al. 2017, On calibration of modern neural networks, equation 3: the sum over 15 equal
    bins of |B| / n · |acc(B) - conf(B)|. As in their section on binary models, the class activation
    value is taken for the probability of a landslide: conf is the mean value of the pixels of a
    bin, acc the share of them that are landslides.

    Values are known to a thousandth, and so is the error.

    Args:
        counts: Of the scene.

    Returns:
        0-1; 0 where the values can be taken at their word.
    """
    # The last bin of a histogram holds 1 only.
    values = np.minimum((np.arange(BINS) + 0.5) / STEPS, 1)
    bins = np.minimum((values * _CALIBRATION_BINS).astype(int), _CALIBRATION_BINS - 1)
    # |B| · (acc(B) - conf(B)) is the number of landslide pixels less the sum of the values.
    excess = counts.inside - (counts.inside + counts.outside) * values
    gaps = np.bincount(bins, excess, _CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / counts.labelled)
