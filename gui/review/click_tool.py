"""Adding what was missed: by a click where a CAM is, by a drag anywhere."""

from __future__ import annotations

from contextlib import suppress

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import Qt, pyqtSignal

from ...core.cam.cam import Cam
from ...core.messages import ScarpError
from ...core.review.one_click import Proposal, propose_outline
from ...translation import tr
from .outline import Outline

#: Pixels of the screen that a drag is longer than a click.
_DRAG = 6


class ClickTool(QgsMapTool):
    """Proposes outlines around clicks.

    Args:
        canvas: QGIS's.
        outline: Draws what is proposed.

    Attributes:
        taken: Emitted with a geometry in the map's CRS and the measures of its proposal, or None
            where it was drawn by hand.
        said: Emitted with what a person should know.
    """

    taken = pyqtSignal(object, object)
    said = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, outline: Outline):
        super().__init__(canvas)
        self._canvas, self._outline = canvas, outline
        self._cam: Cam | None = None
        self._band = 0
        self._place: tuple[float, float] | None = None
        self._turns = 0
        self._proposal: tuple[QgsGeometry, Proposal | None] | None = None
        self._pressed = None
        self._drawn: list[QgsPointXY] = []
        self.setCursor(Qt.CursorShape.CrossCursor)

    def set_cam(self, layer: QgsRasterLayer | None, band: int = 0) -> None:
        """Takes outlines from another class activation raster; None: from none."""
        self.close()
        self._band = band
        if layer is not None:
            with suppress(ScarpError):
                self._cam = Cam(layer.source())

    def close(self) -> None:
        """Closes the raster and drops what is proposed."""
        self._drop()
        if self._cam is not None:
            self._cam.close()
        self._cam = None

    def deactivate(self) -> None:
        """Drops what is proposed; called by QGIS when another tool is taken."""
        self._drop()
        super().deactivate()

    def _drop(self) -> None:
        self._place, self._turns, self._proposal, self._drawn = None, 0, None, []
        self._outline.propose(None)

    def canvasPressEvent(self, event) -> None:
        """Begins a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.pos()
            self._drawn = [event.mapPoint()]

    def canvasMoveEvent(self, event) -> None:
        """Draws by hand while the button is held."""
        if self._pressed is None:
            return
        self._drawn.append(event.mapPoint())
        if self._is_drag(event) and len(self._drawn) > 2:
            self._outline.propose(QgsGeometry.fromPolygonXY([[*self._drawn, self._drawn[0]]]))

    def _is_drag(self, event) -> bool:
        return (event.pos() - self._pressed).manhattanLength() > _DRAG or len(self._drawn) > 8

    def canvasReleaseEvent(self, event) -> None:
        """Proposes an outline around the point, or ends one drawn by hand."""
        if event.button() != Qt.MouseButton.LeftButton:
            self._drop()
            return
        if self._pressed is None:
            return
        was_drag = self._is_drag(event)
        self._pressed = None
        drawn, self._drawn = self._drawn, []
        if was_drag:
            if len(drawn) > 3:
                outline = QgsGeometry.fromPolygonXY([[*drawn, drawn[0]]]).makeValid()
                self._show(outline, None)
            return
        point = event.mapPoint()
        self._place, self._turns = (point.x(), point.y()), 0
        self._propose()

    def wheelEvent(self, event) -> None:
        """Makes a proposal larger or smaller; without one, the map is zoomed."""
        if self._place is None:
            super().wheelEvent(event)
            return
        self._turns += 1 if event.angleDelta().y() > 0 else -1
        self._propose()
        event.accept()

    def keyPressEvent(self, event) -> None:
        """Enter takes what is proposed, Escape drops it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.take():
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self._proposal is not None:
            self._drop()
            event.accept()
        else:
            event.ignore()

    def take(self) -> bool:
        """Takes what is proposed; False where nothing is."""
        if self._proposal is None:
            return False
        geometry, proposal = self._proposal
        self._drop()
        self.taken.emit(geometry, proposal and proposal.polygon)
        return True

    def _propose(self) -> None:
        if self._cam is None:
            self._drop()
            self.said.emit(
                tr(
                    "An outline by one click needs a class activation raster: choose one above, or "
                    "draw the landslide with the button of the mouse held."
                )
            )
            return
        try:
            found, geometry = self._around(self._place)
        except (ScarpError, QgsCsException) as problem:
            self._drop()
            self.said.emit(str(problem))
            return
        if found is None:
            self._drop()
            self.said.emit(
                tr("The model sees nothing there: draw with the button of the mouse held.")
            )
            return
        self._show(geometry, found)

    def _around(self, place: tuple[float, float]) -> tuple[Proposal | None, QgsGeometry]:
        """What is proposed around a point of the map, and its outline in the map's CRS."""
        crs = QgsCoordinateReferenceSystem(self._cam.crs_wkt)
        shown = self._canvas.mapSettings().destinationCrs()
        to_cam = QgsCoordinateTransform(shown, crs, QgsProject.instance())
        point = to_cam.transform(QgsPointXY(*place))
        found = propose_outline(self._cam, (point.x(), point.y()), self._turns, self._band)
        geometry = QgsGeometry()
        if found is not None:
            geometry.fromWkb(found.polygon.wkb)
            back = QgsCoordinateTransform(crs, shown, QgsProject.instance())
            geometry.transform(back)
        return found, geometry

    def _show(self, geometry: QgsGeometry, found: Proposal | None) -> None:
        self._proposal = geometry, found
        self._outline.propose(geometry)
        self.said.emit(
            tr("Enter takes the outline, the wheel changes its size, Escape drops it.")
            if found
            else tr("Enter takes the outline, Escape drops it.")
        )
