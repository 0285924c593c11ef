"""Telling a band of transparency (alpha) from one of the image that is only marked as such."""

from __future__ import annotations

from typing import Callable

import numpy as np
from osgeo import gdal

from .datasets import readable
from .windows import Window

#: Side in pixels of the windows that are sampled.
_SAMPLE = 64
#: Least share of fully opaque pixels among those of an alpha band that are not transparent: all but
#: soft edges.
_NEARLY_ALL = 0.8


def is_alpha(band: gdal.Band, read: Callable[[Window], np.ndarray]) -> bool:
    """Whether a band that is marked as alpha says where there is data.

    GDAL marks the fourth band of many files as alpha, even where it is near infrared. It is alpha
    if its name says so, or if nearly all samples of it that are not 0 have the greatest value.

    Args:
        band: The band.
        read: Gives the values of a window of it.
    """
    name = readable(band.GetDescription()).lower()
    if "alpha" in name or "mask" in name:
        return True
    rows, cols = band.YSize, band.XSize
    samples = [
        read(Window(row, col, _SAMPLE, _SAMPLE).clipped((rows, cols))).ravel()
        for row in np.linspace(0, max(rows - _SAMPLE, 0), 8).astype(int).tolist()
        for col in np.linspace(0, max(cols - _SAMPLE, 0), 8).astype(int).tolist()
    ]
    values = np.concatenate(samples)
    seen = values[values != 0]
    return not len(seen) or bool(np.mean(seen == seen.max()) >= _NEARLY_ALL)
