"""Adding what was missed: by a click, on the CAM or else on the image, or by a drag."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

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
from ..worker_task import WorkerTask, start
from .outline import Outline

#: Pixels of the screen that a drag is longer than a click.
_DRAG = 6
#: Pixels of the screen that an outline drawn by hand goes around at least.
_LEAST = 16
#: Measures of a proposal that are those of its outline, and of the CAM in it.
_OF_OUTLINE = ("area_m2", "perim_m", "length_m", "width_m")
_OF_CAM = ("cam_mean", "cam_max")


class ClickTool(QgsMapTool):
    """Proposes outlines around clicks.

    Args:
        canvas: QGIS's.
        outline: Draws what is proposed.

    Attributes:
        taken: Emitted with a geometry in the map's CRS, and values of fields by name: its measures,
            where it was not drawn by hand.
        said: Emitted with what a person should know.
    """

    taken = pyqtSignal(object, object)
    said = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, outline: Outline):
        super().__init__(canvas)
        self._canvas, self._outline = canvas, outline
        self._cam: Cam | None = None
        self._image: QgsRasterLayer | None = None
        # What the image shows around the last click, where the CAM shows nothing.
        self._walked: Cam | None = None
        self._walk: WorkerTask | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="scarp-click-")
        self._place: tuple[float, float] | None = None
        self._turns = 0
        self._proposal: tuple[QgsGeometry, dict] | None = None
        self._pressed = self._clicked = None
        self._drawn: list[QgsPointXY] = []
        self.setCursor(Qt.CursorShape.CrossCursor)

    def set_cam(self, layer: QgsRasterLayer | None) -> None:
        """Takes outlines from another class activation raster; None: from none."""
        self._close_cam()
        if layer is not None:
            with suppress(ScarpError):
                self._cam = Cam(layer.source())

    def set_image(self, layer: QgsRasterLayer | None) -> None:
        """Takes outlines from another image where the CAM shows nothing; None: from none."""
        self._drop()
        self._image = layer

    def close(self) -> None:
        """Closes the rasters and drops what is proposed."""
        self._close_cam()
        self._image = None

    def _close_cam(self) -> None:
        self._drop()
        if self._cam is not None:
            self._cam.close()
        self._cam = None

    def deactivate(self) -> None:
        """Drops what is proposed; called by QGIS when another tool is taken."""
        self._drop()
        super().deactivate()

    def _drop(self) -> None:
        was_shown = self._proposal is not None or self._walk is not None
        self._place, self._turns, self._proposal, self._drawn = None, 0, None, []
        if self._walk is not None:
            self._walk.forget()
        if self._walked is not None:
            self._walked.close()
        self._walk = self._walked = None
        self._outline.propose(None)
        if was_shown:  # What was said of it no longer holds.
            self.said.emit("")

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
            outline = QgsGeometry.fromPolygonXY([[*drawn, drawn[0]]]).makeValid()
            if outline.area() > _LEAST * self._canvas.mapUnitsPerPixel() ** 2:
                self._show(outline, {})
            else:
                self._drop()
                self.said.emit(tr("The line goes around nothing: draw around the landslide."))
            return
        again = self._place is not None and self._walked is None and self._is_there(event)
        self._drop()
        point = event.mapPoint()
        self._place, self._clicked = (point.x(), point.y()), event.pos()
        if again and self._image is not None:
            self._ask(self._look_at_image)
        else:
            self._ask(self._propose)

    def _is_there(self, event) -> bool:
        """Whether a click is where the last one was."""
        return (event.pos() - self._clicked).manhattanLength() <= _DRAG

    def wheelEvent(self, event) -> None:
        """Makes a proposal larger or smaller; without one, the map is zoomed."""
        if self._place is None:
            super().wheelEvent(event)
            return
        self._turns += 1 if event.angleDelta().y() > 0 else -1
        self._ask(self._propose)
        event.accept()

    def keyPressEvent(self, event) -> None:
        """Enter takes what is proposed, Escape drops it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.take():
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and (self._proposal or self._walk) is not None:
            self._drop()
            event.accept()
        else:
            event.ignore()

    def take(self) -> bool:
        """Takes what is proposed; False where nothing is."""
        if self._proposal is None:
            return False
        geometry, values = self._proposal
        self._drop()
        self.taken.emit(geometry, values)
        return True

    def _ask(self, action: Callable[[], None]) -> None:
        """Does something, and says what stands in its way."""
        try:
            action()
        except ScarpError as problem:
            self._drop()
            self.said.emit(tr(problem.template, **problem.values))
        except QgsCsException as problem:
            self._drop()
            self.said.emit(str(problem))

    def _propose(self) -> None:
        """Proposes an outline by the CAM, else by the image around the click."""
        if self._walk is not None:
            return
        cam = self._walked or self._cam
        found, geometry = self._around(cam) if cam is not None else (None, QgsGeometry())
        if found is None and self._walked is None and self._image is not None:
            self._look_at_image()
            return
        if found is None:
            self._drop()
            self.said.emit(
                tr("Nothing stands out there: draw with the button of the mouse held.")
                if cam is not None
                else tr(
                    "An outline by one click needs a class activation raster or an image: choose "
                    "one above, or draw the landslide with the button of the mouse held."
                )
            )
            return
        measures = (*_OF_OUTLINE, *(_OF_CAM if cam is self._cam else ()))
        values = {name: getattr(found.polygon, name) for name in measures}
        self._show(geometry, {**values, "class": found.polygon.class_name})

    def _around(self, cam: Cam) -> tuple[Proposal | None, QgsGeometry]:
        """What is proposed around the click, and its outline in the map's CRS."""
        crs = QgsCoordinateReferenceSystem(cam.crs_wkt)
        point = self._place_in(crs)
        found = propose_outline(cam, (point.x(), point.y()), self._turns)
        geometry = QgsGeometry()
        if found is not None:
            geometry.fromWkb(found.polygon.wkb)
            shown = self._canvas.mapSettings().destinationCrs()
            back = QgsCoordinateTransform(crs, shown, QgsProject.instance())
            geometry.transform(back)
        return found, geometry

    def _place_in(self, crs: QgsCoordinateReferenceSystem) -> QgsPointXY:
        """Where the click is in some CRS."""
        shown = self._canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(shown, crs, QgsProject.instance())
        return transform.transform(QgsPointXY(*self._place))

    def _look_at_image(self) -> None:
        """Asks the worker what the image shows around the click."""
        point = self._place_in(self._image.crs())
        arguments = {
            "image": self._image.source(),
            "x": point.x(),
            "y": point.y(),
            "output": str(Path(self._folder.name, "click.tif")),
        }
        self._walk = start(
            tr("Scarp: an outline by the image"), "outline_image", arguments, self._take_walk
        )
        self.said.emit(tr("Looking at the image…"))

    def _take_walk(self, result: dict | None, problem: str) -> None:
        self._walk = None
        if result is None:
            self._drop()
            self.said.emit(problem)
            return
        self._walked = Cam(result["output"])
        self._ask(self._propose)

    def _show(self, geometry: QgsGeometry, values: dict) -> None:
        self._proposal = geometry, values
        self._outline.propose(geometry)
        if not values:
            self.said.emit(tr("Enter takes the outline, Escape drops it."))
        elif self._walked is None and self._image is not None:
            self.said.emit(
                tr(
                    "Enter takes the outline, the wheel changes its size, Escape drops it. A "
                    "second click there asks the image instead."
                )
            )
        else:
            self.said.emit(
                tr("Enter takes the outline, the wheel changes its size, Escape drops it.")
            )
