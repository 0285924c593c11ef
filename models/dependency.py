"""How far what a network gives depends on what it is given, read from its layers."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import keras
from keras import layers

from .networks import network_class

_POINTWISE = (
    layers.InputLayer,
    layers.Activation,
    layers.BatchNormalization,
    layers.GroupNormalization,
)
_POOLINGS = (layers.MaxPooling2D, layers.AveragePooling2D)
_MERGES = (layers.Add, layers.Concatenate)


@dataclass(frozen=True)
class _Extent:
    """Pixels of a map, along one axis: those from ``first`` to ``last`` have seen no padding."""

    size: int
    first: int
    last: int


@functools.lru_cache
def context_of(name: str) -> int:
    """Pixels to read around a tile, so that its values are those of the whole image.

    Holds where tiles begin at multiples of the network's stride. For a network without padding it
    is the margin that the network loses; for one with padding, the distance from the edge within
    which a value depends on the padding's zeros, rounded up to a whole stride. Group
    normalisation, whose statistics are of the whole tile, is not counted.

    Args:
        name: Name of the network.
    """
    kind = network_class(name)
    padded = padding_reach(kind(bands=1, outputs=1, width=8, seed=None))
    return kind.margin + -(-padded // kind.stride) * kind.stride


def padding_reach(network: keras.Model) -> int:
    """Distance in pixels from the edges of a network's output within which it has seen padding.

    Each layer is asked for its kernel, stride and padding, and the part of its output that comes
    from no padding is passed on (receptive field arithmetic, as in Araujo et al. 2019).

    Args:
        network: A functional network of two-dimensional layers, square in kernels and strides,
            with the attributes ``smallest`` and ``stride`` of Scarp's.

    Raises:
        ValueError: if it has a layer of a kind that is not known here.
    """
    side = network.smallest + 256 * network.stride  # Legal, and larger than any reach.
    extents: dict[int, _Extent] = {}
    for layer in network.layers:
        if isinstance(layer, layers.InputLayer):
            extents[id(layer.output)] = _Extent(side, 0, side)
            continue
        given = layer.input if isinstance(layer.input, list) else [layer.input]
        extents[id(layer.output)] = _through(layer, [extents[id(tensor)] for tensor in given])
    result = extents[id(network.outputs[0])]
    return max(result.first, result.size - result.last)


def _through(layer: keras.Layer, given: list[_Extent]) -> _Extent:
    extent = given[0]
    if isinstance(layer, _MERGES):
        first, last = (
            max(one.first for one in given),
            min(one.last for one in given),
        )
        return replace(extent, first=first, last=last)
    if isinstance(layer, _POINTWISE):
        return extent
    if isinstance(layer, layers.Cropping2D):
        cut = layer.cropping[0][0]
        size = extent.size - 2 * cut
        return _Extent(size, max(extent.first - cut, 0), min(extent.last - cut, size))
    if isinstance(layer, layers.UpSampling2D):
        return _enlarged(extent, layer.size[0])
    if isinstance(layer, layers.Conv2DTranspose) and layer.kernel_size == layer.strides:
        return _enlarged(extent, layer.strides[0])
    if isinstance(layer, _POOLINGS):
        return _convolved(extent, layer.pool_size[0], layer.strides[0], layer.padding)
    if isinstance(layer, layers.Conv2D) and layer.dilation_rate[0] == 1:
        return _convolved(extent, layer.kernel_size[0], layer.strides[0], layer.padding)
    raise ValueError(f"How far the layer {layer.name} reaches is not known here.")


def _enlarged(extent: _Extent, factor: int) -> _Extent:
    return _Extent(factor * extent.size, factor * extent.first, factor * extent.last)


def _convolved(extent: _Extent, kernel: int, stride: int, padding: str) -> _Extent:
    """What a kernel makes: its output k comes from the pixels k * stride - before and on."""
    size, before = (extent.size - kernel) // stride + 1, 0
    if padding == "same":
        size = -(-extent.size // stride)
        before = max((size - 1) * stride + kernel - extent.size, 0) // 2
    first = -(-(extent.first + before) // stride)
    return _Extent(size, first, min((extent.last + before - kernel) // stride + 1, size))
