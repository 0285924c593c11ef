"""Bringing the brightness of one image to that of another one of the same place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from skimage.measure import LineModelND, ransac

from ..messages import ScarpError, tr

#: Pixels that a line is fitted to, and pairs of them that are tried.
_PIXELS, _TRIALS = 20_000, 200
_FEWEST_PIXELS = 100
#: Pixels this near to a line, as a share of the middle half of the values, did not change. The
#: middle half, as clouds may cover the rest.
_UNCHANGED = 0.37
#: A band's spread is at most so many times that of the other date, or a line means nothing.
_MOST_GAIN = 4.0
#: Then those within so many standard deviations of the line, fitted so many times.
_DEVIATIONS, _REFITS = 2.5, 5
_SEED = 0


@dataclass(frozen=True)
class Line:
    """How a band of one image follows from that of another: ``gain * value + offset``.

    Attributes:
        gain: The gain.
        offset: The offset.
        unchanged: Share of the pixels that lie near the line.
    """

    gain: float
    offset: float
    unchanged: float


def fit_line(given: np.ndarray, wanted: np.ndarray) -> Line:
    """Fits a line to pairs of values, of which many may have changed.

    By orthogonal regression on those that random sampling finds to agree (RANSAC, Fischler &
    Bolles 1981), so that neither noise nor landslides flatten the line.

    Args:
        given: Values of the image that is changed, (pixels,).
        wanted: Values of the other one at the same places, (pixels,).

    Raises:
        ScarpError: if there are too few, the values are all the same, or no line can be right.
    """
    known = np.isfinite(given) & np.isfinite(wanted)
    pairs = np.column_stack([given[known], wanted[known]]).astype(np.float64)
    if len(pairs) < _FEWEST_PIXELS:
        raise ScarpError(
            tr("The dates have too little ground in common to compare their brightness.")
        )
    rng = np.random.default_rng(_SEED)
    pairs = rng.permutation(pairs)[:_PIXELS]
    low, middle, high = np.percentile(pairs, (25, 50, 75), axis=0)
    spread = high - low
    if (spread <= 0).any():
        raise ScarpError(tr("The band is the same nearly everywhere on one of the dates."))
    # Both in their own spread, so that a distance means the same along either.
    scaled = (pairs - middle) / spread
    _, near = ransac(scaled, LineModelND, 2, _UNCHANGED, max_trials=_TRIALS, rng=rng)
    for _ in range(_REFITS):
        centre = scaled[near].mean(axis=0)
        # The direction of the greatest spread.
        right, up = np.linalg.svd(scaled[near] - centre, full_matrices=False)[2][0]
        distances = np.abs((scaled - centre) @ (-up, right))
        near = distances <= _DEVIATIONS * 1.4826 * np.median(distances[near])
    if not right or not 1 / _MOST_GAIN < up / right < _MOST_GAIN:
        raise ScarpError(
            tr("The dates have too little in common, as where snow or clouds cover one of them.")
        )
    gain = up / right * spread[1] / spread[0]
    x, y = centre * spread + middle
    return Line(float(gain), float(y - gain * x), float(near.mean()))
