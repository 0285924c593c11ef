"""Choosing the layers of the preview."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QSizePolicy, QWidget

from ...layer_kinds import is_cam, is_image, likely_area, likely_inventory, may_be_cam
from ...translation import tr

_SCOPE = "scarp"
_KEYS = ("cam", "inventory", "area", "image")


class LayerChoice(QWidget):
    """The CAM and its class, the inventory, the area and the image.

    What a person chooses is kept in the project. Until then it is the CAM that is active among
    QGIS's layers, or the first one, and the project is left alone.

    Args:
        active: Gives QGIS's active layer, or None.
        parent: The widget that it is in.

    Attributes:
        changed: Emitted when another layer or class is chosen.
    """

    changed = pyqtSignal()

    def __init__(self, active: Callable[[], QgsMapLayer | None], parent: QWidget | None = None):
        super().__init__(parent)
        self._active = active
        raster, polygon = (
            QgsMapLayerProxyModel.Filter.RasterLayer,
            QgsMapLayerProxyModel.Filter.PolygonLayer,
        )
        self._boxes: dict[str, QgsMapLayerComboBox] = {}
        # Connected before the boxes are, which would replace a removed layer by any other.
        QgsProject.instance().layersWillBeRemoved.connect(self._forget)
        self.band_box = QComboBox(self)
        self.band_box.setAccessibleName(tr("Class"))
        self.band_box.setToolTip(tr("The class whose values are looked at."))
        form = QFormLayout(self)
        form.setContentsMargins(6, 4, 6, 4)
        form.setVerticalSpacing(3)
        for name, label, kind, help_ in (
            (
                "cam",
                tr("&CAM"),
                raster,
                tr("The class activation raster, as “Classify” makes it."),
            ),
            (
                "inventory",
                tr("&Inventory"),
                polygon,
                tr(
                    "Known landslides, shown in red. Without them there are no metrics of accuracy."
                ),
            ),
            (
                "area",
                tr("&Mapped area"),
                polygon,
                tr("Where the inventory is complete: metrics cover this area only."),
            ),
            ("image", tr("Im&age"), raster, tr("Shown below, even if it is switched off.")),
        ):
            box = QgsMapLayerComboBox(self)
            box.setFilters(kind)
            box.setAllowEmptyLayer(True)
            box.setToolTip(help_)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.layerChanged.connect(lambda _layer, name=name: self._choose(name))
            form.addRow(label, box)
            self._boxes[name] = box
            if name == "cam":
                form.addRow(tr("C&lass"), self.band_box)
        self.band_box.currentIndexChanged.connect(self._tell)
        self._quiet = False
        project = QgsProject.instance()
        project.layersAdded.connect(self._take_added)
        project.readProject.connect(self.restore)
        self._leave_out_other_rasters()
        self.restore()

    def close_choice(self) -> None:
        """Disconnects from the project."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._take_added)
        project.layersWillBeRemoved.disconnect(self._forget)
        project.readProject.disconnect(self.restore)

    def layer(self, name: str) -> QgsMapLayer | None:
        """A layer: "cam", "inventory", "area" or "image"; None where none is chosen."""
        return self._boxes[name].currentLayer()

    @property
    def band(self) -> int:
        """Number of the chosen class's band, from 1; 0: each pixel's highest class."""
        return self.band_box.currentData() or 0

    def choose(self, name: str, layer: QgsMapLayer | None) -> None:
        """Chooses a layer."""
        self._boxes[name].setLayer(layer)

    def restore(self, *_) -> None:
        """Chooses the layers that the project names, else the active CAM or the first one."""
        project = QgsProject.instance()
        kept = {name: project.readEntry(_SCOPE, f"preview/{name}", "")[0] for name in _KEYS}
        layers = {name: project.mapLayer(layer) if layer else None for name, layer in kept.items()}
        if not kept["cam"]:
            layers = self._likely_layers()
        self._quiet = True
        for name, layer in layers.items():
            self._boxes[name].setLayer(layer)
        self._fill_bands()
        band = project.readNumEntry(_SCOPE, "preview/band", 0)[0]
        self.band_box.setCurrentIndex(max(self.band_box.findData(band), 0))
        self._quiet = False
        self.changed.emit()

    def follow_active(self) -> None:
        """Chooses the active CAM, unless the project names one."""
        if not QgsProject.instance().readEntry(_SCOPE, "preview/cam", "")[0]:
            self.restore()

    def _likely_layers(self) -> dict[str, QgsMapLayer | None]:
        """Layers to start with where the project names none; a mapped area goes by its name."""
        found = list(QgsProject.instance().layerTreeRoot().layerOrder())
        return {
            "cam": self._first_cam(),
            "inventory": likely_inventory(found),
            "area": likely_area(found),
            "image": next((layer for layer in found if is_image(layer)), None),
        }

    def _first_cam(self) -> QgsMapLayer | None:
        active = self._active()
        layers = [active, *QgsProject.instance().mapLayers().values()]
        return next((layer for layer in layers if layer is not None and is_cam(layer)), None)

    def _take_added(self, *_) -> None:
        self._leave_out_other_rasters()
        if self.layer("cam") is None:
            self.follow_active()

    def _forget(self, ids: list[str]) -> None:
        """Clears the choice of layers that are about to be removed."""
        for name in self._boxes:
            layer = self.layer(name)
            if layer is not None and layer.id() in ids:
                self.choose(name, None)

    def _choose(self, name: str) -> None:
        if self._quiet:
            return
        if name == "cam":
            self._quiet = True
            self._fill_bands()
            self._quiet = False
        self._tell()

    def _tell(self, *_) -> None:
        if not self._quiet:
            self._keep()
            self.changed.emit()

    def _keep(self) -> None:
        """Writes the choice into the project if it has changed."""
        project = QgsProject.instance()
        for name in _KEYS:
            layer = self.layer(name)
            chosen = layer.id() if layer is not None else ""
            if project.readEntry(_SCOPE, f"preview/{name}", "")[0] != chosen:
                project.writeEntry(_SCOPE, f"preview/{name}", chosen)
        if project.readNumEntry(_SCOPE, "preview/band", 0)[0] != self.band:
            project.writeEntry(_SCOPE, "preview/band", self.band)

    def _fill_bands(self) -> None:
        layer = self.layer("cam")
        self.band_box.clear()
        count = layer.bandCount() if layer is not None else 0
        if count > 1:
            self.band_box.addItem(tr("Each pixel's highest class"), 0)
        for number in range(1, count + 1):
            provider = layer.dataProvider()
            self.band_box.addItem(provider.generateBandName(number), number if count > 1 else 0)
        self.band_box.setEnabled(count > 1)

    def _leave_out_other_rasters(self, *_) -> None:
        self._boxes["cam"].setExceptedLayerList(
            [
                layer
                for layer in QgsProject.instance().mapLayers().values()
                if isinstance(layer, QgsRasterLayer) and not may_be_cam(layer)
            ]
        )
