"""Memory that a worker takes to train on a small and on a large raster."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import paths  # noqa: F401
from rasters import cut_middle, make_huge
from scarp.runtime.client import Worker

_NETWORK = {"bands": 3, "patch_size": 380, "width": 4, "classes": ["landslide"]}
_TRAINING = {"epochs": 2, "patches_per_epoch": 6}


@dataclass
class Observed:
    """What was seen of a worker; takes what it reports, as a `Progress`.

    Attributes:
        peak: Most bytes of main memory that it held at a time.
        first_step: Seconds until its first step was done.
    """

    worker: Worker
    peak: int = 0
    first_step: float = 0.0

    def __post_init__(self):
        self._started = time.perf_counter()

    def __call__(self, fraction: float | None, message: str = "", **values) -> None:
        """Looks at the worker; called several times a second."""
        self.peak = max(self.peak, _most_memory(self.worker.pid))
        if fraction and not self.first_step:
            self.first_step = time.perf_counter() - self._started


def _most_memory(pid: int) -> int:
    """Most bytes of main memory that a process has held; 0 where it has ended."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
    except OSError:
        pass
    return 0


def train_on_huge(folder: Path, pixels: int) -> Observed:
    """Trains a narrow network for a few patches, in a worker, on a raster of so many pixels."""
    raster, validation, model, output = (
        str(folder / name) for name in ("huge.tif", "middle.tif", "initial.h5", "huge.h5")
    )
    make_huge(raster, pixels)
    cut_middle(raster, validation)
    settings = {"output": model, "settings": dict(_NETWORK)}
    Worker(sys.executable).run("initialize_model", settings, lambda *_, **__: None)
    worker = Worker(sys.executable)
    observed = Observed(worker)
    worker.run(
        "train_model",
        {
            "model": model,
            "training": [raster],
            "validation": [validation],
            "settings": _TRAINING,
            "output": output,
        },
        observed,
    )
    return observed
