"""Random changes of patches that make them look as if seen by another sensor, on another day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Callable

import numpy as np
from scipy import ndimage

from ...core.rasters.groups import OPTIONAL, POST, PRE
from ..settings import TrainingSettings

#: Normalised values that stand for black and for white, where a change needs these.
_BLACK, _WHITE = -2.0, 4.0
#: Share of the patches that each change is made to.
_SHARE = 0.5
_GAMMA, _SATURATION = math.log(1.8), 2.0
_BLUR, _NOISE = (0.4, 1.5), 0.3
_HAZE, _SHADOW = 0.5, 0.7
#: Most cells a side of the grid of random numbers that haze and shadow are interpolated from.
_CELLS = 4


def changed_colours(
    patch: np.ndarray, settings: TrainingSettings, rng: np.random.Generator
) -> np.ndarray:
    """Makes those changes that are switched on, each to one half of the patches.

    In this order: bands are exchanged; saturation, gamma, haze and shadow are changed; the patch is
    blurred; noise is added. Pixels whose values are all 0, which have no data, stay so.

    Args:
        patch: float32 (rows, columns, bands), normalised.
        settings: Of the training.
        rng: To draw with.

    Returns:
        float32 of the same shape.
    """
    changes = [change for name, change in _CHANGES.items() if getattr(settings, name)]
    if not changes:
        return patch
    empty = ~patch.any(axis=-1)
    for change in changes:
        if rng.random() < _SHARE:
            patch = change(patch, rng)
    patch = patch.astype(np.float32, copy=False)
    patch[empty] = 0
    return patch


def changed_stack(
    patch: np.ndarray, groups: Sequence[str], settings: TrainingSettings, rng: np.random.Generator
) -> np.ndarray:
    """Changes the colours of a stack's images, and leaves out whole groups of bands at random.

    What lacks data, and so is 0, stays 0.

    Args:
        patch: float32 (rows, columns, bands), normalised.
        groups: What each band belongs to, as `scarp.core.rasters.groups` names it.
        settings: Of the training.
        rng: To draw with.

    Returns:
        float32 of the same shape.
    """
    missing = patch == 0
    for date in (POST, PRE):
        places = [place for place, group in enumerate(groups) if group == date]
        patch[..., places] = changed_colours(patch[..., places], settings, rng)
    patch[missing] = 0
    for group in sorted(set(OPTIONAL) & set(groups)):
        if rng.random() < settings.band_dropout:
            patch[..., [place for place, own in enumerate(groups) if own == group]] = 0
    return patch


def exchange_bands(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Puts the bands into another order."""
    return patch[..., rng.permutation(patch.shape[-1])]


def change_saturation(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Multiplies what the bands differ by from their mean, by 0 to 2."""
    grey = patch.mean(axis=-1, keepdims=True)
    return grey + rng.uniform(0, _SATURATION) * (patch - grey)


def change_gamma(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Raises values to a power of 1 / 1.8 to 1.8, uniform in its logarithm.

    As a share of the way from -2 (black) to 4 (white) standard deviations; values below are
    mirrored.
    """
    share = (patch - _BLACK) / (_WHITE - _BLACK)
    power = math.exp(rng.uniform(-_GAMMA, _GAMMA))
    return np.sign(share) * np.abs(share) ** power * (_WHITE - _BLACK) + _BLACK


def add_haze(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Mixes a bright veil in, by up to a half, denser here and thinner there."""
    density = rng.uniform(0, _HAZE) * _smooth_field(patch.shape[:2], rng)
    veil = rng.uniform(0.5 * _WHITE, _WHITE) + rng.normal(0, 0.2, patch.shape[-1])
    return patch + density[..., None] * (veil - patch)


def add_shadow(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Brings values nearer to black, by up to seven tenths, more here and less there."""
    depth = rng.uniform(0, _SHADOW) * _smooth_field(patch.shape[:2], rng)
    return patch + depth[..., None] * (_BLACK - patch)


def blur(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Blurs by a Gaussian of 0.4 to 1.5 pixels, as of a coarser sensor that was resampled."""
    sigma = rng.uniform(*_BLUR)
    return ndimage.gaussian_filter(patch, (sigma, sigma, 0))


def add_noise(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Adds Gaussian noise of up to 0.3 standard deviations to each value."""
    return patch + rng.normal(0, rng.uniform(0, _NOISE), patch.shape)


def _smooth_field(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Smooth random numbers in 0-1, (rows, columns)."""
    coarse = rng.random((int(rng.integers(2, _CELLS + 1)),) * 2)
    places = np.meshgrid(
        *(np.linspace(0, side - 1, size) for side, size in zip(coarse.shape, shape)), indexing="ij"
    )
    return ndimage.map_coordinates(coarse, places, order=1)


#: By the names of the settings that switch them on, in the order in which they are made.
_CHANGES: dict[str, Callable[[np.ndarray, np.random.Generator], np.ndarray]] = {
    "augment_bands": exchange_bands,
    "augment_saturation": change_saturation,
    "augment_gamma": change_gamma,
    "augment_haze": add_haze,
    "augment_shadow": add_shadow,
    "augment_blur": blur,
    "augment_noise": add_noise,
}
