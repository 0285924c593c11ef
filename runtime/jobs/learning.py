"""Jobs on models: made, trained, searched for, reported on and exported."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from ...core.errors import Progress, tr
from ...core.files import write_rows
from ...models.settings import NetworkSettings, SearchRanges, TrainingSettings
from .common import without_undefined, write_text


def initialize_model(progress: Progress, *, output: str, settings: dict) -> dict:
    """Writes a model file with a network's initial weights."""
    from ...models.building import initialize_model as initialize
    from ...models.model_file import save_model
    from ...models.networks import legal_size_from, network_class

    wanted = NetworkSettings(**{**settings, "classes": tuple(settings["classes"])})
    size = legal_size_from(network_class(wanted.network), wanted.patch_size)
    if size != wanted.patch_size:
        progress(
            0,
            tr("{network} cannot take patches of {wanted} pixels: those of {size} are taken."),
            network=wanted.network,
            wanted=wanted.patch_size,
            size=size,
        )
    model = initialize(replace(wanted, patch_size=size))
    save_model(model, output)
    weights = sum(array.size for array in model.weights.values())
    progress(
        1,
        tr("{network} with {weights} weights."),
        network=model.network.network,
        weights=weights,
    )
    return {"weights": weights, "patch_size": size}


def train_model(
    progress: Progress,
    *,
    model: str,
    training: list[str],
    validation: list[str],
    settings: dict,
    output: str,
    last_model: str | None = None,
    report: str | None = None,
    log: str | None = None,
    checkpoint: str | None = None,
    tensorboard: str | None = None,
) -> dict:
    """Trains a model on label rasters and writes model files, report and log."""
    from ...models.model_file import load_model, save_model
    from ...models.report import training_report

    initial = load_model(model)
    options = TrainingSettings(**settings)
    inputs = _hashes((*training, *validation))
    progress(0, tr("Loading Keras and its backend."))
    from ...models.checkpoint import Checkpoint
    from ...models.monitor import log_for_tensorboard
    from ...models.training import train

    watchers = [log_for_tensorboard(tensorboard)] if tensorboard else []
    state = Checkpoint(checkpoint, initial, options, inputs) if checkpoint else None
    with ExitStack() as stack:
        rasters = _open_rasters(stack, training, validation, progress)
        result = train(
            initial,
            *rasters,
            options,
            progress,
            after_epoch=lambda history: _write_history(log, history),
            checkpoint=state,
            callbacks=watchers,
        )
    best, last = (replace(one, inputs=inputs) for one in (result.best, result.last))
    save_model(best, output)
    if last_model:
        save_model(last, last_model)
    if report:
        write_text(report, training_report(best, result))
    if state:
        state.remove()
    return _figures(best)


def search_parameters(
    progress: Progress,
    *,
    model: str,
    training: list[str],
    validation: list[str],
    settings: dict,
    ranges: dict,
    trials: int,
    output: str,
    leaderboard: str | None = None,
    report: str | None = None,
) -> dict:
    """Trains with settings drawn at random and writes the best model, a table and a report."""
    from ...models.model_file import load_model, save_model
    from ...models.report import search_report

    initial = load_model(model)
    inputs = _hashes((*training, *validation))
    progress(0, tr("Loading Keras and its backend."))
    from ...models.search import search

    def after_trial(table: list[dict]) -> None:
        if leaderboard:
            write_rows(leaderboard, [without_undefined(row) for row in table])

    with ExitStack() as stack:
        rasters = _open_rasters(stack, training, validation, progress)
        found = search(
            initial,
            *rasters,
            TrainingSettings(**settings),
            SearchRanges(**{name: tuple(limits) for name, limits in ranges.items()}),
            trials,
            progress,
            after_trial,
        )
    best = replace(found.best.best, inputs=inputs)
    save_model(best, output)
    if report:
        write_text(report, search_report(best, found))
    return {
        **_figures(best),
        **without_undefined(found.figures),
        "best_trial": found.table[0]["trial"],
    }


def model_info(progress: Progress, *, model: str, output: str) -> dict:
    """Writes a report on a model file."""
    from ...models.model_file import load_model
    from ...models.report import model_report

    loaded = load_model(model, with_weights=False)
    write_text(output, model_report(loaded, Path(model).name))
    return {
        "network": loaded.network.network,
        "bands": loaded.network.bands,
        "patch_size": loaded.network.patch_size,
        "classes": ",".join(loaded.network.classes),
        "best_epoch": loaded.best_epoch,
        "threshold": loaded.threshold,
    }


def export_model(progress: Progress, *, model: str, output: str, size: int = 0) -> dict:
    """Writes a trained model as ONNX, for Deepness, and compares it with Keras."""
    from ...models.checks import check_trained
    from ...models.model_file import load_model

    loaded = load_model(model)
    check_trained(loaded)
    progress(0, tr("Loading Keras and its backend."))
    from ...models.onnx_export import export_model as export

    exported = export(loaded, output, size, progress)
    return {"difference": exported.difference, "size": exported.size}


def _open_rasters(
    stack: ExitStack, training: list[str], validation: list[str], progress: Progress
) -> tuple[list, list]:
    """Opens label rasters to learn from and to measure with; tells if they share labels."""
    from ...core.label_raster import LabelRaster
    from ...core.shared_labels import tell_shared

    opened = tuple(
        [stack.enter_context(LabelRaster(path)) for path in paths]
        for paths in (training, validation)
    )
    tell_shared(*opened, progress)
    return opened


def _hashes(paths: Iterable[str]) -> dict[str, str]:
    from ...models.model_file import file_hash

    return {Path(path).name: file_hash(path) for path in paths}


def _figures(model) -> dict:
    """The figures of a model's best epoch: of validation, where there was one."""
    prefix = "val_" if "val_loss" in model.history else ""
    names = ("loss", "accuracy", "precision", "recall", "f1", "iou")
    figures = {name: model.history[prefix + name][model.best_epoch - 1] for name in names}
    return {
        "best_epoch": model.best_epoch,
        "threshold": model.threshold,
        **without_undefined(figures),
    }


def _write_history(path: str | None, history: dict[str, list[float]]) -> None:
    if path:
        epochs = enumerate(zip(*history.values()), start=1)
        rows = [{"epoch": number, **dict(zip(history, row))} for number, row in epochs]
        write_rows(path, [without_undefined(row) for row in rows])
