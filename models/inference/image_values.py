"""Whether an image's values are like those that a model was trained on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from ...core.messages import Progress, tr
from ..data.image_sources import ImageSource
from ..data.normalisation import samples_of
from ..model_file import Model

#: A median further from the training's mean, in its standard deviations, is worth a warning;
#: scenes of one sensor differ by less.
_FAR = 4.0


class ScaledSource(ImageSource, Protocol):
    """An image whose bands may have a scale and an offset, such as a `Raster` of `core`.

    Attributes:
        path: Where it is.
        is_scaled: Whether any band has a scale or an offset.
        offsets: Of each band.
    """

    path: str
    is_scaled: bool
    offsets: list[float]

    def take_stored_values(self) -> None:
        """Gives values as they are stored, but for the offset, from here on."""


def take_values_of_training(
    rasters: Sequence[ScaledSource], are_scaled: bool, progress: Progress
) -> None:
    """Makes images give values in the units of a training.

    Args:
        rasters: The images.
        are_scaled: Whether the training is on values with scale and offset applied; else on stored
            numbers, from which an offset is taken all the same.
        progress: Told of what is applied.
    """
    for raster in rasters:
        if not raster.is_scaled:
            continue
        if not are_scaled:
            raster.take_stored_values()
        if are_scaled:
            sentence = tr("{path}: scale and offset of its bands are applied, as in training.")
        elif raster.is_scaled:
            sentence = tr(
                "{path}: the offset of its bands, {offset:g} in stored numbers, is applied, and "
                "their scale is not: the model was trained on stored numbers."
            )
        else:
            sentence = tr(
                "{path}: the scale of its bands is not applied: the model was trained on stored "
                "numbers."
            )
        progress(None, sentence, path=raster.path, offset=raster.offsets[0])


def warn_of_other_values(model: Model, raster: ScaledSource, progress: Progress) -> None:
    """Says where an image's values are not like those that a model was trained on."""
    normalisation = model.normalisation
    if normalisation is None or normalisation.each_image:
        return
    samples = samples_of(raster)
    if not len(samples):
        return
    found, trained = np.median(samples, axis=0), np.array(normalisation.centre)
    distance = np.abs(found - trained) / np.array(normalisation.scale)
    if np.median(distance) > _FAR:
        progress(
            None,
            tr(
                "The values of {path} are around {found:.4g}, those that the model was trained on "
                "around {trained:.4g}: it will hardly find anything right. Are both of the same "
                "sensor, and in the same units?"
            ),
            path=raster.path,
            found=float(np.median(found)),
            trained=float(np.median(trained)),
        )
