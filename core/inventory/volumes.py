"""Volumes of landslides from their areas, by published relations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .intervals import Interval, gathered, interval

_DRAWS = 4000


@dataclass(frozen=True)
class Relation:
    """``volume = 10 ** log_alpha * area ** gamma``, in m³ and m².

    Attributes:
        name: What it holds for, and where it was published.
        log_alpha: The logarithm of the factor.
        gamma: The exponent.
        log_alpha_error: Standard error of the one.
        gamma_error: Standard error of the other.
    """

    name: str
    log_alpha: float
    gamma: float
    log_alpha_error: float
    gamma_error: float

    def volumes(self, areas: np.ndarray) -> np.ndarray:
        """Volumes in m³ of areas in m², (areas,)."""
        return 10**self.log_alpha * np.asarray(areas, float) ** self.gamma


#: Guzzetti et al. 2009 (Earth Planet. Sci. Lett. 279): of 677 landslides, with R² 0.97, from which
#: the error of the exponent follows; that of the factor was not given. Larsen et al. 2010 (Nature
#: Geosci. 3, table S1): of scars, without the run-out.
RELATIONS = (
    Relation("slides (Guzzetti et al. 2009)", float(np.log10(0.074)), 1.450, 0.0, 0.010),
    Relation("scars in soil (Larsen et al. 2010)", -0.649, 1.262, 0.021, 0.009),
    Relation("scars in bedrock (Larsen et al. 2010)", -0.63, 1.41, 0.06, 0.02),
)


@dataclass(frozen=True)
class TotalVolume:
    """The volume of all landslides of an inventory.

    Attributes:
        relation: By which.
        volume: In m³.
        interval: What 95 % of the draws lie within.
    """

    relation: Relation
    volume: float
    interval: Interval


def total_volumes(areas: np.ndarray, seed: int = 0) -> list[TotalVolume]:
    """The total volume of landslides by each of `RELATIONS`.

    By Monte Carlo: a factor and an exponent are drawn for all landslides together, and the
    landslides with replacement, since another event of the same kind would have had others. How
    single landslides scatter about a relation hardly matters for the sum of many, and is left out.

    Args:
        areas: In m², (areas,).
        seed: To draw with.
    """
    rng = np.random.default_rng(seed)
    values, counts = gathered(areas)
    total = counts.sum()
    drawn = rng.multinomial(total, counts / total, _DRAWS)
    logs = np.log10(values)
    found = []
    for relation in RELATIONS:
        alphas = rng.normal(relation.log_alpha, relation.log_alpha_error, _DRAWS)
        gammas = rng.normal(relation.gamma, relation.gamma_error, _DRAWS)
        sums = np.array(
            [
                count @ 10 ** (alpha + gamma * logs)
                for count, alpha, gamma in zip(drawn, alphas, gammas)
            ]
        )
        found.append(TotalVolume(relation, float(relation.volumes(areas).sum()), interval(sums)))
    return found
