"""Bringing an image's values to the range that networks learn from."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np

from ...core.labels.values import UNLABELLED
from ...core.messages import ScarpError, tr
from ...core.rasters.windows import Window, cut, mirrored
from .image_sources import ImageSource, LabelledSource
from .label_counts import CELL, count_labels, sum_of_cells
from .window_sampling import choose_spread

_SAMPLES = 64
_SAMPLE_SIDE = 128


@dataclass(frozen=True)
class Normalisation:
    """Centre and scale of each band.

    Attributes:
        centre: A value a band that becomes 0.
        scale: A difference a band that becomes 1; positive.
        each_image: Whether images are normalised by their own centre and scale, and these are
            only those of the training rasters.
    """

    centre: tuple[float, ...]
    scale: tuple[float, ...]
    each_image: bool = False

    def of(self, source: ImageSource) -> Normalisation:
        """Returns the normalisation of an image: this, or its own with ``each_image``."""
        if not self.each_image:
            return self
        own = samples_of(source)
        return _robust(own) if len(own) else self

    def changed(self, gain: np.ndarray, offset: np.ndarray) -> Normalisation:
        """Returns one that also multiplies each band by ``gain`` and then adds ``offset``."""
        scale = np.asarray(self.scale) / gain
        centre = np.asarray(self.centre) - offset * scale
        return Normalisation(tuple(centre), tuple(scale))

    def apply(self, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Normalises an image.

        Args:
            values: (rows, columns, bands), any data type.
            valid: bool (rows, columns).

        Returns:
            float32 (rows, columns, bands), 0 where not valid.
        """
        normal = values.astype(np.float32, order="C")
        # By whole rows: numpy is slow where the last axis is as short as the bands.
        rows, columns = normal.reshape(len(values), -1), values.shape[1]
        rows -= np.tile(np.asarray(self.centre, np.float32), columns)
        rows /= np.tile(np.asarray(self.scale, np.float32), columns)
        if not valid.all():
            normal[~valid] = 0
        return normal


class NormalisedImage:
    """An image, normalised, whose windows may reach beyond it.

    Args:
        source: The image.
        normalisation: To normalise it by.

    Attributes:
        shape: Rows and columns.
    """

    def __init__(self, source: ImageSource, normalisation: Normalisation):
        self.shape = source.shape
        self.normalisation = normalisation
        self._image = source

    def read(self, window: Window, normalisation: Normalisation | None = None) -> np.ndarray:
        """Reads a window normalised, mirrored where it reaches beyond the image.

        Args:
            window: Any window.
            normalisation: To use instead of its own.

        Returns:
            float32 (``window.height``, ``window.width``, bands), 0 where there is no data.
        """
        needed, unfold = mirrored(self.shape, window)
        values, valid = self._image.read_valid(needed)
        return (normalisation or self.normalisation).apply(unfold(values), unfold(valid))


class NormalisedSource(NormalisedImage):
    """A labelled image, normalised, whose windows may reach beyond it.

    Args:
        source: The image with its labels.
        normalisation: To normalise it by.
    """

    def __init__(self, source: LabelledSource, normalisation: Normalisation):
        super().__init__(source, normalisation)
        self._source = source

    def labels(self, window: Window) -> np.ndarray:
        """Labels of a window; unknown beyond the image.

        Returns:
            uint8 (``window.height``, ``window.width``).
        """
        inside = window.clipped(self.shape)
        if inside == window:
            return self._source.labels(window)
        labels = np.full((window.height, window.width), UNLABELLED, dtype=np.uint8)
        if inside.height and inside.width:
            row, col = inside.row - window.row, inside.col - window.col
            labels[row : row + inside.height, col : col + inside.width] = self._source.labels(
                inside
            )
        return labels


def normalised(
    sources: Sequence[LabelledSource], normalisation: Normalisation
) -> list[NormalisedSource]:
    """Normalises label rasters, each by ``normalisation`` or by its own values."""
    return [NormalisedSource(source, normalisation.of(source)) for source in sources]


def fit_normalisation(sources: Sequence[LabelledSource], each_image: bool = False) -> Normalisation:
    """Mean and standard deviation of each band, on values cut off at the 1 and 99 percentiles.

    Computed on at most 64 samples of 128 x 128 pixels from each image, spread evenly over what
    of it is labelled; where nothing of any image is, over all of it.

    Args:
        sources: The training rasters.
        each_image: Whether images are to be normalised by their own values.

    Raises:
        ScarpError: if there is no valid pixel.
    """

    def known(source: LabelledSource) -> Callable[[Window], np.ndarray]:
        return lambda window: source.valid(window) & (source.labels(window) != UNLABELLED)

    values = np.concatenate(
        [_samples_of(source, _labelled_windows_of(source), known(source)) for source in sources]
    )
    if not len(values):
        values = np.concatenate([samples_of(source) for source in sources])
    if not len(values):
        raise ScarpError(tr("The training rasters hold no data."))
    return dataclasses.replace(_robust(values), each_image=each_image)


def samples_of(source: ImageSource) -> np.ndarray:
    """Values (pixels, bands) of at most 64 windows, spread over an image, where it has data."""
    return _samples_of(source, _windows_of(source), source.valid)


def _windows_of(source: ImageSource) -> list[Window]:
    return list(cut(source.shape, _SAMPLE_SIDE, _SAMPLE_SIDE))


def _labelled_windows_of(source: LabelledSource) -> list[Window]:
    """Those of an image's windows that hold labelled pixels."""
    labelled = sum_of_cells(count_labels(source)[0], _SAMPLE_SIDE // CELL).ravel()
    return [window for window, count in zip(_windows_of(source), labelled) if count]


def _samples_of(
    source: ImageSource, windows: list[Window], kept: Callable[[Window], np.ndarray]
) -> np.ndarray:
    """Values (pixels, bands) of some windows, spread over the image, where they are ``kept``."""
    chosen = choose_spread([(source, window) for window in windows], _SAMPLES)
    values = [source.read(window)[kept(window)] for _, window in chosen]
    return np.concatenate([np.empty((0, len(source.names))), *values])


def _robust(values: np.ndarray) -> Normalisation:
    values = values.astype(np.float64)
    low, high = np.percentile(values, (1, 99), axis=0)
    values = np.clip(values, low, high)
    scale = values.std(axis=0)
    scale[scale == 0] = 1
    return Normalisation(tuple(map(float, values.mean(axis=0))), tuple(map(float, scale)))
