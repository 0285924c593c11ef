"""One run in a process of its own: learns, verifies, and prints the result as a line of JSON.

python tests/benchmarks/accuracy/one_run.py '{"row": …, "data": FOLDER, "work": FOLDER, …}'
"""

from __future__ import annotations

import json
import math
import sys
import time
from pathlib import Path

import repository  # noqa: F401
from rows import Parts, load_parts, load_pretraining
from scarp.core.confusion import Confusion
from tasks import Settings, Task
from verifying import best_index, verify_index, verify_model

#: Where the training has chosen no threshold.
_NO_THRESHOLD = 0.5


class Stopwatch:
    """Notes how long the parts of a run take.

    Attributes:
        seconds: By name.
    """

    def __init__(self):
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def note(self, name: str) -> None:
        """Gives a name to the time since the last one."""
        now = time.monotonic()
        self.seconds[name] = round(now - self._last, 2)
        self._last = now


def run(task: Task, data: Path, work: Path) -> dict:
    """Makes a run.

    Args:
        task: The run.
        data: The folder of the data.
        work: A folder for pre-trained models.

    Returns:
        What is recorded of it.
    """
    watch = Stopwatch()
    # Before Keras, so that GDAL, where it is needed, is imported before TensorFlow.
    parts = load_parts(task.row, data)
    watch.note("data")
    settings = task.settings
    if settings is None:
        threshold = best_index(parts.training)
        watch.note("training")
        confusion = verify_index(parts.verification, threshold)
        watch.note("verification")
        learned = {"threshold": threshold, "threshold_chosen": True, "device": "-"}
    else:
        confusion, learned = _run_network(task, settings, parts, data, work, watch)
    return {
        "row": task.row,
        "configuration": task.configuration,
        "seed": task.seed,
        "quick": task.quick,
        "hash": task.hash,
        **_figures(confusion),
        **learned,
        "parts": watch.seconds,
    }


def _run_network(
    task: Task, settings: Settings, parts: Parts, data: Path, work: Path, watch: Stopwatch
) -> tuple[Confusion, dict]:
    """Trains and verifies a network: the counts, and what else is recorded."""
    from scarp.models.training.new_model import initialize_model
    from scarp.models.training.train import train

    watch.note("import")
    if settings.pretraining:
        model = _pretrained(settings, data, work / task.pretrained_name)
        watch.note("pretraining")
    else:
        model = initialize_model(settings.network)
        watch.note("initialisation")
    # Without validation sources `train` holds out a part of the training sources by itself: the
    # best epoch and the threshold are chosen there, never on what is verified.
    result = train(model, parts.training, (), settings.training)
    watch.note("training")
    threshold = result.best.threshold
    chosen = threshold is not None
    threshold = threshold if chosen else _NO_THRESHOLD
    confusion = verify_model(result.best, parts.verification, threshold)
    watch.note("verification")
    return confusion, {
        "threshold": threshold,
        "threshold_chosen": chosen,
        "best_epoch": result.best.best_epoch,
        "patches": settings.training.epochs * settings.training.patches_per_epoch,
        "device": result.device,
        "precision_policy": result.precision,
        "history": {
            name: [round(value, 4) if math.isfinite(value) else None for value in values]
            for name, values in result.best.history.items()
            if name.split("_")[-1] in ("loss", "f1")
        },
    }


def _pretrained(settings: Settings, data: Path, path: Path):
    """The pre-trained model of these settings, made where there is none yet."""
    from scarp.models.model_file import load_model, save_model
    from scarp.models.training.new_model import initialize_model
    from scarp.models.training.train import train

    if not path.exists():
        initial = initialize_model(settings.network)
        trained = train(initial, load_pretraining(data), (), settings.pretraining)
        save_model(trained.best, path)
    return load_model(path)


def _figures(confusion: Confusion) -> dict:
    figures = {name: getattr(confusion, name) for name in ("f1", "iou", "precision", "recall")}
    counts = {name: getattr(confusion, name) for name in ("tp", "fp", "fn", "tn")}
    # JSON has no NaN: precision has none where nothing was found.
    return {
        **{name: None if math.isnan(value) else value for name, value in figures.items()},
        **counts,
    }


def main() -> None:
    """Makes the run that the first argument describes."""
    request = json.loads(sys.argv[1])
    task = Task(*(request[name] for name in ("row", "configuration", "seed", "quick")))
    print(json.dumps(run(task, Path(request["data"]), Path(request["work"]))), flush=True)


if __name__ == "__main__":
    main()
