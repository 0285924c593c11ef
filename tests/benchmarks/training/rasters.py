"""Label rasters to train on: of the built-in scene, and huge ones that take no room."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import paths  # noqa: F401
from common.rasters import create_bytes
from osgeo import gdal
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.vectors.polygon_layer import PolygonSource
from scene import make_scene

#: Side of the validation raster, and of the blocks of features of a huge one, in pixels.
_SMALL = 128
_BLOCK = 512
_BLOCKS = 20


def make_scene_rasters(folder: Path) -> dict[int, tuple[str, str]]:
    """Makes label rasters of the built-in scene, of its first three bands and of all four.

    Args:
        folder: Where.

    Returns:
        By the number of bands: paths of the training raster and of a tiny validation raster.
    """
    image, inventory = make_scene(folder)
    inventory = PolygonSource(str(inventory))
    made = {}
    for bands in (3, 4):
        part, training, validation = (
            str(folder / f"{name}{bands}.tif") for name in ("image", "training", "validation")
        )
        gdal.Translate(part, str(image), bandList=list(range(1, bands + 1)))
        create_label_raster(LabelRasterSettings(part, inventory, training))
        cut_middle(training, validation)
        made[bands] = training, validation
    return made


def cut_middle(source: str, output: str) -> None:
    """Writes the 128 x 128 pixels in the middle of a label raster as one of its own."""
    size = gdal.Open(source)
    left, top = ((side - _SMALL) // 2 for side in (size.RasterXSize, size.RasterYSize))
    gdal.Translate(output, source, srcWin=[left, top, _SMALL, _SMALL])


def make_huge(path: str, pixels: int) -> None:
    """Makes a label raster of three bands, background all over but for twenty blocks.

    The file holds nothing but these blocks; as many for any size, so that it is the size alone
    that differs.

    Args:
        path: Where.
        pixels: About how many it has.
    """
    side = round(math.sqrt(pixels))
    dataset = create_bytes(path, (side, side), bands=4)
    dataset.GetRasterBand(4).SetDescription("label")
    rng = np.random.default_rng(0)
    for place in rng.permutation((side // _BLOCK) ** 2)[:_BLOCKS]:
        row, col = (_BLOCK * int(cell) for cell in divmod(place, side // _BLOCK))
        labels = np.zeros((_BLOCK, _BLOCK), np.uint8)
        labels[100:300, 100:300] = 1
        for band in range(1, 4):
            noise = rng.integers(1, 100, labels.shape, dtype=np.uint8)
            dataset.GetRasterBand(band).WriteArray(noise + 100 * labels, col, row)
        dataset.GetRasterBand(4).WriteArray(labels, col, row)
