"""Bringing an image's values to the range that networks learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..core.errors import ScarpError, tr
from ..core.labels import UNLABELLED
from ..core.windows import Window, cut, read_mirrored
from .sources import LabelledSource

_SAMPLES = 64
_SAMPLE_SIDE = 128


@dataclass(frozen=True)
class Normalisation:
    """Centre and scale of each band.

    Attributes:
        centre: A value a band that becomes 0.
        scale: A difference a band that becomes 1; positive.
    """

    centre: tuple[float, ...]
    scale: tuple[float, ...]

    def apply(self, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Normalises an image.

        Args:
            values: (rows, columns, bands), any data type.
            valid: bool (rows, columns).

        Returns:
            float32 (rows, columns, bands), 0 where not valid.
        """
        normal = values.astype(np.float32)
        normal -= np.asarray(self.centre, np.float32)
        normal /= np.asarray(self.scale, np.float32)
        normal[~valid] = 0
        return normal

    def read(self, source, window: Window) -> np.ndarray:
        """Reads a window normalised, mirrored where it reaches beyond the image.

        Returns:
            float32 (``window.height``, ``window.width``, bands), 0 where there is no data.
        """

        def read(part: Window) -> np.ndarray:
            return self.apply(source.read(part), source.valid(part))

        return read_mirrored(read, source.shape, window)


def fit_normalisation(sources: Sequence[LabelledSource]) -> Normalisation:
    """Mean and standard deviation of each band, on values cut off at the 1 and 99 percentiles.

    Computed on at most 64 samples of 128 x 128 pixels from each image, spread evenly over it;
    where it is labelled, or, if none of them is, where it has data.

    Raises:
        ScarpError: if there is no valid pixel.
    """
    labelled, unlabelled = [], []
    for source in sources:
        for window in _samples(source.shape):
            values, valid = source.read(window), source.valid(window)
            known = valid & (source.labels(window) != UNLABELLED)
            labelled.append(values[known])
            unlabelled.append(values[valid & ~known])
    values = np.concatenate(labelled).astype(np.float64)
    if not len(values):
        values = np.concatenate(unlabelled).astype(np.float64)
    if not len(values):
        raise ScarpError(tr("The training rasters hold no data."))
    low, high = np.percentile(values, (1, 99), axis=0)
    values = np.clip(values, low, high)
    scale = values.std(axis=0)
    scale[scale == 0] = 1
    return Normalisation(tuple(map(float, values.mean(axis=0))), tuple(map(float, scale)))


def _samples(shape: tuple[int, int]) -> list[Window]:
    windows = list(cut(shape, _SAMPLE_SIDE, _SAMPLE_SIDE))
    chosen = np.linspace(0, len(windows) - 1, min(_SAMPLES, len(windows))).astype(int)
    return [windows[number] for number in chosen]
