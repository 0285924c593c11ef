"""Finding the edges of pixels, where the classes of a class activation raster end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from queue import SimpleQueue
from typing import NamedTuple, Optional

import numpy as np

from ..cam.cam import Cam
from ..messages import Progress
from ..prefetch import prefetch
from ..rasters.windows import Window, strips
from .edges import EAST, NORTH, SOUTH, EdgeColumns, Strip, joined

#: A contour keeps off the centres of pixels by this share of a pixel, so that it is always valid.
MARGIN = 0.01
#: Rows and columns of pixels.
_Place = tuple[np.ndarray, np.ndarray]


class _Pixels(NamedTuple):
    """Pixels of some whole rows of a CAM.

    Attributes:
        row: The first of the rows.
        values: float32 (rows, columns, classes).
        valid: bool (rows, columns).
        classes: uint8 (rows, columns), 0 where a pixel is of no class.
    """

    row: int
    values: np.ndarray
    valid: np.ndarray
    classes: np.ndarray

    def above(self, other: _Pixels) -> _Pixels:
        """The last row of these, and the first of those below."""
        pairs = zip(self[1:], other[1:])
        return _Pixels(other.row - 1, *(np.concatenate([a[-1:], b[:1]]) for a, b in pairs))

    @staticmethod
    def beside(cam: Cam, row: int) -> _Pixels:
        """A row beside a CAM, as if it had nodata there."""
        columns = (1, cam.shape[1])
        values = np.zeros((*columns, len(cam.bands)), np.float32)
        return _Pixels(row, values, np.zeros(columns, bool), np.zeros(columns, np.uint8))


class Part(NamedTuple):
    """What is found in a strip alone.

    Attributes:
        pixels: Its first and its last row.
        end: The row after the last.
        any_data: Whether any pixel has data.
        edges: The edges of each direction, without those on its northern and southern rim.
        sums: As in `scarp.core.tracing.edges.Runs`.
        maxima: As in `scarp.core.tracing.edges.Runs`.
    """

    pixels: _Pixels
    end: int
    any_data: bool
    edges: list[EdgeColumns]
    sums: np.ndarray
    maxima: np.ndarray


#: Gives what is found in each strip of a CAM, in their order, as `find_part` finds it.
Parts = Callable[[Cam, Sequence[Window], float, Optional[float]], Iterator[Part]]


def find_edges(
    cam: Cam,
    threshold: float,
    smooth: bool,
    progress: Progress,
    parts: Parts | None = None,
) -> Iterator[Strip]:
    """Finds the edges of each class's pixels, and their values, in one pass over a CAM.

    A pixel belongs to its highest class, where that reaches the threshold (Zhang et al. 2020,
    section 5.2).

    Args:
        cam: The class activation raster.
        threshold: Pixels with at least this value are of a class.
        smooth: Whether to find where smooth contours cross, too.
        progress: Told from 0 to 0.9.
        parts: Reads the strips; None: threads of this process do.

    Yields:
        Strips from the first row to the last, for `scarp.core.tracing.edges.join`.

    Raises:
        ScarpError: if the CAM cannot be read, has values outside 0-1, or, at the end, no data.
    """
    level = threshold if smooth else None
    any_data = False
    above = _Pixels.beside(cam, -1)
    windows = list(strips(cam.shape, cam.bytes_a_pixel))
    for part in (parts or _parts)(cam, windows, threshold, level):
        progress(0.9 * part.end / cam.shape[0])
        seam = _east_and_west(above.above(part.pixels), level)
        edges = part.edges[:EAST] + [joined(two) for two in zip(seam, part.edges[EAST:])]
        any_data |= part.any_data
        above = part.pixels
        _, closing = _east_and_west(above.above(_Pixels.beside(cam, part.end)), level)
        yield Strip(edges, part.sums, part.maxima, closing, part.end)
    if not any_data:
        raise cam.no_data()


def _parts(
    cam: Cam, windows: Sequence[Window], threshold: float, level: float | None
) -> Iterator[Part]:
    """Reads the strips in threads, and yields what is found in each, in their order."""
    with ExitStack() as stack:
        # Each thread has its own reader, because reading spends most of its time on decompression.
        threads = min(4, os.cpu_count() or 1, len(windows))
        readers: SimpleQueue[Cam] = SimpleQueue()
        for _ in range(threads):
            readers.put(stack.enter_context(Cam(cam.path)))

        def find(window: Window) -> Part:
            reader = readers.get()
            try:
                return find_part(reader, threshold, level, window)
            finally:
                readers.put(reader)

        # The prefetching ends before the readers are closed.
        yield from stack.enter_context(closing(prefetch(find, windows, threads)))


def find_part(cam: Cam, threshold: float, level: float | None, window: Window) -> Part:
    """Finds the edges in a strip alone.

    Args:
        cam: The class activation raster.
        threshold: Pixels with at least this value are of a class.
        level: The threshold where smooth contours are asked for, else None.
        window: The strip.
    """
    values, valid = cam.values(window)
    best, classes = _best_class(values, valid, threshold)
    pixels = _Pixels(window.row, values, valid, classes)
    edges = [*_north_and_south(pixels, level), *_east_and_west(pixels, level)]
    sums, maxima = _values_of_runs(best, classes, edges[NORTH].col, edges[SOUTH].col)
    # Indexing copies the rows that the seam to the next strip needs, so that the rest is freed.
    first_and_last = _Pixels(window.row, *(part[[0, -1]] for part in (values, valid, classes)))
    end = window.row + window.height
    return Part(first_and_last, end, bool(valid.any()), edges, sums, maxima)


def _north_and_south(pixels: _Pixels, level: float | None) -> tuple[EdgeColumns, EdgeColumns]:
    """Finds the western and the eastern edges of pixels."""
    around = np.pad(pixels.classes, ((0, 0), (1, 1)))
    row, col = _places(around[:, :-1] != around[:, 1:])
    pair = around[row, col], around[row, col + 1]
    crossing = _crossings(pixels, level, pair, (row, col - 1), (row, col))
    row += pixels.row
    return _of_class(row + 1, col, *pair[::-1], crossing), _of_class(row, col, *pair, crossing)


def _east_and_west(pixels: _Pixels, level: float | None) -> tuple[EdgeColumns, EdgeColumns]:
    """Finds the northern and the southern edges of pixels that have a row on both sides."""
    row, col = _places(pixels.classes[:-1] != pixels.classes[1:])
    pair = pixels.classes[row, col], pixels.classes[row + 1, col]
    crossing = _crossings(pixels, level, pair, (row, col), (row + 1, col))
    row += pixels.row + 1
    return _of_class(row, col, *pair[::-1], crossing), _of_class(row, col + 1, *pair, crossing)


def _places(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int32 rows and columns of the true pixels; faster than `numpy.nonzero`."""
    row, col = np.divmod(np.flatnonzero(mask).astype(np.int32), np.int32(mask.shape[1]))
    return row, col


