"""What boxes of parameters share: they are made by QGIS, from a class that a parameter names.

What is Python of a widget that QGIS is given is lost, but not of one inside: all logic is in the
wrappers, and their widgets hold others.
"""

from __future__ import annotations

from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsGui, QgsProcessingGui
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget


class ChoiceWrapper(QgsAbstractProcessingParameterWidgetWrapper):
    """A choice of a parameter of options, which other boxes follow."""

    def createWidget(self):
        """Makes the combo box."""
        widget = QWidget()
        self.combo = QComboBox(widget)
        self.combo.addItems(self.parameterDefinition().options())
        self.combo.setToolTip(self.parameterDefinition().toolTip())
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.combo)
        widget.setFocusProxy(self.combo)
        return widget

    def createLabel(self):
        """Leaves out that the parameter is optional, which concerns scripts only."""
        return QLabel(self.parameterDefinition().description())

    def setWidgetValue(self, value, context):
        """Shows a choice; anything else shows the first option."""
        try:
            number = int(value)
        except (TypeError, ValueError):
            number = 0
        self.combo.setCurrentIndex(number)

    def widgetValue(self):
        """The number of the option."""
        return self.combo.currentIndex()

    def end(self, *_) -> None:
        """Releases the window's other boxes."""


def wrapper_class(kind: type) -> type:
    """Returns what a parameter's metadata names, for QGIS to make the box of a window.

    It is a class, because QGIS accepts nothing else there. It is called with the parameter, the
    window, two numbers and what else the metadata holds, which goes to the wrapper.

    Args:
        kind: The wrapper's class, for the windows of steps and batches; the modeler is given
            QGIS's own widget, which also takes outputs of steps.
    """

    class Wrapper:
        def __new__(cls, parameter, dialog, _row=0, _col=0, **arguments):
            name = type(dialog).__name__
            if "Model" in name:
                wrapper = QgsGui.processingGuiRegistry().createModelerParameterWidget(
                    dialog.model, dialog.childId, parameter, dialog.context
                )
            else:
                windows = QgsProcessingGui.WidgetType
                window = windows.Batch if "Batch" in name else windows.Standard
                wrapper = kind(parameter, window, **arguments)
                if isinstance(wrapper, ChoiceWrapper):
                    dialog.rejected.connect(wrapper.end)
            wrapper.setDialog(dialog)
            return wrapper

    return Wrapper
