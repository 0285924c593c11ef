"""Rings of edges: the outlines of pixels that hang together, and of their holes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..messages import Progress
from .edges import EAST, NORTH, SOUTH, WEST, Edges

_RIGHT = {NORTH: EAST, EAST: SOUTH, SOUTH: WEST, WEST: NORTH}
_LEFT = {right: direction for direction, right in _RIGHT.items()}


@dataclass(frozen=True)
class Rings:
    """Edges put one after the other until they close.

    Attributes:
        edges: What they are made of.
        order: int32 (edges), the edges along the first ring, then along the second, and so on;
            rings come in the order of their northernmost pixels.
        starts: int64 (rings + 1), where each begins in ``order``, and the end.
        ring: int32 (edges), the ring of each edge.
    """

    edges: Edges
    order: np.ndarray
    starts: np.ndarray
    ring: np.ndarray

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def first(self) -> np.ndarray:
        """int32 (rings): the first edge of each."""
        return self.order[self.starts[:-1]]

    def of(self, chosen: np.ndarray) -> Rings:
        """Only some of the rings, by a mask."""
        kept, lengths = chosen[self.ring], np.diff(self.starts)
        place, number = (np.cumsum(mask, dtype=np.int32) - 1 for mask in (kept, chosen))
        return Rings(
            self.edges.keep(kept),
            place[self.order[np.repeat(chosen, lengths)]],
            np.concatenate([[0], np.cumsum(lengths[chosen])]),
            number[self.ring[kept]],
        )

    def pixels(self) -> np.ndarray:
        """float64 (rings): how many pixels are within it; a hole's number is negative."""
        north, south = self.edges.sections[:2]
        eastern = np.bincount(self.ring[south], self.edges.col[south], len(self))
        western = np.bincount(self.ring[north], self.edges.col[north], len(self))
        return eastern - western

    def is_hole(self) -> np.ndarray:
        """bool (rings): whether it goes around something that is no pixel of its class."""
        return self.pixels() < 0

    def shells(self) -> np.ndarray:
        """int32 (rings): of a hole the ring around the pixels that it is a hole in; else itself.

        The run that ends at a hole's westernmost edge begins at that shell, or at another hole in
        the same pixels that lies further west.
        """
        runs = self.edges.runs
        shell = np.arange(len(self), dtype=np.int32)
        hole = np.flatnonzero(self.is_hole()[self.ring[runs : 2 * runs]])
        ring = self.ring[runs + hole]
        westernmost = np.lexsort((self.edges.col[runs + hole], ring))
        rings, first = np.unique(ring[westernmost], return_index=True)
        shell[rings] = self.ring[hole[westernmost[first]]]
        while True:
            further = shell[shell]
            if np.array_equal(further, shell):
                return shell
            shell = further


def trace(edges: Edges, progress: Progress, *, diagonals: bool = False, apart: bool = False):
    """Puts edges together to rings, clockwise around pixels and the other way around holes.

    Args:
        edges: All the edges around some pixels.
        progress: Told nothing, but may cancel.
        diagonals: Whether pixels that touch at a corner only are in one ring, or in two.
        apart: Whether a ring that touches itself at a corner is parted there, so that no ring does.

    Returns:
        The `Rings`.
    """
    following, across = _successors(edges, progress)
    if diagonals:
        following = np.where(_may_cross(edges, following, across), across, following)
    rings = _follow(edges, following, progress)
    if apart:
        touching = (across >= 0) & (rings.ring[across] == rings.ring)
        if touching.any():
            rings = _follow(edges, np.where(touching, across, following), progress)
    return rings


def _successors(edges: Edges, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    """What comes after each edge.

    Returns:
        int32 (edges): the next edge around the same pixel or, where that has no edge there, around
        the next; and the next edge around a pixel of the same class that touches this one's at
        that corner only, -1 where there is none.
    """
    width = edges.shape[1] + 1
    vertices = _vertices(edges)
    steps = {NORTH: -width, SOUTH: width, EAST: 1, WEST: -1}
    following = np.empty(len(edges), np.int32)
    across = np.full(len(edges), -1, np.int32)
    for direction, section in enumerate(edges.sections):
        progress(None)
        ends = vertices[section] + steps[direction]
        right, ahead, left = (
            _beginning_at(ends, vertices, edges.sections[turned])
            for turned in (_RIGHT[direction], direction, _LEFT[direction])
        )
        following[section] = np.where(right >= 0, right, np.where(ahead >= 0, ahead, left))
        same_class = edges.classes[left] == edges.classes[section]
        across[section] = np.where((right >= 0) & (left >= 0) & same_class, left, -1)
    return following, across


def _may_cross(edges: Edges, following: np.ndarray, across: np.ndarray) -> np.ndarray:
    """bool (edges): whether its pixel and the one across a corner hang together.

    Where two classes cross at a corner, only the first of them does. The corner's other pixels are
    beside this edge and beside the next one around the same pixel.
    """
    other = edges.beside
    crossed = (other == other[following]) & (0 < other) & (other < edges.classes)
    return (across >= 0) & ~crossed


def _vertices(edges: Edges) -> np.ndarray:
    """int64 (edges): a number for the corner of pixels where each begins."""
    return edges.row.astype(np.int64) * (edges.shape[1] + 1) + edges.col


def _beginning_at(places: np.ndarray, vertices: np.ndarray, section: slice) -> np.ndarray:
    """The edges of a section that begin at some vertices, -1 where there is none."""
    begins = vertices[section]
    if not len(begins):
        return np.full(len(places), -1, np.int32)
    found = np.minimum(np.searchsorted(begins, places), len(begins) - 1)
    return np.where(begins[found] == places, found + section.start, -1).astype(np.int32)


def _follow(edges: Edges, following: np.ndarray, progress: Progress) -> Rings:
    """Goes along all rings; each has an edge that goes north."""
    order, starts, length = np.empty(len(edges), np.int32), [0], 0
    after, out = memoryview(following), memoryview(order)
    done = bytearray(len(edges))
    for first in range(edges.runs):
        if done[first]:
            continue
        edge = first
        while not done[edge]:
            done[edge] = 1
            out[length] = edge
            length += 1
            edge = after[edge]
        starts.append(length)
        progress(None)
    ring = np.empty(len(edges), np.int32)
    ring[order] = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    return Rings(edges, order, np.array(starts, np.int64), ring)
