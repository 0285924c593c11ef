"""How many patches are trained on at once."""

from __future__ import annotations

import pytest
from scarp.models.networks import network_class
from scarp.models.settings import NetworkSettings
from scarp.models.training import batch_size
from scarp.models.training.batch_size import automatic_batch

GIB = 1 << 30


@pytest.mark.parametrize("gibibytes", [1, 3, 8, 21, 60, 500])
@pytest.mark.parametrize(
    ("network", "width", "patch_size"),
    [("ENVINet5", 64, 572), ("ENVINet5", 16, 572), ("ENVINet5", 4, 204), ("ResUNet", 16, 256)],
)
def test_batch_on_a_cpu_takes_half_of_the_free_memory(
    monkeypatch, gibibytes, network, width, patch_size
):
    """The largest of 1, 2, 4, 8 and 16 patches that fits."""
    monkeypatch.setattr(batch_size, "free_memory", lambda device: gibibytes * GIB)
    batch = automatic_batch(NetworkSettings(network, width=width, patch_size=patch_size), "cpu:0")

    def fits(patches):
        bytes_a_patch = network_class(network).training_bytes * width * patch_size**2
        return 2 * patches * bytes_a_patch <= gibibytes * GIB

    assert batch in (1, 2, 4, 8, 16)
    assert batch == 1 or fits(batch)
    assert batch == 16 or not fits(2 * batch)


@pytest.mark.parametrize(("gibibytes", "batch"), [(1, 1), (8, 2), (19, 4), (500, 16)])
def test_batch_of_the_full_network(monkeypatch, gibibytes, batch):
    """A patch takes 1.25 GiB."""
    monkeypatch.setattr(batch_size, "free_memory", lambda device: gibibytes * GIB)
    assert automatic_batch(NetworkSettings(), "cpu:0") == batch


@pytest.mark.parametrize(("gibibytes", "batch"), [(1, 1), (4, 2), (23, 8), (79, 16)])
def test_batch_on_gpus_takes_most_of_their_memory(monkeypatch, gibibytes, batch):
    """Each GPU has so many patches."""
    monkeypatch.setattr(batch_size, "free_memory", lambda device: gibibytes * GIB)
    assert automatic_batch(NetworkSettings(), "gpu:0") == batch
    assert automatic_batch(NetworkSettings(), "gpu:0", "gpu:1", "gpu:2") == 3 * batch
