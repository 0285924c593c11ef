"""What the work has produced so far: layers, models and the runtime, as they change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsSettings
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.messages import ScarpError
from ...layer_kinds import (
    is_assessed,
    is_called_inventory,
    is_cam,
    is_image,
    is_mapped,
    may_be_inventory,
)
from ...runtime import profile
from ...runtime.install.environments import read_installed
from ...runtime.interpreter import VARIABLE, Interpreter, find_interpreter
from ..layer_changes import LayerChanges

#: Milliseconds for which changes are gathered: a project that is opened adds layer after layer.
_REST = 60
#: Milliseconds between two looks at the settings, whose changes emit no signal.
_POLL = 2000
_SETTINGS = (profile.PYTHON, profile.BACKEND, profile.RECENT_MODELS)


@dataclass(frozen=True)
class Runtime:
    """The Python that trains and classifies.

    Attributes:
        interpreter: The interpreter, or None.
        problem: Why there is none; None if nothing is installed or named yet.
    """

    interpreter: Interpreter | None = None
    problem: ScarpError | None = None


class ProjectState(QObject):
    """Knows which layers, models and runtime there are, and tells when that changes.

    Args:
        active: Gives QGIS's active layer, or None.
        parent: The parent of this object.

    Attributes:
        changed: Emitted a moment after a change, between `follow` and `stop`.
        found: Names by kind: "image", "inventory", "cam", "mapped", "assessed", "model" and
            "runtime"; of an inventory without polygons the kind is "empty".
        runtime: What is known of the runtime.
    """

    changed = pyqtSignal()

    def __init__(self, active: Callable[[], QgsMapLayer | None], parent: QObject):
        super().__init__(parent)
        self.found: dict[str, str] = {}
        self.runtime = Runtime()
        self._active = active
        self._layers: dict[str, str] = {}
        self._kinds_of_rasters: dict[str, str] = {}
        self._named: dict[str, QgsMapLayer] = {}
        self._of_profile: dict[str, str] = {}
        self._settings: tuple = ()
        self._is_followed = False
        self._edits = LayerChanges(self)
        self._edits.happened.connect(self.look)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.look)
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL)
        self._poll.timeout.connect(self._look_at_settings)

    def follow(self) -> None:
        """Looks now, and again whenever something changes."""
        if not self._is_followed:
            self._is_followed = True
            project = QgsProject.instance()
            for signal in (project.layersAdded, project.layersRemoved):
                signal.connect(self.look_later)
            self._poll.start()
        self._settings = ()
        self._look_at_settings()

    def stop(self) -> None:
        """Stops following changes."""
        if not self._is_followed:
            return
        self._is_followed = False
        project = QgsProject.instance()
        for signal in (project.layersAdded, project.layersRemoved):
            signal.disconnect(self.look_later)
        self._poll.stop()
        self._rest.stop()
        self._edits.stop()
        self._listen_to_names({})

    def look_later(self, *_) -> None:
        """Looks in a moment, once for all changes until then."""
        if self._is_followed:
            self._rest.start()

    def look(self) -> None:
        """Looks at the layers, without reading their files."""
        layers = QgsProject.instance().mapLayers()
        self._listen_to_names(layers)
        polygons = [one for one in layers.values() if may_be_inventory(one) or is_mapped(one)]
        self._edits.listen(polygons)
        for gone in [one for one in self._kinds_of_rasters if one not in layers]:
            del self._kinds_of_rasters[gone]
        chosen: dict[str, QgsMapLayer] = {}
        for layer in self._in_order():
            kind = self._kind_of(layer)
            known = chosen.get(kind)
            if kind and (
                known is None or (is_called_inventory(layer) and not is_called_inventory(known))
            ):
                chosen[kind] = layer
        if "inventory" in chosen:
            chosen.pop("empty", None)
        self._layers = {kind: layer.id() for kind, layer in chosen.items()}
        found = {kind: layer.name() for kind, layer in chosen.items()} | self._of_profile
        if found != self.found:
            self.found = found
            self.changed.emit()

    def layer(self, kind: str) -> QgsMapLayer | None:
        """The layer of a kind that `found` names; None where there is none."""
        return QgsProject.instance().mapLayer(self._layers.get(kind, ""))

    def _in_order(self) -> Iterator[QgsMapLayer]:
        """The active layer, then all from the topmost: as the windows of steps offer them."""
        active = self._active()
        if isinstance(active, QgsMapLayer):
            yield active
        yield from QgsProject.instance().layerTreeRoot().layerOrder()

    def _kind_of(self, layer: QgsMapLayer) -> str:
        if isinstance(layer, QgsRasterLayer):
            # Slow: GDAL composes the metadata that identify CAMs anew each time.
            if layer.id() not in self._kinds_of_rasters:
                kind = "cam" if is_cam(layer) else "image" if is_image(layer) else ""
                self._kinds_of_rasters[layer.id()] = kind
            return self._kinds_of_rasters[layer.id()]
        if is_mapped(layer):
            return "mapped"
        if may_be_inventory(layer):
            return "inventory" if layer.featureCount() else "empty"
        return "assessed" if is_assessed(layer) else ""

    def _listen_to_names(self, layers: dict[str, QgsMapLayer]) -> None:
        for layer_id in [one for one in self._named if one not in layers]:
            layer = self._named.pop(layer_id)
            # The signals of a removed layer are gone.
            with suppress(RuntimeError, TypeError):
                layer.nameChanged.disconnect(self.look_later)
        for layer_id, layer in layers.items():
            if layer_id not in self._named:
                layer.nameChanged.connect(self.look_later)
                self._named[layer_id] = layer

    def _look_at_settings(self) -> None:
        store = QgsSettings()
        settings = (*(store.value(key) for key in _SETTINGS), os.environ.get(VARIABLE))
        if settings == self._settings:
            return
        self._settings = settings
        self._of_profile = {}
        trained = [path for path, said in profile.recent_models() if said.get("is_trained")]
        if trained:
            self._of_profile["model"] = Path(trained[0]).name
        self.runtime = _find_runtime()
        if self.runtime.interpreter is not None:
            self._of_profile["runtime"] = self.runtime.interpreter.path
        # What the panel says of the runtime may change even where `found` does not.
        self.found = {}
        self.look()
        if not self.found:
            self.changed.emit()


def _find_runtime() -> Runtime:
    settings = profile.read_settings()
    managed = profile.managed_environment()
    try:
        return Runtime(find_interpreter(settings.python, managed, settings.backend))
    except ScarpError as problem:
        is_named = settings.python or os.environ.get(VARIABLE)
        is_new = not is_named and read_installed(managed) is None
        return Runtime(problem=None if is_new else problem)
