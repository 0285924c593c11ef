"""Matching predicted polygons with those of an inventory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..vectors.intersections import Overlaps, PolygonSet, dissolve, overlaps
from ..vectors.overlap_groups import groups as groups_of

#: Verdicts on a polygon, best first. Up to "merged" it is found, or right if it is predicted.
VERDICTS = ("matched", "split", "merged", "partial", "missed", "false")
_RIGHT = 3
#: Shares that differ by less are equal.
_ROUNDING = 1e-6
#: Outlines are cut into pieces of this part of the square root of the smaller polygon's area.
_STEP = 0.05


@dataclass(frozen=True)
class Side:
    """The polygons of one layer, and the verdict on each.

    Attributes:
        polygons: The polygons, in a plane CRS.
        groups: int (polygons,), the same for those that overlap, directly or through others.
        dissolved: The union of each group.
        verdicts: str (polygons,), each of `VERDICTS`.
        covered: float (polygons,), the share of its area that the other layer covers, 0-1.
        matches: int (polygons,), how many polygons of the other layer it is linked to.
    """

    polygons: PolygonSet
    groups: np.ndarray
    dissolved: PolygonSet
    verdicts: np.ndarray
    covered: np.ndarray
    matches: np.ndarray

    @property
    def is_right(self) -> np.ndarray:
        """bool (polygons,): whether a polygon is found, or right if it is predicted."""
        return np.isin(self.verdicts, VERDICTS[:_RIGHT])

    @property
    def share_right(self) -> float:
        """Share of the polygons that are found or right; NaN if there are none."""
        return float(self.is_right.mean()) if len(self.polygons) else float("nan")

    @property
    def area(self) -> float:
        """Area that the polygons cover, with overlaps counted once."""
        return float(self.dissolved.areas.sum())


@dataclass(frozen=True)
class Matching:
    """Two layers matched with each other.

    Attributes:
        predicted: The predicted layer.
        inventory: The inventory.
        common: The area that both cover, in disjoint parts.
        matched: int (pairs, 2), indices of the predicted and the inventory polygons that match
            one to one.
    """

    predicted: Side
    inventory: Side
    common: PolygonSet
    matched: np.ndarray

    @property
    def object_precision(self) -> float:
        """Share of the predicted polygons that are right."""
        return self.predicted.share_right

    @property
    def object_recall(self) -> float:
        """Share of the inventory's polygons that are found."""
        return self.inventory.share_right

    @property
    def object_f1(self) -> float:
        """Harmonic mean of both; 0 if nothing is right, NaN if both layers are empty."""
        precision, recall = np.nan_to_num([self.object_precision, self.object_recall]).tolist()
        if precision + recall:
            return 2 * precision * recall / (precision + recall)
        return 0.0 if len(self.predicted.polygons) + len(self.inventory.polygons) else float("nan")


