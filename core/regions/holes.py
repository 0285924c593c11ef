"""Which regions lie in small holes of others."""

from __future__ import annotations

import numpy as np

from .regions import Regions


def holes_to_fill(regions: Regions, most: float) -> np.ndarray:
    """Finds the holes of up to some area, with all that lies in them.

    A hole of a region is what hangs together beside it and is enclosed by it alone.

    Args:
        regions: Of a raster; what touches its rim lies in no hole.
        most: The largest area of a hole that is filled, m².

    Returns:
        int (regions): the region whose hole it lies in, of several the outermost; else itself.
    """
    owner = np.arange(len(regions))
    small = (regions.areas <= most) & ~regions.at_rim
    if not small.any():
        return owner
    one, other = regions.neighbours(small)
    cluster = regions.joined(small)
    # Holes of regions that are themselves too large to lie in a hole.
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
    # Holes of small ones. What has no small neighbour has, and is, no such hole.
    members = np.bincount(cluster, small & ~filled, len(regions))
    left = small & ~filled & (members[cluster] > 1)
    if left.any():
        _fill_nested(regions, most, left, one, other, owner)
    return owner


def _fill_nested(regions: Regions, most: float, left, one, other, owner) -> None:
    """Holes of some small regions, by a search in depth (Hopcroft & Tarjan 1973).

    Whatever is not ``left`` counts as one place outside. A region is the only way from there to
    others if none of what was reached through it reaches further back than to itself.
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
