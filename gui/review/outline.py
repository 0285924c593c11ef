"""The polygon that is looked at, on the map."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor

_YELLOW, _CYAN, _HALO = QColor(255, 225, 0), QColor(0, 220, 255), QColor(0, 0, 0, 160)
#: How much is shown, as a multiple of the polygon.
_AROUND = 4.0
#: Pixels that are shown at least: of a tiny polygon alone nobody could tell what it is.
_PIXELS = 60
_CLEAR = QColor(0, 0, 0, 0)


def _band(canvas: QgsMapCanvas, colour: QColor, width: int) -> QgsRubberBand:
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(colour)
    band.setSecondaryStrokeColor(_HALO)
    band.setFillColor(_CLEAR)
    band.setWidth(width)
    return band


class Outline:
    """Yellow around the current polygon, light blue around what a click proposes.

    Args:
        canvas: QGIS's.
    """

    def __init__(self, canvas: QgsMapCanvas):
        self._canvas = canvas
        self._current = _band(canvas, _YELLOW, 3)
        self._proposed = _band(canvas, _CYAN, 3)

    def show(self, geometry: QgsGeometry, layer: QgsMapLayer) -> None:
        """Draws the outline of what is looked at, in the CRS of a layer."""
        self._current.setToGeometry(geometry, layer.crs())

    def propose(self, geometry: QgsGeometry | None) -> None:
        """Draws an outline in the map's CRS; None: none."""
        kind = QgsWkbTypes.GeometryType.PolygonGeometry
        self._proposed.reset(kind)
        if geometry is not None:
            self._proposed.setToGeometry(geometry, None)

    def hide(self) -> None:
        """Draws nothing."""
        kind = QgsWkbTypes.GeometryType.PolygonGeometry
        self._current.reset(kind)
        self._proposed.reset(kind)

    def zoom(self, geometry: QgsGeometry, layer: QgsVectorLayer, pixel: float = 0.0) -> None:
        """Shows a polygon with some surroundings.

        Args:
            geometry: The polygon.
            layer: Its layer.
            pixel: Side of a pixel of what it was mapped on, in units of the map; 0: unknown.
        """
        box = to_canvas(geometry.boundingBox(), layer, self._canvas)
        if box is None:
            return
        side = max(_AROUND * max(box.width(), box.height()), _PIXELS * pixel)
        side = side or 100 * self._canvas.mapUnitsPerPixel()
        around = QgsRectangle.fromCenterAndSize(box.center(), side, side)
        self._canvas.setExtent(around)
        self._canvas.refresh()

    def close(self) -> None:
        """Takes the outlines off the map."""
        for band in (self._current, self._proposed):
            self._canvas.scene().removeItem(band)


def to_canvas(box: QgsRectangle, layer: QgsMapLayer, canvas: QgsMapCanvas) -> QgsRectangle | None:
    """A rectangle of a layer in the map's CRS; None where it cannot be transformed."""
    crs = canvas.mapSettings().destinationCrs()
    transform = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance())
    try:
        return transform.transformBoundingBox(box)
    except QgsCsException:
        return None
