"""What a class activation raster shows of an object: what its confidence is computed from."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import binary_dilation, binary_erosion

#: The features, in their order.
FEATURES = ("cam_mean", "cam_max", "size", "edge_contrast")
#: Pixels on both sides of the edge that make the contrast; a window needs as many around an object.
EDGE = 2
#: Class activation values are kept away from 0 and 1, whose logits are infinite.
_LEAST = 1e-4
_EIGHT = np.ones((3, 3), bool)


def object_features(
    values: np.ndarray, valid: np.ndarray, inside: np.ndarray, pixel_area: float
) -> np.ndarray:
    """The features of one object.

    Args:
        values: float (rows, columns), class activation values in 0-1, of a window that reaches
            `EDGE` pixels beyond the object, where there is a raster.
        valid: bool (rows, columns), where there is data.
        inside: bool (rows, columns), the pixels of the object.
        pixel_area: Area of a pixel in m².

    Returns:
        float64 (4,), in the order of `FEATURES`: logit of the mean and of the greatest value
        inside, log10 of the area in m², and the mean of the object's pixels along its edge less
        that of the pixels around it; NaN where no pixel inside has data.
    """
    known = inside & valid
    if not known.any():
        return np.full(len(FEATURES), np.nan)
    within = values[known]
    rim = known & ~binary_erosion(inside, _EIGHT, EDGE)
    ring = valid & binary_dilation(inside, _EIGHT, EDGE) & ~inside
    contrast = values[rim].mean() - values[ring].mean() if rim.any() and ring.any() else 0.0
    size = np.log10(np.count_nonzero(inside) * pixel_area)
    return np.array([_logit(within.mean()), _logit(within.max()), size, contrast], np.float64)


def _logit(value: float) -> float:
    kept = min(max(float(value), _LEAST), 1 - _LEAST)
    return float(np.log(kept / (1 - kept)))
