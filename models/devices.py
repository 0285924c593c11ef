"""Which device and which precision a job runs in."""

from __future__ import annotations

import ctypes
import importlib
import math
import os
import platform
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import keras

from ..core.messages import Progress, ScarpError, tr
from .hardware import hardware
from .networks import network_class
from .settings import NetworkSettings

_FAST_BF16 = "amx_bf16"
_LARGEST_BATCH = 16
#: Bytes of free memory taken for granted where the system does not tell.
_ASSUMED_MEMORY = 2 << 30
_ASSUMED_GPU_MEMORY = 4 << 30
#: Shares of the free memory that a batch may take. Where it is too much, a CPU's system ends the
#: process, but a GPU only says so.
_CPU_SHARE, _GPU_SHARE = 0.5, 0.8
#: What other exceptions say when memory ran out: of JAX, of torch on the CPU, of CUDA's libraries.
_OUT_OF_MEMORY = (
    "RESOURCE_EXHAUSTED",
    "DefaultCPUAllocator: can't allocate memory",
    "CUDA out of memory",
    "MPS backend out of memory",
    "OUT_OF_MEMORY",
    "STATUS_ALLOC_FAILED",
)
_MOST_THREADS = 16
#: Set by `scarp.runtime.environment`.
_MEMORY_LIMIT = "SCARP_MEMORY_LIMIT"


def list_gpus() -> list[str]:
    """Keras's names of the GPUs that the backend can use."""
    return hardware().gpus()


def backend() -> str:
    """Keras's backend and its version, such as "tensorflow 2.21.0"."""
    name = keras.backend.backend()
    return f"{name} {importlib.import_module(name).__version__}"


def choose_device(wish: str) -> str:
    """Keras's name of the device to run on; of all GPUs, the first.

    Args:
        wish: One of `scarp.models.settings.DEVICES`.

    Raises:
        ScarpError: if a GPU is asked for and there is none.
    """
    return choose_devices(wish)[0]


def choose_devices(wish: str) -> list[str]:
    """Keras's names of the devices to run on: one, or all GPUs where these are asked for.

    Args:
        wish: One of `scarp.models.settings.DEVICES`.

    Raises:
        ScarpError: if a GPU is asked for and there is none.
    """
    gpus = [] if wish == "CPU" else list_gpus()
    if wish in ("GPU", "all GPUs") and not gpus:
        raise ScarpError(
            tr("A GPU was asked for, but {backend} finds none: choose the CPU, or automatic."),
            backend=keras.backend.backend(),
        )
    return (gpus if wish == "all GPUs" else gpus[:1]) or [hardware().cpu]


def choose_training_devices(wish: str, progress: Progress) -> list[str]:
    """As `choose_devices`, but one where the backend cannot train on several; that is told.

    Raises:
        ScarpError: if a GPU is asked for and there is none.
    """
    devices = choose_devices(wish)
    if len(devices) == 1 or hardware().trains_in_parallel:
        return devices
    progress(
        0,
        tr("{backend} trains on one GPU only: for all {count} choose TensorFlow or JAX."),
        backend=keras.backend.backend(),
        count=len(devices),
    )
    return devices[:1]


def on_devices(devices: list[str]) -> AbstractContextManager:
    """In which networks run on a device, or are trained on several that share each batch.

    Args:
        devices: As `choose_devices` gives them.
    """
    return keras.device(devices[0]) if len(devices) == 1 else hardware().parallel(devices)


def choose_precision(wish: str, device: str) -> str:
    """A Keras data type policy.

    Reduced precision is chosen on a GPU, and on a CPU with AMX; on other CPUs it is slower. It is
    bfloat16, but float16 on GPUs that have no bfloat16: NVIDIA's before Ampere, Apple's before
    macOS 14.

    Args:
        wish: One of `scarp.models.settings.PRECISIONS`, or such a policy itself.
        device: A name as `choose_device` gives it.
    """
    if wish in ("mixed_bfloat16", "mixed_float16"):
        return wish
    if wish == "mixed" or (wish == "automatic" and (is_gpu(device) or _cpu_has_amx())):
        has_bfloat16 = not is_gpu(device) or hardware().has_bfloat16(device)
        return "mixed_bfloat16" if has_bfloat16 else "mixed_float16"
    return "float32"


