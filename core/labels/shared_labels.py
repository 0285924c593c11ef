"""Finding labels that are used both for training and for validation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from osgeo import gdal

from ..messages import Progress, ScarpError, tr
from ..rasters.datasets import is_same_file
from ..rasters.georeference import window_geotransform
from ..rasters.image_area import image_area
from ..rasters.windows import Window, cut
from .label_raster import LabelRaster
from .values import UNLABELLED

#: A smaller share is not reported: two grids cut pixels differently at a common edge.
_LEAST = 0.001
_SIDE = 1024


def tell_shared(
    training: Sequence[LabelRaster], validation: Sequence[LabelRaster], progress: Progress
) -> None:
    """Reports the share of the validation labels that is also in the training rasters, if any.

    It is not refused, because it may be intended: for scenes that overlap, or for a trial.

    Args:
        training: Label rasters for training.
        validation: Label rasters for validation.
        progress: Told the share.
    """
    share = shared_share(training, validation)
    if share > _LEAST:
        progress(
            0,
            tr(
                "{share} % of the labelled pixels of the validation rasters are labelled in the "
                "training rasters, too, so the figures, the best epoch and the suggested "
                "threshold are not reliable: give validation rasters of another area, or none."
            ),
            share=f"{100 * share:.1f}",
        )


def tell_repeated(training: Sequence[LabelRaster], progress: Progress) -> None:
    """Reports if training rasters overlap, so that blocks held out of one are in another.

    Args:
        training: Label rasters for training, of which blocks are held out for validation.
        progress: Told if they do.
    """
    pairs = ((training[:number], [raster]) for number, raster in enumerate(training))
    if any(shared_share(*pair) > _LEAST for pair in pairs):
        progress(
            0,
            tr(
                "The training rasters overlap, so what is held out of one for validation may be "
                "trained on in another, and the figures are not reliable: give validation rasters "
                "of another area."
            ),
        )


def shared_share(training: Sequence[LabelRaster], validation: Sequence[LabelRaster]) -> float:
    """Computes the share of the labelled pixels of some label rasters that others label, too.

    Rasters without a georeference share labels only if they are the same file.

    Args:
        training: The other label rasters.
        validation: The label rasters whose labelled pixels are counted.

    Returns:
        The share in 0-1; 0 if no pixel is labelled.
    """
    labelled = shared = 0
    for raster in validation:
        others = [other for other in training if _may_overlap(raster, other)]
        for window in cut(raster.shape, _SIDE, _SIDE):
            known = raster.labels(window) != UNLABELLED
            labelled += int(np.count_nonzero(known))
            if known.any():
                found = [known & _is_labelled(raster, other, window) for other in others]
                shared += int(np.count_nonzero(np.any(found, axis=0)))
    return shared / labelled if labelled else 0.0


def _may_overlap(raster: LabelRaster, other: LabelRaster) -> bool:
    if is_same_file(raster.path, other.path):
        return True
    if not all(one.geotransform and one.crs_wkt for one in (raster, other)):
        return False
    try:
        there = image_area(other, raster.crs_wkt)
        return image_area(raster, raster.crs_wkt).Intersects(there)
    except (RuntimeError, ScarpError):  # Their CRSs cannot be compared.
        return False


def _is_labelled(raster: LabelRaster, other: LabelRaster, window: Window) -> np.ndarray:
    """bool (rows, columns): whether a pixel's centre lies on a labelled pixel of another raster."""
    if is_same_file(raster.path, other.path):
        return other.labels(window) != UNLABELLED
    burned = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1)
    burned.SetGeoTransform(window_geotransform(raster.geotransform, window.row, window.col))
    burned.SetProjection(raster.crs_wkt)
    burned.GetRasterBand(1).Fill(UNLABELLED)
    last = other.dataset.RasterCount
    labels = gdal.Translate("", other.dataset, format="VRT", bandList=[last], noData=UNLABELLED)
    gdal.ReprojectImage(labels, burned, None, None, gdal.GRA_NearestNeighbour)
    return burned.ReadAsArray() != UNLABELLED
