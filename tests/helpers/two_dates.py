"""Images of the same ground on two dates."""

from __future__ import annotations

import numpy as np
from scipy import ndimage


def ground(seed: int, rows: int = 400, cols: int = 420) -> np.ndarray:
    """Reflectances (3, rows, columns) of ground with detail of several sizes."""
    rng = np.random.default_rng(seed)
    smooth = sum(
        size * ndimage.gaussian_filter(rng.normal(size=(rows, cols)), size) for size in (1, 3, 12)
    )
    shade = np.stack([smooth + 0.3 * ndimage.gaussian_filter(rng.normal(size=(rows, cols)), 2)] * 3)
    factors = np.array([300, 250, 200])[:, None, None]
    return (1000 + factors * shade).astype(np.float32)


def moved(band: np.ndarray, cols: float, rows: float) -> np.ndarray:
    """A band (rows, columns) whose ground lies further right and down."""
    return ndimage.shift(band, (rows, cols), order=3, mode="nearest")
