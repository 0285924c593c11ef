"""Scarp's page in QGIS's Settings > Options."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qgis.core import QgsApplication, QgsTask
from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..core.device_options import DEVICES, PRECISIONS
from ..core.messages import ScarpError
from ..runtime import profile
from ..runtime.install.backends import BACKENDS, KERAS_BACKENDS
from ..runtime.install.environments import installed_program, read_installed
from ..runtime.install.install import remove
from ..runtime.interpreter import find_interpreter
from ..runtime.profile import Settings
from ..translation import tr
from .step_dialogs import open_step_in_front

_ICON = Path(__file__).parents[1] / "resources" / "icons" / "scarp.svg"
_LABELS = {"tensorflow": "TensorFlow", "torch": "torch", "jax": "JAX"}
_MOST_MEMORY = 10_000_000
_TEXT_WIDTH = 420


class SettingsPageFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever the options are opened."""

    def __init__(self):
        super().__init__("Scarp", QIcon(str(_ICON)))
        self._tasks: list[QgsTask] = []

    def createWidget(self, parent):
        """Makes the page."""
        return SettingsPage(parent, self._tasks)


class SettingsPage(QgsOptionsPageWidget):
    """The runtime's state, and the user's settings of it.

    Args:
        parent: QGIS's options window.
        tasks: Keeps running tasks alive when the window is closed.
    """

    def __init__(self, parent, tasks: list[QgsTask]):
        super().__init__(parent)
        self._tasks = tasks
        self.setObjectName("scarpOptions")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._runtime_group())
        layout.addWidget(self._jobs_group())
        layout.addStretch(1)
        self._fill(profile.read_settings())
        self._show_state()

    def apply(self):
        """Saves what is shown; QGIS calls this for its OK button."""
        profile.write_settings(self._shown())

    def helpKey(self):
        """There is no page in QGIS's manual."""
        return ""

    def _runtime_group(self) -> QGroupBox:
        group = QGroupBox(tr("Runtime: the Python that trains and classifies"), self)
        form = QFormLayout(group)
        self._managed = _text()
        self._in_use = _text()
        self._install = QPushButton(tr("Install…"))
        self._install.clicked.connect(lambda: self._run("installruntime"))
        self._remove = QPushButton(tr("Remove…"))
        self._remove.clicked.connect(self._ask_and_remove)
        check = QPushButton(tr("Check…"))
        check.setToolTip(
            tr("Tries the current settings, and writes a report that you can pass on.")
        )
        check.clicked.connect(lambda: self._run("checkruntime"))
        buttons = QHBoxLayout()
        for button in (self._install, self._remove, check):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._python = QgsFileWidget()
        self._python.setDialogTitle(tr("A Python with Keras"))
        self._python.lineEdit().setPlaceholderText(tr("Automatic"))
        self._python.fileChanged.connect(self._show_use)
        form.addRow(tr("Managed by Scarp"), self._managed)
        form.addRow("", _holding(buttons))
        form.addRow(tr("Python of your own"), self._python)
        form.addRow("", _help(self._python_help()))
        form.addRow(tr("In use"), self._in_use)
        return group

    @staticmethod
    def _python_help() -> str:
        return tr(
            "Optional: the Python of an environment that you have made, such as one of conda "
            "(“conda create -n scarp -c conda-forge python gdal keras tensorflow h5py scikit-image "
            "plotly shapely psutil”). It comes before SCARP_PYTHON, and before the one managed by "
            "Scarp."
        )

    def _jobs_group(self) -> QGroupBox:
        group = QGroupBox(tr("Training and classification"), self)
        form = QFormLayout(group)
        backends = {"": tr("Automatic: the one installed")}
        backends |= {name: _LABELS.get(name, name) for name in KERAS_BACKENDS}
        self._backend = _choice(backends)
        self._backend.currentIndexChanged.connect(self._show_use)
        self._device = _choice({name: tr(label) for name, label in DEVICES.items()})
        self._precision = _choice({name: tr(label) for name, label in PRECISIONS.items()})
        self._memory = QSpinBox()
        self._memory.setRange(0, _MOST_MEMORY)
        self._memory.setSingleStep(1000)
        self._memory.setSuffix(" MB")
        self._memory.setSpecialValueText(tr("Automatic: what is free"))
        form.addRow(tr("Backend"), self._backend)
        form.addRow(tr("Device"), self._device)
        form.addRow(tr("Numerical precision"), self._precision)
        form.addRow(tr("Memory limit"), self._memory)
        self._cluster = QLineEdit()
        self._cluster.setPlaceholderText(tr("This computer"))
        self._cluster.setToolTip(
            tr(
                "What steps offer as their cluster: local:4, tcp://host:8786, or the path of a "
                "Dask scheduler's file."
            )
        )
        form.addRow(tr("Cluster"), self._cluster)
        form.addRow(
            "",
            _help(
                tr(
                    "Device and precision apply where a step's own parameter is set to automatic. "
                    "Tiles and batches are sized to fit into the memory limit; a GPU's memory "
                    "does not count."
                )
            ),
        )
        return group

    def _fill(self, settings: Settings) -> None:
        self._python.setFilePath(settings.python)
        for combo, value in (
            (self._backend, settings.backend),
            (self._device, settings.device),
            (self._precision, settings.precision),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        self._memory.setValue(min(settings.memory_limit, _MOST_MEMORY))
        self._cluster.setText(settings.cluster)

    def _shown(self) -> Settings:
        return Settings(
            self._python.filePath().strip(),
            self._backend.currentData(),
            self._device.currentData(),
            self._precision.currentData(),
            self._memory.value(),
            self._cluster.text().strip(),
        )

    def _show_state(self) -> None:
        """Says what is installed, and what is in use with the settings as shown."""
        managed = profile.managed_environment()
        installed = read_installed(managed)
        if installed is None:
            words = tr("Not installed. Installing takes minutes, and some hundred megabytes.")
        else:
            words = tr(
                "{backend}, Python {python}, {megabytes} MB, since {date}.",
                backend=BACKENDS[installed.choice].label,
                python=installed.python,
                megabytes=installed.megabytes,
                date=installed.made[:10],
            )
            try:
                installed_program(managed, installed)
            except ScarpError as problem:
                words = tr(problem.template, **problem.values)
        self._managed.setText(words)
        self._install.setText(tr("Install…") if installed is None else tr("Update or change…"))
        self._install.setEnabled(True)
        self._remove.setEnabled(installed is not None)
        self._show_use()

    def _show_use(self, *_) -> None:
        shown = self._shown()
        try:
            found = find_interpreter(shown.python, profile.managed_environment(), shown.backend)
            words = {
                "setting": tr("{path}, named above", path=found.path),
                "variable": tr("{path}, named in SCARP_PYTHON", path=found.path),
                "managed": tr("{path}, managed by Scarp", path=found.path),
            }[found.origin]
        except ScarpError as problem:
            words = tr(problem.template, **problem.values)
            if read_installed(profile.managed_environment()) is None and not shown.python:
                words = tr("None yet: install it, or name a Python of your own.")
        self._in_use.setText(words)

    def _run(self, step: str) -> None:
        """Saves the settings as shown, and opens a step of the toolbox."""
        before = self._shown()
        self.apply()
        values = {}
        if step == "installruntime":
            values["BACKEND"] = self._choice_to_install()
        open_step_in_front(f"scarp:{step}", values, self.window())
        # The installation may have chosen a backend.
        after = profile.read_settings()
        if after != before:
            self._fill(after)
        self._show_state()

    def _choice_to_install(self) -> int:
        """Number of the backend that is installed, or was chosen."""
        choices = list(BACKENDS.values())
        installed = read_installed(profile.managed_environment())
        wished = self._backend.currentData()
        if installed and wished in ("", installed.backend):
            return list(BACKENDS).index(installed.choice)
        return next((n for n, choice in enumerate(choices) if choice.keras == wished), 0)

    def _ask_and_remove(self) -> None:
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        question = tr(
            "Remove the runtime from {folder}? Models and results stay. Training and "
            "classification need it, or another one.",
            folder=str(profile.managed_environment()),
        )
        if QMessageBox.question(self, "Scarp", question, yes | no, no) == yes:
            self._start_removing()

    def _start_removing(self) -> None:
        task = _Removal()
        task.taskCompleted.connect(self._removed)
        task.taskTerminated.connect(self._removed)
        self._managed.setText(tr("Removing the runtime."))
        self._install.setEnabled(False)
        self._remove.setEnabled(False)
        QgsApplication.taskManager().addTask(task)
        self._tasks.append(task)

    def _removed(self) -> None:
        self._fill(replace(self._shown(), backend=profile.read_settings().backend))
        self._show_state()


class _Removal(QgsTask):
    """Deletes the managed environment, of some ten thousand files, in the background."""

    def __init__(self):
        super().__init__(tr("Removing the runtime."))
        self._folder = profile.managed_environment()

    def run(self):
        """Deletes it; called in a thread of its own."""
        try:
            remove(self._folder)
        except (ScarpError, OSError):
            return False
        profile.set_backend("")
        return True


def _text() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    # Otherwise Qt reserves the height of much narrower lines.
    label.setMinimumWidth(_TEXT_WIDTH)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _help(words: str) -> QLabel:
    label = _text()
    label.setText(words)
    font = label.font()
    font.setItalic(True)
    label.setFont(font)
    return label


def _holding(layout) -> QWidget:
    widget = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget


def _choice(options: dict[str, str]) -> QComboBox:
    combo = QComboBox()
    for value, label in options.items():
        combo.addItem(label, value)
    return combo
