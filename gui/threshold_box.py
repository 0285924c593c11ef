"""The box of “Threshold”: its value can be given only where one is asked for."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsGui, QgsProcessingGui
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget


class _ThresholdWrapper(QgsAbstractProcessingParameterWidgetWrapper):
    """Chooses where the threshold comes from.

    Args:
        parameter: The choice.
        kind: Of the window.
        value: Name of the parameter that takes the value.
        number: Of the option that asks for it.
    """

    def __init__(self, parameter, kind, value: str, number: int):
        super().__init__(parameter, kind)
        self._name, self._number = value, number
        self._value: QgsAbstractProcessingParameterWidgetWrapper | None = None

    def createWidget(self):
        """The choice."""
        # What is Python of a widget that QGIS is given is lost, but not of one inside.
        widget = QWidget()
        self.combo = QComboBox(widget)
        self.combo.addItems(self.parameterDefinition().options())
        self.combo.setToolTip(self.parameterDefinition().toolTip())
        self.combo.currentIndexChanged.connect(self._follow)
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo)
        widget.setFocusProxy(self.combo)
        return widget

    def createLabel(self):
        """Without a word on being optional, which it is for scripts only."""
        return QLabel(self.parameterDefinition().description())

    def setWidgetValue(self, value, context):
        """Shows a choice; none is the first."""
        try:
            number = int(value)
        except (TypeError, ValueError):
            number = 0
        self.combo.setCurrentIndex(number)

    def widgetValue(self):
        """The number of the option."""
        return self.combo.currentIndex()

    def postInitialize(self, wrappers):
        """Called by QGIS with the boxes of all parameters."""
        named = {one.parameterDefinition().name(): one for one in wrappers}
        self._value = named.get(self._name)
        if self._value is not None:
            self._value.widgetValueHasChanged.connect(self._take_value)
        self._follow()

    def end(self, *_) -> None:
        """Lets go of the window's other boxes."""
        self._value = None

    def _follow(self, *_) -> None:
        self.widgetValueHasChanged.emit(self)
        if self._value is None:
            return
        asked = self.widgetValue() == self._number
        self._value.wrappedWidget().setEnabled(asked)
        if not asked:
            self._value.setParameterValue(None, QgsProcessingContext())

    def _take_value(self, *_) -> None:
        """A value that comes from elsewhere, such as the History, is what is wished."""
        if self._value.parameterValue() and self.widgetValue() != self._number:
            self.combo.setCurrentIndex(self._number)


class threshold_wrapper:  # noqa: N801 - called by QGIS as a function would be
    """Makes what a window shows for the parameter; QGIS takes nothing but a class here."""

    def __new__(
        cls,
        parameter: QgsProcessingParameterDefinition,
        dialog,
        row=0,
        col=0,
        value="",
        number=0,
    ):
        """The box, or in the modeler QGIS's own widget."""
        kind = type(dialog).__name__
        if "Model" in kind:
            wrapper = QgsGui.processingGuiRegistry().createModelerParameterWidget(
                dialog.model, dialog.childId, parameter, dialog.context
            )
        else:
            kinds = QgsProcessingGui.WidgetType
            kind = kinds.Batch if "Batch" in kind else kinds.Standard
            wrapper = _ThresholdWrapper(parameter, kind, value, number)
            dialog.rejected.connect(wrapper.end)
        wrapper.setDialog(dialog)
        return wrapper
