"""What the backends tell about their GPUs that Keras does not.

The only module that tells backends apart: everything else uses Keras.
"""

from __future__ import annotations

import importlib
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import keras
import numpy as np

_FREE_BY_DRIVER = (
    "nvidia-smi",
    "--query-gpu=index,uuid,name,memory.free",
    "--format=csv,noheader,nounits",
)
#: The first of NVIDIA's generations that has bfloat16: Ampere.
_BF16_CAPABILITY = (8, 0)
#: Memory is taken as it is needed, not all at once. Read when a backend first looks for GPUs.
_MEMORY_GROWTH = {"TF_FORCE_GPU_ALLOW_GROWTH": "true", "XLA_PYTHON_CLIENT_PREALLOCATE": "false"}


class Hardware:
    """GPUs as a backend sees them.

    Devices have Keras's names: "cpu:0", "gpu:0", "gpu:1", … This class is for backends of which
    nothing more is known; what it cannot tell is None.
    """

    #: Keras's name of the CPU.
    cpu = "cpu:0"
    #: Whether `parallel` can do anything.
    trains_in_parallel = False
    #: Whether kernels of convolutions are to lie in memory in the backend's order, not Keras's.
    wants_own_order = False

    def gpus(self) -> list[str]:
        """The names of the GPUs, or of other accelerators."""
        return []

    def title(self, device: str) -> str | None:
        """What a GPU is called, such as "NVIDIA A100-SXM4-40GB"."""
        return None

    def compute_capability(self, device: str) -> tuple[int, int] | None:
        """An NVIDIA chip's generation, such as (8, 0) of the A100."""
        return None

    def has_bfloat16(self, device: str) -> bool:
        """Whether a GPU computes in bfloat16: NVIDIA's since Ampere, others as far as is known."""
        capability = self.compute_capability(device)
        return capability is None or tuple(capability) >= _BF16_CAPABILITY

    def free_memory(self, device: str) -> int | None:
        """Bytes of a GPU's memory that this process may still take."""
        return _free_by_driver(_number(device))

    def parallel(self, devices: list[str]) -> AbstractContextManager:
        """Returns a context in which networks share each batch among devices."""
        raise NotImplementedError

    def feed(
        self, batches: Callable[[], Iterator], example: Callable[[], tuple[np.ndarray, ...]]
    ) -> Any:
        """What Keras is to take batches from, within `parallel` or without.

        Args:
            batches: Begins them anew.
            example: Makes one of them.
        """
        return batches()

    def sum_of_shares(self, share: Any) -> Any:
        """Sum of a tensor over the devices that share a batch, asked for by each of them.

        Where no batch is shared, or the backend computes as if on one device, that is the tensor.
        """
        return share


class _TensorFlow(Hardware):
    trains_in_parallel = True

    def __init__(self) -> None:
        self._tensorflow = importlib.import_module("tensorflow")

    def gpus(self) -> list[str]:
        return [name for name in keras.distribution.list_devices() if not _is_cpu(name)]

    def title(self, device: str) -> str | None:
        return self._details(device).get("device_name")

    def compute_capability(self, device: str) -> tuple[int, int] | None:
        return self._details(device).get("compute_capability")

    def parallel(self, devices: list[str]) -> AbstractContextManager:
        return self._tensorflow.distribute.MirroredStrategy(devices).scope()

    def feed(
        self, batches: Callable[[], Iterator], example: Callable[[], tuple[np.ndarray, ...]]
    ) -> Any:
        tensorflow = self._tensorflow
        if not tensorflow.distribute.has_strategy():
            return batches()
        # Keras looks at the first batch of what is shared, then begins anew. Of an iterator that
        # would lose what was fetched ahead.
        signature = tuple(
            tensorflow.TensorSpec((None, *array.shape[1:]), array.dtype) for array in example()
        )
        return tensorflow.data.Dataset.from_generator(batches, output_signature=signature)

    def sum_of_shares(self, share: Any) -> Any:
        distribute = self._tensorflow.distribute
        replica = distribute.get_replica_context()
        # There is none while Keras builds a network.
        if replica is None or replica.num_replicas_in_sync == 1:
            return share
        return replica.all_reduce(distribute.ReduceOp.SUM, share)

    def _details(self, device: str) -> dict:
        config = self._tensorflow.config
        gpus = config.list_physical_devices("GPU")
        number = _number(device)
        if number >= len(gpus):
            return {}
        return config.experimental.get_device_details(gpus[number])