def describe(*devices: str) -> str:
    """Devices' names for people.

    Args:
        devices: Names as `choose_devices` gives them.
    """
    return ", ".join(map(_describe, devices))


def automatic_batch(network: NetworkSettings, *devices: str) -> int:
    """As many patches per batch as fit, 16 on each device at most.

    The need is estimated. On a CPU half of the memory that is free may be used, for the system
    would end a process that wants more; on a GPU most of it, for too much shows at once and the
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


def threads_beside(device: str) -> int:
    """Threads that prepare what a device computes on.

    A GPU leaves the processor free, so all but one of its cores, 16 at most. What the CPU itself
    computes on needs one: more would take from the computation.

    Args:
        device: A name as `choose_device` gives it.
    """
    if not is_gpu(device):
        return 1
    return min(max(_cores() - 1, 1), _MOST_THREADS)


def jit_compile() -> bool:
    """Whether networks are compiled for Keras: JAX runs in no other way.

    XLA measured no faster for TensorFlow on the CPU, and takes seconds for each shape of a tile;
    so does torch's compiler. What both do on a GPU, ``tests/benchmarks/gpu.py`` measures.
    """
    return keras.backend.backend() == "jax"


def available_memory() -> int:
    """Bytes of main memory that may be taken: what is free, up to the user's limit.

    The limit is of the environment variable ``SCARP_MEMORY_LIMIT``, in megabytes.
    """
    limit = int(os.environ.get(_MEMORY_LIMIT, "0")) * 1_000_000
    return min(_unused_memory(), limit or math.inf)


def _unused_memory() -> int:
    """Bytes of main memory that are free; where the system does not tell, half of all of it."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                return 1024 * int(line.split()[1])
    except OSError:
        pass
    if sys.platform == "win32":
        return _unused_memory_of_windows()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):
        return _ASSUMED_MEMORY


class _MemoryStatus(ctypes.Structure):
    """Windows's MEMORYSTATUSEX."""

    _fields_ = [
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        ("total", ctypes.c_uint64),
        ("available", ctypes.c_uint64),
        ("total_page_file", ctypes.c_uint64),
        ("available_page_file", ctypes.c_uint64),
        ("total_virtual", ctypes.c_uint64),
        ("available_virtual", ctypes.c_uint64),
        ("available_extended_virtual", ctypes.c_uint64),
    ]


def _unused_memory_of_windows() -> int:
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return _ASSUMED_MEMORY
    return status.available


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception of any backend says that memory ran out."""
    name = type(error).__name__
    return (
        isinstance(error, MemoryError)
        or name in ("ResourceExhaustedError", "OutOfMemoryError")
        or any(phrase in str(error) for phrase in _OUT_OF_MEMORY)
    )


def is_gpu(device: str) -> bool:
    """Whether a device is another than the CPU."""
    return not device.startswith("cpu")


def _describe(device: str) -> str:
    if is_gpu(device):
        title = hardware().title(device)
        return f"{device} ({title})" if title else device
    for line in _cpu_info():
        if line.startswith("model name"):
            return f"CPU ({line.split(':', 1)[1].strip()})"
    return f"CPU ({platform.processor() or platform.machine()})"


def _cores() -> int:
    """Cores of the processor that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Not on Windows, nor on macOS.
        return os.cpu_count() or 1


def _cpu_has_amx() -> bool:
    return any(line.startswith("flags") and _FAST_BF16 in line for line in _cpu_info())


def _cpu_info() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
