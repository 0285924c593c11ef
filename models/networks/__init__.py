"""The networks, one file each.

A new one needs its file and its name in `scarp.models.settings.NETWORKS`: that of the class and, in
lower case, of the module; a name, so that listing them needs no Keras.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from ...core.messages import ScarpError, tr
from ..settings import NETWORKS

if TYPE_CHECKING:
    from .network import SegmentationNetwork


def network_class(name: str) -> type[SegmentationNetwork]:
    """The class of a network.

    Raises:
        ScarpError: if there is no network of that name.
    """
    if name not in NETWORKS:
        raise ScarpError(
            tr("There is no network “{name}”: choose one of {known}."),
            name=name,
            known=", ".join(NETWORKS),
        )
    module = importlib.import_module(f".{name.lower()}", __name__)
    return getattr(module, name)


def check_patch_size(name: str, size: int) -> None:
    """Refuses a side of a patch that a network cannot take.

    Args:
        name: Name of the network.
        size: Rows and columns of an input patch.

    Raises:
        ScarpError: that names the nearest sides that it can take.
    """
    network = network_class(name)
    if size >= network.smallest and (size - network.smallest) % network.stride == 0:
        return
    below = legal_size_up_to(network, size)
    raise ScarpError(
        tr("{network} cannot take patches of {size} pixels: choose {below} or {above}."),
        network=name,
        size=size,
        below=below,
        above=below + network.stride,
    )


def legal_size_up_to(network: type[SegmentationNetwork], size: int) -> int:
    """The largest side of an input that a network takes and that is at most ``size``.

    Where ``size`` is below the smallest, that one.
    """
    return network.smallest + max(size - network.smallest, 0) // network.stride * network.stride


def legal_size_from(network: type[SegmentationNetwork], size: int) -> int:
    """The smallest side of an input that a network takes and that is at least ``size``."""
    return legal_size_up_to(network, size + network.stride - 1)