class _Torch(Hardware):
    # To torch another device than "cpu:0", to which Keras would copy the weights: gradients would
    # be those of what was copied.
    cpu = "cpu"
    wants_own_order = True

    def __init__(self) -> None:
        self._torch = importlib.import_module("torch")

    def gpus(self) -> list[str]:
        torch = self._torch
        if torch.cuda.is_available():
            # So Keras calls them, and AMD's too.
            return [f"gpu:{number}" for number in range(torch.cuda.device_count())]
        if torch.backends.mps.is_available():
            return ["mps:0"]
        if torch.xpu.is_available():
            return [f"xpu:{number}" for number in range(torch.xpu.device_count())]
        return []

    def title(self, device: str) -> str | None:
        if not self._is_cuda(device):
            return None
        return self._torch.cuda.get_device_name(_number(device))

    def compute_capability(self, device: str) -> tuple[int, int] | None:
        if not self._is_cuda(device) or self._torch.version.hip:
            return None
        return self._torch.cuda.get_device_capability(_number(device))

    def has_bfloat16(self, device: str) -> bool:
        if not device.startswith("mps"):
            return super().has_bfloat16(device)
        # Metal has it from macOS 14 on; torch says so only when it is asked for some.
        try:
            one = self._torch.ones(1, dtype=self._torch.bfloat16, device=device)
            return bool((one + one).item() == 2)
        except (RuntimeError, TypeError):
            return False

    def free_memory(self, device: str) -> int | None:
        if not self._is_cuda(device):
            return None
        cuda, number = self._torch.cuda, _number(device)
        unused = cuda.memory_reserved(number) - cuda.memory_allocated(number)
        return cuda.mem_get_info(number)[0] + unused

    def _is_cuda(self, device: str) -> bool:
        return device.startswith("gpu") and _number(device) < self._torch.cuda.device_count()


class _Jax(Hardware):
    trains_in_parallel = True

    def __init__(self) -> None:
        self._jax = importlib.import_module("jax")

    def gpus(self) -> list[str]:
        return [name for name in keras.distribution.list_devices() if not _is_cpu(name)]

    def title(self, device: str) -> str | None:
        return getattr(self._device(device), "device_kind", None)

    def compute_capability(self, device: str) -> tuple[int, int] | None:
        said = getattr(self._device(device), "compute_capability", None)
        # AMD's chips have names there.
        if not said or not str(said).replace(".", "").isdigit():
            return None
        major, _, minor = str(said).partition(".")
        return int(major), int(minor or 0)

    def free_memory(self, device: str) -> int | None:
        found = self._device(device)
        told = found.memory_stats() if found else None
        return told["bytes_limit"] - told["bytes_in_use"] if told else None

    def parallel(self, devices: list[str]) -> AbstractContextManager:
        return keras.distribution.DataParallel(devices=devices, auto_shard_dataset=False).scope()

    def _device(self, device: str) -> Any:
        kind, number = device.split(":")
        found = [one for one in self._jax.devices() if one.platform == kind]
        return next((one for one in found if one.id == int(number)), None)


def hardware() -> Hardware:
    """The GPUs as Keras's backend sees them."""
    for name, value in _MEMORY_GROWTH.items():
        os.environ.setdefault(name, value)
    kinds = {"tensorflow": _TensorFlow, "torch": _Torch, "jax": _Jax}
    return kinds.get(keras.backend.backend(), Hardware)()


def _free_by_driver(number: int) -> int | None:
    """Free memory of a GPU by the number that it has in this process."""
    try:
        told = subprocess.run(_FREE_BY_DRIVER, capture_output=True, text=True, timeout=10).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return free_memory_told(told, number, os.environ)


def free_memory_told(told: str, number: int, environment: Mapping[str, str]) -> int | None:
    """Free memory of a GPU, from what NVIDIA's driver tells of all of the computer.

    Args:
        told: A line for each GPU, in their order on the bus: index, UUID, name, free mebibytes.
        number: Of the GPU in this process, which may see only some, and in another order.
        environment: ``CUDA_VISIBLE_DEVICES`` and ``CUDA_DEVICE_ORDER``.

    Returns:
        Bytes; None where it cannot be told which of them it is.
    """
    lines = [[part.strip() for part in line.split(",")] for line in told.splitlines()]
    lines = [parts for parts in lines if len(parts) == 4 and parts[3].isdigit()]
    visible = environment.get("CUDA_VISIBLE_DEVICES")
    if visible is None:
        places = [str(place) for place in range(len(lines))]
    else:
        places = [place.strip() for place in visible.split(",")]
    # CUDA sees none behind the first that it does not know.
    seen = [_line_of(lines, place) for place in places[: number + 1]]
    line = seen[number] if len(seen) > number else None
    if line is None or None in seen:
        return None
    alike = len({parts[2] for parts in lines}) == 1
    is_in_order = environment.get("CUDA_DEVICE_ORDER") == "PCI_BUS_ID"
    if places[number].isdigit() and not alike and not is_in_order:
        # CUDA counts the fastest first, and the driver does not tell which that is.
        return min(int(parts[3]) for parts in lines) << 20
    return int(line[3]) << 20


def _line_of(lines: list[list[str]], place: str) -> list[str] | None:
    """What is told of a GPU by its index, or by the beginning of its UUID where that is unique."""
    if place.isdigit():
        return lines[int(place)] if int(place) < len(lines) else None
    found = [parts for parts in lines if place and parts[1].startswith(place)]
    return found[0] if len(found) == 1 else None


def _number(device: str) -> int:
    return int(device.split(":")[1])


def _is_cpu(device: str) -> bool:
    return device.startswith("cpu")
