"""Whether inputs fit each other: told within a second, before Keras is loaded."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from ...core.messages import Progress, ScarpError, tr
from ...models.settings import is_starter

if TYPE_CHECKING:
    from ...core.labels.label_raster import LabelRaster


def check_inputs(
    _progress: Progress,
    *,
    model: str | None,
    image: str | None = None,
    rasters: list[str] | None = None,
) -> dict:
    """Refuses what a model cannot map or learn from.

    Args:
        model: Path of a model file; None: one that fits is going to be made.
        image: An image to map.
        rasters: Label rasters to learn from and to measure with.

    Raises:
        ScarpError: if the model is damaged, or not trained and there is an image, or the bands or
            the classes are not those of the model, or of the first raster where there is none.
    """
    from ...core.labels.label_raster import LabelRaster
    from ...core.rasters.raster import Raster
    from ...models.inference.compatibility import (
        check_bands,
        check_labels,
        check_trained,
        match_bands,
    )
    from ...models.model_file import load_model

    loaded = load_model(model, with_weights=False) if model else None
    first = None
    with ExitStack() as stack:
        if image is not None and loaded is not None:
            check_trained(loaded)
            raster = stack.enter_context(Raster(image))
            raster.require_georeference()
            if match_bands(loaded, raster.names) is None:
                check_bands(loaded, raster)
        for path in rasters or ():
            labels = stack.enter_context(LabelRaster(path))
            if loaded is not None and not is_starter(str(model)):
                check_labels(loaded, labels)
                continue
            first = first or _kind_of(labels)
            if _kind_of(labels) != first:
                raise ScarpError(
                    tr(
                        "{path} has {bands} bands and the classes {classes}, the first training "
                        "raster {others} and {other_classes}: train on rasters that are alike."
                    ),
                    path=path,
                    bands=len(labels.names),
                    classes=", ".join(labels.classes),
                    others=first[0],
                    other_classes=", ".join(first[1]),
                )
    return {}


def _kind_of(labels: LabelRaster) -> tuple[int, list[str]]:
    return len(labels.names), labels.classes
