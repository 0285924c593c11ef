"""How many landslides there are of each size, and what follows from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from ..messages import Progress, ScarpError, no_progress, part_of, tr
from .intervals import Interval, bootstrap, interval
from .size_distributions import (
    DOUBLE_PARETO,
    INVERSE_GAMMA,
    Fit,
    Tail,
    fit,
    fit_tail,
    inverse_gamma,
)

#: Fewer landslides than these say nothing of their sizes; fewer than those allow no firm statement.
FEWEST, FEW = 10, 100
#: Fewer different sizes than these are those of pixels or of signs: no distribution suits them.
FEWEST_SIZES = 20
#: Areas are of one size where they differ by less than this share, as projected pixels do.
_SAME_SIZE = 0.01
#: Bins of a power of ten.
_BINS = 5
#: The distribution of a whole landslide event, in m²: Malamud et al. 2004, equation 4.
EVENT = inverse_gamma(1.40, 1.28e-3 * 1e6, -1.32e-4 * 1e6)


@dataclass(frozen=True)
class Bin:
    """Landslides of one size.

    Attributes:
        least: Their smallest area in m².
        most: Their largest.
        count: How many.
        density: Landslides a m² of area: their number by the width of the bin.
        interval: Of the density, by Poisson's distribution of the number.
    """

    least: float
    most: float
    count: int
    density: float
    interval: Interval


@dataclass(frozen=True)
class Fitted:
    """A distribution with intervals.

    Attributes:
        fit: The distribution.
        intervals: Of its parameters, by their names, of "exponent" and of "rollover".
    """

    fit: Fit
    intervals: dict[str, Interval]


@dataclass(frozen=True)
class Frequency:
    """Sizes of the landslides of an inventory.

    Attributes:
        areas: In m², from small to large.
        bins: Of equal width on a logarithmic axis; those without landslides are left out.
        fits: The distributions, the one with the smaller AIC first; none of too few landslides.
        tail: The power law of the large ones, or None.
        tail_exponent: The interval of its exponent.
        tail_cut_off: That of its cut-off.
        magnitude: The landslide-event magnitude, the logarithm of the number: Malamud et al. 2004,
            equation 22.
        magnitude_interval: By Poisson's distribution of the number.
        inferred_magnitude: What it would be if the inventory held all small landslides, too; NaN if
            unknown.
        inferred_interval: Likewise.
    """

    areas: np.ndarray
    bins: list[Bin]
    fits: list[Fitted]
    tail: Tail | None
    tail_exponent: Interval | None
    tail_cut_off: Interval | None
    magnitude: float
    magnitude_interval: Interval
    inferred_magnitude: float
    inferred_interval: Interval

    @property
    def count(self) -> int:
        """Number of landslides."""
        return len(self.areas)

    @property
    def sizes(self) -> int:
        """Number of different sizes: areas within one percent are of one size."""
        return _different(self.areas)


def size_frequency(areas: np.ndarray, progress: Progress = no_progress, seed: int = 0) -> Frequency:
    """Bins areas and fits distributions to them, where there are enough and of many sizes.

    Args:
        areas: In m², (areas,).
        progress: Told the share that is done.
        seed: Of the bootstrap.

    Raises:
        ScarpError: if there are fewer than `FEWEST`, or all are the same.
    """
    areas = np.sort(np.asarray(areas, float))
    _check(areas)
    fits, can_fit = [], len(areas) >= FEW and _different(areas) >= FEWEST_SIZES
    for number, name in enumerate((INVERSE_GAMMA, DOUBLE_PARETO)):
        if can_fit:
            told = part_of(progress, number * 0.3, (number + 1) * 0.3)
            fits.append(_fitted(name, areas, seed, told))
    fits.sort(key=lambda one: one.fit.aic)
    tail = fit_tail(areas) if can_fit else None
    exponent = cut_off = None
    if tail:
        told = part_of(progress, 0.6, 1)
        drawn = bootstrap(areas, fit_tail, seed, progress=told)
        tails = [one for one in drawn if one]
        alphas = interval(np.array([one.exponent - 1 for one in tails]), tail.exponent - 1)
        exponent = Interval(1 + alphas.low, 1 + alphas.high)
        cut_off = interval(np.array([one.cut_off for one in tails]), tail.cut_off)
    inferred, its_interval = _inferred_magnitude(areas, fits, tail)
    return Frequency(
        areas,
        size_bins(areas),
        fits,
        tail,
        exponent,
        cut_off,
        math.log10(len(areas)),
        _log_interval(len(areas)),
        inferred,
        its_interval,
    )


def _different(areas: np.ndarray) -> int:
    """Number of different sizes among areas from small to large."""
    count = place = 0
    while place < len(areas):
        place = int(np.searchsorted(areas, areas[place] * (1 + _SAME_SIZE), "right"))
        count += 1
    return count


def _check(areas: np.ndarray) -> None:
    if len(areas) < FEWEST:
        raise ScarpError(
            tr(
                "The inventory holds too few landslides for statistics: {count}, where at least "
                "{fewest} are needed."
            ),
            count=len(areas),
            fewest=FEWEST,
        )
    if areas[0] * (1 + 1e-6) >= areas[-1]:
        raise ScarpError(
            tr(
                "All landslides have the same area, {area:.4g} m²: there is no distribution of "
                "sizes. Are these points with a buffer, or cells of a grid?"
            ),
            area=areas[0],
        )


def _fitted(name: str, areas: np.ndarray, seed: int, progress: Progress) -> Fitted:
    drawn = bootstrap(
        areas, lambda values, counts: fit(name, values, counts), seed, progress=progress
    )
    own = fit(name, areas)
    intervals = {
        key: interval(np.array([one.parameters[key] for one in drawn]), value)
        for key, value in own.parameters.items()
    }
    intervals["exponent"] = Interval(*(1 + limit for limit in intervals[own.tail_parameter]))
    rollovers = np.array([one.rollover for one in drawn])
    intervals["rollover"] = interval(rollovers, own.rollover)
    return Fitted(own, intervals)


def size_bins(areas: np.ndarray) -> list[Bin]:
    """Counts areas in bins of a fifth of a power of ten: (areas,) in m²."""
    first, last = (math.floor(math.log10(value) * _BINS) for value in (areas.min(), areas.max()))
    edges = 10 ** (np.arange(first, last + 2) / _BINS)
    counts, _ = np.histogram(areas, edges)
    bins = []
    for least, most, count in zip(edges[:-1].tolist(), edges[1:].tolist(), counts.tolist()):
        if count:
            width = most - least
            low, high = poisson_interval(count)
            limits = Interval(low / width, high / width)
            bins.append(Bin(least, most, count, count / width, limits))
    return bins


def poisson_interval(count: int) -> Interval:
    """The exact interval of 95 % of a Poisson variable's mean: Garwood 1936."""
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return Interval(float(low), float(stats.chi2.ppf(0.975, 2 * count + 2) / 2))


def _log_interval(count: int, share: float = 1.0) -> Interval:
    low, high = poisson_interval(count)
    return Interval(math.log10(low / share), math.log10(high / share))


def _inferred_magnitude(
    areas: np.ndarray, fits: list[Fitted], tail: Tail | None
) -> tuple[float, Interval]:
    """The magnitude of the event whose large landslides these are (Malamud et al. 2004, section 6).

    As many are large in an event of `EVENT`'s distribution; large are those above the cut-off of
    the tail, and above where the density is greatest, below which inventories lack landslides.
    """
    if tail is None:
        return math.nan, Interval(math.nan, math.nan)
    least = max([tail.cut_off, *(one.fit.rollover for one in fits[:1])])
    count = int(np.count_nonzero(areas >= least))
    share = float(EVENT.sf(least))
    return math.log10(count / share), _log_interval(count, share)
