"""Filling small holes in what was traced, and the values of what is in it."""

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
    """Rows of pixels that are filled, each from a column ``start`` to before a column ``end``.

    Attributes:
        row: int32.
        start: int32.
        end: int32.
        group: int32, what the pixels belong to from now on.
        classes: uint8, and their class.
    """

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    group: np.ndarray
    classes: np.ndarray

    def part(self, chosen) -> Filling:
        """Only some of the rows, by a mask or a slice."""
        return Filling(
            *(c[chosen] for c in (self.row, self.start, self.end, self.group, self.classes))
        )


def fill_holes(rings: Rings, filled: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, Filling]:
    """Fills holes, with all that lies in them.

    Args:
        rings: What was traced.
        filled: bool (rings), the holes to fill.
        group: int32 (edges), what each edge belongs to.

    Returns:
        bool (edges), those that are left; and what was filled.
    """
    edges, ring, runs = rings.edges, rings.ring, rings.edges.runs
    # A hole lies between edges that go south and edges that go north, by turns in each row.
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
    """The places in ``ring`` of chosen rings, ring by ring."""
    places = np.flatnonzero(chosen[ring])
    return places[np.argsort(ring[places], kind="stable")]


class Values:
    """The CAM's values in groups of pixels.

    Args:
        runs: Values in runs of pixels.
        group: int (runs), the group that each belongs to.
        groups: Number of groups.

    Attributes:
        maxima: float (groups), the greatest value.
    """

    def __init__(self, runs: Runs, group: np.ndarray, groups: int):
        self._pixels = np.bincount(group, runs.pixels, groups)
        self._sums = np.bincount(group, runs.sums, groups)
        self.maxima = np.zeros(groups)
        np.maximum.at(self.maxima, group, runs.maxima)

    def means(self, chosen: np.ndarray) -> np.ndarray:
        """Mean values of some groups, by their numbers."""
        return self._sums[chosen] / self._pixels[chosen]

    def add(self, cam: Cam, filling: Filling, progress: Progress) -> None:
        """Adds the pixels that were filled, as far as they have data.

        Args:
            cam: The class activation raster.
            filling: What was filled.
            progress: Told nothing, but may cancel.
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
