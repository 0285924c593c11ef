"""The box of “Threshold”: a value can be typed only while “Value” is chosen."""

from __future__ import annotations

from qgis.core import QgsProcessingContext
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper

from .parameter_box import ChoiceWrapper, wrapper_class


class _ThresholdWrapper(ChoiceWrapper):
    """Chooses where the threshold comes from.

    Args:
        parameter: The choice.
        kind: The kind of window, as QGIS gives it.
        value: Name of the parameter that takes the value.
        number: Number of the option that asks for it.
    """

    def __init__(self, parameter, kind, value: str, number: int):
        super().__init__(parameter, kind)
        self._name, self._number = value, number
        self._value: QgsAbstractProcessingParameterWidgetWrapper | None = None

    def createWidget(self):
        """The choice."""
        widget = super().createWidget()
        self.combo.currentIndexChanged.connect(self._follow)
        return widget

    def postInitialize(self, wrappers):
        """Called by QGIS with the boxes of all parameters."""
        named = {one.parameterDefinition().name(): one for one in wrappers}
        self._value = named.get(self._name)
        if self._value is not None:
            self._value.widgetValueHasChanged.connect(self._take_value)
        self._follow()

    def end(self, *_) -> None:
        """Releases the window's other boxes."""
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
        """Chooses “Value” when a value is set from elsewhere, such as the History."""
        if self._value.parameterValue() and self.widgetValue() != self._number:
            self.combo.setCurrentIndex(self._number)


threshold_wrapper = wrapper_class(_ThresholdWrapper)
