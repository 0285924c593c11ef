"""How many patches are trained on at once."""

from __future__ import annotations

import math

from ..hardware.devices import is_gpu
from ..hardware.memory import free_memory
from ..networks import network_class
from ..settings import NetworkSettings

_LARGEST_BATCH = 16
#: Shares of the free memory that a batch may take. Where it is too much, a CPU's system ends the
#: process, but a GPU only says so.
_CPU_SHARE, _GPU_SHARE = 0.5, 0.8


def automatic_batch(network: NetworkSettings, *devices: str) -> int:
    """As many patches per batch as fit, 16 on each device at most.

    The need is estimated. On a CPU, half of the free memory may be used, because the system would
    end a process that wants more; on a GPU most of it, because too much fails at once and the
    batch is halved.

    Args:
        network: With its patch size.
        devices: Names as `choose_devices` gives them, that share a batch.

    Returns:
        A power of two for each device.
    """
    bytes_a_patch = training_memory(network, 1)
    share = _GPU_SHARE if is_gpu(devices[0]) else _CPU_SHARE
    fitting = share * min(map(free_memory, devices)) / bytes_a_patch
    return len(devices) * 2 ** int(math.log2(min(max(fitting, 1), _LARGEST_BATCH)))


def training_memory(network: NetworkSettings, batch: int) -> int:
    """Bytes that training takes, estimated from what the feature maps of a batch take.

    Args:
        network: With its patch size.
        batch: Patches per batch.
    """
    kind = network_class(network.network)
    return batch * kind.training_bytes * network.width * network.patch_size**2
