"""Where the dock is opened: toolbar, menu, and the context menu of a CAM's layer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction
from qgis.utils import iface

from ..layer_kinds import is_cam
from ..translation import tr
from .dock import ThresholdDock

_ICON = Path(__file__).parents[1] / "resources" / "icons" / "scarp.svg"
_MENU = "Scarp"


class Entries:
    """The dock, made when it is first asked for, and the actions that ask."""

    def __init__(self):
        self.dock: ThresholdDock | None = None
        window = iface.mainWindow()
        text = tr("Threshold preview")
        self.action = QAction(QIcon(str(_ICON)), text, window)
        self.action.setCheckable(True)
        self.action.setObjectName("ScarpThresholdPreviewAction")
        self.action.setToolTip(tr("Scarp: choose a threshold while looking at the map"))
        self.action.triggered.connect(self._toggle)
        iface.addToolBarIcon(self.action)
        iface.addPluginToMenu(_MENU, self.action)
        self.layer_action = QAction(QIcon(str(_ICON)), tr("Scarp: preview thresholds"), window)
        self.layer_action.triggered.connect(self._open_active)
        # Of all versions of QGIS the one way to name the type.
        iface.addCustomActionForLayerType(self.layer_action, "", QgsRasterLayer().type(), False)
        QgsProject.instance().layersAdded.connect(self._add_to_layers)
        self._add_to_layers(QgsProject.instance().mapLayers().values())

    def remove(self) -> None:
        """Leaves nothing behind."""
        QgsProject.instance().layersAdded.disconnect(self._add_to_layers)
        iface.removeCustomActionForLayerType(self.layer_action)
        iface.removePluginMenu(_MENU, self.action)
        iface.removeToolBarIcon(self.action)
        if self.dock is not None:
            self.dock.close_dock()
            iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        for action in (self.action, self.layer_action):
            action.deleteLater()

    def open(self) -> ThresholdDock:
        """Shows the dock."""
        if self.dock is None:
            self.dock = ThresholdDock(iface.mapCanvas(), iface.mainWindow(), iface.activeLayer)
            self.dock.visibilityChanged.connect(self._follow)
            iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.show()
        self.dock.raise_()
        return self.dock

    def _toggle(self, wanted: bool) -> None:
        if wanted:
            self.open()
        elif self.dock is not None:
            self.dock.hide()

    def _follow(self, *_) -> None:
        self.action.setChecked(not self.dock.isHidden())

    def _open_active(self) -> None:
        self.open().choice.choose("cam", iface.activeLayer())

    def _add_to_layers(self, layers) -> None:
        for layer in layers:
            if is_cam(layer):
                iface.addCustomActionForLayer(self.layer_action, layer)
