"""The polygons that are to be looked at, in their order."""

from __future__ import annotations

import time
from contextlib import suppress

import numpy as np
from qgis.core import QgsApplication, QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.review.order import UNSURE, review_order
from ...core.statuses import AUTOMATIC
from .facts import STATUS, Facts, ReadingTask, facts_of, status_of

#: Of so many verdicts the pace is made.
_PACE = 20


class ReviewQueue(QObject):
    """Goes through the polygons of a layer, and follows its edits.

    Args:
        parent: The parent of this object.

    Attributes:
        changed: Emitted when facts have changed: what was read, a verdict, an edit.
        moved: Emitted when another polygon is the current one.
        reshaped: Emitted when the current one has another outline.
        current: Feature id of the polygon that is looked at; None: none.
    """

    changed = pyqtSignal()
    moved = pyqtSignal()
    reshaped = pyqtSignal()

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self.current: int | None = None
        self._layer: QgsVectorLayer | None = None
        self._facts: dict[int, Facts] = {}
        self._order, self._kind = np.empty(0, int), UNSURE
        self._ids = np.empty(0, int)
        self._place = -1
        self._seen: list[int] = []
        self._task: ReadingTask | None = None
        self._statuses, self._least = {AUTOMATIC}, 0.0
        self._times: list[float] = []

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer that is gone through."""
        return self._layer

    @property
    def is_reading(self) -> bool:
        """Whether the layer is being read."""
        return self._task is not None

    def set_layer(self, layer: QgsVectorLayer | None) -> None:
        """Goes through another layer, which is read in the background."""
        self.stop()
        self._layer = layer
        if layer is None:
            self.changed.emit()
            return
        layer.featureAdded.connect(self._add)
        layer.featureDeleted.connect(self._remove)
        layer.geometryChanged.connect(self._change_geometry)
        layer.attributeValueChanged.connect(self._change_attribute)
        layer.afterRollBack.connect(self.read_again)
        layer.afterCommitChanges.connect(self.read_again)
        self.read_again()

    def stop(self) -> None:
        """Leaves the layer, which may be gone already."""
        if self._task is not None:
            with suppress(RuntimeError):
                self._task.cancel()
            self._task = None
        if self._layer is not None:
            with suppress(RuntimeError, TypeError):
                self._layer.featureAdded.disconnect(self._add)
                self._layer.featureDeleted.disconnect(self._remove)
                self._layer.geometryChanged.disconnect(self._change_geometry)
                self._layer.attributeValueChanged.disconnect(self._change_attribute)
                self._layer.afterRollBack.disconnect(self.read_again)
                self._layer.afterCommitChanges.disconnect(self.read_again)
        self._layer, self.current, self._facts = None, None, {}
        self._order, self._ids, self._place = np.empty(0, int), np.empty(0, int), -1
        self._seen, self._times = [], []

    def read_again(self) -> None:
        """Reads the layer: saved features have other ids than new ones."""
        if self._layer is None:
            return
        if self._task is not None:
            with suppress(RuntimeError):
                self._task.cancel()
        self._task = ReadingTask(self._layer, self._take)
        QgsApplication.taskManager().addTask(self._task)

    def _take(self, facts: dict[int, Facts]) -> None:
        self._task = None
        self._facts = facts
        self._seen = [one for one in self._seen if one in facts]
        self._sort()
        if self.current not in facts:
            self.current = None
            self._place = -1
            self.changed.emit()
            self.go_on()
        else:
            self.changed.emit()

    # Order and filter

    def set_order(self, kind: str) -> None:
        """Sorts anew: one of `scarp.core.review.order.ORDERS`."""
        self._kind = kind
        self._sort()
        self._place = -1
        self.changed.emit()

    def set_filter(self, statuses: set[str], least: float) -> None:
        """Passes by polygons of other statuses, and smaller ones than ``least`` m²."""
        self._statuses, self._least = statuses, least
        self._place = -1
        self.changed.emit()

    def _sort(self) -> None:
        count = len(self._facts)
        every = list(self._facts.values())
        self._ids = np.fromiter(self._facts, int, count)
        middles = np.array([(one.x, one.y) for one in every]).reshape(-1, 2)
        areas = np.array([one.area for one in every])
        distances = np.array([one.distance for one in every])
        self._order = review_order(self._kind, middles, areas, distances)
        if self.current is not None:
            where = np.flatnonzero(self._ids[self._order] == self.current)
            self._place = int(where[0]) if len(where) else -1

    def _is_wanted(self, fid: int) -> bool:
        facts = self._facts.get(fid)
        return facts is not None and facts.status in self._statuses and facts.area >= self._least

    # Going through

    def go_on(self) -> bool:
        """Makes the next polygon the current one; False where none is left."""
        count = len(self._order)
        for step in range(1, count + 1):
            place = (self._place + step) % count
            fid = int(self._ids[self._order[place]])
            if fid != self.current and self._is_wanted(fid):
                self._place = place
                self._go_to(fid)
                return True
        return False

    def go_back(self) -> bool:
        """Makes the polygon before the current one; False where there was none."""
        while self._seen:
            fid = self._seen.pop()
            if fid in self._facts and fid != self.current:
                self.current = fid
                where = np.flatnonzero(self._ids[self._order] == fid)
                self._place = int(where[0]) if len(where) else self._place
                self.moved.emit()
                return True
        return False

    def leave(self) -> None:
        """Makes no polygon the current one; going back leads to the one that was."""
        if self.current is not None:
            self._seen.append(self.current)
        self.current = None

    def _go_to(self, fid: int) -> None:
        if self.current is not None:
            self._seen.append(self.current)
        self.current = fid
        self.moved.emit()

    def choose(self, fid: int) -> None:
        """Makes a polygon the current one."""
        if fid in self._facts and fid != self.current:
            self._go_to(fid)

    def note_verdict(self) -> None:
        """Notes when a verdict was given, for the pace."""
        self._times = [*self._times[-_PACE:], time.monotonic()]

    # Counts

    def counts(self) -> dict[str, int]:
        """How many polygons have each status."""
        found: dict[str, int] = {}
        for one in self._facts.values():
            found[one.status] = found.get(one.status, 0) + 1
        return found

    @property
    def total(self) -> int:
        """Number of polygons."""
        return len(self._facts)

    @property
    def minutes_left(self) -> float | None:
        """How long the rest takes at the pace of the last verdicts; None where it is not known."""
        if len(self._times) < 3:
            return None
        pauses = np.diff(self._times)
        left = sum(self._is_wanted(fid) for fid in self._facts)
        return float(np.median(pauses)) * left / 60

    # Following edits

    def _feature(self, fid: int) -> QgsFeature | None:
        feature = self._layer.getFeature(fid) if self._layer is not None else None
        return feature if feature is not None and feature.isValid() else None

    def _add(self, fid: int) -> None:
        feature = self._feature(fid)
        facts = facts_of(feature) if feature is not None else None
        if facts is not None:
            self._facts[fid] = facts
            self._ids = np.append(self._ids, fid)
            self._order = np.append(self._order, len(self._ids) - 1)
            self.changed.emit()

    def _remove(self, fid: int) -> None:
        if self._facts.pop(fid, None) is not None:
            self.changed.emit()
            if fid == self.current:
                self.current = None
                self.go_on()

    def _change_geometry(self, fid: int, _geometry) -> None:
        feature = self._feature(fid)
        facts = facts_of(feature) if feature is not None else None
        if facts is not None:
            self._facts[fid] = facts
            if fid == self.current:
                self.reshaped.emit()

    def _change_attribute(self, fid: int, index: int, _value) -> None:
        if fid in self._facts and self._layer.fields().at(index).name() == STATUS:
            feature = self._feature(fid)
            if feature is not None:
                self._facts[fid].status = status_of(feature)
                self.changed.emit()
