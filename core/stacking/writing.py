"""Writing stacks, as a GeoTIFF or as a VRT that refers to the image after the event."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..companion_files import BANDS_BESIDE
from ..files import staged, warn_of_space
from ..messages import Progress
from ..rasters.geotiff import create_geotiff, flush, write_band
from ..rasters.groups import GROUP
from ..rasters.vrt_beside import write_vrt_beside
from ..rasters.windows import Window, blocks
from .dates import PostImage

#: Bytes of a window. All its bands must fit into GDAL's cache of 64 MB, those that are warped
#: besides those that are written: else GDAL warps and compresses each block once a band.
_WINDOW = 1 << 24


@dataclass(frozen=True)
class Layer:
    """Some bands of a stack, which are read together.

    Attributes:
        names: Their names.
        group: One of those of `scarp.core.rasters.groups`.
        read: Gives float32 (rows, columns, bands) of a window, NaN where there is no data.
    """

    names: list[str]
    group: str
    read: Callable[[Window], np.ndarray]


def write_stack(
    output: str, post: PostImage, layers: Sequence[Layer], names: list[str], progress: Progress
) -> None:
    """Writes the bands of a stack; a VRT has those that are not the image's in a file beside it.

    Args:
        output: Path of a ``.tif`` or a ``.vrt``.
        post: The image after the event.
        layers: The bands, those of the image first.
        names: Names of all bands.
        progress: Told the share that is done.

    Raises:
        ScarpError: if it cannot be written.
    """
    final = Path(output)
    refers = final.suffix.lower() == ".vrt"
    written = layers[1:] if refers else layers
    first = len(post.roles) if refers else 0
    groups = [layer.group for layer in layers for _ in layer.names]
    rows, cols = post.grid.shape
    warn_of_space(output, rows * cols * 4 * (len(names) - first), progress)
    with staged(final) as path:
        bands = path.with_name(path.stem + BANDS_BESIDE) if refers else path
        _write_bands(bands, post, written, output, progress, list(zip(names, groups))[first:])
        if refers:

            def describe(dataset: gdal.Dataset) -> None:
                count = len(names) - first
                of_file = dataset.RasterCount - count
                numbers = [*post.raster.bands, *(of_file + k + 1 for k in range(count))]
                _describe(dataset, numbers, list(zip(names, groups)), first)

            types = [gdal.GDT_Float32] * (len(names) - first)
            write_vrt_beside(path, final.parent, post.raster, bands.name, types, describe)


def _write_bands(
    path: Path,
    post: PostImage,
    layers: Sequence[Layer],
    output: str,
    progress: Progress,
    described: list[tuple[str, str]],
) -> None:
    shape = post.grid.shape
    dataset = create_geotiff(
        path,
        shape,
        len(described),
        gdal.GDT_Float32,
        post.grid.geotransform,
        post.grid.crs_wkt,
        ("ZLEVEL=1",),
    )
    _describe(dataset, range(1, len(described) + 1), described, 0)
    for window in blocks(shape, 4 * len(described), _WINDOW):
        number = 1
        for layer in layers:
            values = layer.read(window)
            for place in range(values.shape[-1]):
                write_band(dataset.GetRasterBand(number), values[..., place], window, output)
                number += 1
        done = window.row * shape[1] + window.height * (window.col + window.width)
        progress(done / (shape[0] * shape[1]))
    flush(dataset, output)


def _describe(
    dataset: gdal.Dataset, numbers: Sequence[int], described: list[tuple[str, str]], first: int
) -> None:
    """Gives bands their names and groups, and from ``first`` on NaN as nodata."""
    for place, (number, (name, group)) in enumerate(zip(numbers, described)):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        band.SetMetadataItem(GROUP, group)
        if place >= first:
            band.SetNoDataValue(math.nan)
