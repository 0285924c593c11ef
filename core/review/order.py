"""In which order polygons are looked at."""

from __future__ import annotations

import numpy as np

#: Nearest to the threshold, largest, along a path through the map.
UNSURE, LARGEST, PATH = "unsure", "largest", "path"
ORDERS = (UNSURE, LARGEST, PATH)
#: Binary digits of the cells of the path along each side of the map.
_DIGITS = 12


def review_order(
    order: str, middles: np.ndarray, areas: np.ndarray, distances: np.ndarray
) -> np.ndarray:
    """Sorts polygons by what a look at them is worth.

    Args:
        order: One of `ORDERS`.
        middles: float (polygons, 2), x and y of their middles.
        areas: float (polygons,), NaN where unknown.
        distances: float (polygons,), of the mean class activation value from the threshold; NaN
            where unknown: these come last.

    Returns:
        int (polygons,), their places from the first to the last.
    """
    if order == UNSURE:
        # Of those that are equally near, the larger first.
        return np.lexsort((-np.nan_to_num(areas), np.where(np.isnan(distances), np.inf, distances)))
    if order == LARGEST:
        return np.argsort(-np.nan_to_num(areas), kind="stable")
    return np.argsort(_along_path(middles), kind="stable")


def _along_path(middles: np.ndarray) -> np.ndarray:
    """Places along Hilbert's curve (1891), on which neighbours are near each other on the map.

    Args:
        middles: (polygons, 2).

    Returns:
        int64 (polygons,).
    """
    if not len(middles):
        return np.empty(0, np.int64)
    low, side = middles.min(axis=0), max(float(np.ptp(middles, axis=0).max()), 1e-12)
    cells = ((middles - low) / side * ((1 << _DIGITS) - 1)).astype(np.int64)
    # From the north-west.
    x, y = cells[:, 0].copy(), (1 << _DIGITS) - 1 - cells[:, 1]
    place = np.zeros(len(middles), np.int64)
    step = 1 << (_DIGITS - 1)
    while step:
        right, lower = (x & step) > 0, (y & step) > 0
        place += step * step * ((3 * right) ^ lower)
        # The quarter's curve is turned.
        turned = ~lower & right
        x, y = np.where(turned, step - 1 - x, x), np.where(turned, step - 1 - y, y)
        x, y = np.where(lower, x, y), np.where(lower, y, x)
        step >>= 1
    return place
