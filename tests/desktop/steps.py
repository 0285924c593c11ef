"""Opening, filling and running the windows of steps by mouse and keyboard."""

from __future__ import annotations

import time

from desk import Desk, Failed

#: The panel that comes with the plugin.
START = "ScarpStart"
#: Seconds that a step may take: a training with TensorFlow's start on a slow machine.
_LONGEST = 600
#: How often something is typed: the window may scroll under the mouse.
_TRIES = 2
#: Seconds until the log says something.
_TO_BEGIN = 15
_DONE, _FAILED = "Execution completed in", "Execution failed"
_BATCH_DONE = "Batch execution completed"


class Step:
    """The window of a step.

    Args:
        desk: QGIS.
        step: Its id without "scarp:".
        opened: Whether something else opens the window; else it is opened from the toolbox.
    """

    def __init__(self, desk: Desk, step: str, opened: bool = False):
        self._desk = desk
        self._id = f"scarp:{step}"
        self.title = desk.evaluate(
            f"__import__('qgis.core').core.QgsApplication.processingRegistry()"
            f".algorithmById('{self._id}').displayName()"
        )
        self._row = None
        if not opened:
            self._open()
        desk.window(self.title)
        desk.read_help(self.title)

    def _open(self) -> None:
        """From the start panel where that offers the step, else from the toolbox."""
        desk = self._desk
        name = self.title.lstrip("0123456789. ")
        button = {"kind": "QAbstractButton", "text": name, "of": START, "showing": True}
        if (desk.ask("widget", **button) or {}).get("enabled"):
            desk.click(**button)
            return
        if not desk.ask("widget", name="searchBox", of="ProcessingToolbox"):
            desk.menu("Processing", "Toolbox")
        desk.write(desk.find(name="searchBox", of="ProcessingToolbox"), self.title, end="")
        time.sleep(0.5)
        desk.item(self.title, times=2, kind="QgsProcessingToolboxTreeView")

    def as_batch(self, rows: int) -> None:
        """Goes on to the window for batches."""
        desk = self._desk
        desk.click(kind="QPushButton", text="Run as Batch Process", within=self.title)
        self.title = "Batch Processing"
        desk.window(self.title)
        for _ in range(rows - 1):
            desk.click(kind="QToolButton", name="btnAdd")
        self._row = 0

    def in_row(self, row: int) -> None:
        """What is filled in belongs to a row of the batch from now on."""
        self._row = row

    def fill(self, **values) -> None:
        """Fills in parameters, but those that already are as wanted."""
        for name, value in values.items():
            self._fill(name, value)

    def _parts(self, name: str) -> list[dict]:
        parts = self._desk.ask("parameter", name=name, row=self._row)
        if parts is None:
            raise Failed(f"{self._id} has no {name}")
        return parts

    def _fill(self, name: str, value) -> None:
        desk, parts = self._desk, self._parts(name)
        if not any(part["rect"][2] for part in parts) and self._row is None:
            group = desk.ask("widget", kind="QgsCollapsibleGroupBoxBasic", text="Advanced")
            if group and group.get("collapsed"):
                x, y, *_ = desk.find(kind="QgsCollapsibleGroupBoxBasic", text="Advanced")["rect"]
                desk.screen.click(x + 40, y + 9)
        for kind, way in (
            ("QSpinBox", self._write),
            ("QDoubleSpinBox", self._write),
            ("QComboBox", self._choose),
            ("QCheckBox", self._tick),
            ("QLineEdit", self._write),
        ):
            if isinstance(value, list):
                kind, way = "QLineEdit", self._tick_all
            number = next((n for n, part in enumerate(parts) if kind in part["kinds"]), None)
            if number is not None:
                if not _is_as_wanted(parts[number], value):
                    way(name, kind, value)
                return
        raise Failed(f"{self._id}: {name} has no widget that is known")

    def _part(self, name: str, kind: str) -> dict:
        """A part of a parameter's widget, once it is in sight."""
        return self._desk.seen(
            lambda: next(part for part in self._parts(name) if kind in part["kinds"]),
            f"{self._id}: {name} is not to be seen",
        )

    def _write(self, name: str, kind: str, value) -> None:
        for _ in range(_TRIES):
            self._desk.write(self._part(name, kind), str(value))
            if _is_as_wanted(self._part(name, kind), value):
                return
        raise Failed(f"{self._id}: {name} does not take {value}")

    def offered(self, name: str) -> str:
        """What stands in the line of a parameter."""
        return next(p["current"] for p in self._parts(name) if "QLineEdit" in p["kinds"])

    def _tick(self, name: str, kind: str, _value) -> None:
        x, y, _, height = self._part(name, kind)["rect"]
        self._desk.screen.click(x + 9, y + height // 2)

    def _choose(self, name: str, kind: str, value) -> None:
        if "/" in str(value) and self._has(name, "QLineEdit"):
            self._write(name, "QLineEdit", value)
            return
        self._desk.click_on(self._part(name, kind))
        self._desk.item(str(value))

    def _tick_all(self, name: str, _kind: str, values: list) -> None:
        desk = self._desk
        button = "QToolButton" if self._has(name, "QToolButton") else "QPushButton"
        desk.click_on(self._part(name, button))
        for value in values:
            row = desk.seen(
                lambda text=value: desk.ask("item", text=text, kind="QListView", check=True),
                f"{self._id}: {name} does not offer {value}",
            )
            if not row["checked"]:
                desk.click_on(row)
        desk.click(kind="QPushButton", text="OK")

    def _has(self, name: str, kind: str) -> bool:
        return any(kind in part["kinds"] for part in self._parts(name))

    def run(self) -> str:
        """Runs the step to its end, and gives what its log says.

        Raises:
            Failed: if it fails, if a box with a message comes up, or if nothing happens.
        """
        desk = self._desk
        desk.click(kind="QPushButton", text="Run", within=self.title)
        done = _DONE if self._row is None else _BATCH_DONE
        log, end = "", time.monotonic() + _LONGEST
        started = time.monotonic()
        while done not in log and _FAILED not in log:
            if time.monotonic() > end:
                raise Failed(f"{self._id} does not come to an end: {log[-500:]}")
            time.sleep(0.5)
            for window in desk.ask("windows", seconds=_LONGEST):
                if "QMessageBox" in window["class"]:
                    raise Failed(f"{self._id}: {window['text']}")
            log = desk.ask("log", title=self.title)
            if not log and time.monotonic() > started + _TO_BEGIN:
                raise Failed(f"{self._id}: Run does nothing")
        if _FAILED in log:
            raise Failed(f"{self._id}: {log[-800:]}")
        time.sleep(1)
        return log

    def close(self) -> None:
        """Closes the window."""
        desk = self._desk
        desk.click(kind="QPushButton", text="Close", within=self.title)
        desk.until(
            lambda: not any(self._is_title(w["title"]) for w in desk.ask("windows")),
            f"the window of {self._id} does not close",
        )
        desk.check_errors()

    def _is_title(self, title: str) -> bool:
        # Newer versions of QGIS put the group's name first.
        return self.title.lower() in title.lower()


def _is_as_wanted(part: dict, value) -> bool:
    current = part.get("current")
    if isinstance(value, bool):
        return part.get("checked") == value
    if isinstance(value, (int, float)):
        return part.get("value") == value
    return isinstance(value, str) and str(current).split(" [")[0] == value
