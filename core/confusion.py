"""Accuracy from counts of pixels, or from areas."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Confusion:
    """True and false positives and negatives, and the metrics of Zhang et al. 2020.

    A metric whose denominator is zero is NaN: it is undefined, not bad. All counts may be areas
    instead of pixels, in any unit.

    Attributes:
        tp: Feature pixels found.
        fp: Background pixels mistaken for features.
        fn: Feature pixels missed.
        tn: Background pixels recognised as such.
        confused: Feature pixels mistaken for another class, which count in ``fp`` and in ``fn``.
    """

    tp: float
    fp: float
    fn: float
    tn: float
    confused: float = 0.0

    @property
    def accuracy(self) -> float:
        """Share of all pixels that are right (Equation 2)."""
        right = self.tp + self.tn
        return _ratio(right, right + self.fp + self.fn - self.confused)

    @property
    def precision(self) -> float:
        """Share of the pixels found that are features (Equation 3)."""
        return _ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of the feature pixels that are found (Equation 4)."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def background_precision(self) -> float:
        """Share of what was not found that is background: its user's accuracy."""
        return _ratio(self.tn, self.tn + self.fn)

    @property
    def background_recall(self) -> float:
        """Share of the background that was left out: its producer's accuracy."""
        return _ratio(self.tn, self.tn + self.fp)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (Equation 5)."""
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def iou(self) -> float:
        """Intersection over union, the Jaccard index."""
        return _ratio(self.tp, self.tp + self.fp + self.fn)

    @property
    def kappa(self) -> float:
        """Agreement beyond chance of the four counts (Cohen 1960), -1 to 1.

        (p_o - p_e) / (1 - p_e), multiplied out.
        """
        found, background = self.tp + self.fp, self.tn + self.fn
        features, free = self.tp + self.fn, self.tn + self.fp
        return _ratio(2 * self._determinant, found * free + features * background)

    @property
    def mcc(self) -> float:
        """Correlation of found and true in the four counts (Matthews 1975), -1 to 1."""
        found, background = self.tp + self.fp, self.tn + self.fn
        features, free = self.tp + self.fn, self.tn + self.fp
        whole = math.sqrt(found * features) * math.sqrt(background * free)
        return _ratio(self._determinant, whole)

    @property
    def _determinant(self) -> float:
        return self.tp * self.tn - self.fp * self.fn


def _ratio(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else float("nan")
