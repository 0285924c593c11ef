"""Which device and which precision a job runs in."""

from __future__ import annotations

import importlib
import platform
from pathlib import Path

import keras

from ..core.errors import ScarpError, tr

_FAST_BF16 = "amx_bf16"


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


def _is_gpu(device: str) -> bool:
    return not device.startswith("cpu")


def _cpu_has_amx() -> bool:
    return any(line.startswith("flags") and _FAST_BF16 in line for line in _cpu_info())


def _cpu_info() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
