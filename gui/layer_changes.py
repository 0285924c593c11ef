"""Noticing changes in polygon layers."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

#: Milliseconds for which changes are gathered: pasting many features emits a signal for each.
_REST = 50


class LayerChanges(QObject):
    """Tells when features of some layers have changed, unsaved edits included.

    Args:
        parent: The parent of this object.

    Attributes:
        happened: Emitted a moment after a change.
    """

    happened = pyqtSignal()

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._layers: list[QgsVectorLayer] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.happened)

    def listen(self, layers: Iterable[QgsVectorLayer | None]) -> None:
        """Listens to these layers only."""
        self.stop()
        for layer in layers:
            if layer is not None:
                for signal in _changes(layer):
                    signal.connect(self._take)
                self._layers.append(layer)

    def stop(self) -> None:
        """Stops listening."""
        self._rest.stop()
        for layer in self._layers:
            # The signals of a removed layer are gone.
            with suppress(RuntimeError, TypeError):
                for signal in _changes(layer):
                    signal.disconnect(self._take)
        self._layers = []

    def _take(self, *_) -> None:
        self._rest.start()


def _changes(layer: QgsVectorLayer) -> tuple:
    """The signals that a layer emits when its features change."""
    return (
        layer.dataChanged,
        layer.featureAdded,
        layer.featuresDeleted,
        layer.geometryChanged,
        layer.subsetStringChanged,
        layer.editingStarted,
        layer.editingStopped,
    )
