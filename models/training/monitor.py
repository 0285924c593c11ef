"""What happens around a training: validation, progress, checkpoints, the best weights."""

from __future__ import annotations

import math
import time
from importlib.util import find_spec
from typing import Any, Callable

import keras

from ...core.confusion import Confusion
from ...core.messages import Progress, ScarpError, tr
from ..networks.build import weights_of
from ..settings import TrainingSettings
from .checkpoint import Checkpoint, MemoryCheckpoint, TrainingState
from .evaluation import Scores, check_finite, metrics_by_name
from .metrics import COUNTS


class Monitor(keras.callbacks.Callback):
    """Reports progress, validates after each epoch, keeps the best weights, saves checkpoints.

    Args:
        state: Where the training stands; brought up to date.
        settings: Of the training.
        patches_per_epoch: Number of patches in an epoch.
        measure: Gives the validation's scores, None if there is none; calls its argument after
            each tile.
        progress: Told after each batch and each epoch.
        after_epoch: Given the history after each epoch.
        checkpoint: To save to, None for none.
    """

    def __init__(
        self,
        state: TrainingState,
        settings: TrainingSettings,
        patches_per_epoch: int,
        measure: Callable[[Callable[[], None]], Scores | None],
        progress: Progress,
        after_epoch: Callable[[dict[str, list[float]]], None],
        checkpoint: Checkpoint | MemoryCheckpoint | None = None,
    ):
        super().__init__()
        self.state = state
        self._settings = settings
        self._patches = patches_per_epoch
        self._measure = measure
        self._progress = progress
        self._after_epoch = after_epoch
        self._checkpoint = checkpoint
        self._patches_done = 0
        self._started = time.monotonic() - state.seconds

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Counts the batch."""
        done = self._patches_done + self.state.patches_per_batch
        self._patches_done = min(done, self._patches)
        self._progress(self._done())

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Validates and decides whether this is the best epoch."""
        state, logs = self.state, {} if logs is None else logs
        check_finite(logs["loss"])
        counts = [float(logs[name]) for name in COUNTS]
        row = {"loss": float(logs["loss"]), **metrics_by_name(Confusion(*counts))}
        scores = self._measure(lambda: self._progress(self._done()))
        if scores is not None:
            row.update(scores.as_dict("val_"))
            state.threshold = scores.threshold
        logs.clear()
        logs.update(row)  # For callbacks that come after this one.
        self._patches_done = 0
        for name, value in row.items():
            state.history.setdefault(name, []).append(value)
        lowest = min(state.history["val_loss" if scores else "loss"])
        if row["val_loss" if scores else "loss"] == lowest:
            state.best_epoch, state.best_threshold = epoch + 1, state.threshold
            state.best_weights = weights_of(self.model)
        if self._checkpoint:
            state.seconds = time.monotonic() - self._started
            self._checkpoint.save(state, self.model, self.model.optimizer)
        self._report(epoch, row)
        self._after_epoch(state.history)
        if self._has_no_patience():
            self.model.stop_training = True
            self._progress(
                self._done(),
                tr("Stopped: no lower loss in {patience} epochs."),
                patience=self._settings.patience,
            )

    @property
    def is_finished(self) -> bool:
        """Whether all epochs are done, or there is no patience for more."""
        return self.state.epoch == self._settings.epochs or self._has_no_patience()

    def _has_no_patience(self) -> bool:
        return 0 < self._settings.patience <= self.state.epoch - self.state.best_epoch

    def _done(self) -> float:
        epochs = self.state.epoch + self._patches_done / self._patches
        return epochs / self._settings.epochs

    def _report(self, epoch: int, row: dict[str, float]) -> None:
        prefix = "val_" if "val_loss" in row else ""
        names = ("accuracy", "precision", "recall", "f1", "iou")
        self._progress(
            self._done(),
            tr(
                "Epoch {epoch} of {epochs}: loss {loss}, validation loss {val_loss}, "
                "accuracy {accuracy}, precision {precision}, recall {recall}, F1 {f1}, IoU {iou}."
            )
            if prefix
            else tr(
                "Epoch {epoch} of {epochs}: loss {loss}, accuracy {accuracy}, "
                "precision {precision}, recall {recall}, F1 {f1}, IoU {iou}."
            ),
            epoch=epoch + 1,
            epochs=self._settings.epochs,
            loss=_shown(row["loss"]),
            val_loss=_shown(row.get("val_loss", math.nan)),
            **{name: _shown(row[prefix + name]) for name in names},
        )
        minutes = (time.monotonic() - self._started) / 60
        left = minutes / self._done() - minutes
        if left >= 1:
            self._progress(self._done(), tr("About {minutes:.0f} minutes left."), minutes=left)
        elif not self.is_finished:
            self._progress(self._done(), tr("Less than a minute left."))


def _shown(figure: float) -> str:
    return "-" if math.isnan(figure) else f"{figure:.4f}"


def log_for_tensorboard(folder: str) -> keras.callbacks.Callback:
    """Keras's callback that logs the metrics of each epoch.

    Raises:
        ScarpError: if there is no TensorFlow, with which it writes whatever the backend.
    """
    if not find_spec("tensorflow"):
        raise ScarpError(
            tr(
                "Logs for TensorBoard are written by TensorFlow only: choose that backend, or name "
                "no TensorBoard folder."
            )
        )
    return keras.callbacks.TensorBoard(folder, write_graph=False)
