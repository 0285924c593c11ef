"""Which device and which precision a job runs in."""

from __future__ import annotations

import importlib
import math
import os
import platform
import subprocess
from pathlib import Path

import keras

from ..core.errors import ScarpError, tr
from .networks import network_class
from .settings import NetworkSettings

_FAST_BF16 = "amx_bf16"
_LARGEST_BATCH = 16
#: Bytes of free memory taken for granted where the system does not tell.
_ASSUMED_MEMORY = 2 << 30
_ASSUMED_GPU_MEMORY = 4 << 30
_GPU_MEMORY = ("nvidia-smi", "--query-gpu=memory.free", "--format=csv,noheader,nounits")


def list_gpus() -> list[str]:
    """Keras's names of the GPUs that the backend can use."""
    return [name for name in keras.distribution.list_devices() if not name.startswith("cpu")]


def backend() -> str:
    """Keras's backend and its version, such as "tensorflow 2.21.0"."""
    name = keras.backend.backend()
    return f"{name} {importlib.import_module(name).__version__}"


def choose_device(wish: str) -> str:
    """Keras's name of the device to run on.

    Args:
        wish: One of `scarp.models.settings.DEVICES`.

    Raises:
        ScarpError: if a GPU is asked for and there is none.
    """
    gpus = list_gpus()
    if wish == "GPU" and not gpus:
        raise ScarpError(
            tr("A GPU was asked for, but {backend} finds none: choose the CPU, or automatic."),
            backend=keras.backend.backend(),
        )
    return gpus[0] if gpus and wish != "CPU" else "cpu:0"


def choose_precision(wish: str, device: str) -> str:
    """A Keras data type policy.

    Reduced precision is chosen on a GPU, and on a CPU with AMX; on other CPUs it is slower.

    Args:
        wish: One of `scarp.models.settings.PRECISIONS`.
        device: A name as `choose_device` gives it.
    """
    if wish == "mixed" or (wish == "automatic" and (_is_gpu(device) or _cpu_has_amx())):
        return "mixed_bfloat16"
    return "float32"


def describe(device: str) -> str:
    """A device's name for people."""
    if _is_gpu(device):
        return device
    for line in _cpu_info():
        if line.startswith("model name"):
            return f"CPU ({line.split(':', 1)[1].strip()})"
    return f"CPU ({platform.processor() or platform.machine()})"


def automatic_batch(network: NetworkSettings, device: str) -> int:
    """As many patches per batch as fit, 16 at most.

    On a GPU 16: if they do not fit, that shows at once and the batch is halved. On a CPU the
    system would end the process instead, so the need is estimated beforehand: half of the memory
    that is free may be used.

    Args:
        network: With its patch size.
        device: A name as `choose_device` gives it.

    Returns:
        A power of two.
    """
    if _is_gpu(device):
        return _LARGEST_BATCH
    bytes_a_patch = (
        network_class(network.network).training_bytes * network.width * network.patch_size**2
    )
    fitting = available_memory() / 2 / bytes_a_patch
    return 2 ** int(math.log2(min(max(fitting, 1), _LARGEST_BATCH)))


def free_memory(device: str) -> int:
    """Bytes of memory that are free on a device.

    Args:
        device: A name as `choose_device` gives it.

    Returns:
        On a GPU what NVIDIA's driver tells; 4 GiB where it does not.
    """
    if not _is_gpu(device):
        return available_memory()
    try:
        told = subprocess.run(_GPU_MEMORY, capture_output=True, text=True, timeout=10).stdout
        return int(told.splitlines()[int(device.split(":")[1])]) << 20
    except (OSError, subprocess.SubprocessError, IndexError, ValueError):
        return _ASSUMED_GPU_MEMORY


def jit_compile() -> bool:
    """Whether networks are compiled for Keras: JAX runs in no other way.

    XLA measured no faster for TensorFlow on the CPU, and takes seconds for each shape of a tile.
    """
    return keras.backend.backend() == "jax"


def available_memory() -> int:
    """Bytes of main memory that are free; where the system does not tell, half of all of it."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                return 1024 * int(line.split()[1])
    except OSError:
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):
        return _ASSUMED_MEMORY


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception of any backend says that memory ran out."""
    name = type(error).__name__
    return (
        isinstance(error, MemoryError)
        or name in ("ResourceExhaustedError", "OutOfMemoryError")
        or "RESOURCE_EXHAUSTED" in str(error)
    )


def _is_gpu(device: str) -> bool:
    return not device.startswith("cpu")


def _cpu_has_amx() -> bool:
    return any(line.startswith("flags") and _FAST_BF16 in line for line in _cpu_info())


def _cpu_info() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
