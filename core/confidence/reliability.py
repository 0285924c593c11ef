"""How well probabilities agree with how often they come true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_BINS = 10


@dataclass(frozen=True)
class Bin:
    """Objects of similar probability.

    Attributes:
        count: How many there are.
        probability: Their mean probability.
        share: Share of them that are landslides.
    """

    count: int
    probability: float
    share: float


def reliability(probabilities: np.ndarray, is_landslide: np.ndarray) -> list[Bin]:
    """A reliability diagram in ten bins of equal width (Murphy & Winkler 1977), without empty ones.

    Args:
        probabilities: (objects,), in 0-1.
        is_landslide: bool (objects,).
    """
    of = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    return [
        Bin(
            int(np.count_nonzero(of == number)),
            float(probabilities[of == number].mean()),
            float(is_landslide[of == number].mean()),
        )
        for number in range(_BINS)
        if (of == number).any()
    ]


def calibration_error(probabilities: np.ndarray, is_landslide: np.ndarray) -> float:
    """Expected calibration error (Naeini et al. 2015), in 0-1; NaN without objects.

    The mean distance of probability and share of the bins of `reliability`, each weighted with its
    number of objects.
    """
    bins = reliability(probabilities, is_landslide)
    if not bins:
        return float("nan")
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.probability - one.share) for one in bins) / total
