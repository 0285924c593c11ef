"""A project with a CAM, an inventory and an image on a real canvas, and the dock beside it."""

from __future__ import annotations

import gc

import pytest
from helpers.desk import (
    Desk,
    drawing_ended,
    rest,
    values_of_cam,
    wait_until,
    write_cam,
    write_image,
    write_squares,
)
from helpers.toolbox import provider, run  # noqa: F401 - fixtures
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMainWindow
from scarp.core.regions.filters import Filters
from scarp.gui.preview.dock import ThresholdDock


@pytest.fixture
def project(qgis_app, qgis_processing, qgis_new_project) -> QgsProject:
    """An empty project."""
    return QgsProject.instance()


@pytest.fixture
def desk(opened):
    """The dock at 0.5, without filters."""
    opened.dock.slider.set_threshold(0.5)
    opened.dock.filters.set_filters(Filters())
    return opened


@pytest.fixture
def opened(project, tmp_path):
    """The dock, just opened, beside a canvas that shows inventory, CAM and image."""
    folder = tmp_path / "地すべり 1"
    folder.mkdir()
    cam = QgsRasterLayer(write_cam(folder / "cam.tif", values_of_cam()), "CAM")
    inventory = QgsVectorLayer(write_squares(folder / "inventory.gpkg"), "squares", "ogr")
    image = QgsRasterLayer(write_image(folder / "image.tif"), "image")
    project.addMapLayers([image, cam, inventory])
    window = QMainWindow()
    canvas = QgsMapCanvas(window)
    canvas.setCachingEnabled(True)
    canvas.setParallelRenderingEnabled(True)
    window.setCentralWidget(canvas)
    window.resize(1366, 700)
    bridge = QgsLayerTreeMapCanvasBridge(project.layerTreeRoot(), canvas)
    canvas.setDestinationCrs(cam.crs())
    window.show()
    made = Desk(window, canvas, ThresholdDock(canvas, window), cam, inventory, image, folder)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, made.dock)
    made.dock.show()
    canvas.setExtent(QgsRectangle(cam.extent()))
    made.dock.choice.choose("inventory", inventory)
    made.dock.choice.choose("image", image)
    yield made
    if made.dock is not None:
        made.dock.close_dock()
    QgsApplication.taskManager().cancelAll()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    canvas.setLayers([])
    drawing_ended(canvas)
    del bridge
    window.deleteLater()
    made.dock = None
    rest(0.05)
    # What is left must go before QGIS does.
    gc.collect()
