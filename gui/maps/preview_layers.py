"""The preview's own layers, shown on the canvas in place of the project's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ...core.regions.filters import Filters
from ...layer_kinds import is_mapped
from .threshold_renderer import ThresholdRenderer

#: Red, green and blue of the inventory's style.
INVENTORY_RED = (227, 26, 28)
_INVENTORY_STYLE = Path(__file__).parents[2] / "resources" / "styles" / "inventory.qml"


@dataclass(frozen=True)
class Shown:
    """What is shown of a CAM.

    Attributes:
        threshold: In 0-1.
        filters: What is left out and filled.
    """

    threshold: float
    filters: Filters = field(default_factory=Filters)


def cam_at_threshold(
    layer: QgsRasterLayer, band: int, shown: Shown, outline: int, pixel_area: float
) -> QgsRasterLayer:
    """A copy of a CAM's layer that shows what is at or above a threshold.

    Args:
        layer: The CAM's layer.
        band: Number of a class's band, from 1; 0: all.
        shown: What to show.
        outline: Width of outlines in map pixels.
        pixel_area: Area of a pixel of the CAM, m²; 0: unknown.
    """
    copy = layer.clone()
    bands = [band] if band else list(range(1, layer.bandCount() + 1))
    renderer = ThresholdRenderer(
        copy.dataProvider(), bands, shown.threshold, outline, shown.filters, pixel_area
    )
    copy.setRenderer(renderer)
    copy.setOpacity(1.0)
    copy.setScaleBasedVisibility(False)
    return copy


def red_outlines(layer: QgsVectorLayer) -> QgsVectorLayer:
    """A copy of an inventory's layer in red outlines; unsaved edits included."""
    if layer.isEditable():
        request = QgsFeatureRequest()
        request.setSubsetOfAttributes([])
        copy = layer.materialize(request)
    else:
        copy = layer.clone()
    copy.loadNamedStyle(str(_INVENTORY_STYLE))
    copy.setScaleBasedVisibility(False)
    return copy


def shown_extent(canvas: QgsMapCanvas, crs: QgsCoordinateReferenceSystem) -> QgsRectangle | None:
    """What a canvas shows, in some CRS; None if it cannot be transformed."""
    settings = canvas.mapSettings()
    transform = QgsCoordinateTransform(settings.destinationCrs(), crs, settings.transformContext())
    try:
        return transform.transformBoundingBox(settings.visibleExtent())
    except QgsCsException:
        return None


def layers_below(replaced: list[str], image: str) -> list[QgsMapLayer]:
    """Layers to show below a CAM, from the topmost; without results, which would cover it.

    Args:
        replaced: Ids of the project's layers for which others stand in.
        image: Id of a layer that is shown even if it is switched off, "" if none.
    """
    below = _visible_layers()
    layer = QgsProject.instance().mapLayer(image)
    if layer is not None and layer not in below:
        below.append(layer)
    return [layer for layer in below if layer.id() not in replaced and not is_mapped(layer)]


class CanvasPreview(QObject):
    """Shows the CAM at a threshold, below the inventory and above the image, on a canvas.

    The project's layers and their styles are left alone: copies stand in for them, on this canvas
    only, until `hide` is called.

    Args:
        canvas: QGIS's.
        parent: The parent of this object.
    """

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None):
        super().__init__(parent)
        self._canvas = canvas
        self._cam: QgsRasterLayer | None = None
        self._tops: list[QgsMapLayer] = []
        # By their ids: the project may remove them at any time.
        self._replaced: list[str] = []
        self._image = ""
        self._edited = ""
        self._waiting: Shown | None = None
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
        shown: Shown,
        pixel_area: float,
        inventory: QgsVectorLayer | None,
        image: QgsRasterLayer | None,
    ) -> None:
        """Shows a CAM.

        Args:
            cam: Layer of the CAM.
            band: Number of a class's band, from 1; 0: all.
            shown: What to show of it.
            pixel_area: Area of a pixel of the CAM, m²; 0: unknown.
            inventory: Layer of known landslides.
            image: Shown below, even if it is switched off in the project.
        """
        self._waiting = None
        self._replaced = [layer_id(cam), layer_id(inventory)]
        self._image = layer_id(image)
        self._cam = cam_at_threshold(cam, band, shown, 2, pixel_area)
        self._tops = [red_outlines(inventory)] if inventory is not None else []
        self._tops.append(self._cam)
        # Editing tools look for the layer on the canvas: it stays there, below the image.
        is_edited = inventory is not None and inventory.isEditable()
        self._edited = layer_id(inventory) if is_edited else ""
        self._arrange()

    def hide(self) -> None:
        """Shows the project's layers again."""
        if not self.is_shown:
            return
        self._cam = None
        tops, self._tops = self._tops, []
        self._canvas.setLayers(_visible_layers())
        del tops  # Not before the canvas has released them.

    def close(self) -> None:
        """Restores the canvas and disconnects from it."""
        self.hide()
        self._canvas.layersChanged.disconnect(self._arrange)
        self._canvas.mapCanvasRefreshed.disconnect(self._draw_what_waits)

    def set_shown(self, shown: Shown) -> None:
        """Shows the CAM at other settings, after any drawing in progress."""
        if not self.is_shown:
            return
        if self._canvas.isDrawing():
            # Otherwise no picture would ever be finished while the slider moves.
            self._waiting = shown
            return
        renderer = self._cam.renderer()
        renderer.threshold, renderer.filters = shown.threshold, shown.filters
        self._cam.triggerRepaint()

    def _draw_what_waits(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.set_shown(waiting)

    def _arrange(self) -> None:
        """Puts the preview's layers on top of the canvas's, whatever has just set them."""
        if not self.is_shown or self._arranging:
            return
        wanted = [*self._tops, *layers_below(self._replaced, self._image)]
        edited = QgsProject.instance().mapLayer(self._edited)
        if edited is not None:
            wanted.append(edited)
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
