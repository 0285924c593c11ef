"""Windows of steps that Scarp opens by itself."""

from __future__ import annotations

from functools import partial

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QDialog, QMessageBox, QWidget

#: Open windows by their ids: QGIS keeps the C++ half only, and without the Python half nothing
#: runs.
_open: dict[int, QDialog] = {}


def open_step(step: str, parameters: dict, parent: QWidget | None = None) -> QDialog | None:
    """Opens a step's window, filled in; QGIS stays usable beside it.

    Args:
        step: Its id: "scarp:…".
        parameters: The step's parameters.
        parent: What the window stays in front of; None: QGIS's window.

    Returns:
        The window; None if the step cannot run; a message has said why.
    """
    dialog = _make_dialog(step, parameters, parent)
    if dialog is not None:
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
    return dialog


def open_step_in_front(step: str, parameters: dict, parent: QWidget) -> None:
    """Opens a step's window in front of one that blocks all others, until it is closed.

    Args:
        step: Its id: "scarp:…".
        parameters: The step's parameters.
        parent: The window that blocks others, such as QGIS's options.
    """
    from qgis.utils import iface

    dialog = _make_dialog(step, parameters, parent)
    if dialog is None:
        return
    dialog.exec()
    # A step that is still running outlives the options window.
    if not sip.isdeleted(dialog) and iface is not None:
        dialog.setParent(iface.mainWindow(), dialog.windowFlags())


def _make_dialog(step: str, parameters: dict, parent: QWidget | None) -> QDialog | None:
    from processing.gui.AlgorithmDialog import AlgorithmDialog
    from qgis.utils import iface

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(step)
    fits, reason = algorithm.canExecute() if algorithm is not None else (False, step)
    if not fits:
        QMessageBox.warning(parent, "Scarp", reason)
        return None
    # `processing.createAlgorithmDialog` always takes QGIS's window as parent, and giving the dialog
    # another parent later shows buttons that were hidden.
    parent = parent or iface.mainWindow()
    dialog = algorithm.createCustomParametersWidget(parent)
    dialog = dialog or AlgorithmDialog(algorithm, parent=parent)
    dialog.setParameters(parameters)
    _open[id(dialog)] = dialog
    # Nothing here may refer to the window: a cycle could be cleared while it is being destroyed.
    dialog.destroyed.connect(partial(_open.pop, id(dialog), None))
    return dialog
