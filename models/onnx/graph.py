"""Keras networks as ONNX graphs, layer by layer.

Not by Keras's own ``export(format="onnx")``: that needs a package more for each backend (tf2onnx
for TensorFlow, which is not made for Python 3.13), and took a minute for a network of width 64.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Callable

import keras
import numpy as np
import onnx
from keras import layers
from onnx import TensorProto, helper, numpy_helper

from ...core.messages import ScarpError, tr
from ..networks.convolution import Convolution

# Old enough for every ONNX Runtime since 1.8, new enough for all that is needed.
_OPSET = 13
_IR_VERSION = 7
_END = np.iinfo(np.int64).max
_ACTIVATIONS = {None: None, keras.activations.linear: None, keras.activations.relu: "Relu"}
_AUTO_PAD = {"same": "SAME_UPPER", "valid": "VALID"}


class OnnxGraph:
    """An ONNX graph in the making. Maps are (batch, maps, rows, columns).

    Attributes:
        scope: Begins the names of what is added, such as a layer's name.
    """

    def __init__(self) -> None:
        self.scope = "graph"
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, values: Any, dtype: Any = np.float32) -> str:
        """Adds a constant and gives its name."""
        name = f"{self.scope}/constant{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(values, dtype), name))
        return name

    def a_map(self, values: Any) -> str:
        """Adds a constant of one value a map and gives its name."""
        return self.constant(np.reshape(values, (-1, 1, 1)))

    def add(self, operation: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Adds an operation and gives the name of its output."""
        output = output or f"{self.scope}/{operation}{len(self._nodes)}"
        self._nodes.append(helper.make_node(operation, inputs, [output], output, **attributes))
        return output

    def pad_mirrored(self, x: str, margin: int) -> str:
        """Adds a mirrored border of ``margin`` pixels, the edge pixels not repeated."""
        border = self.constant([0, 0, margin, margin] * 2, np.int64)
        return self.add("Pad", x, border, mode="reflect")

    def model(
        self, name: str, given: tuple[str, Sequence[int]], result: tuple[str, Sequence[int]]
    ) -> onnx.ModelProto:
        """The finished model, checked.

        Args:
            name: Of the graph.
            given: Name and shape of the input, float32.
            result: Name and shape of the output, float32.
        """
        ends = (
            [helper.make_tensor_value_info(end, TensorProto.FLOAT, shape)]
            for end, shape in (given, result)
        )
        graph = helper.make_graph(self._nodes, name, *ends, self._constants)
        versions = [helper.make_opsetid("", _OPSET)]
        model = helper.make_model(graph, opset_imports=versions, ir_version=_IR_VERSION)
        onnx.checker.check_model(model, full_check=True)
        return model


def add_network(graph: OnnxGraph, network: keras.Model, x: str) -> str:
    """Adds the layers of a network to a graph.

    Args:
        graph: The graph.
        network: A functional network with one input and one output, channels last.
        x: Name of what the network is given: (batch, bands, rows, columns), float32.

    Returns:
        The name of what it gives: (batch, outputs, rows, columns).

    Raises:
        ScarpError: if it has a layer of a kind that is not known here.
    """
    names = {id(network.inputs[0]): x}
    for layer in network.layers:
        if isinstance(layer, layers.InputLayer):
            continue
        if not _is_known(layer):
            raise ScarpError(
                tr("The layer “{layer}” ({kind}) of the network cannot be exported to ONNX."),
                layer=layer.name,
                kind=type(layer).__name__,
            )
        given = layer.input if isinstance(layer.input, list) else [layer.input]
        graph.scope = layer.name
        translate = _TRANSLATIONS[type(layer)]
        names[id(layer.output)] = translate(graph, layer, *(names[id(one)] for one in given))
    return names[id(network.outputs[0])]


def _is_known(layer: keras.Layer) -> bool:
    return type(layer) in _TRANSLATIONS and getattr(layer, "activation", None) in _ACTIVATIONS


