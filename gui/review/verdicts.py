"""Writing verdicts into a layer's edit buffer."""

from __future__ import annotations

from qgis.core import NULL, QgsApplication, QgsFeature, QgsField, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QDate

from ...core.statuses import CHECKED, PRE_EVENT, PRE_EVENT_FIELD
from ...layer_kinds import DATE, STRING
from ...translation import tr
from .facts import STATUS

MAPPER, WHEN = "mapper", "checked"
#: Fields that a verdict fills in, with their types.
_FIELDS = {STATUS: STRING, MAPPER: STRING, WHEN: DATE}


def usual_mapper() -> str:
    """The name of the user, as the operating system knows it."""
    return QgsApplication.userFullName() or QgsApplication.userLoginName()


def start_editing(layer: QgsVectorLayer) -> str:
    """Makes sure that a layer is in edit mode and has the fields; gives what stands in the way."""
    if not layer.isEditable() and not layer.startEditing():
        return tr(
            "{name} cannot be edited: save it as a GeoPackage, and review that.", name=layer.name()
        )
    missing = [name for name in _FIELDS if layer.fields().lookupField(name) < 0]
    if missing:
        layer.beginEditCommand(tr("Fields of the review"))
        added = all(layer.addAttribute(QgsField(name, _FIELDS[name])) for name in missing)
        if not added:
            layer.destroyEditCommand()
            return tr(
                "{name} cannot have the fields “status”, “mapper” and “checked”: save it as a "
                "GeoPackage, and review that.",
                name=layer.name(),
            )
        layer.endEditCommand()
    return ""


def write_verdict(layer: QgsVectorLayer, fid: int, status: str, mapper: str) -> str:
    """Writes a verdict, as one step that can be undone; gives what stands in the way.

    Args:
        layer: The layer.
        fid: Feature id of the polygon.
        status: One of `scarp.core.statuses.STATUSES`.
        mapper: Who has looked at it.
    """
    problem = start_editing(layer)
    if problem:
        return problem
    fields = layer.fields()
    values = {STATUS: status, MAPPER: mapper, WHEN: QDate.currentDate()}
    before = layer.getFeature(fid).attribute(fields.lookupField(STATUS))
    kept = fields.lookupField(PRE_EVENT_FIELD)
    if before in PRE_EVENT and kept >= 0 and layer.getFeature(fid).attribute(kept) in (None, NULL):
        values[PRE_EVENT_FIELD] = before
    layer.beginEditCommand(tr("Verdict: {status}", status=status))
    written = all(
        layer.changeAttributeValue(fid, fields.lookupField(name), value)
        for name, value in values.items()
    )
    if not written:
        layer.destroyEditCommand()
        return tr("The verdict could not be written into {name}.", name=layer.name())
    layer.endEditCommand()
    return ""


def add_landslide(
    layer: QgsVectorLayer, geometry: QgsGeometry, mapper: str, values: dict[str, object]
) -> int | None:
    """Adds a landslide that was missed, as one step that can be undone; gives its feature id.

    Args:
        layer: The layer, in edit mode with the fields.
        geometry: In its CRS.
        mapper: Who has drawn it.
        values: Of other fields by name; those that the layer lacks are left out.
    """
    if layer.wkbType() and geometry.wkbType() != layer.wkbType():
        (geometry,) = geometry.coerceToType(layer.wkbType()) or [geometry]
    feature = QgsFeature(layer.fields())
    feature.setGeometry(geometry)
    own = {STATUS: CHECKED, MAPPER: mapper, WHEN: QDate.currentDate()}
    for name, value in {**values, **own}.items():
        place = layer.fields().lookupField(name)
        if place >= 0:
            feature.setAttribute(place, value)
    layer.beginEditCommand(tr("Landslide that was missed"))
    if not layer.addFeature(feature):
        layer.destroyEditCommand()
        return None
    layer.endEditCommand()
    return feature.id()
