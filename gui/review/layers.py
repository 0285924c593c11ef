"""Choosing the layers of the review."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...layer_kinds import is_cam, is_image, is_mapped, is_spread

_SCOPE = "scarp"
#: What likely layers of each kind are; others are not guessed.
_KINDS = {"polygons": is_mapped, "cam": is_cam, "image": is_image}


class ReviewLayers(QObject):
    """The polygons, the CAM, the image and the image before the event.

    What a person chooses is kept in the project.

    Args:
        parent: The parent of this object.

    Attributes:
        chosen: Emitted with the name of a layer that is another one now.
        leaving: Emitted with the name of a layer that is about to be removed.
    """

    chosen = pyqtSignal(str)
    leaving = pyqtSignal(str)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._boxes: Mapping[str, QgsMapLayerComboBox] = {}
        self._quiet = False
        #: Those that were taken away are not replaced by others, which nobody has chosen.
        self._left_empty: set[str] = set()
        # Connected before the boxes are, which would replace a removed layer by any other.
        QgsProject.instance().layersWillBeRemoved.connect(self._forget)

    def follow(self, boxes: Mapping[str, QgsMapLayerComboBox]) -> None:
        """Takes the boxes that they are chosen in, by their names."""
        self._boxes = boxes
        for name, box in boxes.items():
            box.layerChanged.connect(lambda _layer, name=name: self._choose(name))
        QgsProject.instance().readProject.connect(self.restore)
        QgsProject.instance().layersAdded.connect(self._take_added)

    def close(self) -> None:
        """Disconnects from the project."""
        project = QgsProject.instance()
        project.layersWillBeRemoved.disconnect(self._forget)
        project.readProject.disconnect(self.restore)
        project.layersAdded.disconnect(self._take_added)

    def layer(self, name: str) -> QgsMapLayer | None:
        """A layer: "polygons", "cam", "image" or "before"; None where none is chosen."""
        return self._boxes[name].currentLayer()

    def spread(self) -> QgsRasterLayer | None:
        """The spread over flips and turns on the grid of the CAM, where the project has it."""
        cam = self.layer("cam")
        if cam is None:
            return None
        for layer in QgsProject.instance().layerTreeRoot().layerOrder():
            size = (layer.width(), layer.height()) if is_spread(layer) else None
            if size == (cam.width(), cam.height()) and layer.extent() == cam.extent():
                return layer
        return None

    def choose(self, name: str, layer: QgsMapLayer | None) -> None:
        """Chooses a layer."""
        self._boxes[name].setLayer(layer)

    def restore(self, *_) -> None:
        """Chooses the layers that the project names, else likely ones."""
        project = QgsProject.instance()
        self._quiet = True
        self._left_empty.clear()
        for name, box in self._boxes.items():
            kept, is_kept = project.readEntry(_SCOPE, f"review/{name}", "")
            box.setLayer(project.mapLayer(kept) if is_kept and kept else self._likely(name))
        self._quiet = False
        for name in self._boxes:
            self.chosen.emit(name)

    def _likely(self, name: str) -> QgsMapLayer | None:
        fits = _KINDS.get(name)
        if fits is None:
            return None
        layers = QgsProject.instance().layerTreeRoot().layerOrder()
        return next((layer for layer in layers if fits(layer)), None)

    def _take_added(self, *_) -> None:
        for name in _KINDS:
            is_wanted = self.layer(name) is None and name not in self._left_empty
            likely = self._likely(name) if is_wanted else None
            if likely is not None:
                self.choose(name, likely)

    def _choose(self, name: str) -> None:
        if self._quiet:
            return
        layer = self.layer(name)
        if layer is None:
            self._left_empty.add(name)
        chosen = layer.id() if layer is not None else ""
        if QgsProject.instance().readEntry(_SCOPE, f"review/{name}", "")[0] != chosen:
            QgsProject.instance().writeEntry(_SCOPE, f"review/{name}", chosen)
        self.chosen.emit(name)

    def _forget(self, ids: list[str]) -> None:
        for name in self._boxes:
            layer = self.layer(name)
            if layer is not None and layer.id() in ids:
                self.leaving.emit(name)
                self.choose(name, None)
