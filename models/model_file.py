"""The model file: one HDF5 file with a network's weights and all that is needed to use them."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import h5py
import numpy as np

from ..core.confidence.calibration import Calibration
from ..core.messages import ScarpError, tr
from .data.normalisation import Normalisation
from .networks.weight_shapes import weight_shapes
from .settings import NetworkSettings
from .storage.hdf5_file import Damaged, StoredFile, create_group, opened, write_stored
from .storage.model_attributes import NAMES, parse

_FORMAT = "scarp-model"
#: Of files with weights in float32, which every Scarp reads, and in float16.
_VERSIONS = {"float32": 1, "float16": 2}
_WEIGHTS = "weights"


@dataclass(frozen=True)
class Model:
    """A network's weights, and what they were made with and for.

    Attributes:
        network: The network.
        weights: Its weights by name.
        band_names: A name for each band, empty before training.
        pixel_size: Side of a pixel of the first training raster in metres, 0 before training.
        pixel_sizes: The least and the greatest of all training rasters; empty before training and
            in files of earlier versions.
        is_scaled: Whether scale and offset of the training rasters' bands were applied.
        normalisation: Of the training images, None before training.
        training: Settings of the training, empty before.
        history: Figures by name, each with one value an epoch.
        best_epoch: Epoch of the weights, from 1; 0 before training.
        threshold: Suggested threshold, None before training.
        software: Versions of what made it.
        inputs: Names of the label rasters, and hashes of what they hold.
        made: When it was made, in ISO 8601; "" in files of earlier versions.
        parents: What is told of each model that this one was trained on from, the oldest first,
            as `summary` gives it.
        before: Figures of the last of them on the validation of this training, by name.
        unseen: F1 on scenes that such a model had not seen: of trainings without the scene, by its
            name, at a threshold that was chosen without labels.
        calibration: What makes probabilities of its objects, None where there is none.
    """

    network: NetworkSettings
    weights: dict[str, np.ndarray] = field(repr=False)
    band_names: tuple[str, ...] = ()
    pixel_size: float = 0.0
    pixel_sizes: tuple[float, ...] = ()
    is_scaled: bool = False
    normalisation: Normalisation | None = None
    training: dict = field(default_factory=dict)
    history: dict[str, list[float]] = field(default_factory=dict)
    best_epoch: int = 0
    threshold: float | None = None
    software: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    made: str = ""
    parents: list[dict] = field(default_factory=list)
    before: dict[str, float] = field(default_factory=dict)
    unseen: dict[str, float] = field(default_factory=dict)
    calibration: Calibration | None = None

    @property
    def is_trained(self) -> bool:
        """Whether the weights have seen any training."""
        return self.normalisation is not None

    @property
    def metrics(self) -> dict[str, float]:
        """Loss, accuracy, precision, recall, F1 and IoU of the best epoch, by name.

        Those of validation, where there was one; none before training.
        """
        prefix = "val_" if "val_loss" in self.history else ""
        return {
            name.removeprefix("val_"): values[self.best_epoch - 1]
            for name, values in self.history.items()
            if self.best_epoch and name.startswith("val_") == bool(prefix)
        }


def now() -> str:
    """The date and time, UTC, in ISO 8601."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def summary(model: Model, name: str) -> dict:
    """Summarises an earlier model, for those that are trained further from it.

    Args:
        model: The earlier model.
        name: Of its file.

    Returns:
        Its name, date, label rasters, epochs, and the metrics of its best epoch by name.
    """
    return {
        "model": name,
        "made": model.made,
        "label rasters": ", ".join(model.inputs),
        "epochs": len(model.history.get("loss", ())),
        **model.metrics,
    }


def save_model(model: Model, path: str | Path, dtype: str = "float32") -> None:
    """Writes a model file.

    Weights are datasets in the group ``weights``; everything else is an attribute, in JSON.

    Args:
        model: The model.
        path: Where.
        dtype: Of the weights in the file: "float32", or "float16" for half the size.

    Raises:
        ScarpError: if it cannot be written.
    """
    attributes = {
        item.name: getattr(model, item.name)
        for item in dataclasses.fields(model)
        if item.name != "weights"
    }
    attributes["network"] = dataclasses.asdict(model.network)
    if model.normalisation:
        attributes["normalisation"] = dataclasses.asdict(model.normalisation)
    if model.calibration:
        attributes["calibration"] = model.calibration.as_dict()

    def fill(file: h5py.File) -> None:
        file.attrs["format"] = _FORMAT
        file.attrs["format_version"] = _VERSIONS[dtype]
        for name, value in attributes.items():
            file.attrs[name] = json.dumps(value, ensure_ascii=False)
        weights = create_group(file, _WEIGHTS)
        for name, array in model.weights.items():
            layer, _, weight = name.rpartition("/")
            group = weights
            if layer:
                group = weights[layer] if layer in weights else create_group(weights, layer)
            # With a checksum, which HDF5 has for chunks alone: a weight that a failing disk has
            # changed is still a number.
            group.create_dataset(
                weight, data=array.astype(dtype), chunks=array.shape, fletcher32=True
            )

    write_stored(path, fill)


def load_model(path: str | Path, with_weights: bool = True) -> Model:
    """Reads a model file; no code that it may hold is ever run.

    Args:
        path: The file.
        with_weights: False leaves the weights out, to read only what the file says of itself.

    Raises:
        ScarpError: if it is no model file of Scarp, or of a newer version.
    """
    path = Path(path)
    if not path.exists():
        raise ScarpError(tr("There is no model file {path}."), path=str(path))
    try:
        with opened(path) as file:
            return _read(file, path, with_weights)
    except (Damaged, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ScarpError(
            tr("{path} is not a model file: it is no HDF5 file, or it is damaged."), path=str(path)
        ) from error


def _read(file: StoredFile, path: Path, with_weights: bool) -> Model:
    attributes = file.attributes(["format", "format_version"])
    if attributes.get("format") != _FORMAT:
        raise ScarpError(
            tr(
                "{path} is an HDF5 file, but not a model of Scarp: make one with "
                "“Initialize model” or “Train model”."
            ),
            path=str(path),
        )
    version = int(attributes["format_version"])
    dtypes = {number: dtype for dtype, number in _VERSIONS.items()}
    if version > max(dtypes):
        raise ScarpError(
            tr("{path} was made by a newer Scarp (format {version}): update Scarp."),
            path=str(path),
            version=version,
        )
    values = parse(file.attributes([*NAMES]))
    weights: dict[str, np.ndarray] = {}
    if with_weights:
        stored = file.arrays(_WEIGHTS, weight_shapes(values["network"]), dtypes[version])
        weights = {name: array.astype(np.float32) for name, array in stored.items()}
        damaged = [name for name, array in weights.items() if not np.isfinite(array).all()]
        if damaged:
            raise ScarpError(
                tr(
                    "The weights of “{layer}” in {path} are not finite: its training diverged "
                    "(choose a smaller learning rate), or the file is damaged."
                ),
                path=str(path),
                layer=damaged[0],
            )
    return Model(weights=weights, **values)
