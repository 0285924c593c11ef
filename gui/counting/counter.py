"""Counting pixels in the background, again whenever something has changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.regions.filters import Filters
from .counting_task import CamTask, Counted, CountingTask, FilteringTask, Source

#: Milliseconds that canvas, layers and slider have to rest before pixels are counted.
_REST = 300


class Counter(QObject):
    """Counts the curve of all thresholds, then what filters leave at the current one.

    Args:
        source: Asked for what to count, each time; gives None where there is nothing.
        parent: The parent of this object.

    Attributes:
        changed: Emitted when there are new counts.
        failed: Emitted with what went wrong.
        progressed: Emitted with a percentage while the curve is counted, and -1 at the end.
        counted: The curve; None while it is not known.
    """

    changed = pyqtSignal()
    failed = pyqtSignal(str)
    progressed = pyqtSignal(int)

    def __init__(self, source: Callable[[], Source | None], parent: QObject):
        super().__init__(parent)
        self._ask = source
        self._source: Source | None = None
        self.counted: Counted | None = None
        self._wanted: tuple[float, Filters] | None = None
        self._left: dict[tuple[float, Filters], tuple[int, int]] = {}
        self._tasks: dict[str, CamTask] = {}
        self._has_changed = True
        self._rests = {}
        for name, begin in (("curve", self._count), ("left", self._count_left)):
            self._rests[name] = QTimer(self)
            self._rests[name].setSingleShot(True)
            self._rests[name].timeout.connect(begin)

    def forget(self) -> None:
        """Ends all counting, and forgets what was counted."""
        self.end()
        self.counted, self._left = None, {}

    def count_later(self) -> None:
        """Counts everything again once nothing has changed for a moment."""
        self._has_changed = True
        self._rests["curve"].start(_REST)

    def follow_extent(self) -> None:
        """Counts again once the extent rests, if it has changed by then."""
        self._rests["curve"].start(_REST)

    def left(self, threshold: float, filters: Filters) -> tuple[int, int] | None:
        """Pixels that filters leave inside and outside the inventory; None while they are counted.

        Args:
            threshold: In 0-1.
            filters: What is left out and filled.
        """
        wanted = threshold, filters
        if wanted in self._left:
            self._cancel("left")
            return self._left[wanted]
        if wanted != self._wanted or "left" not in self._tasks:
            self._cancel("left")
            self._wanted = wanted
            # When a new curve has been counted, this is asked for again.
            is_counting = "curve" in self._tasks or self._rests["curve"].isActive()
            if self.counted is not None and not is_counting:
                self._rests["left"].start(_REST)
        return None

    def end(self) -> None:
        """Ends all counting."""
        for name in self._rests:
            self._cancel(name)

    def _cancel(self, name: str) -> None:
        self._rests[name].stop()
        task = self._tasks.pop(name, None)
        if task is not None:
            # The task may have ended already, and been deleted.
            with suppress(RuntimeError):
                task.cancel()
        if name == "curve":
            self.progressed.emit(-1)

    def _count(self) -> None:
        source = self._ask()
        has_changed, self._has_changed = self._has_changed, False
        known = None if has_changed or self.counted is None else self._source
        if known is not None and source is not None and source.extent == known.extent:
            # New numbers may resize the dock, and with it the map, back and forth.
            if self._wanted not in self._left and "left" not in self._tasks:
                self._count_left()
            return
        self.end()
        self._source = source
        if self._source is not None:
            task = CountingTask(self._source, lambda *done: self._take("curve", task, *done))
            task.progressChanged.connect(lambda percent: self.progressed.emit(round(percent)))
            self.progressed.emit(0)
            self._start("curve", task)

    def _count_left(self) -> None:
        if None not in (self._source, self.counted, self._wanted):
            task = FilteringTask(
                self._source, *self._wanted, lambda *done: self._take("left", task, *done)
            )
            self._start("left", task)

    def _start(self, name: str, task: CamTask) -> None:
        self._tasks[name] = task
        QgsApplication.taskManager().addTask(task)

    def _take(self, name: str, task: CamTask, result, problem: str) -> None:
        if task is not self._tasks.get(name):
            return
        del self._tasks[name]
        if name == "curve":
            self.progressed.emit(-1)
            self.counted, self._left = result, {}
        elif result is not None:
            self._left[self._wanted] = result
        if problem or name == "curve":
            self.failed.emit(problem)
        if name == "curve" or result is not None:
            self.changed.emit()
