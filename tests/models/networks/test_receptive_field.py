"""How far a network's output depends on its input: the class's constant against the network."""

import keras
import numpy as np
import pytest
from scarp.core.labels.split_area import REACH
from scarp.models.networks import NETWORKS, legal_size_from, network_class


@pytest.fixture(scope="module", params=NETWORKS)
def positive(request) -> keras.Model:
    """A network of which every value grows with each pixel that it depends on."""
    network = network_class(request.param)(bands=1, outputs=1, width=1)
    for variable in network.variables:
        if "norm" not in variable.path:
            variable.assign(np.full(variable.shape, 0.5 if "kernel" in variable.path else 0.0))
    return network


def _values(network: keras.Model, images: np.ndarray) -> np.ndarray:
    """float64 (images, rows, columns)."""
    return keras.ops.convert_to_numpy(network(images))[..., 0].astype(float)


def test_guard_of_a_split_is_as_wide_as_networks_see():
    assert max(network_class(name).context for name in NETWORKS) == REACH


def test_gradient_ends_at_the_context(positive):
    """By differences, a row of the image at a time, of a tile at a multiple of the stride.

    What a tile is given begins ``context`` before it, and is of the next side that is legal.
    """
    kind, stride, margin, context = type(positive), *_sizes(positive)
    first = margin + -(-(context + 2 * stride) // stride) * stride
    given = range(first - context, first - context + legal_size_from(kind, stride + 2 * context))
    side = legal_size_from(kind, given.stop + stride)
    rows = np.array([*range(given.start - stride, first), *range(first, given.stop + stride)])
    images = np.ones((1 + len(rows), side, 48 + kind.smallest, 1), np.float32)
    images[np.arange(len(rows)) + 1, rows] += 1000
    tile = slice(first - margin, first - margin + stride)
    values = _values(positive, images)[:, tile]
    seen = rows[(values[1:] != values[:1]).any(axis=(1, 2))]
    unused = seen.min() - given.start, given.stop - 1 - seen.max()
    assert 0 <= min(unused) < stride


def _sizes(network) -> tuple[int, int, int]:
    return network.stride, network.margin, network.context


def test_padding_shows_no_further_than_the_context(positive):
    """An image of ones, of which padding alone makes something else."""
    side = positive.smallest + 256
    middle = _values(positive, np.ones((1, side, side, 1), np.float32))[0, :, side // 3]
    differs = np.flatnonzero(middle != middle[len(middle) // 2])
    upper, lower = differs[differs < len(middle) / 2], differs[differs > len(middle) / 2]
    reach = max(upper.max(initial=-1) + 1, len(middle) - lower.min(initial=len(middle)))
    assert 0 < positive.margin + reach <= positive.context
