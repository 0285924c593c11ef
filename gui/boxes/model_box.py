"""The box of the “Model” parameter: models that were last used, Scarp's own, or a file."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ...models.settings import OWN_MODELS
from ...runtime import profile
from ...translation import tr
from .parameter_box import wrapper_class


def offered_models() -> list[tuple[str, dict]]:
    """The models last used, then those that come with Scarp: paths and descriptions."""
    recent = profile.recent_models()
    known = {path for path, _ in recent}
    own = [(str(path), {"is_own": True}) for path in sorted(OWN_MODELS.glob("*.h5"))]
    return recent + [one for one in own if one[0] not in known]


def in_words(described: dict) -> str:
    """A model's description in one line: bands, pixel size, F1 and date as far as known."""
    words = []
    if described.get("bands"):
        words.append(tr("{count} bands", count=described["bands"]))
    if described.get("pixel_size"):
        words.append(f"{described['pixel_size']:.3g} m")
    if described.get("is_trained") is False:
        words.append(tr("not trained yet"))
    if described.get("f1") is not None:
        words.append(f"F1 {described['f1']:.2f}")
    if described.get("made"):
        words.append(described["made"][:10])
    if described.get("is_own"):
        words.append(tr("comes with Scarp"))
    return ", ".join(words)


class _ModelWrapper(QgsAbstractProcessingParameterWidgetWrapper):
    """A box for the path of a model, which may be typed, and a button to choose a file."""

    def createWidget(self):
        """The widget."""
        widget = QWidget()
        widget.setToolTip(self.parameterDefinition().toolTip())
        self.combo = QComboBox(widget)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.combo.setMinimumContentsLength(20)
        # A completer would extend a path with the description of another model.
        self.combo.setCompleter(None)
        self.combo.lineEdit().setPlaceholderText(tr("A model file (.h5)"))
        for path, described in offered_models():
            self.combo.addItem(f"{Path(path).name}: {in_words(described)}", path)
            number = self.combo.count() - 1
            self.combo.setItemData(number, path, Qt.ItemDataRole.ToolTipRole)
        self.combo.setCurrentIndex(-1)
        self.combo.setEditText("")
        self.combo.activated.connect(self._take)
        self.combo.editTextChanged.connect(self._tell)
        browse = QToolButton(widget)
        browse.setText("…")
        browse.setAccessibleName(tr("Choose a model file"))
        browse.setToolTip(browse.accessibleName())
        browse.clicked.connect(self._browse)
        layout = QHBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo, 1)
        layout.addWidget(browse)
        widget.setFocusProxy(self.combo)
        return widget

    def setWidgetValue(self, value, context):
        """Shows a value."""
        self.combo.setEditText(value if isinstance(value, str) else "")

    def widgetValue(self):
        """The path; None where none is given."""
        return self.combo.currentText().strip() or None

    # Bound methods, which Qt holds weakly: the wrapper ends with its window.

    def _take(self, number: int) -> None:
        """Puts the path of the description that was chosen into the box."""
        self.combo.setEditText(self.combo.itemData(number))

    def _tell(self, *_) -> None:
        self.widgetValueHasChanged.emit(self)

    def _browse(self, *_) -> None:
        models = offered_models()
        folder = self.widgetValue() or (str(Path(models[0][0]).parent) if models else "")
        path, _ = QFileDialog.getOpenFileName(
            self.combo, tr("Choose a model file"), folder, tr("Model (*.h5)")
        )
        if path:
            self.combo.setEditText(path)


model_wrapper = wrapper_class(_ModelWrapper)
