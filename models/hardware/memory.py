"""How much memory there is, and whether it ran out."""

from __future__ import annotations

import math
import os

import psutil

from .backends import hardware
from .devices import is_gpu

#: Bytes of free memory taken for granted where neither backend nor driver tells.
_ASSUMED_GPU_MEMORY = 4 << 30
#: What other exceptions say when memory ran out: of JAX, of torch on the CPU, of CUDA's libraries.
_OUT_OF_MEMORY = (
    "RESOURCE_EXHAUSTED",
    "DefaultCPUAllocator: can't allocate memory",
    "CUDA out of memory",
    "MPS backend out of memory",
    "OUT_OF_MEMORY",
    "STATUS_ALLOC_FAILED",
)
#: Set by `scarp.runtime.process_environment`.
_MEMORY_LIMIT = "SCARP_MEMORY_LIMIT"


def free_memory(device: str) -> int:
    """Bytes of memory that are free on a device.

    Args:
        device: A name as `choose_device` gives it.

    Returns:
        On a GPU what the backend or NVIDIA's driver tells; 4 GiB where neither does.
    """
    if not is_gpu(device):
        return available_memory()
    told = hardware().free_memory(device)
    return _ASSUMED_GPU_MEMORY if told is None else told


def available_memory() -> int:
    """Bytes of main memory that may be taken: what is free, up to the user's limit.

    The limit is of the environment variable ``SCARP_MEMORY_LIMIT``, in megabytes.
    """
    limit = int(os.environ.get(_MEMORY_LIMIT, "0")) * 1_000_000
    return min(psutil.virtual_memory().available, limit or math.inf)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception of any backend says that memory ran out."""
    name = type(error).__name__
    return (
        isinstance(error, MemoryError)
        or name in ("ResourceExhaustedError", "OutOfMemoryError")
        or any(phrase in str(error) for phrase in _OUT_OF_MEMORY)
    )
