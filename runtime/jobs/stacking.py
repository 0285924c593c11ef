"""Jobs on images of two dates and the terrain."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.messages import Progress, no_progress, part_of
from .mapping import classify, image_for

if TYPE_CHECKING:
    from ...core.pre_event.exclusion import ExclusionSettings

#: Share of the time that mapping both dates takes, where a model does that.
_MAPPED = 0.8
#: Share of that which bringing the dates together takes.
_MATCHED = 0.2


def stack_images(progress: Progress, **arguments: object) -> dict:
    """Writes images of two dates and the terrain as one raster.

    Args:
        progress: Told the share that is done, and what was found and decided.
        **arguments: Those of `scarp.core.stacking.settings.StackSettings`.
    """
    from ...core.stacking.settings import StackSettings
    from ...core.stacking.stack import stack_images as stack

    made = stack(StackSettings(**arguments), progress)
    spread = made.shift.spread
    return {
        "names": made.names,
        "shift_x": made.shift.cols,
        "shift_y": made.shift.rows,
        "shift_spread": None if spread != spread else spread,
        "lines": {name: [line.gain, line.offset] for name, line in made.lines.items()},
    }


def exclude_pre_event(
    progress: Progress,
    *,
    polygons: dict,
    older: dict | None = None,
    model: str | None = None,
    device_settings: dict | None = None,
    **arguments: object,
) -> dict:
    """Tells which polygons are new, in the order of their layer.

    Args:
        progress: Told the share that is done, and what was found and decided.
        polygons: Of `scarp.core.vectors.polygon_layer.PolygonSource`.
        older: Likewise, of older landslides.
        model: Path of a model that maps both dates; None: none.
        device_settings: Settings of the classification with that model.
        **arguments: The others of `scarp.core.pre_event.exclusion.ExclusionSettings`.
    """
    from ...core.pre_event.exclusion import (
        ExclusionSettings,
        compare_with_before,
        count_statuses,
    )
    from ...core.vectors.polygon_layer import PolygonSource

    settings = ExclusionSettings(
        PolygonSource(**polygons), older=PolygonSource(**older) if older else None, **arguments
    )
    with tempfile.TemporaryDirectory(prefix="scarp-dates-") as folder:
        if model:
            told = part_of(progress, 0, _MAPPED)
            settings = _with_maps(settings, model, device_settings or {}, folder, told)
            progress = part_of(progress, _MAPPED, 1)
        found = compare_with_before(settings, progress)
    numbers = ("change", "change_p", "slope_mean", "relief_m")
    return {
        "polygons": [
            {
                "status": one.verdict.status,
                "why": str(one.verdict.why),
                **{
                    name: None if value != value else value
                    for name, value in zip(
                        numbers,
                        (one.verdict.change, one.verdict.change_p, one.slope_mean, one.relief_m),
                    )
                },
            }
            for one in found
        ],
        **count_statuses(found),
    }


def _with_maps(
    settings: ExclusionSettings,
    model: str,
    device_settings: dict,
    folder: str,
    progress: Progress,
) -> ExclusionSettings:
    """The settings with the CAMs of both dates, and the threshold of the one after."""
    from ...core.cam.cam import Cam
    from ...core.cam.histogram import otsu
    from ...core.pre_event.exclusion import write_before
    from ...models.model_file import load_model

    # Before anything is warped, each image is refused by its own name.
    loaded = load_model(model)
    for image in (settings.post, settings.pre):
        image_for(loaded, image, no_progress).close()
    matched, before, after = (str(Path(folder, name)) for name in ("m.tif", "pre.tif", "post.tif"))
    write_before(settings, matched, part_of(progress, 0, _MATCHED))
    for number, (image, output) in enumerate(((matched, before), (settings.post, after))):
        classify(
            part_of(progress, *(_MATCHED + (1 - _MATCHED) * k / 2 for k in (number, number + 1))),
            image=image,
            model=model,
            output=output,
            settings=device_settings,
        )
    with Cam(after) as cam:
        suggested = cam.description.threshold
        threshold = suggested if suggested is not None else otsu(cam.histogram())
    return replace(settings, cam_before=before, cam_after=after, threshold=threshold)
