"""The outline that a class activation raster has around a point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from uuid import uuid4

import numpy as np
from osgeo import gdal

from ..cam.cam import Cam, CamDescription, create_cam
from ..rasters.georeference import pixel_at, window_geotransform
from ..rasters.windows import Window
from ..regions.regions import label
from ..tracing.landslide_polygons import (
    OUTLINES,
    LandslidePolygon,
    PolygonSettings,
    landslide_polygons,
)

#: Pixels around the point that are looked at: at first, and where that is not enough.
_NEAR, _FAR = 64, 256
#: The greatest value so many pixels around the point counts, so that it need not be hit exactly.
_REACH = 2
#: The threshold is this share of that value: a median IoU of 0.77 to 0.80 with the inventory on
#: built-in scenes; the threshold at which the edge is sharpest was no better (0.77 to 0.83).
_SHARE = 0.5
#: What a turn of the wheel changes of the share, and its limits.
_STEP, _LEAST, _MOST = 0.05, 0.05, 0.98


@dataclass(frozen=True)
class Proposal:
    """An outline around a point.

    Attributes:
        polygon: In the raster's CRS, with its measures.
        threshold: The threshold that it is drawn at.
    """

    polygon: LandslidePolygon
    threshold: float


def propose_outline(
    cam: Cam, place: tuple[float, float], turns: int = 0, band: int = 0
) -> Proposal | None:
    """Proposes the outline of what lies at a point.

    Args:
        cam: The class activation raster.
        place: x and y in its CRS.
        turns: How much larger (above 0) or smaller it is to be, in turns of the mouse wheel.
        band: Number of a class's band, from 1; 0: each pixel's highest class.

    Returns:
        The outline, smaller than wanted where it would otherwise go on beyond what is looked at;
        None where there is no data, all values are 0, or nothing ends.
    """
    row, col = map(math.floor, pixel_at(cam.geotransform, *place))
    if not (0 <= row < cam.shape[0] and 0 <= col < cam.shape[1]):
        return None
    for reach, fewer in ((_NEAR, 0), (_FAR, 0), (_FAR, 4), (_FAR, 8)):
        window = Window(row - reach, col - reach, 2 * reach + 1, 2 * reach + 1).clipped(cam.shape)
        place_in = row - window.row, col - window.col
        found = _grown(cam, window, place_in, turns - fewer, band)
        if found is None:
            return None
        if not _is_cut_off(found, window, cam.shape):
            return _proposal(cam, window, found)
    return None


@dataclass(frozen=True)
class _Region:
    """A region of a window: values (rows, columns), bool inside, and its threshold."""

    values: np.ndarray
    inside: np.ndarray
    threshold: float


def _grown(
    cam: Cam, window: Window, place: tuple[int, int], turns: int, band: int
) -> _Region | None:
    """The region around a pixel of a window."""
    values, valid = cam.values(window, band)
    values = _smoothed(values)
    row, col = place
    if not valid[row, col]:
        return None
    near = values[max(row - _REACH, 0) : row + _REACH + 1, max(col - _REACH, 0) : col + _REACH + 1]
    top, left = np.unravel_index(int(near.argmax()), near.shape)
    row, col = max(row - _REACH, 0) + int(top), max(col - _REACH, 0) + int(left)
    greatest = float(values[row, col])
    if greatest <= 0:
        return None
    threshold = greatest * min(max(_SHARE - _STEP * turns, _LEAST), _MOST)
    above = (values >= threshold).astype(np.uint8)
    found = label(above, lambda rows, _cols: np.ones(len(rows)))
    region = found.painted(np.arange(len(found.regions)))
    return _Region(values, region == region[row, col], threshold)


def _is_cut_off(found: _Region, window: Window, shape: tuple[int, int]) -> bool:
    """Whether a region goes on beyond its window."""
    rows = np.flatnonzero(found.inside.any(axis=1))
    cols = np.flatnonzero(found.inside.any(axis=0))
    return bool(
        (rows[0] == 0 and window.row > 0)
        or (rows[-1] == window.height - 1 and window.row + window.height < shape[0])
        or (cols[0] == 0 and window.col > 0)
        or (cols[-1] == window.width - 1 and window.col + window.width < shape[1])
    )


def _proposal(cam: Cam, window: Window, found: _Region) -> Proposal:
    polygon = _drawn(cam, window, found.values * found.inside, found.threshold)
    return Proposal(polygon, found.threshold)


def _smoothed(values: np.ndarray) -> np.ndarray:
    """Values (rows, columns) by the binomial filter of 3 x 3 pixels."""
    for axis in (0, 1):
        pad = [(1, 1) if axis == k else (0, 0) for k in (0, 1)]
        wide = np.moveaxis(np.pad(values, pad, "edge"), axis, 0)
        values = np.moveaxis((wide[:-2] + 2 * wide[1:-1] + wide[2:]) / 4, 0, axis)
    return values


def _drawn(cam: Cam, window: Window, values: np.ndarray, threshold: float) -> LandslidePolygon:
    """The polygon of the only region of a window, with its holes filled."""
    path = f"/vsimem/scarp-{uuid4().hex}.tif"
    grid = window_geotransform(cam.geotransform, window.row, window.col)
    dataset = create_cam(path, window[2:], grid, cam.crs_wkt, CamDescription(["landslide"]))
    try:
        dataset.GetRasterBand(1).WriteArray(values)
        dataset = None
        settings = PolygonSettings(path, min_area=0.0, fill_holes=math.inf, outline=OUTLINES[1])
        (polygon,) = landslide_polygons(settings, threshold)
    finally:
        gdal.Unlink(path)
    return polygon
