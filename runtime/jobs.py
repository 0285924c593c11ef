"""The jobs of the worker: each opens files with ``core`` and hands them to ``models``.

Imported in the worker alone. Every job takes ``progress`` and values that JSON can hold, and
returns such values.
"""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np

# Before Keras: TensorFlow brings a SQLite without R-trees, which GDAL would take for its own.
try:
    from osgeo import gdal
except ImportError:
    gdal = None  # `check_runtime` says so.

from ..core.errors import Progress, tr
from ..core.files import staged, write_rows
from ..models.settings import ClassifySettings, NetworkSettings, SearchRanges, TrainingSettings


def check_runtime(progress: Progress) -> dict:
    """Says which interpreter, packages, backend and device there are, and what is missing."""
    found = {"Python": platform.python_version(), "interpreter": sys.executable}
    missing = []
    for package in ("numpy", "h5py", "scikit-image", "plotly", "keras"):
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            missing.append(package)
    if gdal is None:
        missing.append("GDAL")
    else:
        found["GDAL"] = gdal.__version__
    if not missing:
        progress(None, tr("Loading Keras and its backend."))
        try:
            from ..models.devices import backend, choose_device, choose_precision, describe

            found["backend"] = backend()
            device = choose_device("automatic")
            found["device"] = describe(device)
            found["precision"] = choose_precision("automatic", device)
        except ImportError as error:
            missing.append(error.name or str(error))
    return {"found": found, "missing": missing}


