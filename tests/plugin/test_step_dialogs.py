"""Windows of steps that Scarp opens by itself, clicked as a user does."""

from __future__ import annotations

import gc

import pytest
from helpers.desk import rest, values_of_cam, wait_until, write_cam
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox
from scarp.gui.step_dialogs import open_step, open_step_in_front


@pytest.fixture
def window(provider, qgis_iface, qgis_new_project, monkeypatch):
    """QGIS's window, shown, with what the windows of steps ask it for."""
    model = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: model, raising=False)
    qgis_iface.mainWindow().show()
    yield qgis_iface.mainWindow()
    qgis_iface.mainWindow().hide()


def _click(dialog, button) -> None:
    box = dialog.findChild(QDialogButtonBox)
    QTest.mouseClick(box.button(button), Qt.MouseButton.LeftButton)


def test_run_runs(window, tmp_path):
    """Though nobody keeps what is returned."""
    cam = QgsRasterLayer(write_cam(tmp_path / "cam.tif", values_of_cam()), "CAM")
    QgsProject.instance().addMapLayer(cam)
    open_step(
        "scarp:thresholdtopolygons", {"INPUT": cam.id(), "THRESHOLD": 0.5, "THRESHOLD_METHOD": 2}
    )
    gc.collect()
    rest(0.1)
    (dialog,) = (d for d in window.findChildren(QDialog) if type(d).__name__ == "AlgorithmDialog")
    assert dialog.isVisible() and dialog.parent() is window
    _click(dialog, QDialogButtonBox.StandardButton.Ok)
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 2)
    _click(dialog, QDialogButtonBox.StandardButton.Close)
    wait_until(lambda: sip.isdeleted(dialog))


def test_in_front_of_a_window_that_blocks(window):
    """A modal window, as QGIS's options are: what it opens is a window of its own, and is used."""
    options = QDialog(window)
    seen = []

    def use() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append((dialog.parent(), type(dialog).__name__, options.isVisible()))
        _click(dialog, QDialogButtonBox.StandardButton.Close)

    def open_it() -> None:
        QTimer.singleShot(300, use)
        open_step_in_front("scarp:checkruntime", {}, options)
        QTimer.singleShot(0, options.reject)

    QTimer.singleShot(0, open_it)
    options.exec()
    assert seen == [(options, "AlgorithmDialog", True)]
