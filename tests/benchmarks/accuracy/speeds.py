"""How fast a configuration trains here: measured once, and kept for all its runs."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

import repository  # noqa: F401
from scarp.models.settings import NetworkSettings, TrainingSettings

#: The middle one of these counts: one alone may have met with other work on the machine.
_TRIALS = 3


def seconds_a_patch(path: Path, network: NetworkSettings, training: TrainingSettings) -> float:
    """Seconds that a patch takes in training, its share of the validation included.

    Args:
        path: JSON file that keeps them; they are measured where it is not there.
        network: The network.
        training: How it is trained.
    """
    if not path.exists():
        from scarp.models.training.trial import try_training

        trials = [try_training(network, training).seconds_a_patch for _ in range(_TRIALS)]
        if None in trials:
            raise MemoryError("There is not enough memory for a batch.")
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all, for runs that start meanwhile.
        part = path.with_suffix(".part")
        part.write_text(json.dumps({"seconds_a_patch": statistics.median(trials)}))
        part.replace(path)
    return json.loads(path.read_text())["seconds_a_patch"]
