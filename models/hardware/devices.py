"""Which device and which precision a job runs in."""

from __future__ import annotations

import os
import platform
from contextlib import AbstractContextManager
from pathlib import Path

import keras
import psutil

from ...core.messages import Progress, ScarpError, tr
from .backends import hardware

_FAST_BF16 = "amx_bf16"
_MOST_THREADS = 16


def list_gpus() -> list[str]:
    """Keras's names of the GPUs that the backend can use."""
    return hardware().gpus()


def choose_device(wish: str) -> str:
    """Keras's name of the device to run on; of all GPUs, the first.

    Args:
        wish: One of `scarp.core.device_options.DEVICES`.

    Raises:
        ScarpError: if a GPU is asked for and there is none.
    """
    return choose_devices(wish)[0]


def choose_devices(wish: str) -> list[str]:
    """Keras's names of the devices to run on: one, or all GPUs where these are asked for.

    Args:
        wish: One of `scarp.core.device_options.DEVICES`.

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
    """As `choose_devices`, but only one, and says so, where the backend cannot train on several.

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
    """Returns a context in which networks run on a device, or share each batch among several.

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
        wish: One of `scarp.core.device_options.PRECISIONS`, or such a policy itself.
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
    if hasattr(psutil.Process, "cpu_affinity"):  # Not on macOS.
        return len(psutil.Process().cpu_affinity())
    return psutil.cpu_count() or 1


def _cpu_has_amx() -> bool:
    """Whether the processor has it, and the variable of oneDNN that limits it leaves it on."""
    limit = os.environ.get("ONEDNN_MAX_CPU_ISA", "DEFAULT").upper()
    if limit not in ("DEFAULT", "ALL") and "AMX" not in limit:
        return False
    return any(line.startswith("flags") and _FAST_BF16 in line for line in _cpu_info())


def _cpu_info() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