def _array(variable: keras.Variable) -> np.ndarray:
    return keras.ops.convert_to_numpy(variable.value)


def _activation(graph: OnnxGraph, layer: keras.Layer, x: str) -> str:
    operation = _ACTIVATIONS[layer.activation]
    return graph.add(operation, x) if operation else x


def _convolution(graph: OnnxGraph, layer: keras.Layer, x: str) -> str:
    # Keras: (rows, columns, in, out), or of a transposed one (rows, columns, out, in).
    kernel = graph.constant(_array(layer.kernel).transpose(3, 2, 0, 1))
    bias = [graph.constant(_array(layer.bias))] if layer.use_bias else []
    transposed = isinstance(layer, layers.Conv2DTranspose)
    x = graph.add(
        "ConvTranspose" if transposed else "Conv",
        x,
        kernel,
        *bias,
        strides=layer.strides,
        dilations=layer.dilation_rate,
        auto_pad=_AUTO_PAD[layer.padding],
    )
    return _activation(graph, layer, x)


def _pooling(graph: OnnxGraph, layer: keras.Layer, x: str) -> str:
    return graph.add(
        "MaxPool" if isinstance(layer, layers.MaxPooling2D) else "AveragePool",
        x,
        kernel_shape=layer.pool_size,
        strides=layer.strides,
        auto_pad=_AUTO_PAD[layer.padding],
    )


def _cropping(graph: OnnxGraph, layer: keras.Layer, x: str) -> str:
    (top, bottom), (left, right) = layer.cropping
    ends = [-bottom or _END, -right or _END]
    places = ([top, left], ends, [2, 3])
    return graph.add("Slice", x, *(graph.constant(place, np.int64) for place in places))


def _repeating(graph: OnnxGraph, layer: keras.Layer, x: str) -> str:
    # The second input, a region of interest, is left out.
    return graph.add(
        "Resize",
        x,
        "",
        graph.constant([1, 1, *layer.size]),
        mode=layer.interpolation,
        coordinate_transformation_mode="asymmetric",
        nearest_mode="floor",
    )


def _concatenation(graph: OnnxGraph, _layer: keras.Layer, *given: str) -> str:
    return graph.add("Concat", *given, axis=1)


def _sum(graph: OnnxGraph, _layer: keras.Layer, *given: str) -> str:
    return graph.add("Sum", *given)


def _batch_normalisation(graph: OnnxGraph, layer: keras.Layer, x: str) -> str:
    values = (layer.gamma, layer.beta, layer.moving_mean, layer.moving_variance)
    parts = (graph.constant(_array(value)) for value in values)
    return graph.add("BatchNormalization", x, *parts, epsilon=layer.epsilon)


def _group_normalisation(graph: OnnxGraph, layer: keras.Layer, x: str) -> str:
    shape = graph.add("Shape", x)
    groups = graph.add("Reshape", x, graph.constant([0, layer.groups, -1], np.int64))
    normal = graph.add(
        "InstanceNormalization",
        groups,
        graph.constant(np.ones(layer.groups)),
        graph.constant(np.zeros(layer.groups)),
        epsilon=layer.epsilon,
    )
    scaled = graph.add("Mul", graph.add("Reshape", normal, shape), graph.a_map(_array(layer.gamma)))
    return graph.add("Add", scaled, graph.a_map(_array(layer.beta)))


#: What adds a layer: takes the graph, the layer and the names of what it is given.
_TRANSLATIONS: dict[type, Callable[..., str]] = {
    layers.Activation: _activation,
    layers.Add: _sum,
    layers.AveragePooling2D: _pooling,
    layers.BatchNormalization: _batch_normalisation,
    layers.Concatenate: _concatenation,
    layers.Conv2D: _convolution,
    Convolution: _convolution,
    layers.Conv2DTranspose: _convolution,
    layers.Cropping2D: _cropping,
    layers.GroupNormalization: _group_normalisation,
    layers.MaxPooling2D: _pooling,
    layers.UpSampling2D: _repeating,
}