def initialize_model(progress: Progress, *, output: str, settings: dict) -> dict:
    """Writes a model file with a network's initial weights."""
    from ..models.building import initialize_model as initialize
    from ..models.model_file import save_model
    from ..models.networks import legal_size_from, network_class

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
    from ..models.model_file import load_model, save_model
    from ..models.report import training_report

    initial = load_model(model)
    options = TrainingSettings(**settings)
    inputs = _hashes((*training, *validation))
    progress(0, tr("Loading Keras and its backend."))
    import keras

    from ..models.checkpoint import Checkpoint
    from ..models.training import train

    watchers = []
    if tensorboard:
        watchers.append(keras.callbacks.TensorBoard(tensorboard, write_graph=False))
    state = Checkpoint(checkpoint, initial, options, inputs) if checkpoint else None
    with ExitStack() as stack:
        result = train(
            initial,
            *(_label_rasters(stack, paths) for paths in (training, validation)),
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
        _write(report, training_report(best, result))
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
    from ..models.model_file import load_model, save_model
    from ..models.report import search_report

    initial = load_model(model)
    inputs = _hashes((*training, *validation))
    progress(0, tr("Loading Keras and its backend."))
    from ..models.search import search

    def after_trial(table: list[dict]) -> None:
        if leaderboard:
            write_rows(leaderboard, table)

    with ExitStack() as stack:
        found = search(
            initial,
            *(_label_rasters(stack, paths) for paths in (training, validation)),
            TrainingSettings(**settings),
            SearchRanges(**{name: tuple(limits) for name, limits in ranges.items()}),
            trials,
            progress,
            after_trial,
        )
    best = replace(found.best.best, inputs=inputs)
    save_model(best, output)
    if report:
        _write(report, search_report(best, found))
    return {**_figures(best), "best_trial": found.table[0]["trial"]}


def _label_rasters(stack: ExitStack, paths: list[str]) -> list:
    from ..core.label_raster import LabelRaster

    return [stack.enter_context(LabelRaster(path)) for path in paths]


def _hashes(paths: Iterable[str]) -> dict[str, str]:
    from ..models.model_file import file_hash

    return {Path(path).name: file_hash(path) for path in paths}


def _figures(model) -> dict:
    """The figures of a model's best epoch: of validation, where there was one."""
    prefix = "val_" if "val_loss" in model.history else ""
    names = ("loss", "accuracy", "precision", "recall", "f1", "iou")
    figures = {name: model.history[prefix + name][model.best_epoch - 1] for name in names}
    return {"best_epoch": model.best_epoch, "threshold": model.threshold, **figures}


def _write_history(path: str | None, history: dict[str, list[float]]) -> None:
    if path:
        epochs = enumerate(zip(*history.values()), start=1)
        write_rows(path, [{"epoch": n, **dict(zip(history, row))} for n, row in epochs])


def _without_undefined(figures: dict) -> dict:
    """Figures with None in place of NaN."""
    return {name: None if value != value else value for name, value in figures.items()}


def _write(path: str, text: str) -> None:
    with staged(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def classify(
    progress: Progress,
    *,
    image: str,
    model: str,
    output: str,
    settings: dict,
    extent: list[float] | None = None,
    mask: dict | None = None,
    spread: str | None = None,
    checkpoint: str | None = None,
) -> dict:
    """Writes the class activation raster of an image, and how far flips and turns differ."""
    from ..core.cam import CamDescription, cam_writer
    from ..core.raster import Raster, extent_window, window_geotransform
    from ..core.vector import Polygons, PolygonSource
    from ..core.windows import Window
    from ..models.checks import check_trained
    from ..models.model_file import file_hash, load_model

    loaded = load_model(model)
    check_trained(loaded)
    options = ClassifySettings(**settings)
    with ExitStack() as stack:
        raster = stack.enter_context(Raster(image))
        raster.require_georeference()
        _choose_bands(loaded, raster, progress)
        part = Window(0, 0, *raster.shape)
        if extent is not None:
            part = extent_window(raster.geotransform, raster.shape, tuple(extent))
        polygons = wanted = None
        if mask is not None:
            polygons = Polygons(PolygonSource(**mask), raster.crs_wkt, None, progress)
            stack.enter_context(polygons)

            def wanted(window: Window) -> np.ndarray:
                return polygons.rasterize(raster.geotransform, window) > 0

        progress(0, tr("Loading Keras and its backend."))
        from ..models.devices import describe
        from ..models.inference import Classifier
        from ..models.tile_store import TileStore

        classifier = Classifier(loaded, options, progress)
        store = None
        if checkpoint:
            described = {
                "model": file_hash(model),
                "image": raster.identity(),
                "bands": raster.bands,
                "part": part,
                "mask": polygons and polygons.digest(),
                "augment": options.augment,
                "precision": classifier.precision,
            }
            store = TileStore(checkpoint, described)
        classes = list(loaded.network.classes)
        names = Path(model).name, Path(image).name
        geotransform = window_geotransform(raster.geotransform, part.row, part.col)

        def writer(path: str, description: CamDescription):
            shape = part.height, part.width
            return stack.enter_context(
                cam_writer(path, shape, geotransform, raster.crs_wkt, description)
            )

        sink = writer(output, CamDescription(classes, *names, loaded.threshold))
        deviation = writer(spread, CamDescription(classes, *names)) if spread else None
        classifier.classify(raster, sink, part, wanted, progress, deviation, store)
    if store:
        store.remove()
    return {
        "device": describe(classifier.device),
        "precision": classifier.precision,
        "threshold": loaded.threshold,
    }


def _choose_bands(model, raster, progress: Progress) -> None:
    """Takes an image's bands by the model's names where both have some, else by their order."""
    from ..models.checks import check_bands, match_bands

    places = match_bands(model, raster.names)
    if places is not None:
        raster.choose_bands(places)
        sentence = tr("Bands by name: {names}.")
    else:
        check_bands(model, raster)
        sentence = tr("Bands by order: {names}; the model was trained on {trained}.")
    progress(0, sentence, names=", ".join(raster.names), trained=", ".join(model.band_names) or "?")


def suggest_threshold(
    progress: Progress,
    *,
    settings: dict,
    table: str | None = None,
    report: str | None = None,
) -> dict:
    """Finds a threshold for a class activation raster, and writes the figures of others."""
    from ..core.suggestion import SuggestionSettings, suggest_threshold, write_table
    from ..core.suggestion_report import suggestion_report
    from ..core.vector import PolygonSource

    sources = {
        name: PolygonSource(**settings[name]) for name in ("inventory", "area") if settings[name]
    }
    options = SuggestionSettings(**{**settings, **sources})
    found = suggest_threshold(options, progress)
    if table:
        write_table(found, table)
    if report:
        _write(report, suggestion_report(found, options))
    names = ("precision", "recall", "f1", "iou", "accuracy")
    figures = {name: getattr(found.accuracy, name, None) for name in names}
    if found.intervals:
        figures |= {"f1_low": found.intervals[0].low, "f1_high": found.intervals[0].high}
    return {"threshold": found.threshold, **_without_undefined(figures)}


def assess_accuracy(
    progress: Progress,
    *,
    settings: dict,
    polygons: str | None = None,
    report: str | None = None,
    image: str | None = None,
) -> dict:
    """Compares polygons with an inventory; writes them with their verdicts, and a report."""
    from ..core.assessment import assess
    from ..core.assessment_input import AssessmentSettings
    from ..core.assessment_layer import write_polygons
    from ..core.assessment_report import assessment_report
    from ..core.raster import Raster
    from ..core.vector import PolygonSource

    sources = {
        name: settings[name] and PolygonSource(**settings[name])
        for name in ("predicted", "inventory", "area")
    }
    options = AssessmentSettings(**{**settings, **sources})
    with ExitStack() as stack:
        under = stack.enter_context(Raster(image)) if image else None
        if under:
            under.require_georeference()
        assessment = assess(options, progress)
        if polygons:
            write_polygons(assessment, polygons)
        if report:
            progress(0.8, tr("Drawing the report."))
            _write(report, assessment_report(assessment, options, under))
    figures = assessment.figures()
    return {name: None if value != value else value for name, value in figures.items()}


def model_info(progress: Progress, *, model: str, output: str) -> dict:
    """Writes a report on a model file."""
    from ..models.model_file import load_model
    from ..models.report import model_report

    loaded = load_model(model, with_weights=False)
    _write(output, model_report(loaded, Path(model).name))
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
    from ..models.checks import check_trained
    from ..models.model_file import load_model

    loaded = load_model(model)
    check_trained(loaded)
    progress(0, tr("Loading Keras and its backend."))
    from ..models.onnx_export import export_model as export

    exported = export(loaded, output, size, progress)
    return {"difference": exported.difference, "size": exported.size}


#: The jobs by name.
JOBS = {
    job.__name__: job
    for job in (
        check_runtime,
        initialize_model,
        train_model,
        search_parameters,
        classify,
        suggest_threshold,
        assess_accuracy,
        model_info,
        export_model,
    )
}
