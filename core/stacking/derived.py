"""Bands that are computed from those of one date, and of two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable

import numpy as np

from .band_roles import BLUE, GREEN, NIR, RED

Bands = Mapping[str, np.ndarray]


def needed_roles(name: str) -> tuple[str, ...]:
    """The bands that one of `INDICES` is computed from."""
    return INDICES[name][0]


def index(name: str, bands: Bands) -> np.ndarray:
    """Computes an index of one date.

    Args:
        name: A key of `INDICES`.
        bands: float32 arrays of one shape by what they show, NaN where there is no data.

    Returns:
        float32 of that shape, NaN where a band has no data, or the index is not defined.
    """
    roles, compute = INDICES[name]
    return compute(*(bands[role] for role in roles)).astype(np.float32)


def brightness(*bands: np.ndarray) -> np.ndarray:
    """The mean of bands."""
    return np.mean(bands, axis=0)


def normalised_difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(one - other) / (one + other), in -1 to 1; NaN where neither is above 0.

    Dark pixels of an image whose brightness was matched may be below 0: they count as 0, or the
    quotient would be of any size.
    """
    one, other = np.maximum(one, 0), np.maximum(other, 0)
    total = one + other
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total == 0, np.nan, (one - other) / total)


#: Indices by name: the bands that they need, and how they are computed from them. NDVI: Rouse et
#: al. 1974.
INDICES: dict[str, tuple[tuple[str, ...], Callable[..., np.ndarray]]] = {
    "ndvi": ((NIR, RED), normalised_difference),
    "rg": ((RED, GREEN), normalised_difference),
    "brightness": ((RED, GREEN, BLUE), brightness),
}