def _of_class(*columns: np.ndarray) -> EdgeColumns:
    """Those edges whose pixel is of a class; arguments as for `EdgeColumns`."""
    edges = EdgeColumns(*columns)
    return edges.of(edges.classes > 0)


def _best_class(
    values: np.ndarray, valid: np.ndarray, threshold: float
) -> tuple[np.ndarray, np.ndarray]:
    """Finds the highest value of each pixel, and its class, 0 where it is below the threshold."""
    best, classes = values[..., 0], np.array(1, np.uint8)
    for number in range(1, values.shape[-1]):
        higher = values[..., number] > best
        best = np.where(higher, values[..., number], best)
        classes = np.where(higher, np.uint8(number + 1), classes)
    return best, classes * ((best >= np.float32(threshold)) & valid)


def _values_of_runs(
    best: np.ndarray, classes: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Computes the sum and the maximum of each run."""
    if not len(starts):
        return np.zeros(0), np.zeros(0, np.float32)
    own = best[classes > 0]
    first = np.cumsum(ends - starts) - (ends - starts)
    return np.add.reduceat(own, first, dtype=np.float64), np.maximum.reduceat(own, first)


def _crossings(
    pixels: _Pixels, level: float | None, pair: _Place, one: _Place, other: _Place
) -> np.ndarray:
    """Computes where the contour crosses between one pixel's centre, at 0, and the next, at 1.

    It crosses where the interpolated value of a pixel's class equals the threshold or, where two
    classes meet, that of the other class; and half-way, on the pixel's edge, where the CAM ends.

    Args:
        pixels: Some rows.
        level: The threshold; None: contours are not asked for.
        pair: Classes of both pixels, which differ.
        one: Rows and columns of the first pixel in ``pixels``; the column may lie beside them.
        other: Rows and columns of the second pixel.
    """
    share = np.full(len(pair[0]), 0.5, np.float32)
    if level is None:
        return share
    known = (one[1] >= 0) & (other[1] < pixels.valid.shape[1])
    for rows, cols in (one, other):
        known[known] = pixels.valid[rows[known], cols[known]]

    def lead(place: _Place) -> np.ndarray:
        """By how much the first pixel's class exceeds the second's, or the threshold."""
        rows, cols = place[0][known], place[1][known]
        first, second = (
            np.where(kind > 0, pixels.values[rows, cols, kind.astype(int) - 1], level)
            for kind in (pair[0][known], pair[1][known])
        )
        return first - second

    at_one, at_other = lead(one), lead(other)
    with np.errstate(invalid="ignore"):
        crossing = at_one / (at_one - at_other)
    share[known] = np.clip(np.nan_to_num(crossing, nan=0.5), MARGIN, 1 - MARGIN)
    return share
