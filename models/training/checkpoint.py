"""Checkpoints: the state of a training after an epoch, to resume it from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import h5py
import keras
import numpy as np

from ...core.hashing import json_hash
from ...core.messages import ScarpError, tr
from ..model_file import Model
from ..networks.build import array_of
from ..settings import TrainingSettings
from ..storage.hdf5_file import Damaged, StoredFile, Unfit, opened, write_stored

_NAME = "checkpoint.h5"
#: Of the file; 1, which had none written into it, was also saved in the middle of an epoch.
_VERSION = 2


@dataclass
class TrainingState:
    """Where a training stands, apart from the variables of network and optimizer.

    Attributes:
        patches_per_batch: Patches that are trained on at once.
        history: Metrics by name, each with one value an epoch.
        best_epoch: Epoch of the lowest loss so far, from 1.
        best_threshold: Threshold suggested after that epoch.
        best_weights: Weights after that epoch, by name.
        threshold: Threshold suggested after the last epoch.
        seconds: How long it has taken.
    """

    patches_per_batch: int
    history: dict[str, list[float]] = field(default_factory=dict)
    best_epoch: int = 0
    best_threshold: float | None = None
    best_weights: dict[str, np.ndarray] = field(default_factory=dict)
    threshold: float | None = None
    seconds: float = 0.0

    @property
    def epoch(self) -> int:
        """Number of epochs that are done, which is the number of the next one, from 0."""
        return len(self.history.get("loss", ()))

    def copy(self) -> TrainingState:
        """One that does not change when this one does."""
        history = {name: list(values) for name, values in self.history.items()}
        return replace(self, history=history)


class MemoryCheckpoint:
    """The state of a training, kept in memory: to resume it in the same process."""

    def __init__(self) -> None:
        self._kept: tuple[TrainingState, list[np.ndarray], list[np.ndarray]] | None = None

    def save(
        self, state: TrainingState, network: keras.Model, optimizer: keras.optimizers.Optimizer
    ) -> None:
        """Keeps the state, in place of the one before."""
        network_values, optimizer_values = (
            [np.array(array_of(variable)) for variable in owner.variables]
            for owner in (network, optimizer)
        )
        self._kept = state.copy(), network_values, optimizer_values

    def load(self) -> TrainingState | None:
        """Returns the state without the variables; None if none was kept yet."""
        return self._kept[0].copy() if self._kept else None

    def restore(self, network: keras.Model, optimizer: keras.optimizers.Optimizer) -> None:
        """Gives the variables of network and optimizer the values that were kept.

        Raises:
            ValueError: if none were.
        """
        if self._kept is None:
            raise ValueError("There is no state to restore.")
        for owner, values in zip((network, optimizer), self._kept[1:]):
            for variable, value in zip(owner.variables, values):
                variable.assign(value)


class Checkpoint:
    """The state of a training, in a file.

    Args:
        folder: The folder that holds it.
        model: The model before the training.
        settings: Of the training.
        inputs: Names and hashes of the label rasters.

    Raises:
        ScarpError: from `load`, if the file is of another training, or cannot be read.
    """

    def __init__(
        self,
        folder: str | Path,
        model: Model,
        settings: TrainingSettings,
        inputs: dict[str, str],
    ):
        self.path = Path(folder) / _NAME
        self._training = _fingerprint(model, settings, inputs)
        self._shapes = {name: array.shape for name, array in model.weights.items()}

    def save(
        self, state: TrainingState, network: keras.Model, optimizer: keras.optimizers.Optimizer
    ) -> None:
        """Writes the state, in place of the one before."""
        values = asdict(state)
        groups = {
            "best": values.pop("best_weights"),
            "network": _values(network.variables),
            "optimizer": _values(optimizer.variables),
        }

        def fill(file: h5py.File) -> None:
            file.attrs["version"] = _VERSION
            file.attrs["training"] = self._training
            file.attrs["state"] = json.dumps(values)
            for name, arrays in groups.items():
                group = file.create_group(name)
                for key, array in arrays.items():
                    group.create_dataset(key, data=array)

        write_stored(self.path, fill)

    def load(self) -> TrainingState | None:
        """Reads the state without the variables; None if there is none yet."""
        if not self.path.exists():
            return None
        with self._opened() as file:
            state = TrainingState(**json.loads(str(file.attributes(["state"])["state"])))
            if state.best_epoch:
                state.best_weights.update(file.arrays("best", self._shapes))
        return state

    def restore(self, network: keras.Model, optimizer: keras.optimizers.Optimizer) -> None:
        """Gives the variables of network and optimizer the values that they had."""
        restored = {"network": network.variables, "optimizer": optimizer.variables}
        with self._opened() as file:
            values = {
                name: list(file.arrays(name, _shapes(variables)).values())
                for name, variables in restored.items()
            }
        for name, variables in restored.items():
            for variable, value in zip(variables, values[name]):
                variable.assign(value)

    def remove(self) -> None:
        """Deletes the file: the training is done."""
        self.path.unlink(missing_ok=True)

    @contextmanager
    def _opened(self) -> Iterator[StoredFile]:
        try:
            with opened(self.path) as file:
                told = file.attributes(["version", "training"])
                if told["version"] != _VERSION:
                    raise ValueError(told["version"])
                if told["training"] != self._training:
                    raise ScarpError(
                        tr(
                            "The checkpoint {path} is of a training with another model, other "
                            "rasters or other settings: choose another folder, or delete it to "
                            "start afresh."
                        ),
                        path=str(self.path),
                    )
                yield file
        except (Damaged, Unfit, KeyError, TypeError, ValueError) as error:
            raise ScarpError(
                tr(
                    "{path} is not a checkpoint of this version of Scarp, or it is damaged: "
                    "delete it to start afresh."
                ),
                path=str(self.path),
            ) from error


def _values(variables: Iterable[keras.Variable]) -> dict[str, np.ndarray]:
    return {str(number): array_of(variable) for number, variable in enumerate(variables)}


def _shapes(variables: Iterable[keras.Variable]) -> dict[str, tuple[int, ...]]:
    return {str(number): tuple(variable.shape) for number, variable in enumerate(variables)}


def _fingerprint(model: Model, settings: TrainingSettings, inputs: dict[str, str]) -> str:
    """SHA-256 of all that decides what a training gives."""
    weights = hashlib.sha256()
    for name in sorted(model.weights):
        weights.update(np.ascontiguousarray(model.weights[name]).tobytes())
    return json_hash([asdict(model.network), asdict(settings), inputs, weights.hexdigest()])
