"""Jobs on maps: classification, thresholds, and the assessment of polygons."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ...core.messages import Progress, part_of, tr
from ...models.settings import ClassifySettings
from ..cluster_address import check_has_no_secret, parse_cluster
from .adapting import adapted_model, expectation, forget, kept_model, minutes_of
from .common import check_can_report, description, without_undefined, write_report
from .computing import on_nodes, on_this_machine

if TYPE_CHECKING:
    from ...core.rasters.raster import Raster
    from ...core.rasters.windows import Window
    from ...core.vectors.polygon_layer import Polygons
    from ...models.model_file import Model


#: Share of the progress of a classification that the adaptation takes, where there is one.
_ADAPTED = 0.5


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
    adapted: str | None = None,
    cluster: str = "",
) -> dict:
    """Writes the class activation raster of an image, and how far flips and turns differ.

    Where the model is adapted to the image first, it is written to ``adapted``, if that is given.
    With ``cluster``, as `scarp.runtime.cluster_address.parse_cluster` takes it, the nodes of a Dask
    cluster do the work.
    """
    address = parse_cluster(cluster)
    if address:
        check_has_no_secret(image, output, spread, checkpoint)
    from ...core.cam.cam import CamDescription, cam_writer
    from ...core.cam.resampled_cam import ResampledImage, Target
    from ...core.files import warn_of_space
    from ...core.hashing import file_hash
    from ...core.rasters.georeference import extent_window, window_geotransform
    from ...core.rasters.identity import identity
    from ...core.rasters.resampled import resampled_to
    from ...core.rasters.windows import Window
    from ...core.vectors.polygon_layer import Polygons, PolygonSource
    from ...models.inference.compatibility import check_trained
    from ...models.inference.pixel_sizes import choose_pixel_size
    from ...models.model_file import load_model
    from .cluster.connection import connected

    loaded = load_model(model)
    check_trained(loaded)
    options = ClassifySettings(**settings)
    minutes = minutes_of(options, model, adapted)
    unseen = expectation(loaded, progress)
    with ExitStack() as stack:
        raster = stack.enter_context(image_for(loaded, image, progress))
        pixel_size = choose_pixel_size(loaded, raster.pixel_size, options.pixel_size)
        resampled = resampled_to(raster, pixel_size, progress) if pixel_size else None
        part = Window(0, 0, *raster.shape)
        if extent is not None:
            part = extent_window(raster.geotransform, raster.shape, tuple(extent))
        polygons, wanted = None, None
        if mask is not None:
            polygons = Polygons(PolygonSource(**mask), raster.crs_wkt, None, progress)
            stack.enter_context(polygons)
            polygons.require_overlap(raster.geotransform, part, image)
            wanted = partial(_is_inside, polygons, raster.geotransform)
        other_grid = resampled and ResampledImage(raster, resampled, part, polygons)
        # Float32, and overviews of a third.
        pixels = part.height * part.width * 4 / 3
        if other_grid:
            pixels += other_grid.needed_part.height * other_grid.needed_part.width
        bytes_a_raster = pixels * 4 * len(loaded.network.classes)
        warn_of_space(output, bytes_a_raster * (2 if spread else 1), progress)
        progress(0, tr("Loading Keras and its backend."))
        described = {
            "model": file_hash(model),
            "image": identity(raster.path, raster.dataset, by_content=False),
            "bands": raster.bands,
            "grid": resampled and resampled.shape,
        }
        kept = kept_model(checkpoint, described, minutes)
        if minutes:
            source, told = resampled or raster, part_of(progress, 0, _ADAPTED)
            loaded = adapted_model(loaded, model, source, minutes, options, kept, adapted, told)
            progress = part_of(progress, _ADAPTED, 1)
        described |= {
            "adapted": minutes,
            "part": part,
            "mask": polygons and polygons.digest(),
            "augment": options.augment,
        }
        if address:
            folder = checkpoint or output.rpartition(".")[0]
            nodes = stack.enter_context(connected(address, progress))
            computer = on_nodes(
                nodes, loaded, raster, resampled, options, described, folder, bool(spread)
            )
        else:
            computer = on_this_machine(loaded, options, described, checkpoint, progress)
        classes = list(loaded.network.classes)
        names = Path(model).name, Path(image).name
        geotransform = window_geotransform(raster.geotransform, part.row, part.col)

        def writer(path: str, description: CamDescription):
            shape = part.height, part.width
            return stack.enter_context(
                cam_writer(path, shape, geotransform, raster.crs_wkt, description)
            )

        calibration = loaded.calibration and loaded.calibration.as_dict()
        told_of_model = loaded.threshold, unseen, calibration
        sinks = [writer(output, CamDescription(classes, *names, *told_of_model))]
        if spread:
            sinks.append(writer(spread, CamDescription(classes, *names, is_spread=True)))

        if other_grid:
            targets = [Target(*one, len(classes)) for one in zip((output, spread), sinks)]
            other_grid.write(computer.classify, targets, progress)
        else:
            computer.classify(raster, sinks, part, wanted, progress)
        if sinks[0].is_empty:
            _say_that_nothing_was_classified(image, progress)
    computer.forget()
    forget(kept)
    return {
        "device": computer.device,
        "precision": computer.precision,
        "threshold": loaded.threshold,
        "model": description(loaded, model),
    }


def _is_inside(polygons: Polygons, geotransform: tuple, window: Window) -> np.ndarray:
    return polygons.rasterize(geotransform, window) > 0


def _say_that_nothing_was_classified(image: str, progress: Progress) -> None:
    sentence = tr(
        "Nothing was classified: no pixel of {image} with data lies in the extent and the mask."
    )
    progress(None, sentence, image=image)


def image_for(model: Model, path: str, progress: Progress) -> Raster:
    """Opens an image so that it gives bands and values as a model wants them."""
    from ...core.rasters.raster import Raster
    from ...models.inference.image_values import take_values_of_training, warn_of_other_values

    raster = Raster(path)
    raster.require_georeference()
    raster.say_remarks(progress)
    choose_bands(model, raster, progress)
    take_values_of_training([raster], model.is_scaled, progress)
    warn_of_other_values(model, raster, progress)
    return raster


def choose_bands(model: Model, raster: Raster, progress: Progress) -> None:
    """Takes an image's bands by the model's names where both have some, else by their order."""
    from ...models.inference.compatibility import check_bands, match_bands

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
    """Finds a threshold for a class activation raster, and writes the metrics of others."""
    check_can_report(report)
    from ...core.cam.suggestion import SuggestionSettings, suggest_threshold, write_table
    from ...core.cam.suggestion_report import suggestion_report
    from ...core.vectors.polygon_layer import PolygonSource

    sources = {
        name: PolygonSource(**settings[name]) for name in ("inventory", "area") if settings[name]
    }
    options = SuggestionSettings(**{**settings, **sources})
    found = suggest_threshold(options, progress)
    if table:
        write_table(found, table)
    report = write_report(report, lambda: suggestion_report(found, options), progress)
    names = ("precision", "recall", "f1", "iou", "accuracy")
    metrics = {name: getattr(found.accuracy, name, None) for name in names}
    if found.intervals:
        metrics |= {"f1_low": found.intervals[0].low, "f1_high": found.intervals[0].high}
    return {"threshold": found.threshold, "report": report, **without_undefined(metrics)}


def assess_accuracy(
    progress: Progress,
    *,
    settings: dict,
    polygons: str | None = None,
    report: str | None = None,
) -> dict:
    """Compares polygons with an inventory; writes them with their verdicts, and a report."""
    from ...core.assessment.assess import assess
    from ...core.assessment.inputs import AssessmentSettings
    from ...core.assessment.report import assessment_report
    from ...core.assessment.verdict_layer import write_polygons
    from ...core.rasters.raster import Raster
    from ...core.vectors.polygon_layer import PolygonSource

    sources = {
        name: settings[name] and PolygonSource(**settings[name])
        for name in ("predicted", "inventory", "area")
    }
    options = AssessmentSettings(**{**settings, **sources})
    assessment = assess(options, progress)
    if polygons:
        write_polygons(assessment, polygons)

    def draw() -> str:
        progress(0.8, tr("Drawing the report."))
        with ExitStack() as stack:
            image = stack.enter_context(Raster(options.image)) if options.image else None
            return assessment_report(assessment, options, image)

    report = write_report(report, draw, progress)
    return {"report": report, **without_undefined(assessment.metrics())}
