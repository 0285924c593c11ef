"""Timing a training by a trial."""

from __future__ import annotations

import time

import pytest
from scarp.models.settings import NetworkSettings, TrainingSettings
from scarp.models.training import trial
from scarp.models.training.trial import try_training


def test_a_trial_says_what_a_patch_takes():
    """More for a wider network, and less than the trial itself."""
    settings = TrainingSettings(patches_per_batch=2, device="CPU", precision="float32")
    found = {}
    for width in (2, 8):
        started = time.monotonic()
        found[width] = try_training(NetworkSettings(patch_size=252, width=width), settings)
        assert 0 < found[width].seconds_a_patch < time.monotonic() - started
    assert found[8].memory == 4 * found[2].memory > 1e6
    assert found[8].seconds_a_patch > found[2].seconds_a_patch
    assert found[2].device.startswith("CPU") and found[2].precision == "float32"


def test_what_does_not_fit_into_memory_is_not_tried(monkeypatch):
    for name in ("initialize_model", "train"):
        monkeypatch.setattr(trial, name, lambda *_, **__: pytest.fail("It is tried."))
    settings = TrainingSettings(patches_per_batch=10**6, device="CPU", precision="float32")
    found = try_training(NetworkSettings(patch_size=252, width=8), settings)
    assert found.seconds_a_patch is None and found.memory > 1e13
