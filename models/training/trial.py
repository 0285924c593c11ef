"""How long a training takes on this computer, from a trial of two batches."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import keras
import numpy as np

from ..data.image_sources import ArraySource
from ..hardware.devices import choose_precision, choose_training_devices, describe
from ..hardware.memory import free_memory
from ..settings import NetworkSettings, TrainingSettings
from .batch_size import automatic_batch, training_memory
from .new_model import initialize_model
from .train import train

#: An epoch's validation takes so much of the time of its training, at most.
_VALIDATION = 0.2
_LARGEST_BATCH = 16


@dataclass(frozen=True)
class Trial:
    """What a trial measured.

    Attributes:
        seconds_a_patch: Of training, validation included; None where there is not enough memory.
        memory: Bytes that the training takes, estimated.
        device: What it ran on, for people.
        precision: Keras's data type policy.
    """

    seconds_a_patch: float | None
    memory: int
    device: str
    precision: str


def try_training(network: NetworkSettings, settings: TrainingSettings) -> Trial:
    """Trains a new network on two batches of noise, and times the second.

    Args:
        network: The network.
        settings: How to train; the number of patches does not matter.

    Raises:
        ScarpError: if the network cannot take its patches, or there is no such device.
    """
    devices = choose_training_devices(settings.device, lambda *_, **__: None)
    batch = settings.patches_per_batch or automatic_batch(network, *devices)
    memory, device = training_memory(network, batch), describe(*devices)
    precision = choose_precision(settings.precision, devices[0])
    if memory > len(devices) * min(map(free_memory, devices)):
        return Trial(None, memory, device, precision)
    # A large batch takes as long for each patch as one of these.
    batch = min(batch, _LARGEST_BATCH)
    rng = np.random.default_rng(0)
    side = network.patch_size
    image = rng.integers(1, 255, (side, side, network.bands), np.uint8)
    labels = (rng.random((side, side)) < 0.1).astype(np.uint8)
    source = ArraySource(image, labels)
    model = initialize_model(network)
    short = replace(
        settings,
        epochs=1,
        patches_per_epoch=2 * batch,
        patches_per_batch=batch,
        freeze_encoder=False,
    )
    clock = _Clock()
    with suppress(_Timed):
        train(model, [source], [source], short, callbacks=[clock])
    seconds = clock.seconds / batch * (1 + _VALIDATION)
    return Trial(seconds, memory, device, precision)


class _Timed(Exception):
    pass


class _Clock(keras.callbacks.Callback):
    """Times the second batch; the first compiles."""

    seconds = 0.0

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Ends the training after the second."""
        now = time.monotonic()
        if batch == 0:
            self._first = now
        else:
            self.seconds = now - self._first
            raise _Timed
