"""Distributions of landslide areas, and how they are fitted to an inventory.

Every fit is by maximum likelihood on the areas themselves, not on bins, which bias the exponent.
Areas may carry weights, which count how often each occurs: so a bootstrap need not repeat them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special, stats

INVERSE_GAMMA, DOUBLE_PARETO = "inverse gamma", "double Pareto"
#: Values of the inverse gamma's offset that are tried: how far it is below the smallest area, as
#: a power of 10 of the median area.
_OFFSETS = (-4.0, 3.0)
#: Most areas that a cut-off of the tail is looked for among, and fewest areas of a tail.
_MOST_CUT_OFFS, _FEWEST_OF_TAIL = 2000, 10


@dataclass(frozen=True)
class Fit:
    """A distribution that was fitted to areas.

    Attributes:
        name: `INVERSE_GAMMA` or `DOUBLE_PARETO`.
        parameters: By their names in the literature, areas in the unit of the areas.
        log_likelihood: Of all areas.
        ks: The Kolmogorov-Smirnov distance to the areas.
    """

    name: str
    parameters: dict[str, float]
    log_likelihood: float
    ks: float

    @property
    def aic(self) -> float:
        """Akaike's information criterion: the smaller, the better."""
        return 2 * len(self.parameters) - 2 * self.log_likelihood

    @property
    def tail_parameter(self) -> str:
        """Name of the parameter that the tail depends on."""
        return "rho" if self.name == INVERSE_GAMMA else "alpha"

    @property
    def exponent(self) -> float:
        """That of the tail: the density falls with the area to the power of minus this."""
        return 1 + self.parameters[self.tail_parameter]

    @property
    def rollover(self) -> float:
        """The area at which the density is greatest; 0 where it falls from the smallest on."""
        values = self.parameters
        if self.name == INVERSE_GAMMA:
            return values["s"] + values["a"] / (values["rho"] + 1)
        alpha, beta, t = (values[name] for name in ("alpha", "beta", "t"))
        return t * ((beta - 1) / (alpha + 1)) ** (1 / alpha) if beta > 1 else 0.0

    @property
    def distribution(self) -> stats.rv_frozen:
        """The distribution in SciPy."""
        return DISTRIBUTIONS[self.name][1](**self.parameters)


@dataclass(frozen=True)
class Tail:
    """A power law that was fitted to the large areas.

    Attributes:
        exponent: The density falls with the area to the power of minus this.
        cut_off: The smallest area of the tail.
        count: Areas in it.
        ks: The Kolmogorov-Smirnov distance to them.
    """

    exponent: float
    cut_off: float
    count: int
    ks: float


def inverse_gamma(rho: float, a: float, s: float) -> stats.rv_frozen:
    """The inverse gamma distribution with three parameters: Malamud et al. 2004, equation 3.

    Args:
        rho: The density of large areas falls with their power of ``-(rho + 1)``.
        a: Where the density is greatest, times ``rho + 1``, above ``s``.
        s: What areas are above of; usually below 0.
    """
    return stats.invgamma(rho, loc=s, scale=a)


def double_pareto(alpha: float, beta: float, t: float) -> stats.rv_frozen:
    """The double Pareto distribution of Stark & Hovius 2001, equation 3, without cut-offs.

    That is the Burr distribution of type III with the shapes ``alpha`` and ``beta / alpha``.

    Args:
        alpha: The density of large areas falls with their power of ``-(alpha + 1)``.
        beta: That of small ones rises with their power of ``beta - 1``.
        t: The area where the one passes into the other.
    """
    return stats.burr(alpha, beta / alpha, scale=t)


def fit(name: str, areas: np.ndarray, weights: np.ndarray | None = None) -> Fit:
    """Fits a distribution by maximum likelihood.

    Args:
        name: `INVERSE_GAMMA` or `DOUBLE_PARETO`.
        areas: Above 0, (areas,); not all the same.
        weights: How often each occurs, (areas,); None: once.
    """
    order = np.argsort(areas)
    areas = np.asarray(areas, float)[order]
    weights = np.ones_like(areas) if weights is None else np.asarray(weights, float)[order]
    areas, weights = areas[weights > 0], weights[weights > 0]
    # All in units of the median, so that numbers are of order 1.
    unit = float(np.exp(np.average(np.log(areas), weights=weights)))
    scaled, log_likelihood = DISTRIBUTIONS[name][0](areas / unit, weights)
    parameters = {
        key: value * unit if key in ("a", "s", "t") else value for key, value in scaled.items()
    }
    total = weights.sum()
    log_likelihood -= total * np.log(unit)
    upper = np.cumsum(weights) / total
    expected = DISTRIBUTIONS[name][1](**parameters).cdf(areas)
    ks = max(np.abs(upper - expected).max(), np.abs(upper - weights / total - expected).max())
    return Fit(name, parameters, float(log_likelihood), float(ks))


