"""Thresholds of class activation values, found on their histogram."""

from __future__ import annotations

import numpy as np

from .errors import ScarpError, tr

#: Bins of a histogram of CAM values; bin k holds [k / BINS, (k + 1) / BINS), the last also 1.
BINS = 1000


def histogram(values: np.ndarray) -> np.ndarray:
    """Counts class activation values by bin.

    Args:
        values: Numbers in 0-1, any shape.

    Returns:
        int64 array of `BINS` counts.
    """
    bins = np.minimum((values.ravel() * BINS).astype(np.int64), BINS - 1)
    return np.bincount(bins, minlength=BINS)


def otsu(counts: np.ndarray) -> float:
    """Otsu's threshold: the cut of a histogram that maximises the variance between two classes.

    Otsu 1979, as in Zhang et al. 2020, section 5.2. Equals `skimage.filters.threshold_otsu` on
    the same histogram; written here because QGIS's Python has no scikit-image.

    Args:
        counts: A histogram as `histogram` gives it.

    Returns:
        The threshold, a multiple of 1 / `BINS`; values at or above it are features.

    Raises:
        ScarpError: if all values fall into one bin, or there are none.
    """
    if np.count_nonzero(counts) < 2:
        raise ScarpError(
            tr(
                "Otsu's method finds no threshold: the class activation raster is of one value. "
                "Give a threshold."
            )
        )
    counts = counts.astype(float)
    centres = (np.arange(BINS) + 0.5) / BINS
    below, sum_below = np.cumsum(counts)[:-1], np.cumsum(counts * centres)[:-1]
    above, sum_above = counts.sum() - below, (counts * centres).sum() - sum_below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sum_below / below - sum_above / above) ** 2
    return float(np.nanargmax(between) + 1) / BINS
