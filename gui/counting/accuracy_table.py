"""The metrics at one threshold, as a small table."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QWidget

from ...core.cam.threshold_curve import table_rows
from ...core.confusion import Confusion
from ...translation import tr
from .counting_task import Counted

#: Shown while pixels are being counted.
_WAITING = "…"
#: The thresholds of Figure 12 of Zhang et al. 2020.
THRESHOLDS = tuple(round(0.1 * step, 1) for step in range(1, 10))


class MetricsTable(QWidget):
    """Precision, recall, F1, IoU, pixels and area.

    Args:
        parent: The widget that it is in.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # In few lines, so that a low dock has room for more than this table.
        layout.setVerticalSpacing(1)
        layout.setColumnStretch(1, 1)
        layout.setColumnStretch(4, 1)
        layout.setColumnMinimumWidth(2, 8)
        self._values: dict[str, QLabel] = {}
        labels = (
            ("precision", tr("Precision")),
            ("recall", tr("Recall")),
            ("f1", "F1"),
            ("iou", "IoU"),
            ("pixels", tr("Pixels")),
            ("area_km2", tr("Area (km²)")),
        )
        for place, (name, text) in enumerate(labels):
            caption, value = QLabel(text), QLabel("–")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(text)
            font = value.font()
            font.setBold(True)
            value.setFont(font)
            row, column = divmod(place, 2)
            layout.addWidget(caption, row, 3 * column)
            layout.addWidget(value, row, 3 * column + 1)
            self._values[name] = value

    def show_all(self, counted: Counted | None, threshold: float) -> None:
        """Shows the metrics of all pixels at a threshold.

        Dashes stand for what is undefined or not known yet.
        """
        row = {}
        if counted is not None:
            (row,) = table_rows(counted.curve, [threshold], counted.pixel_area, counted.compared)
        self._show({name: _shown(row.get(name)) for name in self._values})

    def show_left(self, counted: Counted, threshold: float, left: tuple[int, int] | None) -> None:
        """Shows the metrics of what filters leave at a threshold.

        Args:
            counted: What was counted without filters.
            threshold: In 0-1.
            left: Pixels left inside and outside the inventory; None: they are being counted.
        """
        if left is None:
            self._show(dict.fromkeys(self._values, _WAITING))
            return
        of_all, (inside, outside) = counted.curve.at(threshold), left
        features, others = of_all.tp + of_all.fn, of_all.fp + of_all.tn
        at = Confusion(inside, outside, features - inside, others - outside)
        row = {"pixels": inside + outside}
        row["area_km2"] = row["pixels"] * counted.pixel_area / 1e6
        if counted.compared:
            row |= {name: getattr(at, name) for name in ("precision", "recall", "f1", "iou")}
        self._show({name: _shown(row.get(name)) for name in self._values})

    def _show(self, texts: dict[str, str]) -> None:
        for name, text in texts.items():
            self._values[name].setText(text)

    def texts(self) -> dict[str, str]:
        """What is shown, by name."""
        return {name: label.text() for name, label in self._values.items()}


def copy_table(counted: Counted) -> None:
    """Copies the metrics at 0.1 to 0.9 and at 0.51 to 0.59 to the clipboard as a table."""
    thresholds = sorted({*THRESHOLDS, *(round(0.5 + step / 100, 2) for step in range(1, 10))})
    rows = table_rows(counted.curve, thresholds, counted.pixel_area, counted.compared)
    lines = ["\t".join(rows[0])]
    lines += ["\t".join("" if v != v else f"{v:.6g}" for v in row.values()) for row in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))


def _shown(value: float | None) -> str:
    if value is None or math.isnan(value):
        return "–"
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(value, "f", 3)
