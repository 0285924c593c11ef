"""Windows, which are rectangles of pixels, and reading them with mirrored borders."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from typing import Callable, NamedTuple

import numpy as np


class Window(NamedTuple):
    """A rectangle of pixels; it may reach beyond the raster.

    Attributes:
        row: First row.
        col: First column.
        height: Rows.
        width: Columns.
    """

    row: int
    col: int
    height: int
    width: int

    def grown(self, margin: int) -> Window:
        """This window with ``margin`` more pixels on every side."""
        return Window(
            self.row - margin, self.col - margin, self.height + 2 * margin, self.width + 2 * margin
        )

    def intersection(self, other: Window) -> Window:
        """The window that two windows share; its height or width is 0 if they share nothing."""
        row, col = max(self.row, other.row), max(self.col, other.col)
        end_row = min(self.row + self.height, other.row + other.height)
        end_col = min(self.col + self.width, other.col + other.width)
        return Window(row, col, max(end_row - row, 0), max(end_col - col, 0))

    def clipped(self, shape: tuple[int, int]) -> Window:
        """The part of this window that lies on a raster of ``shape`` (rows, columns)."""
        return self.intersection(Window(0, 0, *shape))


def are_covered(windows: Sequence[Window], others: Collection[Window]) -> list[bool]:
    """Tells of each window whether others, which may overlap, cover all its pixels."""
    if not windows or not others:
        return [False] * len(windows)
    asked, there = (np.array(list(some), dtype=np.int64) for some in (windows, others))
    asked[:, 2:] += asked[:, :2]
    there[:, 2:] += there[:, :2]
    # In a grid of all edges, each rectangle is a block of cells.
    for axis in range(2):
        edges = np.unique(np.concatenate([some[:, axis::2].ravel() for some in (asked, there)]))
        for some in (asked, there):
            some[:, axis::2] = np.searchsorted(edges, some[:, axis::2])
    size = np.maximum(asked[:, 2:].max(axis=0), there[:, 2:].max(axis=0))
    missing = np.ones(size, dtype=np.int64)
    for top, left, bottom, right in there.tolist():
        missing[top:bottom, left:right] = 0
    sums = np.zeros(size + 1, dtype=np.int64)
    sums[1:, 1:] = missing.cumsum(axis=0).cumsum(axis=1)
    top, left, bottom, right = asked.T
    lacking = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return (lacking == 0).tolist()


def cut(shape: tuple[int, int], height: int, width: int) -> Iterator[Window]:
    """Cuts a raster of ``shape`` into windows of ``height`` x ``width``, row by row.

    The windows at the right and the lower edge are smaller where it does not divide evenly.
    """
    for row in range(0, shape[0], height):
        for col in range(0, shape[1], width):
            yield Window(row, col, height, width).clipped(shape)


def some_windows(shape: tuple[int, int], side: int, most: int) -> list[Window]:
    """Windows of `cut` with a side, at most so many: drawn at random, the same ones each time."""
    windows = list(cut(shape, side, side))
    if len(windows) <= most:
        return windows
    chosen = np.random.default_rng(0).permutation(len(windows))[:most]
    return [windows[number] for number in sorted(chosen)]


#: Rows and columns of the blocks in which large rasters are stored. Lower strips would read blocks
#: twice.
_BLOCK = 256
#: Approximate bytes of a strip, and its most bytes where a row of whole blocks would take more.
_STRIP, _LARGEST_STRIP = 1 << 24, 1 << 27


def strips(shape: tuple[int, int], bytes_a_pixel: int = 4) -> Iterator[Window]:
    """Cuts a raster into strips of its full width, of whole blocks where memory allows.

    Args:
        shape: Rows and columns.
        bytes_a_pixel: Bytes of a pixel of all bands.
    """
    bytes_a_row = max(shape[1], 1) * bytes_a_pixel
    height = max(_STRIP // bytes_a_row // _BLOCK, 1) * _BLOCK
    if height * bytes_a_row > _LARGEST_STRIP:
        height = 2 ** int(math.log2(max(_LARGEST_STRIP // bytes_a_row, 1)))
    return cut(shape, height, shape[1])


def blocks(
    shape: tuple[int, int], bytes_a_pixel: int, most: int = _LARGEST_STRIP
) -> Iterator[Window]:
    """Cuts a raster as `strips` does, and across if whole rows of blocks take too much memory.

    Args:
        shape: Rows and columns.
        bytes_a_pixel: Bytes of a pixel of all bands.
        most: Bytes that a row of blocks may take.
    """
    bytes_a_column = _BLOCK * bytes_a_pixel
    if max(shape[1], 1) * bytes_a_column <= most:
        return strips(shape, bytes_a_pixel)
    return cut(shape, _BLOCK, max(most // bytes_a_column // _BLOCK, 1) * _BLOCK)


def mirrored_index(start: int, length: int, size: int) -> np.ndarray:
    """Indices ``start … start + length`` folded into ``0 … size``, mirrored at the edge pixels.

    The edge pixel itself is not repeated (``… 2 1 0 1 2 …``), as in Ronneberger et al. 2015.

    Returns:
        int array of ``length`` values in [0, size).
    """
    if size == 1:
        return np.zeros(length, dtype=np.intp)
    period = 2 * (size - 1)
    index = np.abs(np.arange(start, start + length)) % period
    return np.minimum(index, period - index)


def mirrored(
    shape: tuple[int, int], window: Window
) -> tuple[Window, Callable[[np.ndarray], np.ndarray]]:
    """Tells how to read a window that may reach beyond a raster, mirrored at the raster's edges.

    Args:
        shape: Rows and columns of the raster.
        window: Any window of at least one pixel.

    Returns:
        A window on the raster that holds all pixels that are needed; and a function that turns an
        array of that window, (rows, columns, …), into one of (``window.height``,
        ``window.width``, …).
    """
    if window.clipped(shape) == window:
        return window, lambda array: array
    rows = mirrored_index(window.row, window.height, shape[0])
    cols = mirrored_index(window.col, window.width, shape[1])
    row, col = int(rows.min()), int(cols.min())
    needed = Window(row, col, int(rows.max()) - row + 1, int(cols.max()) - col + 1)
    return needed, lambda array: array.take(rows - row, axis=0).take(cols - col, axis=1)
