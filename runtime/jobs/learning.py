"""Jobs that train: a training, a search for its parameters, and a trial of its time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.files import ResultKept, write_rows
from ...core.messages import Progress, ScarpError, part_of, tr
from ...models.settings import (
    EACH_IMAGE_ALIKE,
    FEW_LABELLED_PIXELS,
    STARTER,
    NetworkSettings,
    SearchRanges,
    TrainingSettings,
    is_starter,
)
from .common import (
    check_can_report,
    description,
    told_once,
    without_undefined,
    write_report,
)
from .model_files import with_legal_patches

if TYPE_CHECKING:
    from ...models.model_file import Model


#: Share of the time after which a training is done, but not yet its report.
_TRAINED = 0.98


def time_training(_progress: Progress, *, network: dict, settings: dict) -> dict:
    """Says what a training would take on this computer: seconds a patch, and memory in bytes."""
    from ...models.training.trial import try_training

    wanted = with_legal_patches(NetworkSettings.from_dict(network))
    trial = try_training(wanted, TrainingSettings(**settings))
    return asdict(trial)


def train_model(
    progress: Progress,
    *,
    model: str | None,
    training: list[str],
    validation: list[str],
    settings: dict,
    output: str,
    last_model: str | None = None,
    report: str | None = None,
    log: str | None = None,
    checkpoint: str | None = None,
    tensorboard: str | None = None,
    network: dict | None = None,
    from_starter: bool = False,
) -> dict:
    """Trains a model on label rasters and writes model files, report and log.

    Without a model, one of ``network`` is made, with the bands and classes of the rasters;
    ``from_starter``: the starter is trained on, where they have one class and few labels.
    """
    check_can_report(report)
    from ...models.reports.model_reports import training_report

    initial, model = _initial(model, network, from_starter, training, progress)
    options = _settings_for(model, settings)
    inputs, roles = _hashes(training, validation)
    progress(0, tr("Loading Keras and its backend."))
    from ...models.training.checkpoint import Checkpoint
    from ...models.training.monitor import log_for_tensorboard
    from ...models.training.train import train

    watchers = [log_for_tensorboard(tensorboard)] if tensorboard else []
    state = Checkpoint(checkpoint, initial, options, roles) if checkpoint else None
    with ExitStack() as stack:
        rasters, are_scaled = _open_rasters(stack, initial, training, validation, progress)
        result = train(
            initial,
            *rasters,
            options,
            part_of(progress, 0, _TRAINED),
            after_epoch=told_once(lambda history: _write_history(log, history), progress),
            checkpoint=state,
            callbacks=watchers,
        )
    parents = _parents(initial, model)
    best, last = (
        replace(one, inputs=inputs, is_scaled=are_scaled, parents=parents)
        for one in (result.best, result.last)
    )
    progress(_TRAINED, tr("Saving the model, and drawing the report.") if report else "")
    try:
        _save_all(((best, output), (last, last_model)), progress)
    finally:
        report = write_report(report, lambda: training_report(best, result), progress)
    if state:
        state.remove()
    return {**_outcome(best), "report": report, "model": description(best, output)}


def search_parameters(
    progress: Progress,
    *,
    model: str | None,
    training: list[str],
    validation: list[str],
    settings: dict,
    ranges: dict,
    trials: int,
    output: str,
    leaderboard: str | None = None,
    report: str | None = None,
    network: dict | None = None,
    from_starter: bool = False,
) -> dict:
    """Trains with settings drawn at random and writes the best model, a table and a report."""
    check_can_report(report)
    from ...models.reports.model_reports import search_report

    initial, model = _initial(model, network, from_starter, training, progress)
    inputs, _ = _hashes(training, validation)
    progress(0, tr("Loading Keras and its backend."))
    from ...models.training.search import search

    def after_trial(table: list[dict]) -> None:
        if leaderboard:
            write_rows(leaderboard, [without_undefined(row) for row in table])

    with ExitStack() as stack:
        rasters, are_scaled = _open_rasters(stack, initial, training, validation, progress)
        found = search(
            initial,
            *rasters,
            _settings_for(model, settings),
            SearchRanges(**{name: tuple(limits) for name, limits in ranges.items()}),
            trials,
            part_of(progress, 0, _TRAINED),
            told_once(after_trial, progress),
        )
    parents = _parents(initial, model)
    best = replace(found.best.best, inputs=inputs, is_scaled=are_scaled, parents=parents)
    progress(_TRAINED, tr("Saving the model, and drawing the report.") if report else "")
    try:
        _save_all(((best, output),), progress)
    finally:
        report = write_report(report, lambda: search_report(best, found), progress)
    return {
        **_outcome(best),
        **without_undefined(found.metrics),
        "best_trial": found.table[0]["trial"],
        "report": report,
        "model": description(best, output),
    }


def _initial(
    path: str | None, network: dict, from_starter: bool, labels: list[str], progress: Progress
) -> tuple[Model, str | None]:
    """The model that a training begins with, and its file, if it has one."""
    from ...models.model_file import load_model

    if from_starter and not path and _is_for_starter(labels):
        path = str(STARTER)
    if not path:
        return _fitting(network, labels[0], progress), None
    model = load_model(path)
    if not is_starter(path):
        return model, path
    progress(0, tr("The starter model that comes with Scarp is trained on."))
    return _with_bands_of(model, labels[0], progress), path


def _is_for_starter(paths: list[str]) -> bool:
    """Whether label rasters have one class, and so few labels that the starter is better."""
    from ...core.labels.label_raster import LabelRaster
    from ...core.labels.values import UNLABELLED
    from ...core.rasters.windows import strips

    labelled = 0
    for path in paths:
        with LabelRaster(path) as raster:
            if len(raster.classes) != 1:
                return False
            for window in strips(raster.shape, 1):
                labelled += int((raster.labels(window) != UNLABELLED).sum())
                if labelled > FEW_LABELLED_PIXELS:
                    return False
    return True


def _settings_for(path: str | None, settings: dict) -> TrainingSettings:
    """The settings of a training; the starter goes on with the normalisation that it knows."""
    options = TrainingSettings(**settings)
    if path and is_starter(path):
        return replace(options, normalisation=EACH_IMAGE_ALIKE)
    return options


def _fitting(network: dict, path: str, progress: Progress) -> Model:
    """A new model of a network, with the bands and the classes of a label raster."""
    from ...core.labels.label_raster import LabelRaster
    from ...models.training.new_model import initialize_model as initialize

    with LabelRaster(path) as raster:
        bands, classes = len(raster.names), tuple(raster.classes)
    wanted = NetworkSettings.from_dict({**network, "bands": bands, "classes": classes})
    progress(0, tr("Loading Keras and its backend."))
    progress(
        0,
        tr("A new model: {network} of width {width}, {bands} bands, classes {classes}."),
        network=wanted.network,
        width=wanted.width,
        bands=bands,
        classes=", ".join(classes),
    )
    return initialize(with_legal_patches(wanted))


def _with_bands_of(starter: Model, path: str, progress: Progress) -> Model:
    """The starter with weights for the bands of a label raster, where these are other ones."""
    from ...core.labels.label_raster import LabelRaster
    from ...models.inference.compatibility import match_bands
    from ...models.networks.band_weights import weights_for_bands

    with LabelRaster(path) as raster:
        names = tuple(raster.names)
    own = len(names) == starter.network.bands
    if own and match_bands(starter, names) in (None, [*range(len(names))]):
        return starter
    progress(
        0,
        tr("The starter model takes the bands {bands} from here on; it knew {known}."),
        bands=", ".join(names),
        known=", ".join(starter.band_names),
    )
    return replace(
        starter,
        network=replace(starter.network, bands=len(names)),
        weights=weights_for_bands(starter.weights, starter.band_names, names),
        band_names=names,
    )


def _parents(initial: Model, path: str | None) -> list[dict]:
    """What a model tells of those that it was trained on from, the oldest first."""
    from ...models.model_file import summary

    own = [summary(initial, Path(path).name)] if initial.is_trained else []
    return [*initial.parents, *own]


def _save_all(models: Iterable[tuple[Model, str | None]], progress: Progress) -> None:
    """Saves each trained model that has a path; one that cannot be saved there, elsewhere.

    Raises:
        ScarpError: at the end, if one could not be saved where it should be.
    """
    from ...models.model_file import save_model

    problems = []
    for model, path in models:
        if not path:
            continue
        try:
            save_model(model, path)
        except ScarpError as problem:
            problems.append(problem)
            if not isinstance(problem, ResultKept):
                elsewhere = Path(tempfile.mkdtemp(prefix="scarp-model-"), Path(path).name)
                save_model(model, elsewhere)
                progress(None, tr("The model is kept as {path}."), path=str(elsewhere))
    if problems:
        raise problems[0]


def _open_rasters(
    stack: ExitStack, model: Model, training: list[str], validation: list[str], progress: Progress
) -> tuple[tuple[list, list], bool]:
    """Opens label rasters to learn from and to measure with.

    Tells if they share labels, or have pixels of another size than the model or the first.

    Returns:
        Both, and whether the scale and the offset of their bands are applied.
    """
    from ...core.labels.label_raster import LabelRaster
    from ...core.labels.shared_labels import tell_repeated, tell_shared
    from ...models.inference.image_values import take_values_of_training
    from ...models.inference.pixel_sizes import warn_of_other_pixels

    opened = tuple(
        [stack.enter_context(LabelRaster(path)) for path in paths]
        for paths in (training, validation)
    )
    rasters = [*opened[0], *opened[1]]
    for raster in rasters:
        raster.say_remarks(progress)
        warn_of_other_pixels(model.pixel_size or rasters[0].pixel_size, raster, progress)
    tell_shared(*opened, progress)
    if not validation:
        tell_repeated(opened[0], progress)
    # A trained model stays with what it knows.
    are_scaled = all(raster.is_scaled for raster in rasters)
    are_scaled = model.is_scaled if model.is_trained else are_scaled
    take_values_of_training(rasters, are_scaled, progress)
    return opened, are_scaled


def _hashes(training: list[str], validation: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Hashes of the label rasters by their names, for people, and by what each is used for."""
    from ...core.rasters.identity import distinct_names, identities

    paths = [*training, *validation]
    hashes = identities(paths)
    roles = [
        f"{role} {number}"
        for role, some in (("training", training), ("validation", validation))
        for number in range(len(some))
    ]
    return dict(zip(distinct_names(paths), hashes)), dict(zip(roles, hashes))


def _outcome(model: Model) -> dict:
    """What a training tells of its best model."""
    return {
        "best_epoch": model.best_epoch,
        "threshold": model.threshold,
        **without_undefined(model.metrics),
    }


def _write_history(path: str | None, history: dict[str, list[float]]) -> None:
    if path:
        epochs = enumerate(zip(*history.values()), start=1)
        rows = [{"epoch": number, **dict(zip(history, row))} for number, row in epochs]
        write_rows(path, [without_undefined(row) for row in rows])
