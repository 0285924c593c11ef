"""Accuracy of a class activation raster at every threshold, from two histograms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..confusion import Confusion
from .histogram import STEPS


@dataclass(frozen=True, eq=False)
class ThresholdCurve:
    """True and false positives and negatives at all thresholds 0, 0.001 … 1.

    A pixel is found if its value is at least the threshold, so the sums of two histograms from the
    threshold upward are the pixels found, exactly. All arrays have one number for each threshold;
    metrics are NaN where they are undefined.

    Attributes:
        inside: Counts of feature pixels, as `scarp.core.cam.histogram.histogram` gives them.
        outside: Counts of background pixels.
    """

    inside: np.ndarray
    outside: np.ndarray

    @property
    def pixels(self) -> int:
        """Number of pixels."""
        return int(self.all.sum())

    @property
    def all(self) -> np.ndarray:
        """Counts of all pixels."""
        return self.inside + self.outside

    @property
    def thresholds(self) -> np.ndarray:
        """The thresholds."""
        return np.arange(len(self.inside)) / STEPS

    @cached_property
    def tp(self) -> np.ndarray:
        """Feature pixels found."""
        return _from_each_upward(self.inside)

    @cached_property
    def fp(self) -> np.ndarray:
        """Background pixels mistaken for features."""
        return _from_each_upward(self.outside)

    @property
    def precision(self) -> np.ndarray:
        """Share of the pixels found that are features."""
        return _divided(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> np.ndarray:
        """Share of the feature pixels that are found."""
        return _divided(self.tp, self.inside.sum())

    @property
    def f1(self) -> np.ndarray:
        """Harmonic mean of precision and recall."""
        return _divided(2 * self.tp, self.tp + self.fp + self.inside.sum())

    @property
    def iou(self) -> np.ndarray:
        """Intersection over union."""
        return _divided(self.tp, self.fp + self.inside.sum())

    def at(self, threshold: float) -> Confusion:
        """Gives the counts and metrics at one threshold.

        Args:
            threshold: A multiple of 0.001 in 0-1.
        """
        index = round(threshold * STEPS)
        tp, fp = int(self.tp[index]), int(self.fp[index])
        return Confusion(tp, fp, int(self.inside.sum()) - tp, int(self.outside.sum()) - fp)

    @property
    def best(self) -> float:
        """The threshold from 0.001 to 0.999 with the highest F1, or the middle one of several.

        It is 0.5 if F1 is undefined everywhere.
        """
        f1 = np.nan_to_num(self.f1[1:STEPS], nan=-1.0)
        best = np.flatnonzero(f1 == f1.max())
        return float(best[len(best) // 2] + 1) / STEPS


def table_rows(
    curve: ThresholdCurve, thresholds: Iterable[float], pixel_area: float, compared: bool = True
) -> list[dict[str, float]]:
    """Makes the rows of a table of thresholds.

    Args:
        curve: Counts of pixels.
        thresholds: Multiples of 0.001.
        pixel_area: Area of a pixel, m².
        compared: Whether there is an inventory, without which there are no metrics.

    Returns:
        A row for each threshold: the threshold, the pixels found and their area in km²; and with
        an inventory counts and metrics, NaN where they are undefined.
    """
    rows = []
    for threshold in thresholds:
        at = curve.at(threshold)
        found = int(at.tp + at.fp)
        row: dict[str, float] = {
            "threshold": float(threshold),
            "pixels": found,
            "area_km2": found * pixel_area / 1e6,
        }
        if compared:
            row |= {name: int(getattr(at, name)) for name in ("tp", "fp", "fn", "tn")}
            row |= {
                name: getattr(at, name) for name in ("precision", "recall", "f1", "iou", "accuracy")
            }
        rows.append(row)
    return rows


@dataclass(frozen=True)
class Interval:
    """A 95 % confidence interval.

    Attributes:
        low: The 2.5th percentile.
        high: The 97.5th percentile.
    """

    low: float
    high: float


def bootstrap_best_f1(
    inside: np.ndarray, outside: np.ndarray, repeats: int = 1000, seed: int = 0
) -> tuple[Interval, Interval] | None:
    """Computes intervals of the best F1 and of its threshold, by a bootstrap over blocks.

    Landslides are clustered, and so are errors: pixels are not independent, but blocks of pixels
    nearly are. As many blocks as there are, are drawn with replacement, and each time the best
    threshold is found again (block bootstrap, Künsch 1989; percentile intervals, Efron & Tibshirani
    1993, chapter 13).

    Args:
        inside: Counts of feature pixels, (blocks, `scarp.core.cam.histogram.BINS`).
        outside: Counts of background pixels, of the same shape.
        repeats: Number of draws.
        seed: Seed of the draws.

    Returns:
        The intervals of F1 and of the threshold; None if fewer than two blocks have features.
    """
    filled = (inside.sum(axis=1) + outside.sum(axis=1)) > 0
    inside, outside = inside[filled], outside[filled]
    if np.count_nonzero(inside.sum(axis=1)) < 2:
        return None
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(len(inside), np.full(len(inside), 1 / len(inside)), repeats)
    # float64 is exact for counts, and BLAS multiplies it.
    drawn = [draws.astype(float) @ counts.astype(float) for counts in (inside, outside)]
    features = drawn[0].sum(axis=1, keepdims=True)
    tp, fp = (np.cumsum(counts[:, ::-1], axis=1)[:, ::-1] for counts in drawn)
    f1 = _divided(2 * tp, tp + fp + features)[:, 1:STEPS]
    # Draws without features have no F1.
    f1 = f1[features[:, 0] > 0]
    best = np.stack([f1.max(axis=1), (f1.argmax(axis=1) + 1) / STEPS], axis=1)
    low, high = np.percentile(best, (2.5, 97.5), axis=0)
    return Interval(float(low[0]), float(high[0])), Interval(float(low[1]), float(high[1]))


def _from_each_upward(counts: np.ndarray) -> np.ndarray:
    return np.cumsum(counts[::-1])[::-1]


def _divided(part: np.ndarray, whole: np.ndarray | int) -> np.ndarray:
    whole = np.broadcast_to(whole, part.shape)
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
