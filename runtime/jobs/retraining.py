"""Training a model on with what a person has checked."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.messages import Progress, ScarpError, no_progress, part_of, tr
from ...models.settings import FROM_START, ONLY_DECODER, TrainingSettings
from .common import check_can_report, description, without_undefined, write_report
from .mapping import choose_bands, classify, image_for

if TYPE_CHECKING:
    from ...core.review.checked_labels import CheckedLabels
    from ...models.model_file import Model
    from ...models.training.run import TrainingResult

#: Shares of the progress after which labels, training and report are done.
_LABELLED, _TRAINED, _REPORTED = 0.05, 0.7, 0.72
_EPOCHS = 5
_BATCH = 8
_RATE = 3e-4
_THRESHOLD = 0.5
#: What a training takes from the settings of the one before: how patches are changed, and the loss.
_TAKEN = ("loss", "loss_weight", "straight_share", "band_dropout", "normalisation")


def retrain(
    progress: Progress,
    *,
    polygons: dict,
    checked: dict,
    image: str,
    model: str,
    output: str,
    cam: str,
    minutes: float,
    way: str,
    others: list[str],
    seed: int = 0,
    report: str | None = None,
) -> dict:
    """Trains a model on with checked tiles and polygons, and maps the image again.

    Args:
        progress: Told the share that is done.
        polygons: Of `scarp.core.vectors.polygon_layer.PolygonSource`, with their status.
        checked: Likewise, of the tiles in which everything has been seen.
        image: Path of the image.
        model: Path of the model that mapped it.
        output: Path of the model to write.
        cam: Path of the class activation raster to write.
        minutes: About how long to train.
        way: One of `scarp.models.settings.WAYS`.
        others: Paths of label rasters that are learned from besides.
        seed: Of the training.
        report: Path of the report, or None.
    """
    check_can_report(report)
    from ...core.review.checked_labels import write_checked_labels
    from ...core.vectors.polygon_layer import PolygonSource
    from ...models.model_file import load_model, save_model
    from ...models.reports.model_reports import training_report

    known = load_model(model)
    if len(known.network.classes) != 1:
        raise ScarpError(tr("Only a model of one class can be trained on with what was checked."))
    # Refuses an image of other bands, before anything is done.
    image_for(known, image, no_progress).close()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scarp-retrain-")))
        labels = write_checked_labels(
            image,
            PolygonSource(**polygons),
            PolygonSource(**checked),
            known.network.classes[0],
            folder,
            part_of(progress, 0, _LABELLED),
        )
        _say_what_is_known(labels, progress)
        told = part_of(progress, _LABELLED, _TRAINED)
        settings = _settings(known, minutes, way, seed)
        result, trained = _train(known, labels, others, settings, way, told, stack)
    parents = [*known.parents, *_own(known, model)] if way != FROM_START else []
    trained = replace(trained, parents=parents, is_scaled=known.is_scaled)
    save_model(trained, output)
    report = write_report(report, lambda: training_report(trained, result), progress)
    progress(_REPORTED)
    mapped = part_of(progress, _REPORTED, 1)
    classify(mapped, image=image, model=output, output=cam, settings={"adapt": 0.0})
    figures = {
        **{f"{name}_before": value for name, value in result.before.items()},
        **trained.metrics,
    }
    return {
        **without_undefined(figures),
        "threshold": trained.threshold,
        "tiles": labels.tiles,
        "tiles_kept": labels.tiles_kept,
        "report": report,
        "model": description(trained, output),
    }


def _own(model: Model, path: str) -> list[dict]:
    from ...models.model_file import summary

    return [summary(model, Path(path).name)]


def _say_what_is_known(labels: CheckedLabels, progress: Progress) -> None:
    progress(
        None,
        tr(
            "{landslides} polygons are landslides, {others} are not; the model learns from {tiles} "
            "tiles, and {kept} are kept to measure it on."
        ),
        landslides=labels.landslides,
        others=labels.others,
        tiles=labels.tiles,
        kept=labels.tiles_kept,
    )
    if not labels.tiles_kept:
        progress(
            None,
            tr(
                "With fewer than three checked tiles that hold landslides none is kept to measure "
                "on: the figures are of what the model has learned from."
            ),
        )


def _settings(model: Model, minutes: float, way: str, seed: int) -> TrainingSettings:
    """How to train for about so many minutes, otherwise as the model was trained before."""
    from ...models.training.trial import try_training

    before = {name: model.training[name] for name in _TAKEN if name in model.training}
    settings = TrainingSettings(**before, epochs=_EPOCHS, patches_per_batch=_BATCH, seed=seed)
    if way != FROM_START:
        settings = replace(settings, learning_rate=_RATE)
    if way == ONLY_DECODER:
        settings = replace(settings, freeze_encoder=True)
    seconds = try_training(model.network, settings).seconds_a_patch or 1.0
    patches = int(60 * minutes / seconds / _EPOCHS)
    return replace(settings, patches_per_epoch=max(patches, _BATCH))


def _train(
    model: Model,
    labels: CheckedLabels,
    others: list[str],
    settings: TrainingSettings,
    way: str,
    progress: Progress,
    stack: ExitStack,
) -> tuple[TrainingResult, Model]:
    """Trains on; what is kept to measure on has no part in it.

    Returns:
        What the training gave, and the model to use.
    """
    from ...core.labels.label_raster import LabelRaster
    from ...models.inference.image_values import take_values_of_training
    from ...models.training.new_model import initialize_model
    from ...models.training.train import train
    from ...models.training.validation import measure

    def opened(paths: list[str]) -> list[LabelRaster]:
        return [stack.enter_context(LabelRaster(path)) for path in paths]

    training = opened([labels.training, *others])
    validation = opened([labels.kept] if labels.kept else [labels.training])
    for raster in (*training, *validation):
        choose_bands(model, raster, no_progress)
    take_values_of_training([*training, *validation], model.is_scaled, progress)
    first = model
    if way == FROM_START:
        first = initialize_model(replace(model.network, seed=settings.seed))
    result = train(
        first,
        training,
        validation,
        settings,
        progress,
        keep_normalisation=way != FROM_START,
    )
    trained = result.last
    if way != FROM_START:
        trained = _between(model, trained)
        figures = measure(trained, validation, settings).as_dict("val_")
        history = {
            name: [*values[:-1], figures.get(name, values[-1])]
            for name, values in trained.history.items()
        }
        trained = replace(trained, history=history)
    # The few tiles that are kept are those of which the map was least sure: the threshold that is
    # best on them is not the best one of the map.
    return result, replace(trained, threshold=_THRESHOLD)


def _between(before: Model, after: Model) -> Model:
    """The model after a training, with weights halfway between those before it and after it.

    A few tiles teach much about themselves, and let a network forget what it knew of other ground;
    halfway there it has most of the one and has lost little of the other (Wortsman et al. 2022,
    Robust fine-tuning of zero-shot models, doi 10.1109/CVPR52688.2022.00780).
    """
    weights = {name: (before.weights[name] + value) / 2 for name, value in after.weights.items()}
    return replace(after, weights=weights)
