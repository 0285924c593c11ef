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


def make_wrapper(kind: type, parameter, dialog, *arguments):
    """Makes what a window shows for a parameter.

    Args:
        kind: The wrapper's class, for the windows of steps and batches.
        parameter: The parameter.
        dialog: The window; in the modeler it is given QGIS's own widget, which also takes outputs
            of steps.
        arguments: Further ones of the class.
    """
    name = type(dialog).__name__
    if "Model" in name:
        wrapper = QgsGui.processingGuiRegistry().createModelerParameterWidget(
            dialog.model, dialog.childId, parameter, dialog.context
        )
    else:
        windows = QgsProcessingGui.WidgetType
        window = windows.Batch if "Batch" in name else windows.Standard
        wrapper = kind(parameter, window, *arguments)
        if isinstance(wrapper, ChoiceWrapper):
            dialog.rejected.connect(wrapper.end)
    wrapper.setDialog(dialog)
    return wrapper
