"""Filling small holes of traced groups of pixels, and the CAM's values in the groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..cam.cam import Cam
from ..messages import Progress
from ..rasters.windows import Window, strips
from .edges import Runs
from .rings import Rings


@dataclass(frozen=True)
class Filling:
    """Pixels in holes that are filled, side by side in rows.

    Attributes:
        row: int32 (rows), the row.
        start: int32 (rows), the first column.
        end: int32 (rows), the column after the last.
        group: int32 (rows), the group that the pixels belong to from now on.
        classes: uint8 (rows), the class that they have from now on.
    """

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    group: np.ndarray
    classes: np.ndarray

    def part(self, chosen: np.ndarray | slice) -> Filling:
        """Some of the rows, by a mask, places or a slice."""
        return Filling(
            *(c[chosen] for c in (self.row, self.start, self.end, self.group, self.classes))
        )


def fill_holes(rings: Rings, filled: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, Filling]:
    """Fills holes, with everything in them.

    Args:
        rings: All rings.
        filled: bool (rings), the holes to fill.
        group: int32 (edges), the group of each edge.

    Returns:
        bool (edges), the edges that are left; and the pixels that are filled.
    """
    edges, ring, runs = rings.edges, rings.ring, rings.edges.runs
    # In each row, a hole lies between an edge that goes south and the next one that goes north.
    west, east = (
        _in_order_of_rings(ring[section], filled) for section in reversed(edges.sections[:2])
    )
    change = np.zeros(runs + 1, np.int32)
    np.add.at(change, west + 1, 1)
    np.add.at(change, east, -1)
    within = np.flatnonzero(np.cumsum(change)[:runs])
    inside = np.zeros(len(rings), bool)
    inside[ring[within]] = inside[ring[runs + within]] = True
    kept = ~(inside | filled)[ring]
    rows = Filling(
        edges.row[runs + west],
        edges.col[runs + west],
        edges.col[east],
        group[runs + west],
        edges.classes[runs + west],
    )
    return kept, rows.part(~inside[ring[runs + west]])


def _in_order_of_rings(ring: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Places in ``ring`` of the edges of chosen rings, ring by ring."""
    places = np.flatnonzero(chosen[ring])
    return places[np.argsort(ring[places], kind="stable")]


class Values:
    """The CAM's values in groups of pixels.

    Args:
        runs: Values in runs of pixels.
        group: int (runs), the group that each run belongs to.
        groups: Number of groups.

    Attributes:
        maxima: float64 (groups), the greatest value of each.
    """

    def __init__(self, runs: Runs, group: np.ndarray, groups: int):
        self._pixels = np.bincount(group, runs.pixels, groups)
        self._sums = np.bincount(group, runs.sums, groups)
        self.maxima = np.zeros(groups)
        np.maximum.at(self.maxima, group, runs.maxima)

    def means(self, chosen: np.ndarray) -> np.ndarray:
        """Computes the mean values of some groups, by their numbers: float64."""
        return self._sums[chosen] / self._pixels[chosen]

    def add(self, cam: Cam, filling: Filling, progress: Progress) -> None:
        """Adds the filled pixels that have data.

        Args:
            cam: The class activation raster.
            filling: The pixels.
            progress: Called without a fraction, so that it can cancel.
        """
        filling = filling.part(np.argsort(filling.row, kind="stable"))
        for strip in strips(cam.shape, cam.bytes_a_pixel):
            progress(None)
            ends = np.searchsorted(filling.row, [strip.row, strip.row + strip.height])
            rows = filling.part(slice(*ends))
            if not len(rows.row):
                continue
            top, left = int(rows.row[0]), int(rows.start.min())
            window = Window(top, left, int(rows.row[-1]) + 1 - top, int(rows.end.max()) - left)
            values, valid = cam.values(window)
            length = rows.end - rows.start
            pixels = rows.part(np.repeat(np.arange(len(length)), length))
            along = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
            place = pixels.row - top, pixels.start + along - left
            own = values[(*place, pixels.classes.astype(int) - 1)]
            known = valid[place]
            group, own = pixels.group[known], own[known]
            self._pixels += np.bincount(group, minlength=len(self._pixels))
            self._sums += np.bincount(group, own, len(self._sums))
            np.maximum.at(self.maxima, group, own)
