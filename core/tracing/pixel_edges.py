"""Edges of pixels: where a class activation raster's classes end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from queue import SimpleQueue
from typing import NamedTuple

import numpy as np

from ..cam.cam import Cam
from ..messages import Progress
from ..prefetch import prefetch
from ..rasters.windows import Window, strips

#: Directions of edges, in the order in which `Edges` holds them.
NORTH, SOUTH, EAST, WEST = range(4)
#: A contour keeps off the centres of pixels by this share of a pixel, so that it is always valid.
MARGIN = 0.01


@dataclass(frozen=True)
class Edges:
    """Edges one pixel long around the pixels of classes, each with its pixel on its right.

    First those that go north, then south, east and west, each from the first row to the last, and
    in a row from west to east. A *run* of pixels of one class in a row begins at an edge that goes
    north and ends at one that goes south: run ``i`` lies between edge ``i`` and edge ``runs + i``.

    Attributes:
        shape: Rows and columns of the raster.
        runs: Number of runs.
        row: int32 (edges), where an edge begins, from 0 to the number of rows.
        col: int32 (edges), likewise.
        classes: uint8 (edges), number of its pixel's class, from 1.
        beside: uint8 (edges), that of the pixel on its left, 0 where that is of no class.
        crossing: float32 (edges), where the contour crosses between the centres of the pixels on
            both sides, counted from the western or the northern one; 0.5 if not asked for.
    """

    shape: tuple[int, int]
    runs: int
    row: np.ndarray
    col: np.ndarray
    classes: np.ndarray
    beside: np.ndarray
    crossing: np.ndarray

    def __len__(self) -> int:
        return len(self.row)

    @property
    def columns(self) -> tuple[np.ndarray, ...]:
        """All that there is of each edge."""
        return self.row, self.col, self.classes, self.beside, self.crossing

    @property
    def sections(self) -> tuple[slice, ...]:
        """Where the edges of each direction are."""
        ends = (0, self.runs, 2 * self.runs, self.runs + len(self) // 2, len(self))
        return tuple(slice(*pair) for pair in zip(ends, ends[1:]))

    @property
    def direction(self) -> np.ndarray:
        """uint8 (edges): `NORTH`, `SOUTH`, `EAST` or `WEST`."""
        counts = [section.stop - section.start for section in self.sections]
        return np.repeat(np.arange(4, dtype=np.uint8), counts)

    def keep(self, kept: np.ndarray) -> Edges:
        """Only some of the edges: those of whole rings, by a mask."""
        return Edges(
            self.shape,
            int(np.count_nonzero(kept[: self.runs])),
            *(column[kept] for column in self.columns),
        )


@dataclass(frozen=True)
class Runs:
    """The CAM's values in each run of `Edges`.

    Attributes:
        pixels: int64, number of pixels.
        sums: float64, sum of the values of the run's class.
        maxima: float32, the greatest of them.
    """

    pixels: np.ndarray
    sums: np.ndarray
    maxima: np.ndarray


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


class _Columns(NamedTuple):
    """Columns of `Edges`, of edges of one direction."""

    row: np.ndarray
    col: np.ndarray
    classes: np.ndarray
    beside: np.ndarray
    crossing: np.ndarray


@dataclass(frozen=True)
class Strip:
    """Edges around pixels of some rows of a CAM, which may go on further south.

    Attributes:
        edges: Columns of `Edges`, by direction.
        sums: Of `Runs`.
        maxima: Likewise.
        closing: Edges that go west below the last row, as if the CAM ended there.
        end: The row after the last.
    """

    edges: list[_Columns]
    sums: np.ndarray
    maxima: np.ndarray
    closing: _Columns
    end: int

    def __len__(self) -> int:
        return sum(len(columns.row) for columns in self.edges)


class _Part(NamedTuple):
    """What a strip gives by itself, its first and last row, and whether it has data."""

    pixels: _Pixels
    end: int
    any_data: bool
    edges: list[_Columns]
    sums: np.ndarray
    maxima: np.ndarray


def find_edges(cam: Cam, threshold: float, smooth: bool, progress: Progress) -> Iterator[Strip]:
    """Finds the edges of each class's pixels, and their values, in one pass over a CAM.

    A pixel belongs to its highest class, where that reaches the threshold (Zhang et al. 2020,
    section 5.2).

    Args:
        cam: The class activation raster.
        threshold: Pixels with at least this value are of a class.
        smooth: Whether to find where contours cross, too.
        progress: Told from 0 to 0.9.

    Yields:
        Strips from the first row to the last, for `join`.

    Raises:
        ScarpError: if the CAM cannot be read, has values outside 0-1, or, at the end, no data.
    """
    level = threshold if smooth else None
    any_data = False
    above = _Pixels.beside(cam, -1)
    for part in _parts(cam, threshold, level, progress):
        seam = _east_and_west(above.above(part.pixels), level)
        edges = part.edges[:EAST] + [_joined(two) for two in zip(seam, part.edges[EAST:])]
        any_data |= part.any_data
        above = part.pixels
        _, closing = _east_and_west(above.above(_Pixels.beside(cam, part.end)), level)
        yield Strip(edges, part.sums, part.maxima, closing, part.end)
    if not any_data:
        raise cam.no_data()


def join(some: Sequence[Strip], shape: tuple[int, int]) -> tuple[Edges, Runs]:
    """The edges of strips from north to south, closed as if the CAM ended below them.

    Args:
        some: The strips; those from `still_open` before those that lie below them.
        shape: Of the CAM.
    """
    by_direction = [[strip.edges[direction] for strip in some] for direction in range(4)]
    by_direction[WEST].append(some[-1].closing)
    columns = _joined([one for each in by_direction for one in each])
    sums, maxima = (
        np.concatenate([getattr(one, name) for one in some]) for name in ("sums", "maxima")
    )
    edges = Edges(shape, len(sums), *columns)
    north, south = edges.sections[:2]
    return edges, Runs(edges.col[south] - edges.col[north], sums, maxima)


def still_open(edges: Edges, runs: Runs, kept: np.ndarray, end: int) -> Strip:
    """Those of joined edges that are to be joined again with what comes further south.

    Args:
        edges: As `join` gives them.
        runs: Likewise.
        kept: bool (edges), all those around some pixels.
        end: The row below them.
    """
    kept = kept.copy()
    kept[edges.sections[WEST]] &= edges.row[edges.sections[WEST]] < end
    columns = [
        _Columns(*(column[section][kept[section]] for column in edges.columns))
        for section in edges.sections
    ]
    nothing = _Columns(*(column[:0] for column in edges.columns))
    of_runs = kept[: edges.runs]
    return Strip(columns, runs.sums[of_runs], runs.maxima[of_runs], nothing, end)


def _joined(some: Sequence[_Columns]) -> _Columns:
    return _Columns(*map(np.concatenate, zip(*some)))


def _parts(cam: Cam, threshold: float, level: float | None, progress: Progress) -> Iterator[_Part]:
    """What each strip gives, from the first to the last."""
    windows = list(strips(cam.shape, cam.bytes_a_pixel))
    with ExitStack() as stack:
        # Each thread reads by itself: most of the time goes into unpacking the file.
        threads = min(4, os.cpu_count() or 1, len(windows))
        readers = SimpleQueue()
        for _ in range(threads):
            readers.put(stack.enter_context(Cam(cam.path)))

        def find(window: Window) -> _Part:
            reader = readers.get()
            try:
                return _part(reader, threshold, level, window)
            finally:
                readers.put(reader)

        # Closed before the readers are.
        for part in stack.enter_context(closing(prefetch(find, windows, threads))):
            progress(0.9 * part.end / cam.shape[0])
            yield part


def _part(cam: Cam, threshold: float, level: float | None, window: Window) -> _Part:
    values, valid = cam.values(window)
    best, classes = _best_class(values, valid, threshold)
    pixels = _Pixels(window.row, values, valid, classes)
    edges = [*_north_and_south(pixels, level), *_east_and_west(pixels, level)]
    sums, maxima = _values_of_runs(best, classes, edges[NORTH].col, edges[SOUTH].col)
    # Copies of what the seam to the next strip needs, not all that is behind them.
    first_and_last = _Pixels(window.row, *(part[[0, -1]] for part in (values, valid, classes)))
    end = window.row + window.height
    return _Part(first_and_last, end, bool(valid.any()), edges, sums, maxima)


def _north_and_south(pixels: _Pixels, level: float | None) -> tuple[_Columns, _Columns]:
    """The western and the eastern edges of pixels."""
    around = np.pad(pixels.classes, ((0, 0), (1, 1)))
    row, col = _places(around[:, :-1] != around[:, 1:])
    pair = around[row, col], around[row, col + 1]
    crossing = _crossings(pixels, level, pair, (row, col - 1), (row, col))
    row += pixels.row
    return _of_class(row + 1, col, *pair[::-1], crossing), _of_class(row, col, *pair, crossing)


def _east_and_west(pixels: _Pixels, level: float | None) -> tuple[_Columns, _Columns]:
    """The northern and the southern edges of pixels, where there is a row on both sides."""
    row, col = _places(pixels.classes[:-1] != pixels.classes[1:])
    pair = pixels.classes[row, col], pixels.classes[row + 1, col]
    crossing = _crossings(pixels, level, pair, (row, col), (row + 1, col))
    row += pixels.row + 1
    return _of_class(row, col, *pair[::-1], crossing), _of_class(row, col + 1, *pair, crossing)


def _places(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int32 rows and columns of what is true; quicker than `numpy.nonzero`."""
    row, col = np.divmod(np.flatnonzero(mask).astype(np.int32), np.int32(mask.shape[1]))
    return row, col