def _fit_inverse_gamma(areas: np.ndarray, weights: np.ndarray) -> tuple[dict[str, float], float]:
    """With a given offset, 1 / (area - s) has a gamma distribution: only the offset is searched."""
    total, least = weights.sum(), areas[0]

    def of_offset(power: float) -> tuple[float, float, float, float]:
        s = least - 10.0**power
        above = areas - s
        logs = np.log(above) @ weights / total
        inverse = (1 / above) @ weights / total
        rho = _gamma_shape(np.log(inverse) + logs)
        a = rho / inverse
        likelihood = total * (
            rho * np.log(a) - special.gammaln(rho) - (rho + 1) * logs - a * inverse
        )
        return -likelihood, rho, a, s

    tried = np.linspace(*_OFFSETS, 15)
    best = int(np.argmin([of_offset(power)[0] for power in tried]))
    around = tried[max(best - 1, 0)], tried[min(best + 1, len(tried) - 1)]
    found = optimize.minimize_scalar(
        lambda power: of_offset(power)[0], bounds=around, method="bounded"
    )
    negative, rho, a, s = of_offset(found.x)
    return {"rho": float(rho), "a": float(a), "s": float(s)}, -float(negative)


def _gamma_shape(gap: float) -> float:
    """The shape of a gamma distribution by maximum likelihood (Minka 2002).

    Args:
        gap: The logarithm of the mean, less the mean of the logarithms.
    """
    gap = max(gap, 1e-12)
    shape = (3 - gap + np.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap)
    for _ in range(8):
        value = np.log(shape) - special.digamma(shape) - gap
        slope = 1 / shape - special.polygamma(1, shape)
        shape = shape - value / slope if shape > value / slope else shape / 2
    return shape


def _fit_double_pareto(areas: np.ndarray, weights: np.ndarray) -> tuple[dict[str, float], float]:
    """Logarithms of areas have a generalised logistic distribution of type I."""
    total, logs = weights.sum(), np.log(areas)

    def negative(values: np.ndarray) -> tuple[float, np.ndarray]:
        log_alpha, log_t, log_d = values
        alpha, d = np.exp(log_alpha), np.exp(log_d)
        u = alpha * (logs - log_t)
        softplus = np.logaddexp(0, -u)
        share = special.expit(-u)
        likelihood = total * (log_alpha + log_d) - weights @ u - (d + 1) * (weights @ softplus)
        inner = -weights + (d + 1) * weights * share
        gradient = np.array(
            [
                total + inner @ u,
                -alpha * inner.sum(),
                total - d * (weights @ softplus),
            ]
        )
        return -likelihood / total, -gradient / total

    found = optimize.minimize(negative, np.array([0.3, 0.0, 0.0]), jac=True, method="BFGS")
    log_alpha, log_t, log_d = found.x
    parameters = {
        "alpha": float(np.exp(log_alpha)),
        "beta": float(np.exp(log_alpha + log_d)),
        "t": float(np.exp(log_t)),
    }
    return parameters, float(-found.fun * total - weights @ logs)


def fit_tail(areas: np.ndarray, weights: np.ndarray | None = None) -> Tail | None:
    """Fits a power law to the large areas, with the cut-off that suits best.

    By maximum likelihood above each cut-off, of which the one is taken at which the
    Kolmogorov-Smirnov distance is least: Clauset, Shalizi & Newman 2009, equations 3.1 and 3.9. In
    large inventories not each area is tried as a cut-off.

    Args:
        areas: Above 0, (areas,).
        weights: How often each occurs, (areas,); None: once.

    Returns:
        The tail; None where there are fewer than 10 areas, or all are the same.
    """
    weights = np.ones(len(areas)) if weights is None else weights
    logs, places = np.unique(np.log(np.asarray(areas, float)), return_inverse=True)
    counts = np.bincount(places, weights)
    logs, counts = logs[counts > 0], counts[counts > 0]
    above = np.cumsum(counts[::-1])[::-1]
    candidates = np.flatnonzero(above[:-1] >= _FEWEST_OF_TAIL)
    if not len(candidates):
        return None
    if len(candidates) > _MOST_CUT_OFFS:
        chosen = np.linspace(0, len(candidates) - 1, _MOST_CUT_OFFS).round().astype(int)
        candidates = candidates[np.unique(chosen)]
    best: Tail | None = None
    sums = np.cumsum((counts * logs)[::-1])[::-1]
    for first in candidates:
        count = above[first]
        alpha = count / (sums[first] - count * logs[first])
        expected = -np.expm1(-alpha * (logs[first:] - logs[first]))
        # As in the authors' own code: the share of the areas that are smaller.
        smaller = 1 - above[first:] / count
        distance = float(np.abs(expected - smaller).max())
        if best is None or distance < best.ks:
            best = Tail(1 + alpha, float(np.exp(logs[first])), round(count), distance)
    return best


_Fitter = Callable[[np.ndarray, np.ndarray], tuple[dict[str, float], float]]
#: How each is fitted, and made of its parameters.
DISTRIBUTIONS: dict[str, tuple[_Fitter, Callable[..., stats.rv_frozen]]] = {
    INVERSE_GAMMA: (_fit_inverse_gamma, inverse_gamma),
    DOUBLE_PARETO: (_fit_double_pareto, double_pareto),
}
