"""What a training works on: its label rasters, patches and validation, and how it is fitted."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Callable

import keras
import numpy as np

from ...core.confidence.calibration import Calibration
from ...core.messages import Progress, ScarpError, tr
from ...core.prefetch import Prefetcher
from ..data.holdout import hold_out_if_possible
from ..data.image_sources import LabelledSource
from ..data.normalisation import Normalisation, fit_normalisation, normalised
from ..data.patches import Geometry, PatchIndex, TrainingPatches
from ..hardware.backends import hardware
from ..hardware.devices import jit_compile
from ..hardware.software import software_versions
from ..model_file import Model, now
from ..networks import network_class
from ..networks.build import load_network, set_weights
from ..networks.network import SegmentationNetwork
from ..settings import DICE, EACH_IMAGE, EACH_IMAGE_ALIKE, TrainingSettings
from .checkpoint import Checkpoint, MemoryCheckpoint, TrainingState
from .evaluation import Example, Scores, calibrate, evaluate
from .losses import PixelLoss
from .metrics import FeatureScores
from .monitor import Monitor
from .optimizers import make_optimizer
from .validation import validation_tiles

#: Layers of a network's encoder have names that begin so.
_ENCODER = "down"
#: Seconds to wait for patches that are being made, when no more are wanted.
_PATIENCE = 0.5


@dataclass(frozen=True)
class TrainingResult:
    """What a training gives.

    Attributes:
        best: The model of the epoch with the lowest validation loss (training loss where nothing
            could be held out).
        last: The model of the last epoch.
        examples: Validation patches with the best model's class activation.
        device: The device that ran it, for people.
        precision: Keras's data type policy.
        patches_per_batch: Patches that were trained on at once.
        seconds: How long it took, before a checkpoint too.
        before: Metrics on the same validation of the model that it started from, by name; empty
            where that was not trained, or there is no validation.
    """

    best: Model
    last: Model
    examples: list[Example]
    device: str
    precision: str
    patches_per_batch: int
    seconds: float
    before: dict[str, float]


class TrainingRun:
    """What a training works on, ready to be fitted with one batch size or another.

    Args:
        model: The model to start from.
        training: Label rasters to learn from.
        validation: Label rasters to measure with; if there are none, blocks are held out.
        settings: How to train.
        shares: Devices that share each batch.
        progress: Told what there is to work on.
        values: Normalisation to use; None: that of the label rasters.

    Attributes:
        context: Pixels that are read around each tile of validation.
        normalisation: Of the training images.
        patches_per_epoch: Number of patches in an epoch.
        tiles: Tiles to measure on.

    Raises:
        ScarpError: if there is no feature to learn, or nothing labelled to measure with.
    """

    def __init__(
        self,
        model: Model,
        training: Sequence[LabelledSource],
        validation: Sequence[LabelledSource],
        settings: TrainingSettings,
        shares: int,
        progress: Progress,
        values: Normalisation | None = None,
    ):
        self._model, self._settings, self._progress = model, settings, progress
        self._shares = shares
        self._first_source = training[0]
        self._pixel_sizes = _least_and_greatest(training)
        self.context = network_class(model.network.network).context
        if not validation:
            training, validation = hold_out_if_possible(
                training, settings.seed, self.context, progress
            )
        self.normalisation = values or fit_normalisation(
            training,
            each_image=settings.normalisation in (EACH_IMAGE, EACH_IMAGE_ALIKE),
            alike=settings.normalisation == EACH_IMAGE_ALIKE,
        )
        margin = network_class(model.network.network).margin
        self._geometry = Geometry(model.network.patch_size, margin)
        self._index = PatchIndex(normalised(training, self.normalisation))
        patches = self._patches(batch_size=1)
        self.patches_per_epoch = patches.patches_per_epoch
        self._weight = patches.mean_weight()
        # No more pixels than an epoch trains on, so that validation does not take the longest.
        most = self.patches_per_epoch * self._geometry.side**2
        self.tiles = validation_tiles(model, validation, self.normalisation, most)
        self._validation, self._most = validation, most
        if validation and not self.tiles:
            raise ScarpError(
                tr(
                    "The validation rasters hold no labelled pixel: give others, or none, and a "
                    "part of the training rasters is held out."
                )
            )
        progress(
            0,
            tr(
                "{epochs} epochs of {patches} patches of {side} pixels; {labelled} labelled "
                "pixels, {features} of them features; validation on {tiles} tiles."
            ),
            epochs=settings.epochs,
            patches=self.patches_per_epoch,
            side=self._geometry.side,
            labelled=self._index.labelled,
            features=self._index.features,
            tiles=len(self.tiles),
        )

    def _patches(self, batch_size: int, begin: int = 0) -> TrainingPatches:
        return TrainingPatches(
            self._index, self._geometry, self._settings, batch_size, begin, self._shares
        )

    def fit(
        self,
        state: TrainingState,
        batch: int,
        precision: str,
        threads: int,
        after_epoch: Callable[[dict[str, list[float]]], None],
        checkpoint: Checkpoint | MemoryCheckpoint | None,
        callbacks: Sequence[keras.callbacks.Callback],
    ) -> tuple[Monitor, SegmentationNetwork]:
        """Trains from a state on, in batches of a size.

        Args:
            state: Brought up to date.
            batch: Patches per batch.
            precision: A Keras data type policy.
            threads: Patches that are made at the same time.
            after_epoch: Given the history after each epoch.
            checkpoint: To write after each epoch, and to resume from where ``state`` says so.
            callbacks: Further callbacks.

        Returns:
            The monitor, which holds the state, and the network.
        """
        settings = self._settings
        batch_changed = state.patches_per_batch != batch
        state.patches_per_batch = batch
        keras.utils.set_random_seed(settings.seed)
        network = load_network(self._model, precision)
        if settings.freeze_encoder:
            for layer in network.layers:
                layer.trainable = not layer.name.startswith(_ENCODER)
        optimizer = make_optimizer(settings, len(self._patches(batch)), precision)
        optimizer.build(network.trainable_variables)
        network.compile(
            optimizer=optimizer,
            loss=PixelLoss(settings.loss == DICE, self._weight),
            metrics=[FeatureScores()],
            jit_compile=jit_compile(),
        )
        patches = self._patches(batch, state.epoch)
        if state.epoch and checkpoint:
            checkpoint.restore(network, network.optimizer)
            if batch_changed:
                # The learning rate depends on the share of the steps that are done.
                steps = state.epoch * patches.batches_per_epoch
                network.optimizer.iterations.assign(steps)

        def measure(after_tile: Callable[[], None]) -> Scores | None:
            return evaluate(network, self.tiles, self.context, after_tile) if self.tiles else None

        monitor = Monitor(
            state,
            settings,
            self.patches_per_epoch,
            measure,
            self._progress,
            after_epoch,
            checkpoint,
        )
        if not monitor.is_finished:
            _fit(
                network,
                patches,
                threads,
                initial_epoch=state.epoch,
                epochs=settings.epochs,
                steps_per_epoch=patches.batches_per_epoch,
                callbacks=[monitor, *callbacks],
            )
        return monitor, network

    def calibration(self, network: keras.Model, threshold: float | None) -> Calibration | None:
        """What makes probabilities of a network's objects, fitted to those of the validation."""
        try:
            return calibrate(network, self.tiles, self.context, threshold)
        except Exception as error:  # What has been learned is not to be lost for it.
            self._progress(
                None,
                tr("The confidence of landslides could not be calibrated ({reason})."),
                reason=_reason(error),
            )
            return None

    def metrics_before(self, network: keras.Model) -> dict[str, float]:
        """Metrics of the model that the training started from, with its own normalisation."""
        model = self._model
        if model.normalisation is None or not self.tiles:
            return {}
        try:
            set_weights(network, model.weights)
            tiles = validation_tiles(model, self._validation, model.normalisation, self._most)
            return evaluate(network, tiles, self.context).as_dict()
        except Exception as error:  # What has been learned is not to be lost for it.
            self._progress(
                None,
                tr("The model before this training could not be measured ({reason})."),
                reason=_reason(error),
            )
            return {}

    def result(
        self,
        state: TrainingState,
        last_weights: dict[str, np.ndarray],
        calibration: Calibration | None,
        **run: Any,
    ) -> TrainingResult:
        """The models that came of it; the calibration is that of the best one."""
        described = dataclasses.replace(
            self._model,
            band_names=tuple(self._first_source.names),
            pixel_size=getattr(self._first_source, "pixel_size", 0.0),
            pixel_sizes=self._pixel_sizes,
            normalisation=self.normalisation,
            training=dataclasses.asdict(
                dataclasses.replace(
                    self._settings.with_rate, patches_per_batch=state.patches_per_batch
                )
            ),
            history=state.history,
            made=now(),
            before=run["before"],
            unseen={},
            calibration=None,
            software={
                **software_versions(),
                "device": run["device"],
                "precision": run["precision"],
            },
        )
        best = dataclasses.replace(
            described,
            weights=state.best_weights,
            best_epoch=state.best_epoch,
            threshold=state.best_threshold,
            calibration=calibration,
        )
        last = dataclasses.replace(
            described,
            weights=last_weights,
            best_epoch=len(state.history["loss"]),
            threshold=state.threshold,
        )
        return TrainingResult(best, last, **run)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _least_and_greatest(sources: Sequence[LabelledSource]) -> tuple[float, ...]:
    """Of the sides of the sources' pixels in metres; empty where one is not known."""
    sizes = [float(getattr(source, "pixel_size", 0.0)) for source in sources]
    return (min(sizes), max(sizes)) if min(sizes) > 0 else ()


def _fit(network: keras.Model, patches: TrainingPatches, threads: int, **options: Any) -> None:
    with Prefetcher(_PATIENCE) as prefetcher:
        batches = hardware().feed(
            lambda: patches.prefetched(prefetcher, threads), lambda: patches[0]
        )
        network.fit(batches, verbose=0, shuffle=False, **options)
