"""What is in an edit buffer, kept in the profile: nothing is lost when QGIS ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from qgis.core import (
    NULL,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, Qt

from ...core.hashing import json_hash
from .editing import MAPPER, WHEN
from .facts import STATUS

_FIELDS = (STATUS, MAPPER, WHEN)


def folder_of_reviews() -> Path:
    """Where drafts, checked tiles and rounds are kept."""
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "scarp" / "review"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def key_of(layer: QgsMapLayer) -> str:
    """A name for files that belong to a layer."""
    return json_hash({"source": layer.source().split("|uid=")[0]})[:16]


class Draft:
    """The unsaved verdicts on a layer, appended to a file one by one.

    Args:
        layer: The layer; those in memory have no draft, as they end with QGIS themselves.
    """

    def __init__(self, layer: QgsVectorLayer):
        self._path = None
        if layer.providerType() != "memory":
            self._path = folder_of_reviews() / f"draft-{key_of(layer)}.jsonl"

    @property
    def count(self) -> int:
        """Number of the verdicts that are kept."""
        return len(list(self._lines()))

    def keep(self, layer: QgsVectorLayer, fid: int) -> None:
        """Keeps what the edit buffer holds of a polygon."""
        feature = layer.getFeature(fid)
        if self._path is None or not feature.isValid():
            return
        values = {}
        for name in _FIELDS:
            place = layer.fields().lookupField(name)
            value = feature.attribute(place) if place >= 0 else NULL
            if value not in (None, NULL):
                is_date = isinstance(value, QDate)
                values[name] = value.toString(Qt.DateFormat.ISODate) if is_date else value
        buffer = layer.editBuffer()
        is_changed = buffer is not None and (
            fid in buffer.changedGeometries() or fid in buffer.addedFeatures()
        )
        line = {"fid": fid, "values": values}
        if is_changed:
            line["wkt"] = feature.geometry().asWkt(8)
        with open(self._path, "a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _lines(self) -> Iterator[dict]:
        if self._path is None or not self._path.exists():
            return
        for text in self._path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(text)
            except ValueError:  # QGIS was killed while it was written.
                continue

    def restore(self, layer: QgsVectorLayer) -> int:
        """Writes what is kept into the edit buffer of a layer, in which the fields are.

        Returns:
            How many polygons were changed or added.
        """
        last = {line["fid"]: line for line in self._lines()}
        count = 0
        for fid, line in last.items():
            values = {
                layer.fields().lookupField(name): QDate.fromString(value, Qt.DateFormat.ISODate)
                if name == WHEN
                else value
                for name, value in line["values"].items()
            }
            values = {place: value for place, value in values.items() if place >= 0}
            geometry = QgsGeometry.fromWkt(line["wkt"]) if "wkt" in line else None
            if fid < 0:  # It was new.
                if geometry is not None:
                    feature = QgsFeature(layer.fields())
                    feature.setGeometry(geometry)
                    for place, value in values.items():
                        feature.setAttribute(place, value)
                    count += layer.addFeature(feature)
                continue
            if not layer.getFeature(fid).isValid():
                continue
            if geometry is not None:
                layer.changeGeometry(fid, geometry)
            count += all(layer.changeAttributeValue(fid, *one) for one in values.items())
        return count

    def forget(self) -> None:
        """Deletes the draft: all is saved, or given up."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
