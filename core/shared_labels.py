"""Finding labels that are both learned from and measured with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from osgeo import gdal

from .errors import Progress, tr
from .label_raster import LabelRaster
from .labels import UNLABELLED
from .raster import is_same_file, spatial_reference, transformation_between
from .windows import Window, cut

#: Less is not worth a word: pixels that two grids cut differently at a common edge.
_LEAST = 0.001
_SIDE = 256


def tell_shared(
    training: Sequence[LabelRaster], validation: Sequence[LabelRaster], progress: Progress
) -> None:
    """Tells which share of the labels for validation is trained on, too, if any is.

    It is not refused: it may be meant, such as of scenes that overlap or to try something out.

    Args:
        training: Label rasters to learn from.
        validation: Label rasters to measure with.
        progress: Told of it.
    """
    share = shared_share(training, validation)
    if share > _LEAST:
        progress(
            0,
            tr(
                "{share} % of the labelled pixels of the validation rasters are labelled in the "
                "training rasters, too, so that the figures, the best epoch and the suggested "
                "threshold are not to be relied on: give validation rasters of another area, or "
                "none."
            ),
            share=f"{100 * share:.1f}",
        )


def shared_share(training: Sequence[LabelRaster], validation: Sequence[LabelRaster]) -> float:
    """Share of the labelled pixels of some label rasters that others label, too, on the map.

    Rasters without a place on the map have labels in common only if they are the same file.

    Args:
        training: The others.
        validation: Whose labelled pixels are counted.
    """
    pairs = [
        (raster, [other for other in training if _overlap(raster, other)]) for raster in validation
    ]
    if not any(others for _, others in pairs):
        return 0.0
    labelled = shared = 0
    for raster, others in pairs:
        for window in cut(raster.shape, _SIDE, _SIDE):
            known = raster.labels(window) != UNLABELLED
            labelled += int(np.count_nonzero(known))
            found = np.zeros_like(known)
            if known.any():
                for other in others:
                    found |= _is_labelled(raster, other, window)
            shared += int(np.count_nonzero(found & known))
    return shared / labelled if labelled else 0.0


def _overlap(raster: LabelRaster, other: LabelRaster) -> bool:
    window = _window_on(raster, other, Window(0, 0, *raster.shape))
    return bool(window.height and window.width)


def _is_labelled(raster: LabelRaster, other: LabelRaster, window: Window) -> np.ndarray:
    """Where the middle of a pixel lies on a labelled pixel of another raster: bool."""
    found = np.zeros((window.height, window.width), dtype=bool)
    there = _window_on(raster, other, window)
    if not (there.height and there.width):
        return found
    labelled = other.labels(there) != UNLABELLED
    places = np.floor(_middles(window) @ _to_pixels(raster, other, window)).astype(int)
    rows = places[:, 0].reshape(found.shape) - there.row
    cols = places[:, 1].reshape(found.shape) - there.col
    inside = (rows >= 0) & (rows < there.height) & (cols >= 0) & (cols < there.width)
    found[inside] = labelled[rows[inside], cols[inside]]
    return found


def _window_on(raster: LabelRaster, other: LabelRaster, window: Window) -> Window:
    """The part of another raster that a window of one lies on; empty where it lies on none."""
    to_pixels = _to_pixels(raster, other, window)
    if to_pixels is None:
        return Window(0, 0, 0, 0)
    places = _corners(window) @ to_pixels
    row, col = (int(value) for value in np.floor(places.min(axis=0)))
    end_row, end_col = (int(value) for value in np.ceil(places.max(axis=0)))
    return Window(row, col, end_row - row, end_col - col).clipped(other.shape)


def _to_pixels(raster: LabelRaster, other: LabelRaster, window: Window) -> np.ndarray | None:
    """Takes (row, column, 1) of one raster to (row, column) of another, about in a window.

    Exact in the same CRS and of the same file; else the linear function that fits nine points of
    the window best.

    Returns:
        float (3, 2); None where one of the rasters has no place on the map, or the window none in
        the other's CRS.
    """
    if is_same_file(raster.path, other.path):
        return np.eye(3, 2)
    if raster.geotransform is None or other.geotransform is None:
        return None
    points = _corners(window)
    x, a, b, y, d, e = raster.geotransform
    places = points @ np.array([[b, e], [a, d], [x, y]])
    if raster.crs_wkt != other.crs_wkt and raster.crs_wkt and other.crs_wkt:
        source, target = spatial_reference(raster.crs_wkt), spatial_reference(other.crs_wkt)
        transformation = transformation_between(source, target)
        places = np.array(transformation.TransformPoints(places.tolist()))[:, :2]
    inverse = gdal.InvGeoTransform(other.geotransform)
    if inverse is None or not np.isfinite(places).all():
        return None
    x, a, b, y, d, e = inverse
    pixels = np.column_stack([places, np.ones(len(places))]) @ np.array([[d, a], [e, b], [y, x]])
    # About the first point, so that large coordinates cost no digits.
    linear, *_ = np.linalg.lstsq(points[:, :2] - points[0, :2], pixels - pixels[0], rcond=None)
    return np.vstack([linear, pixels[0] - points[0, :2] @ linear])


def _corners(window: Window) -> np.ndarray:
    """The corners of a window, the middles of its sides and its own: (row, column, 1) of each."""
    rows = window.row + window.height * np.array([0, 0.5, 1])
    cols = window.col + window.width * np.array([0, 0.5, 1])
    return _grid(rows, cols)


def _middles(window: Window) -> np.ndarray:
    """The middles of a window's pixels, row by row: (row, column, 1) of each."""
    rows = window.row + 0.5 + np.arange(window.height)
    cols = window.col + 0.5 + np.arange(window.width)
    return _grid(rows, cols)


def _grid(rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
    places = np.stack(np.meshgrid(rows, cols, indexing="ij"), axis=-1).reshape(-1, 2)
    return np.column_stack([places, np.ones(len(places))])
