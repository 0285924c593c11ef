"""Rings of edges, which are the outlines of connected pixels and of their holes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..messages import Progress
from .edges import EAST, NORTH, SOUTH, WEST, Edges

_RIGHT = {NORTH: EAST, EAST: SOUTH, SOUTH: WEST, WEST: NORTH}
_LEFT = {right: direction for direction, right in _RIGHT.items()}


@dataclass(frozen=True)
class Rings:
    """Closed rings of edges.

    Attributes:
        edges: The edges.
        order: int32 (edges), the edges along the first ring, then along the second, and so on;
            rings are in the order of their northernmost pixels.
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
        """int32 (rings): the first edge of each ring."""
        return self.order[self.starts[:-1]]

    def of(self, chosen: np.ndarray) -> Rings:
        """Keeps some of the rings, by a mask."""
        kept, lengths = chosen[self.ring], np.diff(self.starts)
        place, number = (np.cumsum(mask, dtype=np.int32) - 1 for mask in (kept, chosen))
        return Rings(
            self.edges.keep(kept),
            place[self.order[np.repeat(chosen, lengths)]],
            np.concatenate([[0], np.cumsum(lengths[chosen])]),
            number[self.ring[kept]],
        )

    def pixels(self) -> np.ndarray:
        """Counts the pixels within each ring, negative for a hole: float64 (rings)."""
        north, south = self.edges.sections[:2]
        eastern = np.bincount(self.ring[south], self.edges.col[south], len(self))
        western = np.bincount(self.ring[north], self.edges.col[north], len(self))
        return eastern - western

    def is_hole(self) -> np.ndarray:
        """Tells which rings are holes: bool (rings)."""
        return self.pixels() < 0

    def shells(self) -> np.ndarray:
        """Finds the outer ring of each hole.

        The run that ends at a hole's westernmost edge begins at that outer ring, or at another hole
        further west in the same pixels.

        Returns:
            int32 (rings): the ring around the pixels that a hole is in; of any other, itself.
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


def trace(
    edges: Edges, progress: Progress, *, diagonals: bool = False, apart: bool = False
) -> Rings:
    """Joins edges to rings, clockwise around pixels and counterclockwise around holes.

    Args:
        edges: All the edges around some pixels.
        progress: Called without a fraction, so that it can cancel.
        diagonals: Whether pixels that touch only at a corner are in one ring, or in two.
        apart: Whether a ring that touches itself at a corner is split there, so that none does.
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
    """Finds the edges that may follow each edge.

    Returns:
        int32 (edges): the next edge around the same pixel or, if it has none there, around the
        pixel beside it; and int32 (edges): the next edge around a pixel of the same class that
        touches this one only at the corner, -1 if there is none.
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
    """bool (edges): whether an edge's pixel and the one across its corner are connected.

    Where two classes cross at a corner, only the pixels of the first are. The corner's other pixels
    are beside this edge and beside the next one around the same pixel.
    """
    other = edges.beside
    crossed = (other == other[following]) & (other > 0) & (other < edges.classes)
    return (across >= 0) & ~crossed


def _vertices(edges: Edges) -> np.ndarray:
    """int64 (edges): the number of the pixel corner where each begins."""
    return edges.row.astype(np.int64) * (edges.shape[1] + 1) + edges.col


def _beginning_at(places: np.ndarray, vertices: np.ndarray, section: slice) -> np.ndarray:
    """The edges of a section that begin at given corners, -1 where there is none."""
    begins = vertices[section]
    if not len(begins):
        return np.full(len(places), -1, np.int32)
    found = np.minimum(np.searchsorted(begins, places), len(begins) - 1)
    return np.where(begins[found] == places, found + section.start, -1).astype(np.int32)


def _follow(edges: Edges, following: np.ndarray, progress: Progress) -> Rings:
    """Follows all rings, each from its first edge that goes north."""
    order, starts, length = np.empty(len(edges), np.int32), [0], 0
    after, out = following.data, order.data  # Faster than arrays, item by item.
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
