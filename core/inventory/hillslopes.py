"""What an elevation model says of each landslide."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from osgeo import ogr

from ..messages import Progress, no_progress, part_of, tr
from ..rasters.raster import Raster
from ..stacking.grids import Grid
from ..stacking.settings import SLOPE
from ..stacking.terrain import HEIGHTS, height_factor, write_terrain
from ..vectors.one_by_one import burn, window_of

#: Of landslides with fewer pixels than these only slope and aspect are told, of all pixels touched.
_FEWEST_PIXELS = 3
_WRITTEN = 0.1
#: The eight neighbours of a pixel: rows and columns.
_NEIGHBOURS = [(row, col) for row in (-1, 0, 1) for col in (-1, 0, 1) if row or col]


@dataclass(frozen=True)
class Hillslope:
    """The ground that a landslide lies on.

    Attributes:
        slope_mean: Mean slope in degrees.
        aspect: The direction that it faces, in degrees clockwise from north: that of the mean
            gradient.
        agreement: How far its pixels face the same way, in 0-1: the length of the mean gradient by
            the mean of the lengths.
        relief_m: Difference of its highest and its lowest point.
        descent_m: Length of the way of steepest descent from its highest point, along the ground
            in plan, until it leaves the polygon or ends in a hollow.
        drop_m: How far that way goes down.
    """

    slope_mean: float = math.nan
    aspect: float = math.nan
    agreement: float = math.nan
    relief_m: float = math.nan
    descent_m: float = math.nan
    drop_m: float = math.nan

    @property
    def drop_ratio(self) -> float:
        """Height by length, H/L, of the way of steepest descent: the smaller, the more mobile."""
        return self.drop_m / self.descent_m if self.descent_m else math.nan


def measure_hillslopes(
    geometries: Sequence[ogr.Geometry], crs_wkt: str, path: str, progress: Progress = no_progress
) -> list[Hillslope]:
    """Measures the ground below polygons.

    Args:
        geometries: The polygons, in a plane CRS in metres.
        crs_wkt: That CRS.
        path: Of the elevation model.
        progress: Told the share that is done, the unit of heights, and what it does not cover.

    Returns:
        One for each polygon: NaN where the model lacks data; relief, way and drop also where it has
        fewer than three pixels with their centre in the polygon.

    Raises:
        ScarpError: if the model covers none of them.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scarp-terrain-")))
        dem = stack.enter_context(Raster(path))
        dem.require_georeference()
        grid = _grid_around(geometries, crs_wkt, dem.pixel_size)
        told = part_of(progress, 0, _WRITTEN)
        slopes = write_terrain(dem, grid, dem.pixel_size, [SLOPE], folder, told)[SLOPE]
        slope = stack.enter_context(Raster(slopes))
        heights = stack.enter_context(Raster(str(folder / HEIGHTS)))
        factor = height_factor(dem)
        found = []
        for number, geometry in enumerate(geometries):
            progress(_WRITTEN + (1 - _WRITTEN) * number / len(geometries))
            found.append(_measure(geometry, heights, slope, factor))
    missing = sum(math.isnan(one.slope_mean) for one in found)
    if missing:
        progress(
            None,
            tr(
                "{path} has no data below {count} of {all} landslides: what it would say of them "
                "is left empty."
            ),
            path=path,
            count=missing,
            all=len(found),
        )
    return found


def _grid_around(geometries: Sequence[ogr.Geometry], crs_wkt: str, side: float) -> Grid:
    west, east, south, north = np.transpose([one.GetEnvelope() for one in geometries])
    corner = float(west.min()), float(north.max())
    rows, cols = (
        max(math.ceil(float(extent) / side), 1)
        for extent in (north.max() - south.min(), east.max() - west.min())
    )
    return Grid((rows, cols), (corner[0], side, 0.0, corner[1], 0.0, -side), crs_wkt)


def _measure(geometry: ogr.Geometry, heights: Raster, slope: Raster, factor: float) -> Hillslope:
    # A pixel more on every side, for gradients.
    window = window_of(geometry, heights.geotransform).grown(1).clipped(heights.shape)
    if not window.height or not window.width:
        return Hillslope()
    values = heights.read(window)[..., 0].astype(float) * factor
    steepness = slope.read(window)[..., 0]
    side = heights.geotransform[1]
    down, right = np.gradient(values, side)
    known = np.isfinite(steepness) & np.isfinite(down) & np.isfinite(right)
    place = (heights.geotransform, heights.crs_wkt, window)
    inside = burn(geometry, *place) & known
    is_small = inside.sum() < _FEWEST_PIXELS
    if is_small:
        inside = burn(geometry, *place, all_touched=True) & known
    if not inside.any():
        return Hillslope()
    # Where the ground falls to: against the gradient, whose rows run southwards.
    east, north = -right[inside], down[inside]
    lengths = np.hypot(east, north).sum()
    found = Hillslope(
        slope_mean=float(steepness[inside].mean()),
        aspect=math.degrees(math.atan2(east.sum(), north.sum())) % 360 if lengths else math.nan,
        agreement=math.hypot(east.sum(), north.sum()) / lengths if lengths else math.nan,
    )
    if is_small:
        return found
    descent, drop = _descent(values, inside, side)
    relief = float(np.ptp(values[inside]))
    return replace(found, relief_m=relief, descent_m=descent, drop_m=drop)


def _descent(heights: np.ndarray, inside: np.ndarray, side: float) -> tuple[float, float]:
    """Length and drop of the way of steepest descent (O'Callaghan & Mark 1984) from the top."""
    place = np.unravel_index(np.argmax(np.where(inside, heights, -np.inf)), heights.shape)
    row, col = (int(one) for one in place)
    top, length = heights[row, col], 0.0
    while True:
        best, step = 0.0, None
        for down, right in _NEIGHBOURS:
            other = row + down, col + right
            if not (0 <= other[0] < heights.shape[0] and 0 <= other[1] < heights.shape[1]):
                continue
            distance = side * math.hypot(down, right)
            fall = (heights[row, col] - heights[other]) / distance
            if inside[other] and fall > best:
                best, step = fall, (*other, distance)
        if step is None:
            return length, float(top - heights[row, col])
        row, col = step[:2]
        length += step[2]
