"""Accuracy and area from a stratified random sample that a person has checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..messages import ScarpError, tr

#: Standard errors of a normal distribution that 95 % lie within.
_DEVIATIONS = 1.96


@dataclass(frozen=True)
class Stratum:
    """A part of the area from which points were drawn at random.

    Attributes:
        area: Its area, in any unit.
        mapped: bool (points,): whether each point lies on a landslide on the map.
        reference: bool (points,): whether it does in truth.
    """

    area: float
    mapped: np.ndarray
    reference: np.ndarray


@dataclass(frozen=True)
class Estimate:
    """An estimate with its standard error.

    Attributes:
        value: The estimate; NaN where it is undefined.
        error: Its standard error.
    """

    value: float
    error: float

    @property
    def half_width(self) -> float:
        """Half the width of the interval of 95 %."""
        return _DEVIATIONS * self.error


@dataclass(frozen=True)
class SampleAccuracy:
    """What a checked sample says of a map.

    Attributes:
        accuracy: Share of the area that is mapped right.
        precision: Share of the mapped area that is landslide: the user's accuracy.
        recall: Share of the landslides' area that is mapped: the producer's accuracy.
        background_precision: User's accuracy of the background.
        background_recall: Producer's accuracy of the background.
        area: Area of landslides, in the unit of the strata's areas.
    """

    accuracy: Estimate
    precision: Estimate
    recall: Estimate
    background_precision: Estimate
    background_recall: Estimate
    area: Estimate


def estimate(strata: Sequence[Stratum]) -> SampleAccuracy:
    """Estimates accuracy and area from a stratified random sample.

    By the estimators of Stehman 2014 (Int. J. Remote Sens. 35, equations 12 to 28), which hold for
    any strata, and are those of Olofsson et al. 2014 (Remote Sens. Environ. 148, equations 2 to 11)
    where the strata are the classes of the map.

    Args:
        strata: The strata, each with two points or more.

    Raises:
        ScarpError: if there is none, or one has fewer points.
    """
    if not strata or min(len(one.reference) for one in strata) < 2:
        raise ScarpError(
            tr(
                "Each stratum of the sample needs at least two checked points: check more of them, "
                "or draw a sample with fewer strata."
            )
        )
    whole = sum(one.area for one in strata)
    mapped = [one.mapped.astype(float) for one in strata]
    truth = [one.reference.astype(float) for one in strata]
    both = [a * b for a, b in zip(mapped, truth)]
    neither = [(1 - a) * (1 - b) for a, b in zip(mapped, truth)]
    weights = [one.area / whole for one in strata]
    ones = [np.ones_like(one) for one in truth]
    right = [a + b for a, b in zip(both, neither)]
    area = _ratio(weights, truth, ones)
    return SampleAccuracy(
        accuracy=_ratio(weights, right, ones),
        precision=_ratio(weights, both, mapped),
        recall=_ratio(weights, both, truth),
        background_precision=_ratio(weights, neither, [1 - one for one in mapped]),
        background_recall=_ratio(weights, neither, [1 - one for one in truth]),
        area=Estimate(area.value * whole, area.error * whole),
    )


def _ratio(
    weights: Sequence[float], above: Sequence[np.ndarray], below: Sequence[np.ndarray]
) -> Estimate:
    """The ratio of two totals, each stratum's means by its weight, with its standard error."""
    total = sum(weight * one.mean() for weight, one in zip(weights, below))
    if not total:
        return Estimate(float("nan"), float("nan"))
    value = sum(weight * one.mean() for weight, one in zip(weights, above)) / total
    variance = sum(
        weight**2 * np.var(one - value * other, ddof=1) / len(one)
        for weight, one, other in zip(weights, above, below)
    )
    return Estimate(float(value), float(np.sqrt(variance) / total))


def allocate(areas: Sequence[float], size: int, fewest: int = 30) -> list[int]:
    """Shares out the points of a sample among strata.

    By their areas, but rare strata get more: each at least ``fewest`` points, or an equal share
    where there are too few for that (Olofsson et al. 2014, section 5.1.2).

    Args:
        areas: Of the strata, above 0.
        size: Number of points.
        fewest: Points of each stratum at least.
    """
    least = min(fewest, size // len(areas))
    rest = size - least * len(areas)
    shares = np.asarray(areas, float) / sum(areas) * rest
    counts = np.floor(shares).astype(int)
    for place in np.argsort(counts - shares)[: rest - counts.sum()]:
        counts[place] += 1
    return (counts + least).tolist()
