"""Making a label raster of an image and an inventory."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np

from ..files import warn_of_space
from ..messages import Progress, no_progress, tr
from ..rasters.raster import Raster
from ..rasters.windows import Window, blocks
from ..vectors.polygon_layer import Polygons, PolygonSource
from .label_raster_writer import label_raster_writer
from .values import UNLABELLED


@dataclass(frozen=True)
class LabelRasterSettings:
    """Settings of `create_label_raster`.

    Attributes:
        image: Path of the image.
        inventory: The mapped polygons.
        output: Path of the label raster, ``.tif`` or ``.vrt``.
        class_field: Field of the inventory that tells classes apart; None: one class.
        area: Polygons outside of which nothing is known; None: all of the image is labelled.
        all_touched: Whether to label every pixel that a polygon touches, not only those whose
            centre lies inside.
    """

    image: str
    inventory: PolygonSource
    output: str
    class_field: str | None = None
    area: PolygonSource | None = None
    all_touched: bool = False


@dataclass(frozen=True)
class LabelRasterResult:
    """What a label raster holds.

    Attributes:
        classes: Names of the classes; class 1 is the first.
        feature_pixels: Pixels with a class.
        background_pixels: Pixels with label 0.
        bands: Number of the image's bands.
    """

    classes: list[str]
    feature_pixels: int
    background_pixels: int
    bands: int


def create_label_raster(
    settings: LabelRasterSettings, progress: Progress = no_progress
) -> LabelRasterResult:
    """Burns an inventory into an image's grid, and writes it with the image's bands.

    Args:
        settings: What to make.
        progress: Told the share that is done, what was left out, and what looks wrong.

    Raises:
        ScarpError: if the image has no georeference, the inventory holds no polygons or does
            not overlap with the image, or the output cannot be written.
    """
    with ExitStack() as stack:
        image = stack.enter_context(Raster(settings.image))
        image.require_georeference()
        image.say_remarks(progress)

        def overlapping(source: PolygonSource, class_field: str | None) -> Polygons:
            polygons = Polygons(source, image.crs_wkt, class_field, progress)
            stack.enter_context(polygons)
            polygons.require_overlap(image.geotransform, Window(0, 0, *image.shape), image.path)
            return polygons

        inventory = overlapping(settings.inventory, settings.class_field)
        area = overlapping(settings.area, None) if settings.area else None
        return _write_labels(settings, image, inventory, area, progress)


def _write_labels(
    settings: LabelRasterSettings,
    image: Raster,
    inventory: Polygons,
    area: Polygons | None,
    progress: Progress,
) -> LabelRasterResult:
    fill = _fill_value(image)
    features = background = 0
    rows, cols = image.shape
    refers = settings.output.lower().endswith(".vrt")
    warn_of_space(settings.output, rows * cols * (1 if refers else image.bytes_a_pixel), progress)
    with label_raster_writer(settings.output, image, inventory.classes, fill) as writer:
        for window in blocks(image.shape, image.bytes_a_pixel):
            progress(window.row / image.shape[0])
            labels = inventory.rasterize(image.geotransform, window, settings.all_touched)
            values, valid = image.read_stored_valid(window)
            values[~valid] = fill
            known = valid
            if area is not None:
                known = known & (area.rasterize(image.geotransform, window) > 0)
            labels[~known] = UNLABELLED
            writer.write(window, values, labels)
            background += int(np.count_nonzero(labels == 0))
            features += int(np.count_nonzero(labels)) - int(np.count_nonzero(labels == UNLABELLED))
    if background == 0:
        progress(
            None,
            tr(
                "No pixel was labelled as background: does the mapped area hold nothing but "
                "landslides? It should also hold the ground between them."
            ),
        )
    if features == 0:
        progress(None, tr("No pixel was labelled as a feature."))
    return LabelRasterResult(inventory.classes, features, background, len(image.bands))


def _fill_value(image: Raster) -> float:
    """Value of the image's bands where it has no data: its nodata value, else 0."""
    nodata = image.dataset.GetRasterBand(image.bands[0]).GetNoDataValue()
    data_type = image.read_stored(Window(0, 0, 1, 1)).dtype
    with np.errstate(invalid="ignore"):
        holds_nodata = nodata is not None and np.array(nodata).astype(data_type) == nodata
    return nodata if holds_nodata else 0.0
