"""Histograms of class activation values, and Otsu's threshold of them."""

from __future__ import annotations

import numpy as np

from ..messages import ScarpError, tr

BEST_F1 = "best F1"
#: Methods that find a threshold, in the order of the toolbox's enumeration.
METHODS = ("Otsu", "ISODATA", "Li", "minimum", "triangle", "Yen", BEST_F1)
#: Thresholds are multiples of 1 / `STEPS`.
STEPS = 1000
#: Number of bins of a histogram. Bin k holds [k / STEPS, (k + 1) / STEPS), and the last one only 1.
BINS = STEPS + 1
#: More than rounding to float32 changes a value times `STEPS`.
_ROUNDING = np.float32(1e-3)


def bins_of(values: np.ndarray) -> np.ndarray:
    """Finds the bin of each class activation value.

    A value is in bin k or above if and only if ``value >= np.float32(k / STEPS)``.

    Args:
        values: Numbers in 0-1, taken as float32; any shape.

    Returns:
        int32, from 0 to `STEPS`, of the same shape.
    """
    values = np.ascontiguousarray(values, np.float32)
    # The bin itself or, for values just below an edge, the one above.
    upper = np.floor(values * np.float32(STEPS) + _ROUNDING)
    bins = upper.astype(np.int32)
    upper /= np.float32(STEPS)
    bins -= values < upper
    return bins


def histogram(values: np.ndarray) -> np.ndarray:
    """Counts class activation values by bin.

    Args:
        values: Numbers in 0-1, any shape.

    Returns:
        int64 (`BINS`,), the counts.
    """
    return np.bincount(bins_of(values).ravel(), minlength=BINS)


def check_contrast(counts: np.ndarray) -> None:
    """Makes sure that a method can find a threshold on a histogram.

    Args:
        counts: A histogram as `histogram` gives it.

    Raises:
        ScarpError: if all values fall into one bin, or there are none.
    """
    if not counts.any():
        raise ScarpError(
            tr(
                "The class activation raster holds no data here: no threshold can be found. Is it "
                "of the right image, and the area of the right place?"
            )
        )
    if np.count_nonzero(counts) < 2:
        raise ScarpError(
            tr(
                "No threshold can be found: the class activation raster has only one value. "
                "Give a threshold."
            )
        )


def otsu(counts: np.ndarray) -> float:
    """Finds Otsu's threshold, which maximises the variance between the classes on both sides.

    Otsu 1979, as in Zhang et al. 2020, section 5.2. It equals `skimage.filters.threshold_otsu` on
    the same histogram, and is written here because QGIS's Python need not have scikit-image.

    Args:
        counts: A histogram as `histogram` gives it.

    Returns:
        The threshold, a multiple of 1 / `STEPS`; values at or above it are features.

    Raises:
        ScarpError: as `check_contrast` does.
    """
    check_contrast(counts)
    counts = counts.astype(float)
    centres = (np.arange(BINS) + 0.5) / STEPS
    below, sum_below = np.cumsum(counts)[:-1], np.cumsum(counts * centres)[:-1]
    above, sum_above = counts.sum() - below, (counts * centres).sum() - sum_below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sum_below / below - sum_above / above) ** 2
    return float(np.nanargmax(between) + 1) / STEPS
