"""Refusing, before Keras is loaded, what a model does not fit."""

from __future__ import annotations

from ..core.errors import ScarpError, tr
from .model_file import Model
from .sources import ImageSource, LabelledSource


def check_trained(model: Model) -> None:
    """Refuses an untrained model.

    Raises:
        ScarpError: if it has not been trained.
    """
    if not model.is_trained:
        raise ScarpError(tr("The model has not been trained yet: run “Train model” first."))


def check_bands(model: Model, source: ImageSource) -> None:
    """Refuses an image whose number of bands is not the model's.

    Raises:
        ScarpError: that gives both numbers.
    """
    if len(source.names) != model.network.bands:
        raise ScarpError(
            tr(
                "{name} has {found} bands, but the model takes {expected}: choose another image, "
                "or initialise a model for {found} bands."
            ),
            name=getattr(source, "path", "The array"),
            found=len(source.names),
            expected=model.network.bands,
        )


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
