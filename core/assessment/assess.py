"""Assessing predicted polygons by an inventory, by area and by object."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from ..confusion import Confusion
from ..messages import Progress, ScarpError, no_progress, tr
from .inputs import AssessmentInput, AssessmentSettings, read_input
from .matching import VERDICTS, Matching, Side, match, outline_distances
from .uncertainty import Uncertainty, block_bootstrap

#: Lower ends of the classes of size of the inventory's polygons, m².
SIZES = (0, 100, 1000, 10_000, 100_000)
#: Metrics whose intervals are among the outputs.
INTERVALS = ("precision", "recall", "f1", "object_precision", "object_recall", "object_f1")
#: Areas of less than this part of the whole are due to rounding.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Assessment:
    """The result of an assessment; metrics that are undefined are NaN.

    Attributes:
        input: The layers that were compared.
        confusion: True and false positives and negatives by area, m².
        matching: Verdicts by object.
        outline_distance: Mean distance in m between the outlines of polygons that match one to
            one; the median of all pairs.
        hausdorff_distance: Their greatest distance in m; the median of all pairs.
        uncertainty: Standard errors and intervals of the metrics that have any, as
            `block_bootstrap` gives them.
    """

    input: AssessmentInput
    confusion: Confusion
    matching: Matching
    outline_distance: float
    hausdorff_distance: float
    uncertainty: dict[str, Uncertainty]

    def counts(self) -> dict[str, int]:
        """Counts the inventory's polygons by verdict, and the predicted ones that are false."""
        verdicts = self.matching.inventory.verdicts
        counts = {name: int((verdicts == name).sum()) for name in VERDICTS}
        return {**counts, "false": int((self.matching.predicted.verdicts == "false").sum())}

    def metrics(self) -> dict[str, float]:
        """Gives all metrics, counts and measures by name: areas in m², distances in m."""
        by_area = ("accuracy", "precision", "recall", "f1", "iou", "kappa", "mcc")
        matching = self.matching
        return {
            **{name: getattr(self.confusion, name) for name in by_area},
            "object_precision": matching.object_precision,
            "object_recall": matching.object_recall,
            "object_f1": matching.object_f1,
            **self.counts(),
            "predicted_count": len(matching.predicted.polygons),
            "inventory_count": len(matching.inventory.polygons),
            "predicted_area": matching.predicted.area,
            "inventory_area": matching.inventory.area,
            "assessed_area": self.input.area.area,
            "outline_distance": self.outline_distance,
            "hausdorff_distance": self.hausdorff_distance,
            **{
                f"{name}_{limit}": getattr(self.uncertainty.get(name), limit, float("nan"))
                for name in INTERVALS
                for limit in ("low", "high")
            },
        }


@dataclass(frozen=True)
class SizeClass:
    """How many of the inventory's polygons of a size are found.

    Attributes:
        least: Smallest area of the class, m².
        most: Greatest area, m²; infinite for the last class.
        count: Polygons of the inventory.
        found: Those that are found.
        area: Sum of their areas, m².
        covered: Sum of their areas that predicted polygons cover, m².
    """

    least: float
    most: float
    count: int
    found: int
    area: float
    covered: float


def assess(settings: AssessmentSettings, progress: Progress = no_progress) -> Assessment:
    """Compares predicted polygons with an inventory.

    By area, true positives are where both layers have polygons and true negatives where neither
    has, on the ellipsoid (Zhang et al. 2020, Equations 2-5). `match` compares by object.

    Args:
        settings: What to compare.
        progress: Told what is left out, repaired, counted once, or undefined.

    Raises:
        ScarpError: as `read_input` does; or if ``min_overlap`` is not above 0 and at most 1.
    """
    if not 0 < settings.min_overlap <= 1:
        raise ScarpError(tr("The smallest overlap must be above 0 and at most 1."))
    read = read_input(settings, progress)
    progress(
        0.3,
        tr("Matching {predicted} predicted polygons with {inventory} of the inventory."),
        predicted=len(read.predicted),
        inventory=len(read.inventory),
    )
    matching = match(read.predicted, read.inventory, settings.min_overlap)
    for side, sentence in (
        (matching.predicted, tr("No predicted polygon lies in the area: precision is undefined.")),
        (matching.inventory, tr("The inventory has no polygon in the area: recall is undefined.")),
    ):
        if not len(side.polygons):
            progress(None, sentence)
    progress(0.6, tr("Measuring distances between outlines."))
    distances = _distances(matching)
    confusion = _confusion(matching, read.area.area)
    uncertainty = block_bootstrap(matching, read.area)
    return Assessment(read, confusion, matching, *distances, uncertainty)


def _confusion(matching: Matching, whole: float) -> Confusion:
    both = float(matching.common.areas.sum())
    fp, fn = matching.predicted.area - both, matching.inventory.area - both
    tn = whole - both - fp - fn
    tp, fp, fn, tn = (area if area > _ROUNDING * whole else 0.0 for area in (both, fp, fn, tn))
    return Confusion(tp, fp, fn, tn)


def _distances(matching: Matching) -> tuple[float, float]:
    """Medians of the mean and the greatest distance between outlines."""
    if not len(matching.matched):
        return float("nan"), float("nan")
    predicted, inventory = (
        side.polygons.geometries for side in (matching.predicted, matching.inventory)
    )
    distances = [
        outline_distances(predicted[one], inventory[other])
        for one, other in matching.matched.tolist()
    ]
    mean, greatest = map(statistics.median, zip(*distances))
    return mean, greatest


def size_classes(inventory: Side) -> list[SizeClass]:
    """Counts by size what is found of the inventory, from small to large; `SIZES`."""
    areas = inventory.polygons.areas
    classes = []
    for least, most in zip(SIZES, (*SIZES[1:], float("inf"))):
        of_size = (areas >= least) & (areas < most)
        classes.append(
            SizeClass(
                least,
                most,
                int(of_size.sum()),
                int(inventory.is_right[of_size].sum()),
                float(areas[of_size].sum()),
                float((areas * inventory.covered)[of_size].sum()),
            )
        )
    return classes
