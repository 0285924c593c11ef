"""Distributions of areas: known parameters are found again, and other hands find the same."""

from __future__ import annotations

import contextlib
import io
import warnings

import numpy as np
import pytest
from scarp.core.inventory.intervals import bootstrap, gathered, interval
from scarp.core.inventory.size_distributions import (
    DOUBLE_PARETO,
    INVERSE_GAMMA,
    double_pareto,
    fit,
    fit_tail,
    inverse_gamma,
)

#: Of Malamud et al. 2004, in m²; of the order of Stark & Hovius 2001.
TRUTHS = {
    INVERSE_GAMMA: (inverse_gamma, {"rho": 1.4, "a": 1280.0, "s": -132.0}),
    DOUBLE_PARETO: (double_pareto, {"alpha": 1.5, "beta": 2.0, "t": 800.0}),
}


def drawn(name: str, count: int, seed: int = 0) -> np.ndarray:
    make, parameters = TRUTHS[name]
    areas = make(**parameters).rvs(3 * count, random_state=seed)
    return areas[areas > 0][:count]


@pytest.mark.parametrize("name", TRUTHS)
def test_known_parameters_are_found_again(name):
    found = fit(name, drawn(name, 30_000))
    for key, value in TRUTHS[name][1].items():
        assert found.parameters[key] == pytest.approx(value, rel=0.08), key
    assert found.ks < 0.01
    density = found.distribution
    top = density.pdf(found.rollover)
    assert top > max(density.pdf(found.rollover * 0.98), density.pdf(found.rollover * 1.02))


@pytest.mark.parametrize("name", TRUTHS)
def test_no_other_parameters_are_likelier(name):
    areas = drawn(name, 400)
    found = fit(name, areas)
    assert found.log_likelihood == pytest.approx(found.distribution.logpdf(areas).sum())
    for key, value in found.parameters.items():
        for factor in (0.97, 1.03):
            other = TRUTHS[name][0](**{**found.parameters, key: value * factor})
            assert other.logpdf(areas).sum() < found.log_likelihood
    assert found.aic == pytest.approx(6 - 2 * found.log_likelihood)


@pytest.mark.parametrize("name", TRUTHS)
def test_weights_are_repetitions(name):
    areas = drawn(name, 300)
    weights = np.random.default_rng(1).integers(0, 4, len(areas))
    one, other = fit(name, areas, weights), fit(name, np.repeat(areas, weights))
    assert one.log_likelihood == pytest.approx(other.log_likelihood)
    assert one.ks == pytest.approx(other.ks, abs=1e-6)
    assert fit_tail(areas, weights) == fit_tail(np.repeat(areas, weights))


@pytest.mark.parametrize("seed", range(4))
def test_the_tail_is_that_of_the_package_powerlaw(seed):
    import powerlaw

    areas = drawn(INVERSE_GAMMA, 1000, seed)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        theirs = powerlaw.Fit(areas, verbose=False)
        expected = theirs.alpha, theirs.xmin, theirs.D
    found = fit_tail(areas)
    assert (found.exponent, found.cut_off, found.ks) == pytest.approx(expected, rel=1e-6)


def test_no_tail_of_a_few_areas():
    assert fit_tail(np.arange(1.0, 10.0)) is None
    assert fit_tail(np.full(50, 7.0)) is None


def test_many_areas_are_gathered_without_changing_the_fit():
    areas = drawn(INVERSE_GAMMA, 50_000)
    values, counts = gathered(areas)
    assert len(values) == 4000 and counts.sum() == len(areas)
    whole, few = fit(INVERSE_GAMMA, areas), fit(INVERSE_GAMMA, values, counts)
    for key, value in whole.parameters.items():
        assert few.parameters[key] == pytest.approx(value, rel=2e-3)


def test_an_interval_holds_the_estimate_and_shrinks_with_the_number():
    widths = []
    for count in (300, 3000):
        areas = drawn(INVERSE_GAMMA, count)
        found = fit(INVERSE_GAMMA, areas).parameters["rho"]
        rhos = bootstrap(
            areas, lambda one, counts: fit(INVERSE_GAMMA, one, counts).parameters["rho"], samples=80
        )
        low, high = interval(np.array(rhos), found)
        assert low < found < high
        widths.append(high - low)
    assert widths[1] == pytest.approx(widths[0] / 10**0.5, rel=0.4)
