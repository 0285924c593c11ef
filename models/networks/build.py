"""Building networks, and their weights by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

import keras
import numpy as np

from ...core.messages import ScarpError, tr
from ..settings import NetworkSettings
from . import network_class
from .network import SegmentationNetwork


class StoredNetwork(Protocol):
    """A network and its weights, such as a `scarp.models.model_file.Model`.

    Attributes:
        network: The network.
        weights: Its weights by name, as `weights_of` gives them.
    """

    @property
    def network(self) -> NetworkSettings: ...

    @property
    def weights(self) -> Mapping[str, np.ndarray]: ...


def build_network(settings: NetworkSettings, dtype: str = "float32") -> SegmentationNetwork:
    """Builds a network with initial weights.

    Args:
        settings: The network.
        dtype: A Keras data type policy.

    Raises:
        ScarpError: if there is no such network.
    """
    return network_class(settings.network)(
        settings.bands,
        settings.outputs,
        width=settings.width,
        seed=settings.seed,
        norm=settings.norm,
        dtype=dtype,
    )


def load_network(model: StoredNetwork, dtype: str = "float32") -> SegmentationNetwork:
    """Builds a model's network and loads its weights.

    Raises:
        ScarpError: if the weights do not fit the network.
    """
    network = build_network(replace(model.network, seed=None), dtype)
    set_weights(network, model.weights)
    return network


def set_weights(network: keras.Model, weights: Mapping[str, np.ndarray]) -> None:
    """Gives a network the weights that `weights_of` gave.

    Raises:
        ScarpError: if one is missing or of another shape.
    """
    for variable in network.variables:
        value = weights.get(variable.path)
        if value is None or value.shape != tuple(variable.shape):
            raise ScarpError(
                tr("The model file is damaged: the weights of “{layer}” are missing."),
                layer=variable.path,
            )
        variable.assign(value)


def weights_of(network: keras.Model) -> dict[str, np.ndarray]:
    """A network's weights by their paths, such as ``down1_conv1/kernel``."""
    return {variable.path: array_of(variable) for variable in network.variables}


def array_of(variable: keras.Variable) -> np.ndarray:
    """A variable's value, of one that is mirrored on several devices too."""
    return keras.ops.convert_to_numpy(keras.ops.convert_to_tensor(variable))
