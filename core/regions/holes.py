"""Which regions lie in small holes of others."""

from __future__ import annotations

import numpy as np

from .regions import Regions


def holes_to_fill(regions: Regions, most: float) -> np.ndarray:
    """Finds the holes of up to some area, with everything in them.

    A hole of a region is made of connected regions that no other region encloses.

    Args:
        regions: Regions of a raster; those that touch its rim lie in no hole.
        most: Largest area of a hole that is filled, m².

    Returns:
        int (regions): the outermost region that has the region in a hole; else the region itself.
    """
    owner = np.arange(len(regions))
    small = (regions.areas <= most) & ~regions.at_rim
    if not small.any():
        return owner
    one, other = regions.neighbours(small)
    cluster = regions.joined(small)
    # First the holes of regions that are themselves too large to lie in a hole.
    outward = ~small[other]
    clusters, beside = cluster[one[outward]], other[outward]
    least = np.full(len(regions), len(regions))
    greatest = np.full(len(regions), -1)
    np.minimum.at(least, clusters, beside)
    np.maximum.at(greatest, clusters, beside)
    areas = np.bincount(cluster, np.where(small, regions.areas, 0), len(regions))
    single = (least == greatest) & (areas <= most)
    single[single] = regions.classes[least[single]] > 0
    filled = small & single[cluster]
    owner[filled] = least[cluster[filled]]
    # Then the holes of small regions. A region without small neighbours has, and is, no such hole.
    members = np.bincount(cluster, small & ~filled, len(regions))
    left = small & ~filled & (members[cluster] > 1)
    if left.any():
        _fill_nested(regions, most, left, one, other, owner)
    return owner


def _fill_nested(
    regions: Regions,
    most: float,
    left: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    owner: np.ndarray,
) -> None:
    """Finds holes of small regions, by a depth-first search (Hopcroft & Tarjan 1973).

    All regions that are not ``left`` count as one place outside. A region encloses others if no
    region that is reached through it has a neighbour that was seen before it.

    Args:
        regions: All regions.
        most: Largest area of a hole that is filled, m².
        left: bool (regions), the small regions to look at.
        one: int (pairs), regions that touch others, ascending.
        other: int (pairs), the regions that they touch.
        owner: int (regions), into which the regions are written whose holes others lie in.
    """
    inside = left[one]
    one, other = one[inside], other[inside]
    places = np.flatnonzero(left)
    number = np.zeros(len(regions), np.int64)
    number[places] = np.arange(1, len(places) + 1)
    first = np.searchsorted(one, np.append(places, len(regions)))
    neighbours, begin = number[other].tolist(), first.tolist()
    area = [0.0, *regions.areas[places].tolist()]
    of_class = [False, *(regions.classes[places] > 0).tolist()]
    seen, back = [0] * len(area), [0] * len(area)
    order: list[int] = []
    found = []
    for root in np.unique(number[one[~left[other]]]).tolist():
        stack = [] if seen[root] else [(root, 0, begin[root - 1])]
        while stack:
            here, parent, first_left = stack.pop()
            if not seen[here]:
                order.append(here)
                seen[here] = back[here] = len(order)
            for place in range(first_left, begin[here]):
                beside = neighbours[place]
                if not seen[beside] and beside:
                    stack += (here, parent, place + 1), (beside, here, begin[beside - 1])
                    break
                if beside != parent:
                    back[here] = min(back[here], seen[beside])
            else:
                back[parent] = min(back[parent], back[here])
                enclosed = of_class[parent] and back[here] >= seen[parent]
                if enclosed and area[here] <= most:
                    found.append((seen[here] - 1, len(order), parent))
                area[parent] += area[here]
    done = 0
    reached = places[np.array(order, np.int64) - 1]
    for start, end, parent in sorted(found):
        if start >= done:
            owner[reached[start:end]] = places[parent - 1]
            done = end
