"""A raster as it is with pixels of another size."""

from __future__ import annotations

import math
from typing import Callable

import numpy as np

from ..messages import Progress, ScarpError, tr
from .raster import Raster
from .resampling import Axis, axes, needed, resample, resample_valid
from .windows import Window, cut

#: Pixels of a raster that are read at a time, about.
_PIXELS = 1 << 21
#: Pixels that are smaller by more than this factor show nothing that the larger ones do not.
_MOST_ENLARGED = 20
#: Rows and columns in which there is something to find.
_LEAST_SIDE = 4


class ResampledRaster:
    """A raster that is resampled to more or fewer pixels of the same extent while it is read.

    It is resampled along its own rows and columns, wherever these lie on the map: averaged where
    it has fewer pixels, else interpolated. Values are those that the raster itself gives, with its
    choice of bands, scale and offset; what it says is not valid has no part in them. They do not
    depend on the windows that are read, nor on overviews. Several threads may read it at once.

    Args:
        raster: The raster.
        shape: Rows and columns of it when it is resampled.

    Attributes:
        path: Path of the raster.
        shape: Rows and columns.
        names: A name for each band.
        geotransform: GDAL's six numbers.
    """

    def __init__(self, raster: Raster, shape: tuple[int, int]):
        self._raster = raster
        self.path, self.names, self.shape = raster.path, raster.names, shape
        down, right = (given / wanted for given, wanted in zip(raster.shape, shape))
        x, a, b, y, d, e = raster.geotransform
        self.geotransform = (x, a * right, b * down, y, d * right, e * down)

    def read(self, window: Window) -> np.ndarray:
        """Reads values as `read_valid` does."""
        return self.read_valid(window)[0]

    def read_valid(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Reads resampled values, and where they are valid.

        Args:
            window: A window that lies on the resampled raster.

        Returns:
            float32 (rows, columns, bands), and bool (rows, columns).
        """
        values = np.zeros((window.height, window.width, len(self.names)), np.float32)

        def read(rows: Axis, cols: Axis, place: tuple[slice, slice]) -> np.ndarray:
            given, valid = self._raster.read_valid(needed(rows, cols))
            values[place] = resample(given, valid, rows, cols)
            return valid

        return values, self._piecewise(window, read)

    def valid(self, window: Window) -> np.ndarray:
        """Finds the valid pixels of a window: bool (rows, columns)."""
        return self._piecewise(
            window, lambda rows, cols, _place: self._raster.valid(needed(rows, cols))
        )

    def _piecewise(
        self, window: Window, read: Callable[[Axis, Axis, tuple[slice, slice]], np.ndarray]
    ) -> np.ndarray:
        """Cuts a window into pieces that fit into memory, and gives where it is valid."""
        found = np.zeros((window.height, window.width), dtype=bool)
        share = math.prod(self.shape) / math.prod(self._raster.shape)
        side = max(int(math.sqrt(_PIXELS * share)), 1)
        for row, col, height, width in cut((window.height, window.width), side, side):
            rows, cols = axes(
                self._raster.shape,
                self.shape,
                Window(window.row + row, window.col + col, height, width),
            )
            place = np.s_[row : row + height, col : col + width]
            found[place] = resample_valid(read(rows, cols, place), rows, cols)
        return found


def resampled_to(raster: Raster, pixel_size: float, progress: Progress) -> ResampledRaster | None:
    """Resamples a raster with a georeference to about square pixels of a size, and says so.

    The factor is the same for rows and columns, but for the whole number of them.

    Args:
        raster: The raster.
        pixel_size: Wanted side of its pixels in metres, above 0.
        progress: Told of both sizes.

    Returns:
        The resampled raster; None where it would have as many pixels as the raster.

    Raises:
        ScarpError: if its pixels are much too large, or too few would be left.
    """
    found = raster.pixel_size
    # A damaged georeference may give no number at all.
    if not found / pixel_size <= _MOST_ENLARGED:
        raise ScarpError(
            tr(
                "{path} is too coarse to be resampled to pixels of {wanted:.3g} m: its own are of "
                "{found:.3g} m. Choose a finer image, or give a pixel size of 0 to classify it as "
                "it is."
            ),
            path=raster.path,
            wanted=pixel_size,
            found=found,
        )
    rows, cols = (max(round(side * found / pixel_size), 1) for side in raster.shape)
    if (rows, cols) == raster.shape:
        return None
    if found < pixel_size and min(rows, cols) < _LEAST_SIDE:
        raise ScarpError(
            tr(
                "{path} is too small to be resampled from pixels of {found:.3g} m to {wanted:.3g} "
                "m: {rows} x {cols} pixels would be left. Choose a larger image, or give a pixel "
                "size of 0 to classify it as it is."
            ),
            path=raster.path,
            found=found,
            wanted=pixel_size,
            rows=rows,
            cols=cols,
        )
    progress(
        None,
        tr("{path} is resampled from pixels of {found:.3g} m to {wanted:.3g} m."),
        path=raster.path,
        found=found,
        wanted=pixel_size,
    )
    return ResampledRaster(raster, (rows, cols))
