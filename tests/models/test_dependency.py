"""How far a network's output depends on its input, read from its layers."""

import keras
import numpy as np
import pytest
from keras import layers
from scarp.core.labels.split_area import REACH
from scarp.models.dependency import context_of, padding_reach
from scarp.models.networks import NETWORKS, network_class


def test_contexts_of_the_networks():
    assert {name: context_of(name) for name in NETWORKS} == {"ENVINet5": 92, "ResUNet": 80}


def test_guard_of_a_split_is_as_wide_as_networks_see():
    assert max(map(context_of, NETWORKS)) == REACH


@pytest.mark.parametrize("name", NETWORKS)
def test_padding_reaches_as_far_as_it_shows(name):
    """Against the network itself: an image of ones, of which padding alone makes something else."""
    kind = network_class(name)
    network = kind(bands=1, outputs=1, width=1)
    for variable in network.variables:
        if "norm" not in variable.path:
            variable.assign(np.full(variable.shape, 0.5 if "kernel" in variable.path else 0.0))
    values = keras.ops.convert_to_numpy(
        network(np.ones((1, kind.smallest + 256, kind.smallest + 256, 1)))
    )
    middle = values[0, :, values.shape[2] // 2, 0]
    differs = np.flatnonzero(middle != middle[len(middle) // 2])
    reach = (
        0
        if not len(differs)
        else max(
            differs[differs < len(middle) / 2].max(initial=-1) + 1,
            len(middle) - differs[differs > len(middle) / 2].min(initial=len(middle)),
        )
    )
    assert padding_reach(network) == reach


class Small(keras.Model):
    smallest = 16
    stride = 4


@pytest.mark.parametrize(
    ("layer", "reach"),
    [
        (layers.Conv2D(1, 3, padding="same"), 1),
        (layers.Conv2D(1, 7, padding="same"), 3),
        (layers.Conv2D(1, 3), 0),
        (layers.MaxPooling2D(2), 0),
        (layers.MaxPooling2D(3, 1, padding="same"), 1),
        (layers.Conv2D(1, 3, strides=2, padding="same"), 1),
    ],
)
def test_single_layers(layer, reach):
    inputs = keras.Input((None, None, 1))
    assert padding_reach(Small(inputs, layer(inputs))) == reach


def test_layers_that_are_not_known():
    inputs = keras.Input((None, None, 1))
    with pytest.raises(ValueError, match="the layer wide reaches"):
        padding_reach(Small(inputs, layers.Conv2D(1, 3, dilation_rate=2, name="wide")(inputs)))
