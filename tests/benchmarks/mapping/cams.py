"""A class activation raster of many landslides, as large as the benchmark wants it."""

from __future__ import annotations

import numpy as np
import paths  # noqa: F401
from osgeo import gdal, osr
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.rasters.windows import strips
from scipy.ndimage import gaussian_filter

THRESHOLD = 0.5
_GRID = (500_000.0, 3.0, 0.0, 4_700_000.0, 0.0, -3.0)
_EPSG = 32654
#: Blobs of about 370 pixels, 2 in 100 x 100 pixels: 7 % of all pixels.
_SMOOTHING = 9
_LEVEL, _STEEPNESS = 1.45, 3.0
_CELL = 2000


def make_cam(path: str, side: int) -> None:
    """Writes a square CAM of smooth blobs, none of whose values are alike, without nodata.

    A pattern is repeated, turned over so that it goes on; small noise differs everywhere, as that
    of a network does, so that the file is as slow to unpack as a real one.

    Args:
        path: Where.
        side: Rows and columns.
    """
    rng = np.random.default_rng(0)
    field = gaussian_filter(rng.standard_normal((_CELL, _CELL)), _SMOOTHING)
    field = (field / field.std()).astype(np.float32)
    pair = np.concatenate([field, field[:, ::-1]], axis=1)
    pattern = np.concatenate([pair, pair[::-1]])
    description = CamDescription(["landslide"], "benchmark", "benchmark", THRESHOLD)
    with cam_writer(path, (side, side), _GRID, _crs_wkt(), description) as writer:
        for window in strips((side, side)):
            rows = np.arange(window.row, window.row + window.height) % len(pattern)
            values = pattern[rows[:, None], np.arange(side) % len(pattern)]
            values = values + rng.random(values.shape, np.float32) * np.float32(1e-3)
            values = 1 / (1 + np.exp(_STEEPNESS * (_LEVEL - values)))
            writer.write(window, values[..., None], np.ones(values.shape, bool))


def mask_of(cam: str) -> gdal.Dataset:
    """The pixels of a CAM at or above the threshold, as a band of bytes in memory."""
    source = gdal.Open(cam)
    cols, rows = source.RasterXSize, source.RasterYSize
    mask = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, gdal.GDT_Byte)
    mask.SetGeoTransform(source.GetGeoTransform())
    mask.SetProjection(source.GetProjection())
    for window in strips((rows, cols)):
        place = window.col, window.row
        values = source.GetRasterBand(1).ReadAsArray(*place, window.width, window.height)
        mask.GetRasterBand(1).WriteArray((values >= THRESHOLD).astype(np.uint8), *place)
    return mask


def _crs_wkt() -> str:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(_EPSG)
    return reference.ExportToWkt()
