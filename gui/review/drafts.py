"""What is in an edit buffer, kept in the profile: nothing is lost when QGIS ends."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from qgis.core import (
    NULL,
    QgsApplication,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QObject, Qt, QTimer, pyqtSignal

from ...core.hashing import json_hash

#: Property of QGIS's application that tells this session from others, also where Scarp is loaded
#: again.
_SESSION = "scarpSession"
_ROUNDS = "rounds-"


def folder_of_reviews() -> Path:
    """Where drafts, checked tiles and rounds are kept."""
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "scarp" / "review"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def key_of(layer: QgsMapLayer) -> str:
    """A name for files that belong to a layer."""
    return json_hash({"source": layer.source().split("|uid=")[0]})[:16]


def key_of_map(cam: QgsMapLayer) -> str:
    """A name for files that belong to a map: those of a later round with those of the first map."""
    for part in Path(cam.source()).parts:
        if part.startswith(_ROUNDS):
            return part.removeprefix(_ROUNDS)
    return key_of(cam)


def folder_of_rounds(cam: QgsMapLayer) -> Path:
    """Where the rounds that began with a map are kept."""
    return folder_of_reviews() / f"{_ROUNDS}{key_of_map(cam)}"


class Draft(QObject):
    """The unsaved edits of a layer, appended to a file one by one.

    It follows the edit buffer: verdicts, moved corners, parts that were split off, what was added
    or deleted, and what was undone. It is deleted when the edits are saved or given up. What
    sessions left that ended early stays, until it is taken back.

    Args:
        layer: The layer; those in memory have no draft, as they end with QGIS themselves.
        parent: The parent of this object.

    Attributes:
        failed: Emitted with the reason where it cannot be written.
    """

    failed = pyqtSignal(str)

    def __init__(self, layer: QgsVectorLayer, parent: QObject):
        super().__init__(parent)
        self._layer: QgsVectorLayer | None = layer
        self._path: Path | None = None
        self._changed: set[int] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._write)
        if layer.providerType() == "memory":
            return
        # A file for each session and layer: new features of two have the same ids.
        name = f"draft-{key_of(layer)}-{_session()}-{json_hash({'layer': layer.id()})[:8]}.jsonl"
        self._path = folder_of_reviews() / name
        if not layer.isModified():
            self._path.unlink(missing_ok=True)
        for signal, slot in self._connections(layer):
            signal.connect(slot)

    def _connections(self, layer: QgsVectorLayer) -> list[tuple]:
        """Signals of a layer, and what each calls."""
        edits = (
            *(layer.attributeValueChanged, layer.geometryChanged),
            *(layer.featureAdded, layer.featureDeleted),
        )
        return [
            *((signal, self._follow) for signal in edits),
            (layer.afterCommitChanges, self._forget),
            (layer.afterRollBack, self._forget),
            (layer.willBeDeleted, self._leave),
        ]

    def _left(self) -> list[Path]:
        """What earlier sessions have left, the oldest first."""
        if self._layer is None or self._path is None:
            return []
        found = folder_of_reviews().glob(f"draft-{key_of(self._layer)}-*.jsonl")
        others = [path for path in found if f"-{_session()}-" not in path.name]
        return sorted(others, key=lambda path: path.stat().st_mtime_ns)

    @property
    def count(self) -> int:
        """Number of the polygons of which earlier sessions have left edits."""
        last = [(path, fid) for path in self._left() for fid in _last(path)]
        return len({fid if fid >= 0 else (path, fid) for path, fid in last})

    # Following the edit buffer

    def _follow(self, fid: int, *_) -> None:
        self._changed.add(fid)
        self._later.start(0)

    def _write(self) -> None:
        """Appends the state of what has changed."""
        changed, self._changed = sorted(self._changed), set()
        if self._layer is None or self._path is None or self._layer.editBuffer() is None:
            return
        lines = [{"fid": fid, **self._state(fid)} for fid in changed]
        try:
            with open(self._path, "a", encoding="utf-8") as file:
                file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
        except OSError as error:
            self.failed.emit(error.strerror or str(error))

    def _state(self, fid: int) -> dict:
        """What the edit buffer holds of a polygon."""
        layer, buffer = self._layer, self._layer.editBuffer()
        if buffer.isFeatureDeleted(fid):
            return {"deleted": True, "was": _box_of_saved(layer, fid)}
        feature = layer.getFeature(fid)
        if not feature.isValid():
            return {"same": True}  # It was new, and is no more.
        state: dict = {}
        is_new = buffer.isFeatureAdded(fid)
        if is_new or buffer.isFeatureAttributesChanged(fid):
            state["values"] = {
                field.name(): _plain(value)
                for field, value in zip(layer.fields(), feature.attributes())
            }
        if is_new or buffer.isFeatureGeometryChanged(fid):
            # All digits: in hexadecimal.
            state["wkb"] = bytes(feature.geometry().asWkb()).hex()
        if not state:
            return {"same": True}
        return state if is_new else {**state, "was": _box_of_saved(layer, fid)}

    # Taking back

    def restore(self) -> int:
        """Writes what an earlier session has left into the edit buffer, in which the fields are.

        Polygons that are no longer where they were are left out: the file is another one.

        Returns:
            How many polygons were changed, added or deleted.
        """
        done: set[object] = set()
        for path in self._left():
            for fid, line in _last(path).items():
                if self._take_back(fid, line):
                    done.add(fid if fid >= 0 else (path, fid))
            path.unlink(missing_ok=True)
        return len(done)

    def _take_back(self, fid: int, line: dict) -> bool:
        layer = self._layer
        if "was" not in line:
            return self._add(line)
        if _box_of_saved(layer, fid) != line["was"]:
            return False
        if line.get("deleted"):
            return bool(layer.deleteFeature(fid))
        feature = layer.getFeature(fid)
        if "wkb" in line:
            layer.changeGeometry(fid, _geometry(line))
        for place, value in self._values(line).items():
            if _plain(feature.attribute(place)) != _plain(value):
                layer.changeAttributeValue(fid, place, value)
        return True

    def _add(self, line: dict) -> bool:
        feature = QgsFeature(self._layer.fields())
        feature.setGeometry(_geometry(line))
        for place, value in self._values(line).items():
            # A new one has no id of its own until it is saved.
            if place not in self._layer.primaryKeyAttributes():
                feature.setAttribute(place, value)
        return bool(self._layer.addFeature(feature))

    def _values(self, line: dict) -> dict[int, object]:
        """Values of fields by place, of the fields' types."""
        found: dict[int, object] = {}
        for name, value in line.get("values", {}).items():
            place = self._layer.fields().lookupField(name)
            if place < 0:
                continue
            with suppress(ValueError, TypeError):
                found[place] = self._layer.fields().at(place).convertCompatible(value)
        return found

    # Ends

    def _forget(self) -> None:
        """All is saved, or given up."""
        self._changed.clear()
        self._later.stop()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _leave(self) -> None:
        """The layer goes; QGIS has asked what is to become of its edits."""
        self._forget()
        self._layer = None

    def close(self) -> None:
        """Leaves the layer, whose draft stays."""
        self._later.stop()
        layer, self._layer = self._layer, None
        if layer is None or self._path is None:
            return
        with suppress(RuntimeError, TypeError):
            for signal, slot in self._connections(layer):
                signal.disconnect(slot)


