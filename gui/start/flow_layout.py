"""Widgets side by side, in as many lines as the width asks for."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Puts its widgets beside each other as words in a text."""

    def __init__(self, spacing: int = 4):
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item):
        """Called by `addWidget`."""
        self._items.append(item)

    def count(self):
        """How many widgets there are."""
        return len(self._items)

    def itemAt(self, index):
        """One of them; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index):
        """Takes one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self):
        """Takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self):
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width):
        """In pixels."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect):
        """Places the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self):
        """Of one widget a line."""
        return self.minimumSize()

    def minimumSize(self):
        """Of the widest widget, which can be squeezed no further than its text allows."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, move: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item in self._items:
            if item.widget() is not None and item.widget().isHidden():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), rect.width()))
            if x + size.width() > rect.x() + rect.width() and height:
                x, y, height = rect.x(), y + height + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            height = max(height, size.height())
        return y + height - rect.y()
