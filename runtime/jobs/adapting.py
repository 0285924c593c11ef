"""Adapting a model to the image that is to be mapped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...core.hashing import json_hash
from ...core.messages import Progress, ScarpError, tr
from ...models.settings import STARTER_MINUTES, ClassifySettings, is_starter

if TYPE_CHECKING:
    from ...models.data.image_sources import ImageSource
    from ...models.model_file import Model


def minutes_of(settings: ClassifySettings, model: str, output: str | None) -> float:
    """How long to adapt a model.

    Args:
        settings: Of the classification.
        model: Path of the model.
        output: Where the adapted model is to be kept, if anywhere.

    Raises:
        ScarpError: if an adapted model is asked for, but no adaptation.
    """
    minutes = settings.adapt
    if minutes is None:
        minutes = STARTER_MINUTES if is_starter(model) else 0.0
    if output and not minutes:
        raise ScarpError(
            tr("There is an adapted model only where the model is adapted: give the minutes.")
        )
    return minutes


def adapted_model(
    model: Model,
    path: str,
    image: ImageSource,
    minutes: float,
    settings: ClassifySettings,
    kept: str | None,
    output: str | None,
    progress: Progress,
) -> Model:
    """A model adapted to an image; one that an interrupted run has kept, where there is one.

    Args:
        model: The model.
        path: Its file.
        image: The image, on the grid on which it is classified.
        minutes: How long to adapt.
        settings: Of the classification.
        kept: Where it is kept, so that an interrupted run can be resumed; None: nowhere.
        output: Where to write it, if anywhere.
        progress: Told how far it is.
    """
    from ...models.model_file import load_model, save_model
    from ...models.training.adaptation import adapt

    if kept and Path(kept).exists():
        progress(1, tr("The model that an earlier run adapted to the image is taken."))
        adapted = load_model(kept)
    else:
        adapted = adapt(model, [image], minutes, settings, progress, Path(path).name).model
    for place in (kept, output):
        if place:
            save_model(adapted, place)
    return adapted


def kept_model(folder: str | None, described: dict, minutes: float) -> str | None:
    """Where a folder keeps an adapted model, by what decides about it; None without any."""
    if not folder or not minutes:
        return None
    return str(Path(folder) / f"adapted-{json_hash({**described, 'minutes': minutes})[:16]}.h5")


def forget(kept: str | None) -> None:
    """Deletes a kept model, if there is one: the classification is done."""
    if kept:
        Path(kept).unlink(missing_ok=True)


def expectation(model: Model, progress: Progress) -> str:
    """Says in a sentence how well such a model did on unseen scenes; "" if that is unknown."""
    if not model.unseen:
        return ""
    figures = sorted(model.unseen.values())
    values = {
        "count": len(figures),
        "least": figures[0],
        "most": figures[-1],
        "mean": sum(figures) / len(figures),
    }
    sentence = tr(
        "On {count} scenes that such a model had not seen, its F1 was {least:.2f} to {most:.2f}, "
        "{mean:.2f} on average: check the map before you use it."
    )
    progress(None, sentence, **values)
    return sentence.format(**values)
