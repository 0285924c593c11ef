"""A map of what looks like the place of a click, where no model has made one."""

from __future__ import annotations

import math

import numpy as np

from ...core.messages import Progress, ScarpError, tr

#: Pixels around the click that are looked at; beyond them a landslide is drawn by hand.
_REACH = 64
#: Pixels around the click that are the landslide, and along the edge that are not.
_INSIDE, _OUTSIDE = 2, 2
#: How much a difference of colours holds the walkers back: of 250, 600, 1000, 1600, 2500 and 4000
#: the best, by the IoU with the inventories of built-in scenes.
_BETA = 1000.0


def outline_image(progress: Progress, *, image: str, x: float, y: float, output: str) -> dict:
    """Writes how likely the ground around a point belongs to what is there, as a small CAM.

    The random walker (Grady 2006, doi 10.1109/TPAMI.2006.233): the share of random walks that come
    to the point before they come to the edge of what is looked at.

    Args:
        progress: Told the share that is done.
        image: Path of the image.
        x: Of the point, in the image's CRS.
        y: Likewise.
        output: Path of the class activation raster to write, of 129 x 129 pixels at most.

    Raises:
        ScarpError: if the point is outside of the image, or the image has no data there.
    """
    from skimage.segmentation import random_walker

    from ...core.cam.cam import CamDescription, cam_writer
    from ...core.rasters.georeference import pixel_at, window_geotransform
    from ...core.rasters.raster import Raster
    from ...core.rasters.windows import Window

    with Raster(image) as raster:
        row, col = map(math.floor, pixel_at(raster.geotransform, x, y))
        side = 2 * _REACH + 1
        window = Window(row - _REACH, col - _REACH, side, side).clipped(raster.shape)
        row, col = row - window.row, col - window.col
        if not (0 <= row < window.height and 0 <= col < window.width):
            raise ScarpError(tr("The point lies outside of {path}."), path=image)
        values, valid = raster.read_valid(window)
        if not valid[row, col]:
            raise ScarpError(tr("{path} has no data at this point."), path=image)
        grid = window_geotransform(raster.geotransform, window.row, window.col)
        wkt = raster.crs_wkt
    progress(0.1)
    seeds = np.full(valid.shape, 2, np.int8)
    inner = np.s_[_OUTSIDE:-_OUTSIDE, _OUTSIDE:-_OUTSIDE]
    seeds[inner] = 0
    rows, cols = np.ogrid[: seeds.shape[0], : seeds.shape[1]]
    seeds[np.hypot(rows - row, cols - col) <= _INSIDE] = 1
    seeds[~valid] = -1
    shares = random_walker(
        _normalised(values, valid),
        seeds,
        beta=_BETA,
        mode="cg_j",
        tol=1e-3,
        return_full_prob=True,
        channel_axis=-1,
    )
    likely = np.clip(np.where(valid, shares[0], 0), 0, 1).astype(np.float32)
    about = CamDescription(["landslide"])
    with cam_writer(output, valid.shape, grid, wkt, about) as writer:
        whole = Window(0, 0, *valid.shape)
        writer.write(whole, likely[..., None], valid)
    return {"output": output}


def _normalised(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Bands (rows, columns, bands), each from its 2 to its 98 percentile, in 0-1 and smoothed."""
    from scipy.ndimage import gaussian_filter

    low, high = np.nanpercentile(values[valid].astype(np.float64), (2, 98), axis=0)
    scaled = (values - low) / np.where(high > low, high - low, 1)
    scaled = np.nan_to_num(np.where(valid[..., None], np.clip(scaled, 0, 1), 0))
    return gaussian_filter(scaled, (0.7, 0.7, 0))
