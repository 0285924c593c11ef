"""Suggesting a threshold for a class activation raster."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..confusion import Confusion
from ..files import write_rows
from ..messages import Progress, ScarpError, no_progress, tr
from ..vectors.polygon_layer import Polygons, PolygonSource
from .automatic_thresholds import automatic_threshold
from .block_counts import count_blocks
from .cam import Cam
from .histogram import BEST_F1, METHODS
from .pixel_areas import pixel_area
from .threshold_curve import Interval, ThresholdCurve, bootstrap_best_f1, table_rows


@dataclass(frozen=True)
class SuggestionSettings:
    """Settings of `suggest_threshold`.

    Attributes:
        cam: Path of the class activation raster.
        band: Number of a class's band, from 1; 0: each pixel's highest class.
        method: One of `METHODS`.
        inventory: Known landslides to compare with, or None.
        area: Area in which the inventory is complete; None: the whole CAM.
        used: The threshold that has been used already, which the report is about; None: the report
            is about the suggestion.
    """

    cam: str
    band: int = 0
    method: str = METHODS[0]
    inventory: PolygonSource | None = None
    area: PolygonSource | None = None
    used: float | None = None


@dataclass(frozen=True, eq=False)
class Suggestion:
    """A suggested threshold, and the counts at all others.

    Attributes:
        threshold: The suggested threshold, a multiple of 0.001.
        curve: Counts at every threshold.
        intervals: Intervals of the best F1 and its threshold, as `bootstrap_best_f1` gives them.
        compared: Whether there was an inventory.
        pixel_area: Area in m² of the pixel in the CAM's middle.
    """

    threshold: float
    curve: ThresholdCurve
    intervals: tuple[Interval, Interval] | None
    compared: bool
    pixel_area: float

    @property
    def accuracy(self) -> Confusion | None:
        """Counts and metrics at the suggested threshold; None without an inventory."""
        return self.curve.at(self.threshold) if self.compared else None

    def table_rows(self, thresholds: Iterable[float]) -> list[dict[str, float]]:
        """Makes rows as `scarp.core.cam.threshold_curve.table_rows` does."""
        return table_rows(self.curve, thresholds, self.pixel_area, self.compared)

    @cached_property
    def methods(self) -> dict[str, float]:
        """The threshold that each method finds, by its name; NaN if it finds none."""
        found = {}
        for method in METHODS[:-1]:
            try:
                found[method] = automatic_threshold(method, self.curve.all)
            except ScarpError:
                found[method] = np.nan
        if self.compared and self.curve.inside.any():
            found[BEST_F1] = self.curve.best
        return found


def suggest_threshold(settings: SuggestionSettings, progress: Progress = no_progress) -> Suggestion:
    """Finds a threshold, in one pass over the CAM.

    Args:
        settings: The CAM, the method, and what to compare with.
        progress: Told the share that is done, and if F1 is undefined.

    Raises:
        ScarpError: if an input cannot be used, or the method finds no threshold.
    """
    if settings.method == BEST_F1 and settings.inventory is None:
        raise ScarpError(
            tr(
                "The best F1 needs an inventory to compare with: give one, or choose another "
                "method."
            )
        )
    with ExitStack() as stack:
        cam = stack.enter_context(Cam(settings.cam))
        cam.require_georeference()

        def polygons(source: PolygonSource | None) -> Polygons | None:
            if source is None:
                return None
            return stack.enter_context(Polygons(source, cam.crs_wkt, None, progress))

        inventory, area = polygons(settings.inventory), polygons(settings.area)
        counts = count_blocks(cam, settings.band, inventory, area, progress)
        size = pixel_area(cam)
    curve = counts.curve
    compared = inventory is not None
    if compared and not curve.inside.any():
        if settings.method == BEST_F1:
            raise ScarpError(
                tr(
                    "No pixel with data lies in the inventory and the area: there is no F1. Choose "
                    "layers of the same place, or another method."
                )
            )
        progress(None, tr("No pixel with data lies in the inventory and the area: there is no F1."))
    if settings.method == BEST_F1:
        threshold = curve.best
    else:
        threshold = automatic_threshold(settings.method, curve.all)
    intervals = bootstrap_best_f1(counts.inside, counts.outside) if compared else None
    return Suggestion(threshold, curve, intervals, compared, size)


def write_table(suggestion: Suggestion, path: str) -> None:
    """Writes the metrics at 0.01, 0.02 … 0.99 as CSV; an undefined one is left empty.

    Raises:
        ScarpError: if it cannot be written.
    """
    rows = suggestion.table_rows(np.arange(1, 100) / 100)
    undefined = [
        {name: None if value != value else value for name, value in row.items()} for row in rows
    ]
    write_rows(path, undefined)
