"""Outlines of rings, along the edges of pixels or as smooth contours."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..messages import Progress
from .edges import EAST
from .pixel_edges import MARGIN
from .rings import Rings

_POLYGON, _MULTIPOLYGON = 3, 6
#: Number of steps in which a contour is moved until it has the area of its pixels.
_STEPS = 4


@dataclass(frozen=True)
class Outlines:
    """Points of rings on the raster's grid.

    Attributes:
        points: float64 (points, 2), column and row, ring by ring; the first point of a ring is not
            repeated.
        starts: int64 (rings + 1), where each ring begins, and the end.
    """

    points: np.ndarray
    starts: np.ndarray

    def of(self, chosen: np.ndarray) -> Outlines:
        """Some of the rings, by a mask."""
        counts = np.diff(self.starts)
        starts = np.concatenate([[0], np.cumsum(counts[chosen])])
        return Outlines(self.points[np.repeat(chosen, counts)], starts)

    def on_map(self, geotransform: tuple[float, ...]) -> np.ndarray:
        """Computes x and y of the points in the raster's CRS: float64 (points, 2)."""
        x, a, b, y, d, e = geotransform
        col, row = self.points.T
        return np.stack([x + col * a + row * b, y + col * d + row * e], axis=1)


@dataclass(frozen=True)
class Roles:
    """What each ring is in the polygons that are drawn.

    Attributes:
        group: int (rings), the group that it belongs to.
        shell: int (rings), a number for each polygon.
        is_hole: bool (rings), whether it is a hole in its polygon.
    """

    group: np.ndarray
    shell: np.ndarray
    is_hole: np.ndarray

    @classmethod
    def of_rings(cls, rings: Rings, group: np.ndarray) -> Roles:
        """The roles of rings that belong to groups."""
        shell = rings.shells()
        return cls(group, shell, shell != np.arange(len(shell)))

    def of(self, chosen: np.ndarray) -> Roles:
        """The roles of some of the rings, by a mask."""
        return Roles(self.group[chosen], self.shell[chosen], self.is_hole[chosen])


def pixel_edges(rings: Rings) -> Outlines:
    """Draws outlines along the edges of pixels, with a point wherever they turn."""
    edges, order = rings.edges, rings.order
    direction = edges.direction[order]
    turns = direction != direction[_previous(rings)]
    corners = np.stack([edges.col[order], edges.row[order]], axis=1)[turns]
    return Outlines(corners.astype(np.float64), _new_starts(rings, turns))


def smooth_contours(rings: Rings, progress: Progress) -> Outlines:
    """Draws contours at the threshold, with a point on each line between two pixels' centres.

    A contour cuts the corners of its pixels, so that small ones would lose much of their area.
    Each is moved outward, by the same share of a pixel all around, until it has the area of its
    pixels; but not where two classes meet, and never as far as the next pixel's centre. Where the
    raster ends, contours follow its edge.

    Args:
        rings: The rings.
        progress: Called without a fraction, so that it can cancel.
    """
    edges, order = rings.edges, rings.order
    direction = edges.direction[order]
    horizontal = direction >= EAST
    row, col = edges.row[order].astype(np.float64), edges.col[order].astype(np.float64)
    rows, cols = edges.shape
    at_end = np.where(horizontal, (row == 0) | (row == rows), (col == 0) | (col == cols))
    previous = _previous(rings)
    turns = direction != direction[previous]
    corner = np.where(at_end == at_end[previous], at_end & turns, True)
    drawn = np.stack([corner, ~at_end], axis=1)
    starts = _new_starts(rings, drawn.sum(axis=1))

    corners = np.stack([col, row], axis=1)
    # The middle of an edge is half a pixel north, south, east or west of where it begins.
    half = np.array([[0, -0.5], [0, 0.5], [0.5, 0], [-0.5, 0]])[direction]
    outward = np.array([[-1, 0], [1, 0], [0, -1], [0, 1]])[direction]
    sign = outward.sum(axis=1)
    free = (edges.beside[order] == 0) & ~at_end
    ring = np.repeat(np.arange(len(rings)), np.diff(rings.starts))
    moves = np.stack([np.zeros_like(half), outward * free[:, None]], axis=1)[drawn]

    moved = np.zeros(len(rings))
    for remaining in reversed(range(_STEPS + 1)):
        progress(None)
        crossing = edges.crossing[order] + free * sign * moved[ring]
        off = np.clip(crossing, MARGIN, 1 - MARGIN) - 0.5
        middles = corners + half + abs(outward) * off[:, None]
        points = np.stack([corners, middles], axis=1)[drawn]
        if remaining:
            missing = _missing(points, moves, starts, rings.pixels())
            moved = np.clip(moved + missing, -1, 1)
    return Outlines(points, starts)


