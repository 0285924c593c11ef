"""Measures how often intervals of 95 % hold the truth.

    build/runtime/bin/python tests/benchmarks/inventory/coverage.py [--samples 200] …

Areas are drawn from a distribution with known parameters, again and again, and each time the
interval of every parameter is asked whether it holds the true one. Prints a table in Markdown: the
share of the samples in which it does.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np
import paths  # noqa: F401
from scarp.core.inventory.intervals import bootstrap, interval
from scarp.core.inventory.size_distributions import (
    DOUBLE_PARETO,
    INVERSE_GAMMA,
    double_pareto,
    fit,
    fit_tail,
    inverse_gamma,
)

_POWER_LAW = "power law"
#: True parameters: of Malamud et al. 2004, but for the offset, with which some areas would be
#: below 0, and of the order of Stark & Hovius 2001; areas in m².
_TRUTHS: dict[str, dict[str, float]] = {
    INVERSE_GAMMA: {"rho": 1.4, "a": 1280.0, "s": 0.0},
    DOUBLE_PARETO: {"alpha": 1.5, "beta": 2.0, "t": 800.0},
    _POWER_LAW: {"alpha": 1.4},
}


def draw(name: str, count: int, rng: np.random.Generator) -> np.ndarray:
    """Areas of a distribution."""
    truth = _TRUTHS[name]
    if name == _POWER_LAW:
        return 500 * (1 + rng.pareto(truth["alpha"], count))
    make = inverse_gamma if name == INVERSE_GAMMA else double_pareto
    return make(**truth).rvs(count, random_state=rng)


def parameters_of(name: str) -> Callable[[np.ndarray, np.ndarray], dict[str, float]]:
    """What fits a distribution and gives its parameters."""
    if name == _POWER_LAW:
        return lambda areas, counts: {"alpha": fit_tail(areas, counts).exponent - 1}
    return lambda areas, counts: fit(name, areas, counts).parameters


def share_held(name: str, count: int, samples: int, draws: int) -> dict[str, float]:
    """How often intervals hold the truth, by parameter."""
    rng, fitted = np.random.default_rng(count), parameters_of(name)
    held = dict.fromkeys(_TRUTHS[name], 0)
    for number in range(samples):
        areas = draw(name, count, rng)
        found = fitted(areas, np.ones(len(areas), int))
        results = bootstrap(areas, fitted, number, draws)
        for key, truth in _TRUTHS[name].items():
            low, high = interval(np.array([one[key] for one in results]), found[key])
            held[key] += low <= truth <= high
    return {key: value / samples for key, value in held.items()}


def main() -> None:
    """Measures all distributions and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--samples", type=int, default=200)
    options.add_argument("--draws", type=int, default=200, help="of each bootstrap")
    options.add_argument("--counts", nargs="+", type=int, default=(300, 3000), help="of areas")
    options.add_argument("--only", nargs="+", choices=_TRUTHS, default=list(_TRUTHS))
    given = options.parse_args()
    print("| distribution | areas | share of intervals that hold the truth |\n| --- | ---: | --- |")
    for count in given.counts:
        for name in given.only:
            shares = share_held(name, count, given.samples, given.draws)
            text = ", ".join(f"{key} {value:.3f}" for key, value in shares.items())
            print(f"| {name} | {count} | {text} |", flush=True)


if __name__ == "__main__":
    main()
