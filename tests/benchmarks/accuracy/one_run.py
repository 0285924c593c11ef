"""One run in a process of its own: learns, verifies, and prints the result as a line of JSON.

python tests/benchmarks/accuracy/one_run.py '{"row": …, "data": FOLDER, "work": FOLDER, …}'
"""

from __future__ import annotations

import json
import math
import sys
import time
from pathlib import Path

import configurations  # noqa: F401 - so that `recipe` is found
import recipe
import repository  # noqa: F401
from rows import Parts, load_parts, load_pretraining
from scale import lasting
from scarp.models.settings import TrainingSettings
from speeds import seconds_a_patch
from tasks import Task
from verifying import verify_index, verify_model


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
        work: The folder of what runs share: speeds and pre-trained models.

    Returns:
        What is recorded of it.
    """
    watch = Stopwatch()
    # Before Keras, so that GDAL, where it is needed, is imported before TensorFlow.
    parts = load_parts(task.row, data)
    watch.note("data")
    if task.settings is None:
        learned = {"device": "-"}
        scenes = verify_index(task.configuration, parts.verification)
    else:
        model, learned = _learned(task, parts, data, work, watch)
        scenes = verify_model(model, parts.verification)
        if task.settings.is_adapted:
            watch.note("verification before the adaptation")
            learned["adapted"] = verify_model(model, parts.verification, adapted=True)
    watch.note("verification")
    return {
        "row": task.row,
        "configuration": task.configuration,
        "seed": task.seed,
        "minutes": task.minutes,
        "hash": task.hash,
        "scenes": scenes,
        **learned,
        "parts": watch.seconds,
    }


def _learned(
    task: Task, parts: Parts, data: Path, work: Path, watch: Stopwatch
) -> tuple[object, dict]:
    """A trained model, and what is recorded of it."""
    from scarp.models.model_file import load_model, save_model
    from scarp.models.training.new_model import initialize_model
    from scarp.models.training.train import train

    watch.note("import")
    network, training = task.settings.network, task.settings.training
    seconds = seconds_a_patch(work / task.speed_name, network, training)
    watch.note("speed")
    training = lasting(training, task.minutes, seconds)
    model = initialize_model(network)
    watch.note("initialisation")
    # Without validation sources `train` holds out a part of the training sources by itself: the
    # best epoch and the threshold are chosen there, never on what is verified.
    if task.pretrained_name:
        model = _pretrained(work / task.pretrained_name, model, training, data)
        watch.note("pretraining")
    if parts.training:
        if task.settings.is_starter:
            # Kept, so that another way to adapt it can be measured without training it again.
            path = work / f"starter {task.row} {task.hash}.h5".replace(">", "-")
            if not path.exists():
                save_model(recipe.learn(model, parts.training, training), path)
            model = load_model(path)
        else:
            model = train(model, parts.training, (), training).best
        watch.note("training")
    return model, {
        "suggestion": model.threshold,
        "best_epoch": model.best_epoch,
        "patches": training.epochs * training.patches_per_epoch,
        "seconds_a_patch": seconds,
        "device": model.software["device"],
        "precision_policy": model.software["precision"],
        "history": {
            name: [round(value, 4) if math.isfinite(value) else None for value in values]
            for name, values in model.history.items()
            if name.split("_")[-1] in ("loss", "f1")
        },
    }


def _pretrained(path: Path, initial, training: TrainingSettings, data: Path):
    """The model that has learned from Landslide4Sense, made where there is none yet."""
    from scarp.models.model_file import load_model, save_model
    from scarp.models.training.train import train

    if not path.exists():
        save_model(train(initial, load_pretraining(data), (), training).best, path)
    return load_model(path)


def main() -> None:
    """Makes the run that the first argument describes."""
    request = json.loads(sys.argv[1])
    task = Task(*(request[name] for name in ("row", "configuration", "seed", "minutes")))
    print(json.dumps(run(task, Path(request["data"]), Path(request["work"]))), flush=True)


if __name__ == "__main__":
    main()
