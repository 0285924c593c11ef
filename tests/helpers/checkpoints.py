"""Trainings that are ended, and what their checkpoints are called."""

from __future__ import annotations

from pathlib import Path

NAME = "checkpoint.h5"
INPUTS = {"label.tif": "0123"}
EPOCHS, BATCHES = 3, 3  # of 2, 2 and 1 patches
#: ResUNet has weights that no step trains, in its normalisation layers.
OPTIMIZERS = {"ENVINet5": "AdamW", "ResUNet": "SGD with momentum 0.99"}


class EndedError(Exception):
    """Ends a training, as cancelling does."""


class Ending:
    """A progress that keeps what it is told, and ends the training.

    Args:
        batches: After so many batches since the first epoch.
        times: When they have been told so often: after a batch, then after each tile.
        message: When it begins so.
    """

    def __init__(self, batches: int = -1, times: int = 1, message: str = "never"):
        self._at, self._times, self._message = batches, times, message
        self.told: list[str] = []

    def __call__(self, fraction, message="", **values):
        if message:
            self.told.append(message.format(**values))
            if self.told[-1].startswith(self._message):
                raise EndedError
        elif round(fraction * EPOCHS * BATCHES) == self._at:
            self._times -= 1
            if self._times == 0:
                raise EndedError


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
