"""Regions, which are pixels of one class connected by their edges, and their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np

#: Gives the areas in m² of pixels at some rows and columns.
PixelAreas = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Regions:
    """Regions of a raster of classes; pixels of no class form regions too.

    Attributes:
        classes: uint8 (regions), 0 for a region of no class.
        areas: float64 (regions), in m².
        at_rim: bool (regions), whether a region touches the rim of the raster.
        sides: Two int arrays (pairs), different regions that touch; pairs may be repeated.
    """

    classes: np.ndarray
    areas: np.ndarray
    at_rim: np.ndarray
    sides: tuple[np.ndarray, np.ndarray]

    def __len__(self) -> int:
        return len(self.classes)

    def neighbours(self, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Lists the neighbours of some regions.

        Args:
            of: bool (regions), the regions whose neighbours are listed.

        Returns:
            Two int arrays (pairs): those regions, ascending, and their neighbours.
        """
        one, other = self.sides
        pairs = np.concatenate([one, other]), np.concatenate([other, one])
        wanted = of[pairs[0]]
        keys = np.unique(pairs[0][wanted].astype(np.int64) * len(self) + pairs[1][wanted])
        return np.divmod(keys, len(self))

    def joined(self, chosen: np.ndarray) -> np.ndarray:
        """Joins chosen regions that touch, directly or through others.

        Args:
            chosen: bool (regions).

        Returns:
            int32 (regions), the same number for all regions that are joined.
        """
        one, other = self.sides
        both = chosen[one] & chosen[other]
        return roots(len(self), one[both], other[both])


@dataclass(frozen=True)
class Labelled:
    """A raster of classes and its regions.

    Attributes:
        regions: The regions.
        shape: Rows and columns.
        starts: int64 (runs), the pixels where runs begin, counted row by row. A run is made of
            pixels of one class side by side in a row.
        region: int32 (runs), the region that each run belongs to.
    """

    regions: Regions
    shape: tuple[int, int]
    starts: np.ndarray
    region: np.ndarray

    def painted(self, values: np.ndarray) -> np.ndarray:
        """Gives each pixel the value of its region.

        Args:
            values: (regions).

        Returns:
            (rows, columns).
        """
        lengths = np.diff(self.starts, append=self.shape[0] * self.shape[1])
        return np.repeat(values[self.region], lengths).reshape(self.shape)

    def counts(self, pixels: np.ndarray) -> np.ndarray:
        """Counts the pixels of each region that are true.

        Args:
            pixels: bool (rows, columns).

        Returns:
            float64 (regions).
        """
        of_runs = np.add.reduceat(pixels.ravel(), self.starts, dtype=np.int64)
        return np.bincount(self.region, of_runs, len(self.regions))

    def row(self, row: int) -> np.ndarray:
        """Gives the region of each pixel of a row: int32 (columns).

        Args:
            row: Number of the row; -1: the last one.
        """
        rows, cols = self.shape
        first = row % rows * cols
        places = np.arange(first, first + cols)
        return self.region[np.searchsorted(self.starts, places, "right") - 1]


def label(
    classes: np.ndarray, pixel_areas: PixelAreas, is_rim: tuple[bool, bool] = (True, True)
) -> Labelled:
    """Finds regions.

    Args:
        classes: uint8 (rows, columns).
        pixel_areas: Gives the areas in m² of pixels at some rows and columns.
        is_rim: Whether the first row, and the last, is at the rim of the raster.
    """
    rows, cols = classes.shape
    begins = np.ones(classes.shape, bool)
    np.not_equal(classes[:, 1:], classes[:, :-1], out=begins[:, 1:])
    run = np.cumsum(begins.ravel(), dtype=np.int32).reshape(classes.shape)
    run -= 1
    starts = np.flatnonzero(begins)
    # Of two runs, one below the other, one begins in the first column that they share.
    places = np.flatnonzero(begins[1:] | begins[:-1])
    upper, lower = run[:-1].ravel()[places], run[1:].ravel()[places]
    of_run = classes.ravel()[starts]
    same = of_run[upper] == of_run[lower]
    first, region = np.unique(roots(len(starts), upper[same], lower[same]), return_inverse=True)
    region = region.astype(np.int32)
    row, col = np.divmod(starts, cols)
    lengths = np.diff(starts, append=classes.size)
    areas = lengths * pixel_areas(row, col + (lengths - 1) / 2)
    at_rim = np.zeros(len(first), bool)
    edges = (run[0], is_rim[0]), (run[-1], is_rim[1]), (run[:, 0], True), (run[:, -1], True)
    for edge, holds in edges:
        if holds:
            at_rim[region[edge]] = True
    beside = np.flatnonzero(col[1:] > 0)
    one = region[np.concatenate([upper[~same], beside])]
    other = region[np.concatenate([lower[~same], beside + 1])]
    areas = np.bincount(region, areas, len(first))
    regions = Regions(of_run[first], areas, at_rim, (one, other))
    return Labelled(regions, (rows, cols), starts, region)


def roots(count: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Finds connected components of a graph (Shiloach & Vishkin 1982).

    Args:
        count: Number of nodes.
        one: int (edges), the node at one end of each edge.
        other: int (edges), the node at its other end.

    Returns:
        int32 (count,), for each node the number of one node of its component.
    """
    root = np.arange(count, dtype=np.int32)
    while True:
        one, other = root[one], root[other]
        apart = one != other
        if not apart.any():
            return root
        one, other = one[apart], other[apart]
        # The higher number points to a lower one, so that there is no cycle.
        root[np.maximum(one, other)] = np.minimum(one, other)
        while True:
            further = root[root]
            if np.array_equal(further, root):
                break
            root = further
