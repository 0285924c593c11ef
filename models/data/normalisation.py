"""Bringing an image's values to the range that networks learn from."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Callable

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
        alike: Whether centre and scale are the same for all bands, so that colours stay.
    """

    centre: tuple[float, ...]
    scale: tuple[float, ...]
    each_image: bool = False
    alike: bool = False

    def of(self, *sources: ImageSource) -> Normalisation:
        """Returns the normalisation of an image: this, or its own with ``each_image``.

        Args:
            sources: The image; or several, that are pieces of one scene.
        """
        if not self.each_image:
            return self
        own = np.concatenate([samples_of(source) for source in sources])
        return _robust(own, self.alike) if len(own) else self

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
            float32 (rows, columns, bands), 0 where not valid or NaN, as bands of a stack are
            where they lack data.
        """
        normal = values.astype(np.float32, order="C")
        # By whole rows: numpy is slow where the last axis is as short as the bands.
        rows, columns = normal.reshape(len(values), -1), values.shape[1]
        rows -= np.tile(np.asarray(self.centre, np.float32), columns)
        rows /= np.tile(np.asarray(self.scale, np.float32), columns)
        if not valid.all():
            normal[~valid] = 0
        if np.issubdtype(values.dtype, np.floating):
            normal[np.isnan(normal)] = 0
        return normal


class NormalisedImage:
    """An image, normalised, whose windows may reach beyond it.

    Args:
        source: The image.
        normalisation: To normalise it by.

    Attributes:
        shape: Rows and columns.
        groups: What each band belongs to, as `scarp.core.rasters.groups` names it.
        pixel_size: Side of a pixel in metres; 1 where it is not known.
    """

    def __init__(self, source: ImageSource, normalisation: Normalisation):
        self.shape = source.shape
        self.pixel_size: float = getattr(source, "pixel_size", 0.0) or 1.0
        self.groups: list[str] = getattr(source, "groups", [""] * len(source.names))
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
    """Normalises label rasters by ``normalisation``, or each by the values of its own scene."""
    scenes: dict[Any, list[LabelledSource]] = {}
    for source in sources:
        scenes.setdefault(_scene_of(source), []).append(source)
    own = {scene: normalisation.of(*pieces) for scene, pieces in scenes.items()}
    return [NormalisedSource(source, own[_scene_of(source)]) for source in sources]


def _scene_of(source: LabelledSource) -> Any:
    """What tells a scene from others: a name, or the image itself."""
    scene = getattr(source, "scene", None)
    return id(source) if scene is None else scene


def fit_normalisation(
    sources: Sequence[LabelledSource], each_image: bool = False, alike: bool = False
) -> Normalisation:
    """Mean and standard deviation of each band, on values cut off at the 1 and 99 percentiles.

    Computed on at most 64 samples of 128 x 128 pixels from each image, spread evenly over what
    of it is labelled; where nothing of any image is, over all of it.

    Args:
        sources: The training rasters.
        each_image: Whether images are to be normalised by their own values.
        alike: Whether all bands are to have the same centre and scale.

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
    return dataclasses.replace(_robust(values, alike), each_image=each_image)


def samples_of(source: ImageSource) -> np.ndarray:
    """Values (pixels, bands) of at most 64 windows, spread over an image, where it has data.

    Pixels of which all bands are 0, or the largest number of their data type, are left out: many
    images are filled with these beyond the edge of the scene, and do not say so.
    """
    values = _samples_of(source, _windows_of(source), source.valid)
    return values[~_are_fill(values)]


def _are_fill(values: np.ndarray) -> np.ndarray:
    """Which of some pixels (pixels, bands) hold what images are filled with: bool (pixels,)."""
    fill = (values == 0).all(axis=1)
    if np.issubdtype(values.dtype, np.integer):
        fill |= (values == np.iinfo(values.dtype).max).all(axis=1)
    return fill


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
    return np.concatenate(values) if values else np.empty((0, len(source.names)))


def _robust(values: np.ndarray, alike: bool) -> Normalisation:
    """The normalisation of values (pixels, bands), NaN where bands of a stack lack data."""
    values = values.astype(np.float64)
    bands = values.shape[1]
    if alike:
        values = values.reshape(-1, 1)
    found = [_centre_and_scale(band[np.isfinite(band)]) for band in values.T]
    centre, scale = (np.broadcast_to(one, bands).tolist() for one in zip(*found))
    return Normalisation(tuple(centre), tuple(scale), alike=alike)


def _centre_and_scale(values: np.ndarray) -> tuple[float, float]:
    if not len(values):
        return 0.0, 1.0
    values = np.clip(values, *np.percentile(values, (1, 99)))
    return float(values.mean()), float(values.std()) or 1.0
