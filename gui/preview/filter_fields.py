"""Fields for the smallest area and for holes to fill."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QWidget

from ...core.regions.filters import Filters
from ...translation import tr


class FilterFields(QWidget):
    """What is left out and filled, in m².

    Args:
        parent: The widget that it is in.

    Attributes:
        changed: Emitted with the `Filters` when they change.
        is_users: Whether a person has set them.
    """

    changed = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.is_users = False
        self._filters = Filters()
        self.min_area, self.fill_holes = _AreaBox(self), _AreaBox(self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        for row, (box, text, help_) in enumerate(
            (
                (
                    self.min_area,
                    tr("Smallest area (m²)"),
                    tr(
                        "Smaller landslides are left out: on the map, in the figures and in the "
                        "polygons. At first this keeps landslides of four pixels and more."
                    ),
                ),
                (
                    self.fill_holes,
                    tr("Fill holes up to (m²)"),
                    tr("Holes of up to this area are filled, with all that lies in them."),
                ),
            )
        ):
            label = QLabel(text)
            label.setBuddy(box)
            for widget in (label, box):
                widget.setToolTip(help_)
            box.setAccessibleName(text)
            box.valueChanged.connect(self._take_boxes)
            layout.addWidget(label, row, 0)
            layout.addWidget(box, row, 1)

    @property
    def filters(self) -> Filters:
        """The current filters."""
        return self._filters

    def set_filters(self, filters: Filters, by_user: bool = True) -> None:
        """Sets both fields.

        Args:
            filters: The new filters.
            by_user: Whether a person has chosen them.
        """
        self.is_users = by_user
        for box, value in (
            (self.min_area, filters.min_area),
            (self.fill_holes, filters.fill_holes),
        ):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._tell()

    def set_step(self, area: float) -> None:
        """Sets by how much an arrow changes a field, m²."""
        for box in (self.min_area, self.fill_holes):
            box.setSingleStep(area or 1.0)

    def _take_boxes(self, *_) -> None:
        self.is_users = True
        self._tell()

    def _tell(self) -> None:
        filters = Filters(self.min_area.value(), self.fill_holes.value())
        if filters != self._filters:
            self._filters = filters
            self.changed.emit(filters)


class _AreaBox(QDoubleSpinBox):
    """A spin box for m² that shows no more decimals than needed."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setRange(0, 1e9)
        self.setDecimals(3)
        self.setKeyboardTracking(False)

    def textFromValue(self, value):
        """Writes a number without trailing zeros."""
        return self.locale().toString(value, "f", _decimals(value))


def _decimals(value: float) -> int:
    text = f"{value:.3f}".rstrip("0")
    return len(text) - text.index(".") - 1
