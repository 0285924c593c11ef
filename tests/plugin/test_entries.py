"""Where panel and preview are opened from, and that nothing is left when the plugin goes."""

from __future__ import annotations

import pytest
import scarp
from helpers.desk import counting_begun, rest, values_of_cam, wait_until, write_cam, write_image
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsSettings
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QAction, QDockWidget

_CLOSED = "scarp/start_panel_closed"


@pytest.fixture
def project(qgis_app, qgis_processing, qgis_new_project) -> QgsProject:
    """An empty project."""
    return QgsProject.instance()


@pytest.fixture
def plugin(project, qgis_iface):
    """Loaded in QGIS's window, which is shown."""
    qgis_iface.mainWindow().show()
    rest(0.1)
    QgsSettings().remove(_CLOSED)
    plugin = scarp.classFactory(qgis_iface)
    yield plugin
    plugin.unload()
    rest(0.1)
    QgsSettings().remove(_CLOSED)
    qgis_iface.mainWindow().hide()


_SIGNALS = ("layersAdded", "layersWillBeRemoved", "layersRemoved", "readProject")


def _receivers(canvas) -> list[int]:
    """How many slots listen to what the dock listens to."""
    project = QgsProject.instance()
    of_project = [project.receivers(getattr(project, name)) for name in _SIGNALS]
    of_canvas = (canvas.extentsChanged, canvas.layersChanged, canvas.mapCanvasRefreshed)
    return of_project + [canvas.receivers(signal) for signal in of_canvas]


def test_nothing_is_left(plugin, project, qgis_iface, tmp_path):
    """Unloaded while figures are counted and the preview is on the canvas."""
    cam = QgsRasterLayer(write_cam(tmp_path / "cam.tif", values_of_cam()), "CAM")
    project.addMapLayer(cam)
    canvas, window = qgis_iface.mapCanvas(), qgis_iface.mainWindow()
    rest(0.1)
    before = _receivers(canvas)
    plugin.initGui()
    panel = window.findChild(QDockWidget, "ScarpStart")
    start_action = window.findChild(QAction, "ScarpStartAction")
    assert not panel.isHidden() and start_action.isChecked()
    wait_until(lambda: "CAM" in panel.cards["check"].needs.text())
    (action,) = window.findChildren(QAction, "ScarpThresholdPreviewAction")
    action.trigger()
    dock = window.findChild(QDockWidget, "ScarpThresholdPreview")
    assert action.isChecked() and not dock.isHidden()
    assert dock.choice.layer("cam") is cam
    counting_begun()
    plugin.unload()
    rest(0.1)
    assert all(map(sip.isdeleted, (dock, action, panel, start_action)))
    assert not window.findChildren(QDockWidget, "ScarpThresholdPreview")
    assert not window.findChildren(QDockWidget, "ScarpStart")
    assert _receivers(canvas) == before
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "for the task's end")
    plugin.unload()  # QGIS may call it again


def test_the_action_hides_and_shows(plugin, qgis_iface):
    plugin.initGui()
    action = qgis_iface.mainWindow().findChild(QAction, "ScarpThresholdPreviewAction")
    action.trigger()
    dock = qgis_iface.mainWindow().findChild(QDockWidget, "ScarpThresholdPreview")
    action.trigger()
    assert dock.isHidden()
    action.trigger()
    assert not dock.isHidden()
    dock.close()
    rest(0.05)
    assert not action.isChecked()


def test_only_cams_have_it_in_their_menu(plugin, project, qgis_iface, tmp_path):
    plugin.initGui()
    qgis_iface.addCustomActionForLayer.reset_mock()
    cam = QgsRasterLayer(write_cam(tmp_path / "cam.tif", values_of_cam()), "CAM")
    plain = QgsRasterLayer(write_image(tmp_path / "plain.tif"), "plain")
    project.addMapLayers([cam, plain])
    added = [call.args[1] for call in qgis_iface.addCustomActionForLayer.call_args_list]
    assert added == [cam]


def _panel(qgis_iface) -> QDockWidget | None:
    return qgis_iface.mainWindow().findChild(QDockWidget, "ScarpStart")


def test_the_panel_comes_until_it_is_closed(plugin, qgis_iface):
    plugin.initGui()
    assert not _panel(qgis_iface).isHidden()
    # QGIS is left, and started again.
    plugin.unload()
    rest(0.1)
    plugin.initGui()
    assert not _panel(qgis_iface).isHidden()
    _panel(qgis_iface).close()
    plugin.unload()
    rest(0.1)
    plugin.initGui()
    assert _panel(qgis_iface) is None
    action = qgis_iface.mainWindow().findChild(QAction, "ScarpStartAction")
    assert not action.isChecked()
    action.trigger()
    assert not _panel(qgis_iface).isHidden() and action.isChecked()
    action.trigger()
    rest(0.05)
    assert _panel(qgis_iface).isHidden() and not action.isChecked()


def test_the_preview_is_opened_from_the_panel(plugin, qgis_iface):
    plugin.initGui()
    card = _panel(qgis_iface).cards["check"]
    card.head.setChecked(True)
    card.buttons["preview"].click()
    dock = qgis_iface.mainWindow().findChild(QDockWidget, "ScarpThresholdPreview")
    assert not dock.isHidden()
