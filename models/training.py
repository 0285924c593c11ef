"""Training a network on label rasters."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import keras

from ..core.accuracy import Confusion
from ..core.errors import Progress, no_progress, tr
from .building import load_network, weights_of
from .checks import check_labels
from .devices import choose_device, choose_precision, describe
from .evaluation import check_finite, evaluate, figures
from .metrics import COUNTS, FeatureScores
from .model_file import Model, software_versions
from .networks import legal_size_up_to, network_class
from .normalisation import fit_normalisation
from .patches import Geometry, TrainingPatches, labelled_tiles
from .settings import TrainingSettings
from .sources import LabelledSource

_MOMENTUM = 0.99
_VALIDATION_TILE = 512
_LEARNING_RATES = {"SGD with momentum 0.99": 1e-4, "AdamW": 1e-3}


@dataclass(frozen=True)
class TrainingResult:
    """What a training gives.

    Attributes:
        best: The model of the epoch with the lowest validation loss (training loss without
            validation rasters).
        last: The model of the last epoch.
        device: The device that ran it, for people.
        precision: Keras's data type policy.
        seconds: How long it took.
    """

    best: Model
    last: Model
    device: str
    precision: str
    seconds: float


def train(
    model: Model,
    training: Sequence[LabelledSource],
    validation: Sequence[LabelledSource],
    settings: TrainingSettings,
    progress: Progress = no_progress,
    after_epoch: Callable[[dict[str, float]], None] = lambda row: None,
) -> TrainingResult:
    """Trains a model.

    Args:
        model: An initialised model, or a trained one to go on from.
        training: Label rasters, or arrays in memory, to learn from.
        validation: The same to measure with; may be empty.
        settings: How to train.
        progress: Told after each batch and each epoch.
        after_epoch: Given each epoch's figures by name, ``val_…`` for those of validation.

    Returns:
        The models, with history, normalisation and suggested threshold.

    Raises:
        ScarpError: if bands or classes do not fit, the training rasters have no features,
            the GPU asked for is not there, or the loss grows beyond all numbers.
    """
    started = time.monotonic()
    for source in (*training, *validation):
        check_labels(model, source)
    device = choose_device(settings.device)
    precision = choose_precision(settings.precision, device)
    progress(
        0,
        tr("Training runs on {device}, in {precision}."),
        device=describe(device),
        precision=precision,
    )
    normalisation = model.normalisation or fit_normalisation(training)
    geometry = Geometry(model.network.patch_size, network_class(model.network.network).margin)
    patches = TrainingPatches(training, geometry, normalisation, settings)
    tile = _validation_tile(model)
    # No more pixels than an epoch trains on, so that validation does not take the longest.
    most = max(1, round(patches.patches_per_epoch * geometry.side**2 / tile.side**2))
    tiles = labelled_tiles(validation, tile.output_side, most)
    progress(
        0,
        tr(
            "{epochs} epochs of {patches} patches of {side} pixels; {labelled} labelled pixels, "
            "{features} of them features; validation on {tiles} tiles."
        ),
        epochs=settings.epochs,
        patches=patches.patches_per_epoch,
        side=geometry.side,
        labelled=patches.index.labelled,
        features=patches.index.features,
        tiles=len(tiles),
    )
    if not tiles:
        progress(
            0, tr("No validation rasters: the best epoch is that of the lowest training loss.")
        )
    with keras.device(device):
        keras.utils.set_random_seed(settings.seed)
        network = load_network(model, precision)
        network.compile(
            optimizer=_optimizer(settings, len(patches)),
            loss=_loss(model),
            weighted_metrics=[FeatureScores()],
            jit_compile=False,  # XLA measured slower on the CPU.
        )

        def measure(after_tile: Callable[[], None]):
            return evaluate(network, tiles, tile, normalisation, after_tile) if tiles else None

        watch = _Watch(measure, settings, progress, after_epoch)
        network.fit(
            patches,
            epochs=settings.epochs,
            steps_per_epoch=patches.batches_per_epoch,
            verbose=0,
            shuffle=False,  # Keras would mix the batches of all epochs.
            callbacks=[watch],
        )

    described = dataclasses.replace(
        model,
        band_names=tuple(training[0].names),
        pixel_size=getattr(training[0], "pixel_size", 0.0),
        normalisation=normalisation,
        training=dataclasses.asdict(settings),
        history=watch.history,
        software=software_versions(),
    )
    return TrainingResult(
        dataclasses.replace(
            described,
            weights=watch.best_weights,
            best_epoch=watch.best_epoch,
            threshold=watch.best_threshold,
        ),
        dataclasses.replace(
            described,
            weights=weights_of(network),
            best_epoch=len(watch.history["loss"]),
            threshold=watch.last_threshold,
        ),
        describe(device),
        precision,
        time.monotonic() - started,
    )


def _validation_tile(model: Model) -> Geometry:
    """Larger tiles than patches are, of whose pixels less is lost at the margin."""
    kind = network_class(model.network.network)
    side = max(model.network.patch_size, legal_size_up_to(kind, _VALIDATION_TILE))
    return Geometry(side, kind.margin)


def _optimizer(settings: TrainingSettings, steps: int) -> keras.optimizers.Optimizer:
    rate = settings.learning_rate or _LEARNING_RATES[settings.optimizer]
    if settings.optimizer == "AdamW":
        warmup = steps // 20
        schedule = keras.optimizers.schedules.CosineDecay(
            rate / (warmup + 1), steps - warmup, warmup_target=rate, warmup_steps=warmup
        )
        return keras.optimizers.AdamW(schedule)
    return keras.optimizers.SGD(rate, momentum=_MOMENTUM)


def _loss(model: Model) -> keras.losses.Loss:
    """Cross-entropy averaged over the pixels of which something is known."""
    if model.network.outputs == 1:
        kind = keras.losses.BinaryCrossentropy
    else:
        kind = keras.losses.SparseCategoricalCrossentropy
    return kind(from_logits=True, reduction="mean_with_sample_weight")


class _Watch(keras.callbacks.Callback):
    """Reports progress, validates after each epoch, and keeps the best weights."""

    def __init__(self, measure, settings: TrainingSettings, progress: Progress, after_epoch):
        super().__init__()
        self.history: dict[str, list[float]] = {}
        self.best_weights: dict = {}
        self.best_epoch = 0
        self.best_threshold = self.last_threshold = None
        self._lowest = float("inf")
        self._measure = measure
        self._settings = settings
        self._progress = progress
        self._after_epoch = after_epoch
        self._epoch = 0
        self._started = time.monotonic()

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        steps = self.params["steps"]
        self._progress((self._epoch + (batch + 1) / steps) / self._settings.epochs)

    def on_epoch_end(self, epoch, logs=None):
        done = (epoch + 1) / self._settings.epochs
        check_finite(logs["loss"])
        counts = Confusion(*(float(logs[name]) for name in COUNTS))
        row = {"loss": float(logs["loss"]), **figures(counts)}
        scores = self._measure(lambda: self._progress(done))
        if scores is not None:
            row.update(scores.as_dict("val_"))
            self.last_threshold = scores.threshold
        for name, value in row.items():
            self.history.setdefault(name, []).append(value)
        self._after_epoch({"epoch": epoch + 1, **row})
        loss = row.get("val_loss", row["loss"])
        if loss < self._lowest:
            self._lowest, self.best_epoch = loss, epoch + 1
            self.best_weights = weights_of(self.model)
            self.best_threshold = self.last_threshold
        self._report(epoch, done, row)
        if 0 < self._settings.patience <= epoch + 1 - self.best_epoch:
            self.model.stop_training = True
            self._progress(
                done,
                tr("Stopped: no lower loss in {patience} epochs."),
                patience=self._settings.patience,
            )

    def _report(self, epoch: int, done: float, row: dict[str, float]) -> None:
        minutes = (time.monotonic() - self._started) / 60
        prefix = "val_" if "val_loss" in row else ""
        self._progress(
            done,
            tr(
                "Epoch {epoch} of {epochs}: loss {loss:.4f}, validation loss {val_loss:.4f}, "
                "precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}; "
                "{left:.1f} minutes left."
            )
            if prefix
            else tr(
                "Epoch {epoch} of {epochs}: loss {loss:.4f}, "
                "precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}; "
                "{left:.1f} minutes left."
            ),
            epoch=epoch + 1,
            epochs=self._settings.epochs,
            loss=row["loss"],
            val_loss=row.get("val_loss", 0.0),
            precision=row[f"{prefix}precision"],
            recall=row[f"{prefix}recall"],
            f1=row[f"{prefix}f1"],
            left=minutes / done - minutes,
        )
