"""What the queue knows of each polygon, read in the background."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureRequest,
    QgsTask,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ...core.statuses import AUTOMATIC, STATUSES
from ...translation import tr

#: Fields of which the queue makes use, where a layer has them.
_AREA, _MEAN, _THRESHOLD, STATUS = "area_m2", "cam_mean", "threshold", "status"


@dataclass
class Facts:
    """What is known of a polygon.

    Attributes:
        x: Of the middle of its box, in the layer's CRS.
        y: Likewise.
        area: In m², as its field says; else in units of the CRS.
        distance: Of its mean class activation value from the threshold; NaN where unknown.
        status: What has been said of it.
    """

    x: float
    y: float
    area: float
    distance: float
    status: str


def facts_of(feature: QgsFeature) -> Facts | None:
    """The facts of a feature; None without a geometry."""
    geometry = feature.geometry()
    if geometry.isEmpty():
        return None
    middle = geometry.boundingBox().center()
    mean, threshold = _number(feature, _MEAN), _number(feature, _THRESHOLD)
    area = _number(feature, _AREA)
    return Facts(
        middle.x(),
        middle.y(),
        geometry.area() if math.isnan(area) else area,
        abs(mean - threshold),
        status_of(feature),
    )


def status_of(feature: QgsFeature) -> str:
    """The status of a feature; what is no verdict of a person counts as automatic."""
    place = feature.fields().lookupField(STATUS)
    value = feature.attribute(place) if place >= 0 else None
    return value if value in STATUSES else AUTOMATIC


def _number(feature: QgsFeature, name: str) -> float:
    place = feature.fields().lookupField(name)
    value = feature.attribute(place) if place >= 0 else NULL
    return math.nan if value in (None, NULL) else float(value)


class ReadingTask(QgsTask):
    """Reads the facts of all features of a layer, its unsaved edits included.

    Args:
        layer: The layer.
        done: Called on the main thread with the facts by feature id.
    """

    def __init__(self, layer: QgsVectorLayer, done: Callable[[dict[int, Facts]], None]):
        super().__init__(tr("Reading {name} for the review", name=layer.name()))
        self._source = QgsVectorLayerFeatureSource(layer)
        self._done = done
        self._found: dict[int, Facts] = {}

    def run(self) -> bool:
        """Reads; in a thread."""
        for feature in self._source.getFeatures(QgsFeatureRequest()):
            if self.isCanceled():
                return False
            facts = facts_of(feature)
            if facts is not None:
                self._found[feature.id()] = facts
        return True

    def finished(self, succeeded: bool) -> None:
        """Tells what was read; on the main thread."""
        if succeeded:
            self._done(self._found)