def _of_class(row, col, classes, beside, crossing) -> _Columns:
    """Those edges whose pixel is of a class."""
    columns = _Columns(row, col, classes, beside, crossing)
    return _Columns(*(column[classes > 0] for column in columns))


def _best_class(values, valid, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """The highest value of each pixel, and its class, 0 where that is below the threshold."""
    best, classes = values[..., 0], np.uint8(1)
    for number in range(1, values.shape[-1]):
        higher = values[..., number] > best
        best = np.where(higher, values[..., number], best)
        classes = np.where(higher, np.uint8(number + 1), classes)
    return best, classes * ((best >= np.float32(threshold)) & valid)


def _values_of_runs(best, classes, starts, ends) -> tuple[np.ndarray, np.ndarray]:
    """Sum and maximum of each run of a window."""
    if not len(starts):
        return np.zeros(0), np.zeros(0, np.float32)
    own = best[classes > 0]
    first = np.cumsum(ends - starts) - (ends - starts)
    return np.add.reduceat(own, first, dtype=np.float64), np.maximum.reduceat(own, first)


def _crossings(pixels: _Pixels, level: float | None, pair, one, other) -> np.ndarray:
    """Where the contour crosses from one pixel's centre, at 0, to its neighbour's, at 1.

    It crosses where the value of one pixel's class equals the threshold, or that of the other
    pixel's class; half-way, along the pixel's edge, where the CAM ends.

    Args:
        pixels: Some rows.
        level: The threshold; None: contours are not asked for.
        pair: Classes of both pixels, which differ.
        one: Rows and columns of the first pixel in ``pixels``; the column may lie beside them.
        other: Of the second.
    """
    share = np.full(len(pair[0]), 0.5, np.float32)
    if level is None:
        return share
    known = (one[1] >= 0) & (other[1] < pixels.valid.shape[1])
    for rows, cols in (one, other):
        known[known] = pixels.valid[rows[known], cols[known]]

    def lead(place) -> np.ndarray:
        """By how much the first pixel's class is above the second's, or the threshold."""
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
