"""Slope, relief and curvature from an elevation model."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Callable

import numpy as np
from osgeo import gdal, osr
from scipy.ndimage import maximum_filter, minimum_filter

from ..messages import Progress, ScarpError, no_progress, tr
from ..rasters.georeference import (
    is_mercator,
    spatial_reference,
    transformation_between,
    utm,
)
from ..rasters.geotiff import could_not_write, create_geotiff, flush, write_band
from ..rasters.raster import Raster
from ..rasters.windows import blocks, mirrored
from .grids import Grid, warp
from .settings import RELIEF, RELIEF_WINDOW, SLOPE

#: Metres of a foot, and of that of the United States.
_FOOT, _US_FOOT = 0.3048, 1200 / 3937
_METRES = ("m", "metre", "meter", "metres", "meters")
#: An elevation model whose pixels are so many times as large shows no landslide.
_COARSE = 10.0
#: Name of the file with the heights that the bands are computed from, in the unit of the model.
HEIGHTS = "heights.tif"
_CREATION = ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"]


def write_terrain(
    dem: Raster,
    grid: Grid,
    pixel_size: float,
    names: list[str],
    folder: Path,
    progress: Progress,
    relief_window: float = RELIEF_WINDOW,
) -> dict[str, str]:
    """Computes bands of the terrain, with square pixels in metres that are not finer than the DEM.

    The elevation model is brought into the CRS of the grid, or into the zone of UTM of its middle
    where that has degrees or is Mercator's, whose metres are not those of the ground. Slope is in
    degrees (Horn 1981, by GDAL); relief is the difference of the highest and the lowest point in a
    square; curvature is that of Zevenbergen & Thorne 1987, in 1/100 m, positive where the ground
    bulges.

    Args:
        dem: Elevations.
        grid: Where they are needed.
        pixel_size: Side of the grid's pixels in metres.
        names: Which of `scarp.core.stacking.settings.TERRAIN`.
        folder: Where to write.
        progress: Told of units, and of a model that is too coarse.
        relief_window: Side of the square of the relief in metres.

    Returns:
        Paths of the rasters by name.

    Raises:
        ScarpError: if the elevation model does not cover any of the grid.
    """
    dem.require_georeference()
    factor = height_factor(dem, progress)
    if dem.pixel_size > _COARSE * pixel_size:
        progress(
            None,
            tr(
                "{path} is coarse: its pixels are of {found:.3g} m, those of the image of "
                "{wanted:.3g} m. Slope and relief show hillsides, not single landslides."
            ),
            path=dem.path,
            found=dem.pixel_size,
            wanted=pixel_size,
        )
    heights = str(folder / HEIGHTS)
    side = max(dem.pixel_size, pixel_size)
    unit = _bring_heights(dem, grid, side, relief_window, heights)
    with Raster(heights) as raster:
        if not any(raster.valid(window).any() for window in blocks(raster.shape, 4)):
            raise ScarpError(
                tr("{path} does not overlap with the post-event image: choose another DEM."),
                path=dem.path,
            )
        written = {}
        for name in names:
            written[name] = str(folder / f"{name}.tif")
            if name == SLOPE:
                _write_slope(heights, written[name], unit / factor)
            elif name == RELIEF:
                _write(
                    raster, written[name], max(round(relief_window / side / 2), 1), _relief, factor
                )
            else:
                _write(raster, written[name], 1, _curvature, factor / side**2)
    return written


def height_factor(dem: Raster, progress: Progress = no_progress) -> float:
    """Metres of a stored unit of height; offsets do not matter to what is computed here."""
    return metres_a_unit(dem, progress) * dem.scales[0]


def metres_a_unit(dem: Raster, progress: Progress = no_progress) -> float:
    """Metres of a unit of height, and says what is not in metres, or not known."""
    unit = (dem.dataset.GetRasterBand(dem.bands[0]).GetUnitType() or "").strip().lower()
    if re.search(r"foot|feet|\bft\b|ftus", unit):
        progress(None, tr("The heights of {path} are in feet: they are converted."), path=dem.path)
        return _US_FOOT if re.search(r"us|survey", unit) else _FOOT
    if unit and unit not in _METRES:
        progress(
            None,
            tr("The heights of {path} have the unit “{unit}”: they are taken for metres."),
            path=dem.path,
            unit=unit,
        )
    elif not unit:
        progress(
            None,
            tr("{path} does not say in which unit its heights are: they are taken for metres."),
            path=dem.path,
        )
    return 1.0


def _bring_heights(dem: Raster, grid: Grid, side: float, margin: float, output: str) -> float:
    """Writes heights around a grid with square pixels; side and margin are in metres.

    Returns:
        Metres of a unit of the CRS.
    """
    reference = grid.reference
    if reference.IsGeographic() or is_mercator(reference):
        reference = utm(*_middle(grid))
    unit = reference.GetLinearUnits()
    step = side / unit
    west, south, east, north = _bounds_in(grid, reference)
    beyond = margin / unit + 2 * step
    made = warp(
        dem.path,
        output,
        format="GTiff",
        dstSRS=reference.ExportToWkt(),
        outputBounds=(west - beyond, south - beyond, east + beyond, north + beyond),
        xRes=step,
        yRes=step,
        outputType=gdal.GDT_Float32,
        resampleAlg="average" if dem.pixel_size < 0.9 * side else "cubic",
        dstNodata="nan",
        multithread=True,
        creationOptions=_CREATION,
    )
    # They are copied along, but GDAL computes slopes of the stored values.
    made.GetRasterBand(1).SetScale(1)
    made.GetRasterBand(1).SetOffset(0)
    return unit


def _middle(grid: Grid) -> tuple[float, float]:
    """Longitude and latitude in degrees of the middle of a grid."""
    west, south, east, north = grid.bounds
    geographic = spatial_reference("")
    geographic.ImportFromEPSG(4326)
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transform = transformation_between(grid.reference, geographic)
    return transform.TransformPoint((west + east) / 2, (south + north) / 2)[:2]


def _bounds_in(grid: Grid, reference: osr.SpatialReference) -> tuple[float, float, float, float]:
    west, south, east, north = grid.bounds
    return transformation_between(grid.reference, reference).TransformBounds(
        min(west, east), min(south, north), max(west, east), max(south, north), 21
    )


def _write_slope(heights: str, output: str, scale: float) -> None:
    """Writes the slope; the scale is how many vertical units make a horizontal one."""
    try:
        made = gdal.DEMProcessing(
            output, heights, "slope", computeEdges=True, scale=scale, creationOptions=_CREATION
        )
    except RuntimeError:
        made = None
    if made is None:
        raise could_not_write(output)


def _write(
    raster: Raster,
    output: str,
    margin: int,
    compute: Callable[[np.ndarray, int], np.ndarray],
    factor: float,
) -> None:
    """Writes what is computed from windows with a margin, times a factor."""
    dataset = create_geotiff(
        output, raster.shape, 1, gdal.GDT_Float32, raster.geotransform, raster.crs_wkt
    )
    dataset.GetRasterBand(1).SetNoDataValue(math.nan)
    for window in blocks(raster.shape, 4):
        read, arrange = mirrored(raster.shape, window.grown(margin))
        heights = arrange(raster.read(read)[..., 0])
        found = compute(heights, margin) * factor
        write_band(dataset.GetRasterBand(1), found.astype(np.float32), window, output)
    flush(dataset, output)


def _relief(heights: np.ndarray, margin: int) -> np.ndarray:
    known = np.isfinite(heights)
    size = 2 * margin + 1
    highest = maximum_filter(np.where(known, heights, -np.inf), size)
    lowest = minimum_filter(np.where(known, heights, np.inf), size)
    found = np.where(known, highest - lowest, np.nan)
    return found[margin : heights.shape[0] - margin, margin : heights.shape[1] - margin]


def _curvature(heights: np.ndarray, _margin: int) -> np.ndarray:
    """-2 (D + E) of Zevenbergen & Thorne 1987, times the squared side of a pixel, times 100."""
    middle = heights[1:-1, 1:-1]
    along = (heights[1:-1, :-2] + heights[1:-1, 2:]) / 2 - middle
    across = (heights[:-2, 1:-1] + heights[2:, 1:-1]) / 2 - middle
    return -200 * (along + across)
