"""Regions: pixels of one class that hang together by their edges, and what they touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np

#: Gives the area in m² of pixels at some rows and columns.
PixelAreas = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Regions:
    """Regions of a raster of classes; pixels of no class form regions too.

    Attributes:
        classes: uint8 (regions), 0: of no class.
        areas: float64 (regions), in m².
        at_rim: bool (regions), whether it touches the rim of the raster.
        sides: Two int arrays: pairs of different regions that touch, some of them repeatedly.
    """

    classes: np.ndarray
    areas: np.ndarray
    at_rim: np.ndarray
    sides: tuple[np.ndarray, np.ndarray]

    def __len__(self) -> int:
        return len(self.classes)

    def neighbours(self, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pairs of regions that touch, each once, in the order of the first ones.

        Args:
            of: bool (regions), what the first of a pair is to be.
        """
        one, other = self.sides
        pairs = np.concatenate([one, other]), np.concatenate([other, one])
        wanted = of[pairs[0]]
        keys = np.unique(pairs[0][wanted].astype(np.int64) * len(self) + pairs[1][wanted])
        return np.divmod(keys, len(self))

    def joined(self, chosen: np.ndarray) -> np.ndarray:
        """int32 (regions): a number in common for chosen regions that hang together.

        Args:
            chosen: bool (regions).
        """
        one, other = self.sides
        both = chosen[one] & chosen[other]
        return roots(len(self), one[both], other[both])


@dataclass(frozen=True)
class Labelled:
    """A raster of classes and its regions.

    Attributes:
        regions: What there is.
        shape: Rows and columns.
        starts: int64 (runs), where runs begin, counted from the first pixel row by row: pixels of
            one class side by side in a row.
        region: int32 (runs), the region that each belongs to.
    """

    regions: Regions
    shape: tuple[int, int]
    starts: np.ndarray
    region: np.ndarray

    def painted(self, values: np.ndarray) -> np.ndarray:
        """(rows, columns): a value a region."""
        lengths = np.diff(self.starts, append=self.shape[0] * self.shape[1])
        return np.repeat(values[self.region], lengths).reshape(self.shape)

    def counts(self, pixels: np.ndarray) -> np.ndarray:
        """float64 (regions): how many of its pixels are true.

        Args:
            pixels: bool (rows, columns).
        """
        of_runs = np.add.reduceat(pixels.ravel(), self.starts, dtype=np.int64)
        return np.bincount(self.region, of_runs, len(self.regions))

    def row(self, row: int) -> np.ndarray:
        """int32 (columns): the region of each pixel of a row; -1: of the last."""
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
        pixel_areas: The area in m² of pixels at some rows and columns.
        is_rim: Whether the first, and the last, row is the raster's rim.
    """
    _rows, cols = classes.shape
    begins = np.ones(classes.shape, bool)
    np.not_equal(classes[:, 1:], classes[:, :-1], out=begins[:, 1:])
    run = np.cumsum(begins.ravel(), dtype=np.int32).reshape(classes.shape)
    run -= 1
    starts = np.flatnonzero(begins)
    # Where two runs lie below one another, one of them begins in the first of their columns.
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
    for part, holds in zip((np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]), (*is_rim, 1, 1)):
        if holds:
            at_rim[region[run[part]]] = True
    beside = np.flatnonzero(col[1:] > 0)
    one = region[np.concatenate([upper[~same], beside])]
    other = region[np.concatenate([lower[~same], beside + 1])]
    areas = np.bincount(region, areas, len(first))
    regions = Regions(of_run[first], areas, at_rim, (one, other))
    return Labelled(regions, classes.shape, starts, region)


def roots(count: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Joins things in pairs (Shiloach & Vishkin 1982).

    Args:
        count: Number of things.
        one: int (pairs), the first of each pair.
        other: int (pairs), the second.

    Returns:
        int32 (count): the same number, that of one of them, for all that hang together.
    """
    root = np.arange(count, dtype=np.int32)
    while True:
        one, other = root[one], root[other]
        apart = one != other
        if not apart.any():
            return root
        one, other = one[apart], other[apart]
        # To the lower number, so that there is no circle; any of several will do.
        root[np.maximum(one, other)] = np.minimum(one, other)
        while True:
            further = root[root]
            if np.array_equal(further, root):
                break
            root = further