def match(predicted: PolygonSet, inventory: PolygonSet, min_overlap: float) -> Matching:
    """Matches predicted polygons with those of an inventory.

    Two polygons are linked when their intersection is at least ``min_overlap`` of the smaller
    one. A polygon is found (right, if predicted) when the other layer covers at least
    ``min_overlap`` of it. Then it is

    - split, or merged if predicted: several of the other layer make it up;
    - merged, or split if predicted: the one that it is linked to has other links too;
    - matched: otherwise.

    If it is not found, it is partial if it is linked, else missed, or false if predicted.

    Args:
        predicted: Polygons in a plane CRS, which may overlap.
        inventory: Polygons in the same CRS, which may overlap.
        min_overlap: Above 0, up to 1.
    """
    pairs = overlaps(predicted, inventory)
    predicted_groups, inventory_groups = groups_of(predicted), groups_of(inventory)
    smaller = np.minimum(predicted.areas[pairs.first], inventory.areas[pairs.second])
    linked = pairs.common.areas >= (min_overlap - _ROUNDING) * smaller
    links = pairs.first[linked], pairs.second[linked]
    counts = tuple(np.bincount(a, minlength=len(b)) for a, b in zip(links, (predicted, inventory)))
    sides = []
    for own, other_groups, polygons, groups, words in (
        (0, inventory_groups, predicted, predicted_groups, ("false", "merged", "split")),
        (1, predicted_groups, inventory, inventory_groups, ("missed", "split", "merged")),
    ):
        covered = _covered(polygons, pairs, own, other_groups)
        # The most links of any polygon that each is linked to.
        shared = np.zeros(len(polygons), dtype=int)
        np.maximum.at(shared, links[own], counts[1 - own][links[1 - own]])
        none, several, one_of_several = words
        found = covered >= min_overlap - _ROUNDING
        verdicts = np.select(
            [~found & (counts[own] == 0), ~found, counts[own] != 1, shared > 1],
            [none, "partial", several, one_of_several],
            "matched",
        )
        dissolved = dissolve(polygons, groups)[0]
        sides.append(Side(polygons, groups, dissolved, verdicts, covered, counts[own]))
    both = (sides[0].verdicts[links[0]] == "matched") & (sides[1].verdicts[links[1]] == "matched")
    common, _ = dissolve(
        pairs.common, predicted_groups[pairs.first], inventory_groups[pairs.second]
    )
    return Matching(sides[0], sides[1], common, np.stack(links, axis=1)[both])


def _covered(
    polygons: PolygonSet, pairs: Overlaps, own: int, other_groups: np.ndarray
) -> np.ndarray:
    """The share of each polygon that the other layer covers, with its overlaps counted once."""
    indices = (pairs.first, pairs.second)
    common, (which, _) = dissolve(pairs.common, indices[own], other_groups[indices[1 - own]])
    areas = np.bincount(which, weights=common.areas, minlength=len(polygons))
    return np.minimum(areas / polygons.areas, 1)


def outline_distances(one: shapely.Geometry, other: shapely.Geometry) -> tuple[float, float]:
    """Measures how far apart the outlines of two polygons are.

    Each outline is cut into pieces of at most a twentieth of the square root of the smaller area,
    and the distance to the other outline is measured where each piece begins.

    Args:
        one: A polygon or multipolygon in a plane CRS.
        other: Another one in the same CRS.

    Returns:
        The mean distance in both directions, and the greatest one (Hausdorff distance), in the
        CRS's units.
    """
    step = _STEP * min(shapely.area(one), shapely.area(other)) ** 0.5
    first, second = _pieces(one, step), _pieces(other, step)
    there, back = _distances(first[:, 0], second), _distances(second[:, 0], first)
    return float(there.mean() + back.mean()) / 2, float(max(there.max(), back.max()))


def _pieces(polygon: shapely.Geometry, longest: float) -> np.ndarray:
    """All rings of a polygon, cut into pieces: float (pieces, 2, 2), both ends of each."""
    outline = shapely.segmentize(shapely.boundary(polygon), longest)
    points, ring = shapely.get_coordinates(shapely.get_parts(outline), return_index=True)
    pieces = np.stack([points[:-1], points[1:]], axis=1)
    return pieces[(ring[:-1] == ring[1:]) & (points[:-1] != points[1:]).any(axis=1)]


def _distances(points: np.ndarray, pieces: np.ndarray) -> np.ndarray:
    """Distances from points (points, 2) to the three pieces whose middles are nearest.

    A tree of middles takes 0.7 of the time of `shapely.STRtree.query_nearest`, and 0.2 of it for an
    outline of 200,000 points (measured).
    """
    from scipy.spatial import cKDTree

    # For so few pieces, a balanced tree takes longer to build than it saves.
    tree = cKDTree(pieces.mean(axis=1), balanced_tree=False, compact_nodes=False)
    nearest = tree.query(points, k=3)[1]
    begin = pieces[nearest, 0]
    along, away = pieces[nearest, 1] - begin, points[:, None] - begin
    share = np.clip((away * along).sum(axis=-1) / (along**2).sum(axis=-1), 0, 1)
    return np.hypot(*np.moveaxis(away - share[..., None] * along, -1, 0)).min(axis=1)
