"""Two maps side by side: the one that was checked, and the one of the round after it."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from ...translation import tr

_SIZE = 960, 560


class Comparison(QDialog):
    """A window with two maps that show the same place.

    Args:
        canvas: QGIS's, whose place is shown at first.
        title: Of the window.
        maps: What each side shows: a text above it, and its layers from the top down.
        told: What is said of both.
        parent: The window that it belongs to.

    Attributes:
        canvases: Of the old map and of the new one.
        taken: Emitted when the review is to go on with the new map.
    """

    taken = pyqtSignal()

    def __init__(
        self,
        canvas: QgsMapCanvas,
        title: str,
        maps: list[tuple[str, list[QgsMapLayer]]],
        told: str,
        parent: QWidget,
    ):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        layout = QGridLayout(self)
        self.canvases: list[QgsMapCanvas] = []
        self._tools: list[QgsMapToolPan] = []
        for column, (text, layers) in enumerate(maps):
            layout.addWidget(_label(text, bold=True), 0, column)
            layout.addWidget(self._add_canvas(canvas, layers), 1, column)
        layout.addWidget(_label(told), 2, 0, 1, len(maps))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        take = buttons.addButton(
            tr("Go on with the new map"), QDialogButtonBox.ButtonRole.ActionRole
        )
        take.setToolTip(
            tr("Outlines by a click and proposed tiles follow the new map from then on.")
        )
        take.clicked.connect(self.taken)
        take.clicked.connect(self.close)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons, 3, 0, 1, len(maps))
        layout.setRowStretch(1, 1)

    def _add_canvas(self, like: QgsMapCanvas, layers: list[QgsMapLayer]) -> QgsMapCanvas:
        canvas = QgsMapCanvas(self)
        canvas.setDestinationCrs(like.mapSettings().destinationCrs())
        canvas.setCanvasColor(like.canvasColor())
        canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        canvas.setLayers(layers)
        canvas.setExtent(QgsRectangle(like.extent()))
        tool = QgsMapToolPan(canvas)
        canvas.setMapTool(tool)
        self._tools.append(tool)
        self.canvases.append(canvas)
        canvas.extentsChanged.connect(lambda: self._follow(canvas))
        return canvas

    def _follow(self, moved: QgsMapCanvas) -> None:
        """Shows in the other map what was moved to in this one."""
        for canvas in self.canvases:
            if canvas is not moved and canvas.extent() != moved.extent():
                was_blocked = canvas.blockSignals(True)
                canvas.setExtent(moved.extent())
                canvas.blockSignals(was_blocked)
                canvas.refresh()


def _label(text: str, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    font = label.font()
    font.setBold(bold)
    label.setFont(font)
    return label