def _missing(
    points: np.ndarray, moves: np.ndarray, starts: np.ndarray, areas: np.ndarray
) -> np.ndarray:
    """Computes how far to move rings so that they have given areas, by a step of Newton's method.

    Args:
        points: float64 (points, 2), ring by ring.
        moves: float64 (points, 2), by how much each point moves when its ring is moved by 1.
        starts: int (rings + 1), where each ring begins, and the end.
        areas: float64 (rings), the areas wanted, in pixels.
    """
    place = np.arange(len(points))
    after, before = place + 1, place - 1
    after[starts[1:] - 1], before[starts[:-1]] = starts[:-1], starts[1:] - 1
    x, y = (points - np.repeat(points[starts[:-1]], np.diff(starts), axis=0)).T
    x_after, y_after = x[after], y[after]
    area = np.add.reduceat(x * y_after - x_after * y, starts[:-1]) / 2
    gain = moves[:, 0] * (y_after - y[before]) - moves[:, 1] * (x_after - x[before])
    gain = np.add.reduceat(gain, starts[:-1]) / 2
    return np.where(gain > 0, (areas - area) / np.where(gain > 0, gain, 1), 0)


def _previous(rings: Rings) -> np.ndarray:
    """The place before each place in a ring; before the first comes the last."""
    previous = np.arange(len(rings.order)) - 1
    previous[rings.starts[:-1]] = rings.starts[1:] - 1
    return previous


def _new_starts(rings: Rings, counts: np.ndarray) -> np.ndarray:
    """Where rings begin if each of their edges gives so many points."""
    return np.concatenate([[0], np.cumsum(counts)])[rings.starts]


def geometries(
    outlines: Outlines, roles: Roles, geotransform: tuple[float, ...], multiple: bool
) -> Iterator[bytes]:
    """Puts rings together to polygons.

    Args:
        outlines: The rings.
        roles: What each ring is.
        geotransform: Geotransform of the raster.
        multiple: Whether to make a multipolygon of all the polygons of a group; else each group is
            one polygon.

    Yields:
        The geometry of each group as WKB, in the order of their numbers.
    """
    order = np.lexsort((roles.is_hole, roles.shell, roles.group))
    first_of_shell = np.diff(roles.shell[order], prepend=-1) != 0
    first_of_group = np.diff(roles.group[order], prepend=-1) != 0
    starts = outlines.starts
    points = outlines.on_map(geotransform)
    data = np.ascontiguousarray(points, "<f8").tobytes()
    begin, end = starts[order].tolist(), starts[order + 1].tolist()
    polygons: list[list[bytes]] = []
    for a, b, new_polygon, new_group in zip(
        begin, end, first_of_shell.tolist(), first_of_group.tolist()
    ):
        if new_group and polygons:
            yield _geometry(polygons, multiple)
            polygons = []
        if new_polygon:
            polygons.append([])
        closed = data[16 * a : 16 * b] + data[16 * a : 16 * a + 16]
        polygons[-1].append(struct.pack("<I", b - a + 1) + closed)
    if polygons:
        yield _geometry(polygons, multiple)


def _geometry(polygons: list[list[bytes]], multiple: bool) -> bytes:
    written = [struct.pack("<BII", 1, _POLYGON, len(rings)) + b"".join(rings) for rings in polygons]
    if not multiple:
        return written[0]
    return struct.pack("<BII", 1, _MULTIPOLYGON, len(written)) + b"".join(written)
