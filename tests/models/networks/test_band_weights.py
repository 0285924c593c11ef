"""Networks that take other bands than they were trained on."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.models.networks.band_weights import weights_for_bands
from scarp.models.networks.build import build_network, set_weights, weights_of
from scarp.models.settings import NETWORKS, NetworkSettings


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(
    "wanted",
    [["Blue", "green", "RED"], ["Blue", "green", "RED", "nir"], ["band 1"], list("abcde")],
)
def test_a_grey_image_gives_the_same(name, wanted):
    own = ["red", "green", "blue"]
    settings = NetworkSettings(name, bands=3, width=2)
    network = build_network(settings)
    side = network.smallest + 16 * network.stride
    grey = np.random.default_rng(0).normal(size=(1, side, side, 1)).astype(np.float32)
    expected = np.asarray(network(np.repeat(grey, 3, axis=-1)))
    other = build_network(NetworkSettings(name, bands=len(wanted), width=2, seed=None))
    set_weights(other, weights_for_bands(weights_of(network), own, wanted))
    found = np.asarray(other(np.repeat(grey, len(wanted), axis=-1)))
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_bands_are_known_by_name():
    rng = np.random.default_rng(1)
    kernel = rng.normal(size=(3, 3, 3, 5)).astype(np.float32)
    given = {"down1_conv1/kernel": kernel, "logits/bias": np.ones(1, np.float32)}
    found = weights_for_bands(given, ["red", "green", "blue"], ["Blue", "green", "RED", "nir"])
    first = found["down1_conv1/kernel"] * 4 / 3
    np.testing.assert_allclose(first[:, :, 0], kernel[:, :, 2], rtol=1e-6)
    np.testing.assert_allclose(first[:, :, 2], kernel[:, :, 0], rtol=1e-6)
    np.testing.assert_allclose(first[:, :, 3], kernel.mean(axis=2), rtol=1e-5)
    assert found["logits/bias"] is given["logits/bias"]
    same = weights_for_bands(given, ["red", "green", "blue"], ["red", "green", "blue"])
    np.testing.assert_array_equal(same["down1_conv1/kernel"], kernel)
