"""Edges of pixels: those of a strip of a class activation raster, and of strips that are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

#: Directions of edges, in the order in which `Edges` holds them.
NORTH, SOUTH, EAST, WEST = range(4)


@dataclass(frozen=True)
class Edges:
    """Edges one pixel long around the pixels of classes, each with its pixel on its right.

    First those that go north, then south, east and west, each from the first row to the last, and
    in a row from west to east. A *run* of pixels of one class in a row begins at an edge that goes
    north and ends at one that goes south: run ``i`` lies between edge ``i`` and edge ``runs + i``.

    Attributes:
        shape: Rows and columns of the raster.
        runs: Number of runs.
        row: int32 (edges), the row where an edge begins, from 0 to the number of rows.
        col: int32 (edges), the column where it begins, from 0 to the number of columns.
        classes: uint8 (edges), number of its pixel's class, from 1.
        beside: uint8 (edges), class of the pixel on its left; 0 where that is of no class.
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
    def columns(self) -> EdgeColumns:
        """The arrays, with a value for each edge."""
        return EdgeColumns(self.row, self.col, self.classes, self.beside, self.crossing)

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
        """Keeps some of the edges.

        Args:
            kept: bool (edges), true for all the edges of some rings.
        """
        runs = int(np.count_nonzero(kept[: self.runs]))
        return Edges(self.shape, runs, *self.columns.of(kept))


class EdgeColumns(NamedTuple):
    """The arrays of `Edges`, of some of the edges."""

    row: np.ndarray
    col: np.ndarray
    classes: np.ndarray
    beside: np.ndarray
    crossing: np.ndarray

    def of(self, chosen: np.ndarray | slice) -> EdgeColumns:
        """The values of chosen edges, by a mask or a slice."""
        return EdgeColumns(*(column[chosen] for column in self))


@dataclass(frozen=True)
class Runs:
    """The CAM's values in each run of `Edges`.

    Attributes:
        pixels: int64, number of pixels.
        sums: float64, sum of the values of the run's class.
        maxima: float32, the greatest of these values.
    """

    pixels: np.ndarray
    sums: np.ndarray
    maxima: np.ndarray


@dataclass(frozen=True)
class Strip:
    """Edges around the pixels of some rows of a CAM, which may continue in the rows below.

    Attributes:
        edges: The edges of each direction.
        sums: As in `Runs`.
        maxima: As in `Runs`.
        closing: Edges that go west below the last row, as if the CAM ended there.
        end: The row after the last.
    """

    edges: list[EdgeColumns]
    sums: np.ndarray
    maxima: np.ndarray
    closing: EdgeColumns
    end: int

    def __len__(self) -> int:
        return sum(len(columns.row) for columns in self.edges)


def join(some: Sequence[Strip], shape: tuple[int, int]) -> tuple[Edges, Runs]:
    """Joins strips from north to south, and closes them as if the CAM ended below the last one.

    Args:
        some: The strips; a strip from `still_open` comes before those that lie below it.
        shape: Rows and columns of the CAM.
    """
    by_direction = [[strip.edges[direction] for strip in some] for direction in range(4)]
    by_direction[WEST].append(some[-1].closing)
    columns = joined([one for each in by_direction for one in each])
    sums, maxima = (
        np.concatenate([getattr(one, name) for one in some]) for name in ("sums", "maxima")
    )
    edges = Edges(shape, len(sums), *columns)
    north, south = edges.sections[:2]
    return edges, Runs(edges.col[south] - edges.col[north], sums, maxima)


def still_open(edges: Edges, runs: Runs, kept: np.ndarray, end: int) -> Strip:
    """Makes a strip of joined edges that is to be joined again with the strips further south.

    Args:
        edges: The edges, as `join` gives them.
        runs: Their runs, as `join` gives them.
        kept: bool (edges), true for all the edges around some pixels.
        end: The row below them.
    """
    kept = kept.copy()
    kept[edges.sections[WEST]] &= edges.row[edges.sections[WEST]] < end
    columns = [edges.columns.of(section).of(kept[section]) for section in edges.sections]
    nothing = edges.columns.of(slice(0))
    of_runs = kept[: edges.runs]
    return Strip(columns, runs.sums[of_runs], runs.maxima[of_runs], nothing, end)


def joined(some: Sequence[EdgeColumns]) -> EdgeColumns:
    """All the edges of several, in this order."""
    return EdgeColumns(*map(np.concatenate, zip(*some)))
