"""How far chance may move the figures of an assessment: the bootstrap by blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..confusion import Confusion
from .matching import Matching, Side
from .subareas import areas_by_square, squares_over

#: Blocks along the longer side of the area, samples, and fewest blocks with polygons.
_BLOCKS, _SAMPLES, _FEWEST = 12, 1000, 8
_SEED = 0
_BY_AREA = (
    *("accuracy", "precision", "recall", "f1", "iou", "kappa", "mcc"),
    *("background_precision", "background_recall"),
)


@dataclass(frozen=True)
class Uncertainty:
    """Of a metric.

    Attributes:
        error: Its standard error.
        low: Lower limit of the interval of 95 %.
        high: Upper limit.
    """

    error: float
    low: float
    high: float


def block_bootstrap(matching: Matching, area: shapely.Geometry) -> dict[str, Uncertainty]:
    """Standard errors and intervals of the metrics by area and by object.

    The area is cut into squares, a twelfth of its longer side wide, which are drawn with
    replacement: neighbouring landslides are not independent of each other, squares nearly are
    (Kunsch 1989). Percentiles of the results are the limits.

    Args:
        matching: Both layers.
        area: The area that they lie in.

    Returns:
        By the names of the metrics, those by object with "object_" before them; empty where fewer
        than eight squares have polygons, and without those that are undefined too often.
    """
    west, south, east, north = shapely.bounds(area).tolist()
    _, _, squares = squares_over(area, max(east - west, north - south) / _BLOCKS)
    sizes = shapely.area(shapely.intersection(squares, area))
    predicted, inventory, common = areas_by_square(matching, squares)
    if np.count_nonzero((predicted > 0) | (inventory > 0)) < _FEWEST:
        return {}
    used = sizes > 0
    place = {number: k for k, number in enumerate(np.flatnonzero(used).tolist())}
    tables = np.stack(
        [common, predicted - common, inventory - common, sizes - predicted - inventory + common]
    )[:, used].clip(0)
    counts = [_counts(side_, squares, place) for side_ in (matching.predicted, matching.inventory)]
    rng = np.random.default_rng(_SEED)
    drawn = rng.multinomial(used.sum(), np.full(used.sum(), 1 / used.sum()), _SAMPLES)
    confusions = [Confusion(*row) for row in (drawn @ tables.T).tolist()]
    found: dict[str, np.ndarray] = {
        name: np.array([getattr(one, name) for one in confusions]) for name in _BY_AREA
    }
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = ((drawn @ right) / (drawn @ every) for right, every in counts)
        found["object_precision"], found["object_recall"] = precision, recall
        found["object_f1"] = 2 * precision * recall / (precision + recall)
    return {name: _summary(values) for name, values in found.items() if _is_defined(values)}


def _counts(
    side: Side, squares: np.ndarray, place: dict[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Right polygons and all of them, by square: each in that of its middle."""
    right, every = np.zeros(len(place)), np.zeros(len(place))
    geometries = side.polygons.geometries
    if not len(geometries):
        return right, every
    points = shapely.point_on_surface(geometries)
    polygons, of = shapely.STRtree(squares).query(points, "intersects")
    # On the border of two squares, the first counts.
    _, first = np.unique(polygons, return_index=True)
    for polygon, square in zip(polygons[first].tolist(), of[first].tolist()):
        if square in place:
            every[place[square]] += 1
            right[place[square]] += side.is_right[polygon]
    return right, every


def _is_defined(values: np.ndarray) -> bool:
    return bool(np.isfinite(values).mean() > 0.9)


def _summary(values: np.ndarray) -> Uncertainty:
    values = values[np.isfinite(values)]
    low, high = np.quantile(values, (0.025, 0.975)).tolist()
    return Uncertainty(float(values.std()), low, high)
