"""Measures of many rings and polygons in a plane at once."""

from __future__ import annotations

import numpy as np

from ..messages import Progress, no_progress

#: Largest number of pairs of a side and a corner that are computed at a time.
_AT_ONCE = 1 << 21


def ring_areas(points: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Computes the areas within rings by the shoelace formula, in whatever direction they run.

    Args:
        points: float64 (points, 2), ring by ring; the first point is not repeated.
        starts: int (rings + 1), where each ring begins, and the end.

    Returns:
        float64 (rings), in the plane's units squared.
    """
    # Near the origin, no digits are lost.
    near = points - np.repeat(points[starts[:-1]], np.diff(starts), axis=0)
    x, y = near.T
    next_x, next_y = near[_next(starts)].T
    return abs(np.add.reduceat(x * next_y - next_x * y, starts[:-1])) / 2


def ring_lengths(points: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Computes the lengths of rings; the arguments are those of `ring_areas`."""
    sides = points[_next(starts)] - points
    return np.add.reduceat(np.hypot(*sides.T), starts[:-1])


def _next(starts: np.ndarray) -> np.ndarray:
    """The place of the point after each; after the last point of a ring comes its first."""
    following = np.arange(1, starts[-1] + 1)
    following[starts[1:] - 1] = starts[:-1]
    return following


def lengths_and_widths(points: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Computes the sides of the smallest rectangles, in any direction, around convex polygons.

    One side of that rectangle lies along a side of the polygon (Freeman & Shapira 1975).

    Args:
        points: float64 (points, 2), the corners of each polygon in turn.
        starts: int (polygons + 1), where each polygon begins, and the end.

    Returns:
        Lengths and widths in the plane's units, length >= width.
    """
    counts = np.diff(starts)
    lengths, widths = np.empty(len(counts)), np.empty(len(counts))
    for count in np.unique(counts):
        alike = np.flatnonzero(counts == count)
        for some in np.array_split(alike, len(alike) * count**2 // _AT_ONCE + 1):
            corners = points[starts[some, None] + np.arange(count)]
            along = np.roll(corners, -1, axis=1) - corners
            along /= np.hypot(along[..., 0], along[..., 1])[..., None]
            across = np.stack([-along[..., 1], along[..., 0]], axis=-1)
            # (polygons, sides, 2): extent along and across each side.
            sides = np.stack(
                [np.ptp(turned @ corners.transpose(0, 2, 1), axis=2) for turned in (along, across)],
                axis=-1,
            )
            best = sides.prod(axis=-1).argmin(axis=1)
            chosen = sides[np.arange(len(some)), best]
            lengths[some], widths[some] = chosen.max(axis=1), chosen.min(axis=1)
    return lengths, widths


def convex_hulls(
    points: np.ndarray, group: np.ndarray, progress: Progress = no_progress
) -> tuple[np.ndarray, np.ndarray]:
    """Computes the convex hulls of groups of points, all at once.

    By QuickHull (Barber, Dobkin & Huhdanpaa 1996): among the points on the outer side of a line
    between two corners, the furthest is a corner; points on the inner side are not.

    OGR's `ConvexHull`, called for each group, would replace most of this module; but drawing 20,000
    polygons then takes 1.30 of the time along the edges of pixels and 1.15 of it as smooth
    contours (measured), because the loop keeps the projection in the other thread waiting.

    Args:
        points: float64 (points, 2).
        group: int (points), from 0, without gaps; each group has three points that are not in a
            line.
        progress: Called without a fraction, so that it can cancel.

    Returns:
        int (corners), places in ``points`` of the hulls' corners, group by group, each hull in
        order; and int (groups + 1), where each hull begins, and the end.
    """
    order = np.lexsort((points[:, 1], points[:, 0], group))
    group, points = group[order], points[order]
    # Among points with the same x, only the lowest and the highest can be corners.
    lowest = np.flatnonzero(_changes(group) | _changes(points[:, 0]))
    highest = np.append(lowest[1:], len(points)) - 1
    progress(None)
    lower = _chain(points, group, lowest, 1)
    progress(None)
    upper = _chain(points, group, highest, -1)
    progress(None)
    upper = upper[~_ends_alike(points, group, lower, upper)][::-1]
    corners = np.concatenate([lower, upper])
    corners = corners[np.argsort(group[corners], kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.bincount(group[corners]))])
    return order[corners], starts


def _changes(values: np.ndarray) -> np.ndarray:
    """Where a value differs from the one before it, which the first always does."""
    return np.concatenate([[True], values[1:] != values[:-1]])[: len(values)]


def _chain(points: np.ndarray, group: np.ndarray, places: np.ndarray, side: int) -> np.ndarray:
    """Finds the lower (1) or the upper (-1) half of each group's hull, from west to east.

    Args:
        points: float64 (points, 2).
        group: int (points).
        places: int, the points to look at, from west to east in each group; no two have the same
            x.
        side: 1 or -1.

    Returns:
        Those of ``places`` that are corners of a hull.
    """
    x, y = points[places].T
    first = np.flatnonzero(_changes(group[places]))
    last = np.append(first[1:], len(places)) - 1
    corners = [first, last]
    # All points between the corners `west` and `east` are compared with the chord between them.
    length = last - first + 1
    west, east = np.repeat(first, length), np.repeat(last, length)
    between = np.arange(len(places))
    while len(between):
        beyond = (y[east] - y[west]) * (x[between] - x[west])
        beyond -= (x[east] - x[west]) * (y[between] - y[west])
        beyond *= side
        outside = beyond > 0
        west, east, between, beyond = (c[outside] for c in (west, east, between, beyond))
        chords = np.flatnonzero(_changes(west))
        count = np.diff(chords, append=len(west))
        furthest = np.repeat(np.maximum.reduceat(beyond, chords), count) if len(west) else beyond
        at = np.flatnonzero(beyond == furthest)
        new = between[at[_changes(west[at])]]
        corners.append(new)
        new = np.repeat(new, count)
        west, east = np.where(between > new, new, west), np.where(between < new, new, east)
        rest = between != new
        west, east, between = west[rest], east[rest], between[rest]
    return places[np.unique(np.concatenate(corners))]


def _ends_alike(
    points: np.ndarray, group: np.ndarray, lower: np.ndarray, upper: np.ndarray
) -> np.ndarray:
    """bool (``upper``): ends of an upper half that are also an end of the lower one."""
    alike = np.zeros(len(upper), bool)
    ends = []
    for half in (lower, upper):
        first = np.flatnonzero(_changes(group[half]))
        ends.append((first, np.append(first[1:], len(half)) - 1))
    for of_lower, of_upper in zip(*ends):
        same = points[lower[of_lower], 1] == points[upper[of_upper], 1]
        alike[of_upper[same]] = True
    return alike
