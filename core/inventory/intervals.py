"""Confidence intervals by the bootstrap."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import numpy as np

#: Samples that are drawn, and the share of their results that an interval leaves out on each side.
SAMPLES, LEFT_OUT = 400, 0.025
#: More areas than these are gathered into so many classes: neighbours in size are taken to be equal.
_MOST_AREAS = 4000

_Fitted = TypeVar("_Fitted")


class Interval(NamedTuple):
    """A confidence interval of 95 %."""

    low: float
    high: float


def gathered(areas: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Areas and how often each occurs; of many areas, the geometric means of neighbours in size.

    Returns:
        float (classes,), and int (classes,).
    """
    ordered = np.sort(np.asarray(areas, float))
    if len(ordered) <= _MOST_AREAS:
        return ordered, np.ones(len(ordered), int)
    # The largest ones decide on the tail: they stay as they are.
    single = _MOST_AREAS // 4
    parts = np.array_split(np.log(ordered[:-single]), _MOST_AREAS - single)
    means = np.exp([part.mean() for part in parts])
    counts = np.array([len(part) for part in parts])
    return np.concatenate([means, ordered[-single:]]), np.concatenate(
        [counts, np.ones(single, int)]
    )


def bootstrap(
    areas: np.ndarray,
    fitted: Callable[[np.ndarray, np.ndarray], _Fitted],
    seed: int = 0,
    samples: int = SAMPLES,
) -> list[_Fitted]:
    """Fits to as many areas as there are, drawn from them at random, again and again.

    Args:
        areas: Above 0, (areas,).
        fitted: Fits to areas and how often each occurs.
        seed: To draw with.
        samples: How often.
    """
    values, counts = gathered(areas)
    rng = np.random.default_rng(seed)
    total = counts.sum()
    return [fitted(values, rng.multinomial(total, counts / total)) for _ in range(samples)]


def interval(values: np.ndarray) -> Interval:
    """The interval that holds 95 % of the results of a bootstrap."""
    low, high = np.quantile(values, (LEFT_OUT, 1 - LEFT_OUT))
    return Interval(float(low), float(high))
