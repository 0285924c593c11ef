"""Shapes of the networks' weights, told without Keras, to compare a model file with."""

from __future__ import annotations

from ...core.messages import ScarpError, tr
from ..settings import NETWORKS, NetworkSettings

_LEVELS = 5
#: Weights of layers of normalisation, and those that batch normalisation has in addition.
_LEARNED, _MOVING = ("gamma", "beta"), ("moving_mean", "moving_variance")
Shapes = dict[str, tuple[int, ...]]


def weight_shapes(settings: NetworkSettings) -> Shapes:
    """The shapes of a network's weights by their paths, as `weights_of` gives these.

    Args:
        settings: The network.

    Raises:
        ScarpError: if there is no such network.
    """
    known = {"ENVINet5": _of_envinet5, "ResUNet": _of_resunet, "UNet": _of_unet}
    shapes = known.get(settings.network)
    if shapes is None:
        raise ScarpError(
            tr("There is no network “{name}”: choose one of {known}."),
            name=settings.network,
            known=", ".join(NETWORKS),
        )
    return shapes(settings)


def _convolution(name: str, size: int, given: int, maps: int) -> Shapes:
    return {f"{name}/kernel": (size, size, given, maps), f"{name}/bias": (maps,)}


def _of_envinet5(settings: NetworkSettings) -> Shapes:
    shapes: Shapes = {}

    def convolve_twice(name: str, given: int, maps: int) -> None:
        shapes.update(_convolution(f"{name}_conv1", 3, given, maps))
        shapes.update(_convolution(f"{name}_conv2", 3, maps, maps))

    given = settings.bands
    for level in range(_LEVELS):
        convolve_twice(f"down{level + 1}", given, settings.width << level)
        given = settings.width << level
    for level in reversed(range(_LEVELS - 1)):
        maps = settings.width << level
        # Transposed: the maps that are given come last.
        upward = _convolution(f"up{level + 1}_upconv", 2, maps, 2 * maps)
        shapes.update(upward | {f"up{level + 1}_upconv/bias": (maps,)})
        convolve_twice(f"up{level + 1}", 2 * maps, maps)
    return shapes | _convolution("logits", 1, settings.width, settings.outputs)


def _of_resunet(settings: NetworkSettings) -> Shapes:
    shapes: Shapes = {}
    parts = _LEARNED if settings.norm == "group" else (*_LEARNED, *_MOVING)

    def normalise(name: str, maps: int) -> None:
        shapes.update({f"{name}_norm/{part}": (maps,) for part in parts})

    def unit(name: str, given: int, maps: int, first: bool = False) -> None:
        if given != maps:
            shapes.update(_convolution(f"{name}_shortcut", 1, given, maps))
        if not first:
            normalise(f"{name}_conv1", given)
        shapes.update(_convolution(f"{name}_conv1", 3, given, maps))
        normalise(f"{name}_conv2", maps)
        shapes.update(_convolution(f"{name}_conv2", 3, maps, maps))

    given = settings.bands
    for level in range(_LEVELS):
        unit(f"down{level + 1}", given, settings.width << level, level == 0)
        given = settings.width << level
    for level in reversed(range(_LEVELS - 1)):
        maps = settings.width << level
        unit(f"up{level + 1}", 3 * maps, maps)
    normalise("logits", settings.width)
    return shapes | _convolution("logits", 1, settings.width, settings.outputs)


def _of_unet(settings: NetworkSettings) -> Shapes:
    shapes: Shapes = {}

    def convolve_twice(name: str, given: int, maps: int) -> None:
        for part, before in ((f"{name}_conv1", given), (f"{name}_conv2", maps)):
            shapes[f"{part}/kernel"] = (3, 3, before, maps)
            shapes.update({f"{part}_norm/{weight}": (maps,) for weight in (*_LEARNED, *_MOVING)})

    given = settings.bands
    for level in range(_LEVELS):
        convolve_twice(f"down{level + 1}", given, settings.width << level)
        given = settings.width << level
    for level in reversed(range(_LEVELS - 1)):
        convolve_twice(f"up{level + 1}", 3 * (settings.width << level), settings.width << level)
    return shapes | _convolution("logits", 1, settings.width, settings.outputs)