def _session() -> str:
    """Tells this session of QGIS from others."""
    application = QgsApplication.instance()
    if not application.property(_SESSION):
        application.setProperty(_SESSION, uuid4().hex[:12])
    return str(application.property(_SESSION))


def _last(path: Path) -> dict[int, dict]:
    """The last state of each polygon in a draft."""
    found: dict[int, dict] = {}
    for text in path.read_text(encoding="utf-8").splitlines():
        # QGIS may have been killed while it was written.
        with suppress(ValueError, KeyError):
            line = json.loads(text)
            found[line["fid"]] = line
    return {fid: line for fid, line in found.items() if not line.get("same")}


def _box_of_saved(layer: QgsVectorLayer, fid: int) -> list[float] | None:
    """The box of a polygon as it is in the file; None where it is not there."""
    request = QgsFeatureRequest(fid).setNoAttributes()
    feature = next(layer.dataProvider().getFeatures(request), None)
    if feature is None:
        return None
    box = feature.geometry().boundingBox()
    return [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]


def _plain(value: object) -> object:
    """A value of a field as JSON can hold it."""
    if value in (None, NULL):
        return None
    if isinstance(value, (QDate, QDateTime)):
        return value.toString(Qt.DateFormat.ISODate)
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def _geometry(line: dict) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(bytes.fromhex(line["wkb"]))
    return geometry
