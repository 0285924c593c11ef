"""Check runtime in a window: its report stands in the log once, and scripts get it as well."""

from __future__ import annotations

import pytest
from helpers.desk import wait_until
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QTextEdit
from scarp.gui.step_dialogs import open_step


@pytest.fixture
def window(provider, qgis_iface, qgis_new_project, monkeypatch):
    """QGIS's window, shown, with what the windows of steps ask it for."""
    model = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: model, raising=False)
    # Without Keras the report is as long, and there in no time.
    monkeypatch.setenv("SCARP_PYTHON", "")
    qgis_iface.mainWindow().show()
    yield qgis_iface.mainWindow()
    qgis_iface.mainWindow().hide()


def test_the_log_has_the_report_once(window):
    dialog = open_step("scarp:checkruntime", {})
    box = dialog.findChild(QDialogButtonBox)
    log = max(dialog.findChildren(QTextEdit), key=lambda text: text.objectName() == "txtLog")
    QTest.mouseClick(box.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    # Versions of QGIS show results in ways of their own.
    wait_until(lambda: "finished" in log.toPlainText(), "for its end")
    text = log.toPlainText()
    assert text.count("Scarp's runtime") == 1 and text.count("## Computer") == 1
    QTest.mouseClick(box.button(QDialogButtonBox.StandardButton.Close), Qt.MouseButton.LeftButton)
    wait_until(lambda: sip.isdeleted(dialog))


def test_scripts_get_the_report(window):
    step = QgsApplication.processingRegistry().createAlgorithmById("scarp:checkruntime")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    results, succeeded = step.run({}, context, feedback)
    assert succeeded and results["REPORT"].startswith("Scarp's runtime")
