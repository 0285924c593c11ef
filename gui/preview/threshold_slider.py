"""A slider for a threshold, with a box to type it in and marks to jump to."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPen
from qgis.PyQt.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.cam.histogram import STEPS
from ...translation import tr
from ..colours import text_colour

_STEP, _PAGE = 0.01, 0.1
#: Property of a button: the threshold that it sets.
_THRESHOLD = "threshold"
_MARK_HEIGHT = 7


class ThresholdSlider(QWidget):
    """Chooses a threshold of 0 to 1: arrows move it by 0.01, the page keys by 0.1.

    Args:
        parent: The widget that it is in.

    Attributes:
        changed: Emitted with the threshold, a multiple of 0.001, when it changes.
        is_users: Whether a person has chosen it.
    """

    changed = pyqtSignal(float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.slider = _MarkedSlider(self)
        self.slider.setAccessibleName(tr("Threshold"))
        self.slider.setToolTip(
            tr("Pixels with at least this value are landslides. Arrows: 0.01, page keys: 0.1.")
        )
        self.box = QDoubleSpinBox(self)
        self.box.setRange(0, 1)
        self.box.setDecimals(3)
        self.box.setSingleStep(_STEP)
        self.box.setKeyboardTracking(False)
        self.box.setAccessibleName(tr("Threshold"))
        self.box.setToolTip(self.slider.toolTip())
        label = QLabel(tr("&Threshold"))
        label.setBuddy(self.box)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addLayout(self._buttons)
        self.slider.valueChanged.connect(lambda value: self.set_threshold(value / STEPS))
        self.box.valueChanged.connect(self.set_threshold)
        self._threshold = 0.0
        self.suggest(0.5)

    @property
    def threshold(self) -> float:
        """The threshold chosen, a multiple of 0.001."""
        return self._threshold

    def set_threshold(self, threshold: float) -> None:
        """Sets a threshold, rounded to 0.001, on behalf of a person."""
        self.is_users = True
        self._set(threshold)

    def suggest(self, threshold: float) -> None:
        """Sets a threshold that no person has chosen."""
        self.is_users = False
        self._set(threshold)

    def _set(self, threshold: float) -> None:
        threshold = round(min(max(threshold, 0.0), 1.0) * STEPS) / STEPS
        for widget, value in ((self.slider, round(threshold * STEPS)), (self.box, threshold)):
            widget.blockSignals(True)
            widget.setValue(value)
            widget.blockSignals(False)
        if threshold != self._threshold:
            self._threshold = threshold
            self.changed.emit(threshold)

    def set_marks(self, marks: dict[str, float]) -> None:
        """Shows marks on the slider and a button for each below it.

        Args:
            marks: Thresholds by what they are.
        """
        self.slider.marks = list(marks.values())
        self.slider.update()
        # Buttons are reused: with new ones the dock, and with it the map, would change its width.
        while self._buttons.count() - 1 > len(marks):
            button = self._buttons.takeAt(1).widget()
            button.hide()
            button.deleteLater()
        while self._buttons.count() - 1 < len(marks):
            button = QToolButton(self)
            button.clicked.connect(self._take_mark)
            self._buttons.addWidget(button)
        before = self.box
        for number, (name, threshold) in enumerate(marks.items(), start=1):
            button = self._buttons.itemAt(number).widget()
            button.setText(f"{name} {threshold:.3f}")
            button.setToolTip(tr("Takes the threshold {threshold:.3f}", threshold=threshold))
            button.setProperty(_THRESHOLD, threshold)
            # The order of the Tab key: after the box.
            QWidget.setTabOrder(before, button)
            before = button

    def _take_mark(self, *_) -> None:
        self.set_threshold(self.sender().property(_THRESHOLD))


class _MarkedSlider(QSlider):
    """A horizontal slider of thousandths with marks below its groove."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.marks: list[float] = []
        self.setRange(0, STEPS)
        self.setSingleStep(round(_STEP * STEPS))
        self.setPageStep(round(_PAGE * STEPS))
        self.setMinimumWidth(120)

    def sizeHint(self):
        """Adds the height of the marks."""
        return super().sizeHint() + QSize(0, _MARK_HEIGHT)

    def minimumSizeHint(self):
        """Adds the height of the marks."""
        return super().minimumSizeHint() + QSize(0, _MARK_HEIGHT)

    def paintEvent(self, event):
        """Draws the marks below what Qt draws."""
        super().paintEvent(event)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
        painter = QPainter(self)
        painter.setPen(QPen(text_colour(self.palette()), 2))
        for mark in self.marks:
            x = handle // 2 + QStyle.sliderPositionFromValue(
                0, STEPS, round(mark * STEPS), self.width() - handle
            )
            painter.drawLine(x, self.height() - _MARK_HEIGHT, x, self.height() - 1)
