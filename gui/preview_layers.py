"""Layers of the preview's own, shown on the canvas in place of the project's."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from .threshold_renderer import ThresholdRenderer

_INVENTORY_STYLE = Path(__file__).parents[1] / "resources" / "styles" / "inventory.qml"


def cam_at_threshold(
    layer: QgsRasterLayer, band: int, threshold: float, outline: int
) -> QgsRasterLayer:
    """A copy of a CAM's layer that shows what is at or above a threshold.

    Args:
        layer: Of the CAM.
        band: Number of a class's band, from 1; 0: all.
        threshold: In 0-1.
        outline: Width of outlines in pixels of the map.
    """
    copy = layer.clone()
    bands = [band] if band else list(range(1, layer.bandCount() + 1))
    copy.setRenderer(ThresholdRenderer(copy.dataProvider(), bands, threshold, outline))
    copy.setOpacity(1.0)
    copy.setScaleBasedVisibility(False)
    return copy


def red_outlines(layer: QgsVectorLayer) -> QgsVectorLayer:
    """A copy of an inventory's layer in red outlines; while it is edited, the layer itself."""
    if layer.isEditable():
        return layer
    copy = layer.clone()
    copy.loadNamedStyle(str(_INVENTORY_STYLE))
    copy.setScaleBasedVisibility(False)
    return copy


def layers_below(replaced: list[str], image: str) -> list[QgsMapLayer]:
    """What is shown below a CAM at a threshold, from the topmost.

    Args:
        replaced: Ids of the project's layers for which others stand in.
        image: Id of a layer that is shown even if it is switched off, "" if none.
    """
    below = _visible_layers()
    layer = QgsProject.instance().mapLayer(image)
    if layer is not None and layer not in below:
        below.append(layer)
    return [layer for layer in below if layer.id() not in replaced]


class CanvasPreview(QObject):
    """Shows the CAM at a threshold, below the inventory and above the image, on a canvas.

    The project's layers and their styles are left alone: copies stand in for them, on this canvas
    only, until `hide` is called.

    Args:
        canvas: QGIS's.
        parent: Of this object.
    """

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None):
        super().__init__(parent)
        self._canvas = canvas
        self._cam: QgsRasterLayer | None = None
        self._tops: list[QgsMapLayer] = []
        # By their ids: the project may remove them at any time.
        self._replaced: list[str] = []
        self._image = ""
        self._waiting: float | None = None
        self._arranging = False
        canvas.layersChanged.connect(self._arrange)
        canvas.mapCanvasRefreshed.connect(self._draw_what_waits)

    @property
    def is_shown(self) -> bool:
        """Whether there is a preview on the canvas."""
        return self._cam is not None

    def show(
        self,
        cam: QgsRasterLayer,
        band: int,
        threshold: float,
        inventory: QgsVectorLayer | None,
        image: QgsRasterLayer | None,
    ) -> None:
        """Shows a CAM.

        Args:
            cam: Layer of the CAM.
            band: Number of a class's band, from 1; 0: all.
            threshold: In 0-1.
            inventory: Layer of known landslides.
            image: Shown below, even if it is switched off in the project.
        """
        self._waiting = None
        self._replaced = [layer_id(cam), layer_id(inventory)]
        self._image = layer_id(image)
        self._cam = cam_at_threshold(cam, band, threshold, outline=2)
        self._tops = [red_outlines(inventory)] if inventory is not None else []
        self._tops.append(self._cam)
        self._arrange()

    def hide(self) -> None:
        """Gives the canvas back the project's layers."""
        if not self.is_shown:
            return
        self._cam = None
        tops, self._tops = self._tops, []
        self._canvas.setLayers(_visible_layers())
        del tops  # Not before the canvas has let go of them.

    def close(self) -> None:
        """Lets go of the canvas for good."""
        self.hide()
        self._canvas.layersChanged.disconnect(self._arrange)
        self._canvas.mapCanvasRefreshed.disconnect(self._draw_what_waits)

    def set_threshold(self, threshold: float) -> None:
        """Shows another threshold; while the canvas is drawing, once it has done."""
        if not self.is_shown:
            return
        if self._canvas.isDrawing():
            # Else a slider that moves on and on would let no picture ever be finished.
            self._waiting = threshold
            return
        self._cam.renderer().threshold = threshold
        self._cam.triggerRepaint()

    def _draw_what_waits(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.set_threshold(waiting)

    def _arrange(self) -> None:
        """Puts the preview's layers on top of the canvas's, whatever has just set them."""
        if not self.is_shown or self._arranging:
            return
        wanted = [*self._tops, *layers_below(self._replaced, self._image)]
        if wanted != self._canvas.layers():
            self._arranging = True
            self._canvas.setLayers(wanted)
            self._arranging = False


def layer_id(layer: QgsMapLayer | None) -> str:
    """A layer's id, "" where there is no layer."""
    return layer.id() if layer is not None else ""


def _visible_layers() -> list[QgsMapLayer]:
    """The layers that the project shows, from the topmost."""
    root = QgsProject.instance().layerTreeRoot()
    nodes = ((layer, root.findLayer(layer)) for layer in root.layerOrder())
    return [
        layer
        for layer, node in nodes
        if layer.isSpatial() and layer.isValid() and node is not None and node.isVisible()
    ]
