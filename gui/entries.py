"""The entries in toolbar, menu and layer menus that open start panel and threshold preview."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction
from qgis.utils import iface

from ..layer_kinds import is_cam
from ..translation import tr
from .preview.dock import ThresholdDock
from .review.dock import ReviewDock
from .start.start_panel import StartPanel, was_closed

_ICONS = Path(__file__).parents[1] / "resources" / "icons"
_ICON = _ICONS / "scarp.svg"
_MENU = "Scarp"
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


class Entries:
    """The docks, created when first opened, and the actions that open them.

    The start panel opens by itself until somebody closes it.
    """

    def __init__(self):
        self.dock: ThresholdDock | None = None
        self.panel: StartPanel | None = None
        self.review: ReviewDock | None = None
        window = iface.mainWindow()
        self.start_action = QAction(QIcon(str(_ICONS / "start.svg")), tr("Start panel"), window)
        self.start_action.setCheckable(True)
        self.start_action.setObjectName("ScarpStartAction")
        self.start_action.setToolTip(tr("Scarp: from an image to mapped landslides, step by step"))
        self.start_action.triggered.connect(self._toggle_panel)
        iface.addToolBarIcon(self.start_action)
        iface.addPluginToMenu(_MENU, self.start_action)
        text = tr("Threshold preview")
        self.action = QAction(QIcon(str(_ICON)), text, window)
        self.action.setCheckable(True)
        self.action.setObjectName("ScarpThresholdPreviewAction")
        self.action.setToolTip(tr("Scarp: choose a threshold while looking at the map"))
        self.action.triggered.connect(self._toggle)
        iface.addToolBarIcon(self.action)
        iface.addPluginToMenu(_MENU, self.action)
        self.review_action = QAction(QIcon(str(_ICONS / "review.svg")), tr("Review"), window)
        self.review_action.setCheckable(True)
        self.review_action.setObjectName("ScarpReviewAction")
        self.review_action.setToolTip(tr("Scarp: check what was mapped, one key a polygon"))
        self.review_action.triggered.connect(self._toggle_review)
        iface.addToolBarIcon(self.review_action)
        iface.addPluginToMenu(_MENU, self.review_action)
        self.layer_action = QAction(QIcon(str(_ICON)), tr("Scarp: preview thresholds"), window)
        self.layer_action.triggered.connect(self._open_active)
        # The only way to name the type that works in all versions of QGIS.
        iface.addCustomActionForLayerType(self.layer_action, "", QgsRasterLayer().type(), False)
        QgsProject.instance().layersAdded.connect(self._add_to_layers)
        self._add_to_layers(QgsProject.instance().mapLayers().values())
        if not was_closed():
            self.open_panel()

    def remove(self) -> None:
        """Removes docks and actions."""
        QgsProject.instance().layersAdded.disconnect(self._add_to_layers)
        iface.removeCustomActionForLayerType(self.layer_action)
        for action in (self.action, self.start_action, self.review_action):
            iface.removePluginMenu(_MENU, action)
            iface.removeToolBarIcon(action)
        if self.dock is not None:
            self.dock.close_dock()
            iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        if self.panel is not None:
            self.panel.close_panel()
            iface.removeDockWidget(self.panel)
            self.panel.deleteLater()
            self.panel = None
        if self.review is not None:
            self.review.close_dock()
            iface.removeDockWidget(self.review)
            self.review.deleteLater()
            self.review = None
        for action in (self.action, self.start_action, self.review_action, self.layer_action):
            action.deleteLater()

    def open(self) -> ThresholdDock:
        """Shows the threshold preview."""
        if self.dock is None:
            self.dock = ThresholdDock(iface.mapCanvas(), iface.mainWindow(), iface.activeLayer)
            self.dock.visibilityChanged.connect(self._follow)
            iface.addDockWidget(_RIGHT, self.dock)
            if self.panel is not None and not self.panel.isHidden():
                # Stacked, neither would have enough room.
                iface.mainWindow().tabifyDockWidget(self.panel, self.dock)
        self.dock.show()
        self.dock.raise_()
        return self.dock

    def open_panel(self) -> StartPanel:
        """Shows the start panel."""
        if self.panel is None:
            self.panel = StartPanel(self.open, self.open_review, iface.mainWindow())
            self.panel.visibilityChanged.connect(self._follow_panel)
            beside = ["ProcessingToolbox", "ScarpThresholdPreview"]
            iface.addTabifiedDockWidget(_RIGHT, self.panel, beside, True)
        self.panel.show()
        self.panel.raise_()
        return self.panel

    def open_review(self) -> ReviewDock:
        """Shows the review panel."""
        if self.review is None:
            self.review = ReviewDock(iface.mapCanvas(), iface.mainWindow())
            self.review.visibilityChanged.connect(self._follow_review)
            beside = ["ScarpThresholdPreview", "ScarpStart", "ProcessingToolbox"]
            iface.addTabifiedDockWidget(_RIGHT, self.review, beside, True)
        self.review.show()
        self.review.raise_()
        return self.review

    def _toggle_review(self, wanted: bool) -> None:
        if wanted:
            self.open_review()
        elif self.review is not None:
            self.review.hide()

    def _follow_review(self, *_) -> None:
        self.review_action.setChecked(not self.review.isHidden())

    def _toggle_panel(self, wanted: bool) -> None:
        if wanted:
            self.open_panel()
        elif self.panel is not None:
            self.panel.close()

    def _follow_panel(self, *_) -> None:
        self.start_action.setChecked(not self.panel.isHidden())

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
