"""The threshold curve as a plot."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...core.cam.threshold_curve import ThresholdCurve
from ...translation import tr
from ..colours import colour_of, text_colour

_DASHES = {
    "precision": Qt.PenStyle.DashLine,
    "recall": Qt.PenStyle.DotLine,
    "f1": Qt.PenStyle.SolidLine,
    "iou": Qt.PenStyle.DashDotLine,
    "area": Qt.PenStyle.SolidLine,
}
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 10, 22, 20
#: Length of a legend's line.
_SAMPLE = 18


class CurvePlot(QWidget):
    """Precision, recall, F1 and IoU over the threshold, or the area found without an inventory.

    A click chooses a threshold.

    Args:
        parent: The widget that it is in.

    Attributes:
        clicked: Emitted with the threshold that was clicked, 0 to 1.
    """

    clicked = pyqtSignal(float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setMinimumSize(220, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Metrics over the threshold"))
        self.setToolTip(
            tr(
                "Click to go to a threshold. The curve and the marks are of all pixels: smallest "
                "area and holes are not taken into account."
            )
        )
        self._lines: dict[str, np.ndarray] = {}
        self._labels: dict[str, str] = {}
        self._threshold = 0.5

    def set_curve(self, curve: ThresholdCurve | None, compared: bool = False) -> None:
        """Shows a curve.

        Args:
            curve: None shows nothing.
            compared: Whether there is an inventory; without one the curve has no metrics.
        """
        self._lines, self._labels = {}, {}
        if curve is not None and compared:
            for name in ("precision", "recall", "f1", "iou"):
                self._lines[name] = getattr(curve, name)
            labels = (tr("precision"), tr("recall"), "F1", "IoU")
            self._labels = dict(zip(self._lines, labels))
        elif curve is not None and curve.pixels:
            self._lines["area"] = (curve.tp + curve.fp) / curve.pixels
            self._labels["area"] = tr("share of the area")
        self.update()

    def set_threshold(self, threshold: float) -> None:
        """Marks the current threshold."""
        self._threshold = threshold
        self.update()

    def mousePressEvent(self, event):
        """Chooses the threshold that was clicked."""
        frame = self._frame()
        self.clicked.emit(min(max((event.pos().x() - frame.left()) / frame.width(), 0.0), 1.0))

    mouseMoveEvent = mousePressEvent

    def paintEvent(self, event):
        """Draws axes, curves with their names, and the current threshold."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, frame = self.palette(), self._frame()
        text = text_colour(palette)
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        self._draw_axes(painter, frame, text)
        left = frame.left()
        for name, values in self._lines.items():
            pen = QPen(colour_of(name, palette), 2, _DASHES[name])
            painter.setPen(pen)
            painter.drawPolyline(_polyline(values, frame))
            painter.drawLine(QPointF(left, 11), QPointF(left + _SAMPLE, 11))
            painter.setPen(text)
            painter.drawText(QPointF(left + _SAMPLE + 4, 15), self._labels[name])
            left += _SAMPLE + 12 + painter.fontMetrics().horizontalAdvance(self._labels[name])
        if not self._lines:
            painter.setPen(text)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, tr("No metrics yet"))
        x = frame.left() + self._threshold * frame.width()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))

    def _draw_axes(self, painter: QPainter, frame: QRectF, text: QColor) -> None:
        faint = QColor(text)
        faint.setAlpha(50)
        for step in range(6):
            share = step / 5
            x = frame.left() + share * frame.width()
            y = frame.bottom() - share * frame.height()
            painter.setPen(faint)
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(text)
            number = f"{share:.1f}"
            painter.drawText(
                QRectF(x - 20, frame.bottom() + 2, 40, _BOTTOM - 2),
                Qt.AlignmentFlag.AlignCenter,
                number,
            )
            painter.drawText(
                QRectF(0, y - 8, _LEFT - 5, 16),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                number,
            )

    def _frame(self) -> QRectF:
        """The rectangle of the curves."""
        return QRectF(
            _LEFT,
            _TOP,
            max(self.width() - _LEFT - _RIGHT, 1),
            max(self.height() - _TOP - _BOTTOM, 1),
        )


def _polyline(values: np.ndarray, frame: QRectF) -> QPolygonF:
    """Values in 0-1 at evenly spaced thresholds, without those that are undefined."""
    x = frame.left() + np.linspace(0, 1, len(values)) * frame.width()
    y = frame.bottom() - values * frame.height()
    known = np.flatnonzero(np.isfinite(values))
    # One point per pixel is enough.
    known = known[:: max(len(known) // max(int(frame.width()), 1), 1)]
    return QPolygonF([QPointF(*point) for point in zip(x[known].tolist(), y[known].tolist())])
