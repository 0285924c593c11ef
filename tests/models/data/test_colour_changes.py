"""Patches that look as if seen by another sensor, on another day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scarp.models.data import colour_changes
from scarp.models.data.colour_changes import changed_colours
from scarp.models.settings import TrainingSettings

SWITCHES = ("gamma", "saturation", "bands", "haze", "shadow", "blur", "noise")


def patch_of(seed=0, side=32, bands=3) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(side, side, bands)).astype(np.float32)


def changed(seed, **switches) -> np.ndarray:
    settings = replace(TrainingSettings(), **switches)
    return changed_colours(patch_of(), settings, np.random.default_rng(seed))


def test_nothing_is_changed_unless_asked_for():
    rng = np.random.default_rng(0)
    assert changed_colours(patch_of(), TrainingSettings(), rng) is not None
    assert np.array_equal(changed(0), patch_of())
    assert rng.random() == np.random.default_rng(0).random(), "nothing is drawn"


@pytest.mark.parametrize("name", SWITCHES)
def test_each_switch_changes_half_of_the_patches(name):
    differs = [
        not np.array_equal(changed(seed, **{f"augment_{name}": True}), patch_of())
        for seed in range(60)
    ]
    assert 15 < sum(differs) < 45


def test_all_at_once_give_the_same_for_the_same_seed():
    switches = dict.fromkeys((f"augment_{name}" for name in SWITCHES), True)
    first, same, other = (changed(seed, **switches) for seed in (5, 5, 6))
    assert first.dtype == np.float32 and first.shape == (32, 32, 3)
    assert np.isfinite(first).all()
    assert np.array_equal(first, same) and not np.array_equal(first, other)


def test_pixels_without_data_stay_empty():
    switches = dict.fromkeys((f"augment_{name}" for name in SWITCHES), True)
    patch = patch_of()
    patch[:8] = 0
    for seed in range(5):
        result = changed_colours(
            patch.copy(), replace(TrainingSettings(), **switches), np.random.default_rng(seed)
        )
        assert not result[:8].any() and result[8:].any()


def test_what_each_change_does():
    patch, rng = patch_of(), np.random.default_rng(2)
    exchanged = colour_changes.exchange_bands(patch, rng)
    np.testing.assert_allclose(np.sort(exchanged), np.sort(patch))
    grey = colour_changes.change_saturation(patch, rng).mean(axis=-1)
    np.testing.assert_allclose(grey, patch.mean(axis=-1), atol=1e-5)
    order = np.argsort(patch, axis=None)
    curve = colour_changes.change_gamma(patch, rng).ravel()[order]
    assert (np.diff(curve) >= 0).all(), "the order of values stays"
    assert colour_changes.add_haze(patch, rng).mean() > patch.mean()
    assert colour_changes.add_shadow(patch, rng).mean() < patch.mean()
    assert colour_changes.blur(patch, rng).std() < patch.std()
    noise = colour_changes.add_noise(patch, rng) - patch
    assert 0 < noise.std() < 0.3 and abs(noise.mean()) < 0.05


@pytest.mark.parametrize("bands", [1, 2, 7])
def test_any_number_of_bands(bands):
    switches = dict.fromkeys((f"augment_{name}" for name in SWITCHES), True)
    settings = replace(TrainingSettings(), **switches)
    for seed in range(4):
        result = changed_colours(patch_of(bands=bands), settings, np.random.default_rng(seed))
        assert result.shape == (32, 32, bands) and np.isfinite(result).all()
