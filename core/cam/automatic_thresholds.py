"""Thresholds that automatic methods find on a histogram: those of scikit-image, and Otsu's."""

from __future__ import annotations

import math
from typing import Callable

import numpy as np
from skimage import filters

from ..messages import ScarpError, tr
from .histogram import BINS, STEPS, check_contrast, otsu

#: Size of the sample for methods that take pixels instead of a histogram.
_SAMPLE = 1 << 20
_ON_HISTOGRAM: dict[str, Callable[..., float]] = {
    "ISODATA": filters.threshold_isodata,
    "minimum": filters.threshold_minimum,
    "Yen": filters.threshold_yen,
}


def automatic_threshold(method: str, counts: np.ndarray) -> float:
    """Finds a threshold by a method.

    Args:
        method: One of `scarp.core.cam.histogram.METHODS`, except best F1.
        counts: A histogram as `scarp.core.cam.histogram.histogram` gives it.

    Returns:
        A multiple of 0.001; values at or above it are features.

    Raises:
        ScarpError: if the method finds none.
    """
    if method == "Otsu":
        return otsu(counts)
    check_contrast(counts)
    first, last = np.flatnonzero(counts)[[0, -1]]
    counts = counts[first : last + 1]
    centres = ((np.arange(BINS) + 0.5) / STEPS)[first : last + 1]
    try:
        if method in _ON_HISTOGRAM:
            found = _ON_HISTOGRAM[method](hist=(counts, centres))
        elif method == "triangle":
            found = filters.threshold_triangle(_sample(counts, centres), nbins=len(counts))
        else:
            found = filters.threshold_li(_sample(counts, centres))
    except RuntimeError as error:
        raise ScarpError(
            tr(
                "The method “{method}” finds no threshold: the histogram has no two peaks. Choose "
                "another method."
            ),
            method=method,
        ) from error
    # For scikit-image, greater values are features: take the first bin whose centre is greater.
    return min(math.floor(found * STEPS - 0.5 + 1e-6) + 1, STEPS) / STEPS


def _sample(counts: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Values with about this histogram; every bin that is not empty has at least one."""
    share = min(1.0, _SAMPLE / counts.sum())
    return np.repeat(centres, np.ceil(counts * share).astype(np.int64))
