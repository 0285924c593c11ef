"""Widgets side by side, in as many lines as the width requires."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Places its widgets one after another, like the words of a text."""

    def __init__(self, spacing: int = 4):
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item):
        """Adds an item; called by `addWidget`."""
        self._items.append(item)

    def count(self):
        """The number of items."""
        return len(self._items)

    def itemAt(self, index):
        """The item at an index; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index):
        """Removes and returns the item at an index; None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self):
        """The layout takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self):
        """The layout is the higher the narrower it is."""
        return True

    def heightForWidth(self, width):
        """The height for a width, in pixels."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect):
        """Places the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self):
        """The size with one widget per line."""
        return self.minimumSize()

    def minimumSize(self):
        """The size of the widest widget, which can shrink only as far as its text allows."""
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
