"""Memory that a worker takes to train on a small and on a large raster."""

from __future__ import annotations

import sys
from pathlib import Path

import paths  # noqa: F401
from common.running import Observed, run_quietly
from rasters import cut_middle, make_huge
from scarp.runtime.client import Worker

_NETWORK = {"bands": 3, "patch_size": 380, "width": 4, "classes": ["landslide"]}
_TRAINING = {"epochs": 2, "patches_per_epoch": 6}


def train_on_huge(folder: Path, pixels: int) -> Observed:
    """Trains a narrow network for a few patches, in a worker, on a raster of so many pixels."""
    raster, validation, model, output = (
        str(folder / name) for name in ("huge.tif", "middle.tif", "initial.h5", "huge.h5")
    )
    make_huge(raster, pixels)
    cut_middle(raster, validation)
    run_quietly("initialize_model", output=model, settings=_NETWORK)
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
