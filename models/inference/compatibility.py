"""Refusing, before Keras is loaded, what a model does not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.messages import ScarpError, tr
from ..data.image_sources import ImageSource, LabelledSource
from ..data.normalisation import Normalisation
from ..model_file import Model

_NUMBERED = re.compile(r"(band)?[ _]*\d*")


def check_trained(model: Model) -> Normalisation:
    """Refuses an untrained model.

    Returns:
        The normalisation of its training images.

    Raises:
        ScarpError: if it has not been trained.
    """
    if model.normalisation is None:
        raise ScarpError(tr("The model has not been trained yet: run “Train model” first."))
    return model.normalisation


def check_bands(model: Model, source: ImageSource) -> None:
    """Refuses an image whose number of bands is not the model's.

    Raises:
        ScarpError: that gives both numbers.
    """
    if len(source.names) == model.network.bands:
        return
    sentence = tr(
        "{name} has {found} bands, but the model takes {expected}: choose another image, "
        "or initialise a model for {found} bands."
    )
    if _are_names(model.band_names):
        sentence = tr(
            "{name} has {found} bands, but the model takes {expected} ({bands}): make an image of "
            "these with “Rearrange bands”, or choose another model."
        )
    raise ScarpError(
        sentence,
        name=getattr(source, "path", "The array"),
        found=len(source.names),
        expected=model.network.bands,
        bands=", ".join(model.band_names),
    )


def _are_names(bands: Sequence[str]) -> bool:
    """Whether bands have names; numbers are none."""
    return bool(bands) and not any(_NUMBERED.fullmatch(name.strip().lower()) for name in bands)


def match_bands(model: Model, names: Sequence[str]) -> list[int] | None:
    """Finds a model's bands in an image by their names, whatever their case.

    Args:
        model: The model.
        names: The image's bands; numbered ones ("band 3", "Band 3") are no names.

    Returns:
        Places in ``names``, one for each of the model's bands; None where one of the two has no
        names, or a name of the model's is missing or there twice.
    """
    wanted, there = ([name.strip().lower() for name in some] for some in (model.band_names, names))
    if not _are_names(wanted):
        return None
    if any(there.count(name) != 1 or wanted.count(name) != 1 for name in wanted):
        return None
    return [there.index(name) for name in wanted]


def check_labels(model: Model, source: LabelledSource) -> None:
    """Refuses a label raster that a model cannot learn from.

    Raises:
        ScarpError: if the number of bands or the classes are not the model's.
    """
    check_bands(model, source)
    own = tuple(model.network.classes)
    classes = tuple(getattr(source, "classes", own))
    # Where there is only one, it may have any name.
    if len(classes) != len(own) or (len(own) > 1 and classes != own):
        raise ScarpError(
            tr(
                "{name} has the classes {found}, but the model has {expected}: initialise a model "
                "with the label raster's classes, in the same order."
            ),
            name=getattr(source, "path", "The array"),
            found=", ".join(classes),
            expected=", ".join(own),
        )
