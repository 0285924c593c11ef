"""Training a network on label rasters."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from typing import Callable

import keras

from ...core.messages import Progress, ScarpError, no_progress, tr
from ..data.image_sources import LabelledSource
from ..hardware.devices import (
    choose_precision,
    choose_training_devices,
    describe,
    on_devices,
    threads_beside,
)
from ..hardware.memory import is_out_of_memory
from ..inference.compatibility import check_labels
from ..model_file import Model
from ..networks.build import set_weights, weights_of
from ..settings import TrainingSettings
from .batch_size import automatic_batch
from .checkpoint import Checkpoint, MemoryCheckpoint, TrainingState
from .evaluation import take_examples
from .run import TrainingResult, TrainingRun


def train(
    model: Model,
    training: Sequence[LabelledSource],
    validation: Sequence[LabelledSource],
    settings: TrainingSettings,
    progress: Progress = no_progress,
    after_epoch: Callable[[dict[str, list[float]]], None] = lambda history: None,
    checkpoint: Checkpoint | None = None,
    callbacks: Sequence[keras.callbacks.Callback] = (),
    keep_normalisation: bool = False,
) -> TrainingResult:
    """Trains a model.

    Images are normalised by what these training rasters hold, also where the model was trained
    on others before.

    Args:
        model: An initialised model, or a trained one to train further.
        training: Label rasters, or arrays in memory, to learn from.
        validation: The same to measure with; if there are none, blocks of the training rasters
            are held out.
        settings: How to train.
        progress: Told after each batch and each epoch.
        after_epoch: Given the history after each epoch: metrics by name, ``val_…`` for those of
            validation, each with one value an epoch.
        checkpoint: Checkpoint to write after each epoch, and to resume from if it is there. It is
            left for the caller to remove, once the models have been saved.
        callbacks: Further callbacks for Keras; they see the metrics of each epoch.
        keep_normalisation: Whether a trained model's own normalisation is kept, for label rasters
            that show a small part of what it was trained on.

    Returns:
        The models, with history, normalisation and suggested threshold.

    Raises:
        ScarpError: if bands or classes do not fit, the training rasters have no features,
            the GPU asked for is not there, the checkpoint is of another training, or the
            training diverges.
    """
    started = time.monotonic()
    for source in (*training, *validation):
        check_labels(model, source)
    if settings.freeze_encoder and not model.is_trained:
        raise ScarpError(
            tr("The encoder of an untrained model cannot be frozen: train the model first.")
        )
    devices = choose_training_devices(settings.device, progress)
    precision = choose_precision(settings.precision, devices[0])
    progress(
        0,
        tr("Training runs on {device}, in {precision}."),
        device=describe(*devices),
        precision=precision,
    )
    state = checkpoint.load() if checkpoint else None
    started -= state.seconds if state else 0
    kept_values = model.normalisation if keep_normalisation else None
    run = TrainingRun(model, training, validation, settings, len(devices), progress, kept_values)
    batch = state.patches_per_batch if state else settings.patches_per_batch
    batch = batch or automatic_batch(model.network, *devices)
    a_device = -(-batch // len(devices))
    batch = a_device * len(devices)
    if state and state.epoch:
        progress(
            None,
            tr("The training goes on from its checkpoint, in epoch {epoch}."),
            epoch=min(state.epoch + 1, settings.epochs),
        )
    # Memory that runs out is not to cost what has been learned by then.
    kept: Checkpoint | MemoryCheckpoint | None = checkpoint
    if kept is None and a_device > 1:
        kept = MemoryCheckpoint()
    with on_devices(devices):
        while True:
            try:
                monitor, network = run.fit(
                    state or TrainingState(batch),
                    batch,
                    precision,
                    threads_beside(devices[0]),
                    after_epoch,
                    kept,
                    callbacks,
                )
                break
            except Exception as error:
                if a_device == 1 or kept is None or not is_out_of_memory(error):
                    raise
            # What the failed attempt held could not be given back while its exception was there.
            gc.collect()
            a_device //= 2
            state, batch = kept.load(), a_device * len(devices)
            progress(
                None,
                tr(
                    "Memory ran out: the training goes on in epoch {epoch}, with {batch} patches "
                    "per batch."
                ),
                epoch=state.epoch + 1 if state else 1,
                batch=batch,
            )
        last_weights = weights_of(network)
        set_weights(network, monitor.state.best_weights)
        examples = take_examples(network, run.tiles, run.context)
        calibration = run.calibration(network, monitor.state.best_threshold)
        before = run.metrics_before(network)
    return run.result(
        monitor.state,
        last_weights,
        calibration,
        examples=examples,
        device=describe(*devices),
        precision=precision,
        patches_per_batch=batch,
        seconds=time.monotonic() - started,
        before=before,
    )
