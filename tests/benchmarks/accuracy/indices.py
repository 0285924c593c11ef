"""Plain indices: what an analyst has without any training."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Bands = dict[str, np.ndarray]


def _difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(one - other) / (one + other), 0 where both are 0."""
    total = one + other
    return np.divide(one - other, total, out=np.zeros_like(total), where=total != 0)


#: By name: what is computed of the bands. Bare ground has high values of each.
INDICES: dict[str, Callable[[Bands], np.ndarray]] = {
    "red": lambda bands: bands["red"],
    "brightness": lambda bands: np.mean(list(bands.values()), axis=0),
    "(R-G)/(R+G)": lambda bands: _difference(bands["red"], bands["green"]),
    # NDVI with its sign changed: bare ground has a low one.
    "(R-NIR)/(R+NIR)": lambda bands: _difference(bands["red"], bands["nir"]),
}
#: Other words for a band, by that of `INDICES`.
_ALSO = {"nir": ("near infrared", "near-infrared", "b8")}


def index_values(index: str, image: np.ndarray, names: list[str]) -> np.ndarray | None:
    """Computes an index of an image.

    Args:
        index: One of `INDICES`.
        image: (rows, columns, bands), any data type.
        names: A name for each band, such as "red" or "B4 red".

    Returns:
        float64 (rows, columns), or None where the image has not all of its bands.
    """
    bands = {_band(name): image[..., k].astype(np.float64) for k, name in enumerate(names)}
    try:
        return INDICES[index](bands)
    except KeyError:
        return None


def _band(name: str) -> str:
    """The word for a band among those of `INDICES`, or its own name."""
    lower = name.lower()
    for word in ("red", "green", "blue", "nir"):
        # "Near infrared" has "red" in it, which is no word there.
        if word in lower.split() or lower in _ALSO.get(word, ()):
            return word
    return name
