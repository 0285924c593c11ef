"""Groups of pixels of one class that are connected, each of which becomes a polygon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rings import Rings


@dataclass(frozen=True)
class PixelGroups:
    """Groups of pixels, known by the rings around them; made by `group_pixels`.

    Attributes:
        rings: The rings around all groups and around their holes.
        number: int32 (edges), the group of each edge, from 0 in the order of the outer rings.
    """

    rings: Rings
    number: np.ndarray

    def __len__(self) -> int:
        return int(self.number.max()) + 1

    @property
    def of_rings(self) -> np.ndarray:
        """int32 (rings): the group of each ring."""
        return self.number[self.rings.first]

    @property
    def of_runs(self) -> np.ndarray:
        """int32 (runs): the group of each run of pixels."""
        return self.number[: self.rings.edges.runs]

    def unfinished(self, end: int, with_holes: bool) -> np.ndarray:
        """Finds the groups whose polygons cannot be drawn before the rows further south are read.

        Args:
            end: The first row that has not been read.
            with_holes: Whether a group may have to be dropped with a hole that is filled. Then
                those that may lie in a hole of an unfinished group are unfinished too.

        Returns:
            bool (groups).
        """
        edges = self.rings.edges
        north, south = edges.sections[:2]
        waiting = np.zeros(len(self), bool)
        if end < edges.shape[0]:
            waiting[self.number[south][edges.row[south] == end - 1]] = True
        if with_holes and waiting.any():
            # What will enclose a group is not known yet. It can only lie between columns that
            # unfinished groups, which may touch further south, cover without a gap.
            width = edges.shape[1] + 1
            west, east = np.full(len(self), width, np.int32), np.zeros(len(self), np.int32)
            np.minimum.at(west, self.number[north], edges.col[north])
            np.maximum.at(east, self.number[south], edges.col[south])
            begun, ended = (np.bincount(side[waiting], minlength=width) for side in (west, east))
            free_before = np.concatenate([[0], np.cumsum(np.cumsum(begun - ended) == 0)])
            waiting |= free_before[west] == free_before[east]
        return waiting


def group_pixels(rings: Rings) -> PixelGroups:
    """Groups what lies within the same outer ring."""
    _, number = np.unique(rings.shells(), return_inverse=True)
    return PixelGroups(rings, number.astype(np.int32)[rings.ring])
