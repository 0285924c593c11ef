"""What reduced precision changes: values, and the F1 on real data that were held out.

A network is trained for a short time on the west of Iburi and classifies its east, in float32 and
in mixed precision, in a process of its own that prints a line of JSON.

python tests/benchmarks/classification/precision.py '{"data": FOLDER, "patches": …, …}'
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import paths  # noqa: F401 - GDAL before Keras
from rows import load_parts
from scarp.models.settings import ClassifySettings, NetworkSettings, TrainingSettings
from verifying import count

_ROW = "iburi W>E"
_PRECISIONS = "float32", "mixed"


class Kept:
    """Keeps all that is written to it, as an activation sink."""

    def __init__(self, shape: tuple[int, int]):
        self.values = np.zeros(shape, np.float32)
        self.valid = np.zeros(shape, bool)

    def write(self, window, values, valid):
        """Takes values (rows, columns, 1) of a window, and where they are valid."""
        row, col, height, width = window
        place = slice(row, row + height), slice(col, col + width)
        self.values[place], self.valid[place] = values[..., 0], valid


def measure(request: dict) -> dict:
    """Trains, classifies twice and compares.

    Args:
        request: ``data``: the folder of the data; ``width`` of the network, and ``epochs`` and
            ``patches`` an epoch that it is trained for.

    Returns:
        ``largest`` and ``mean``: of the differences; ``f1``: of float32 and of mixed precision,
        at the model's threshold.
    """
    from scarp.core.rasters.windows import Window
    from scarp.models.inference.classifier import Classifier
    from scarp.models.training.new_model import initialize_model
    from scarp.models.training.train import train

    parts = load_parts(_ROW, Path(request["data"]))
    initial = initialize_model(NetworkSettings(width=request["width"], patch_size=252))
    settings = TrainingSettings(
        epochs=request["epochs"], patches_per_epoch=request["patches"], device="CPU"
    )
    model = train(initial, parts.training, (), settings).best
    (east,) = parts.verification
    labels = east.labels(Window(0, 0, *east.shape))
    kept = []
    for precision in _PRECISIONS:
        kept.append(Kept(east.shape))
        Classifier(model, ClassifySettings(precision=precision)).classify(east, kept[-1])
    difference = np.abs(kept[0].values - kept[1].values)[kept[0].valid]
    found = [one.valid & (one.values >= model.threshold) for one in kept]
    return {
        "largest": float(difference.max()),
        "mean": float(difference.mean()),
        "f1": [count(one, labels).f1 for one in found],
        "trained": asdict(settings)["epochs"] * settings.patches_per_epoch,
    }


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))), flush=True)
