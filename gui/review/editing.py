"""Changing the layer that is reviewed: verdicts in its edit buffer, and QGIS's editing tools."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsApplication,
    QgsDistanceArea,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsProject,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate
from qgis.PyQt.QtWidgets import QAction

from ...core.statuses import CHECKED, PRE_EVENT, PRE_EVENT_FIELD
from ...layer_kinds import DATE, DATE_TIME, STRING
from ...translation import tr
from .facts import STATUS

MAPPER, WHEN = "mapper", "checked"
#: Fields that a verdict fills in, with their types.
_FIELDS = {STATUS: STRING, MAPPER: STRING, WHEN: DATE}
#: Types that these fields may have in a layer that has them already.
_FITTING = {STATUS: (STRING,), MAPPER: (STRING,), WHEN: (DATE, DATE_TIME, STRING)}
#: How far apart polygons may be that are merged, as a share of the current one's size.
_TOUCH = 0.02


def usual_mapper() -> str:
    """The name of the user, as the operating system knows it."""
    return QgsApplication.userFullName() or QgsApplication.userLoginName()


def start_editing(layer: QgsVectorLayer) -> str:
    """Makes sure that a layer is in edit mode and has the fields; gives what stands in the way."""
    unfit = [
        name
        for name, kinds in _FITTING.items()
        if layer.fields().lookupField(name) >= 0 and _field(layer, name).type() not in kinds
    ]
    if unfit:
        return tr(
            "The field “{field}” of {name} cannot hold what the review writes, for it is of "
            "another type: rename it, and review again.",
            field=unfit[0],
            name=layer.name(),
        )
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


def _field(layer: QgsVectorLayer, name: str) -> QgsField:
    return layer.fields().at(layer.fields().lookupField(name))


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

    What is of several parts becomes as many features where the layer holds single polygons.

    Args:
        layer: The layer, in edit mode with the fields.
        geometry: In its CRS.
        mapper: Who has drawn it.
        values: Of other fields by name; those that the layer lacks are left out.
    """
    parts = [geometry]
    if layer.wkbType() and geometry.wkbType() != layer.wkbType():
        parts = geometry.coerceToType(layer.wkbType()) or parts
    own = {STATUS: CHECKED, MAPPER: mapper, WHEN: QDate.currentDate()}
    features = []
    for part in parts:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(part)
        area = {"area_m2": _area(part, layer)} if len(parts) > 1 or not values else {}
        for name, value in {**values, **area, **own}.items():
            place = layer.fields().lookupField(name)
            if place >= 0:
                feature.setAttribute(place, value)
        features.append(feature)
    layer.beginEditCommand(tr("Landslide that was missed"))
    if not all([layer.addFeature(feature) for feature in features]):
        layer.destroyEditCommand()
        return None
    layer.endEditCommand()
    return features[0].id()


def _area(geometry: QgsGeometry, layer: QgsVectorLayer) -> float:
    """Ellipsoidal area in m²."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(layer.crs(), QgsProject.instance().transformContext())
    measure.setEllipsoid(layer.crs().ellipsoidAcronym())
    return float(
        measure.convertAreaMeasurement(
            measure.measureArea(geometry), QgsUnitTypes.AreaUnit.AreaSquareMeters
        )
    )


def start_tool(layer: QgsVectorLayer, name: str) -> str:
    """Takes one of QGIS's tools for a layer; gives what stands in the way.

    Args:
        layer: In edit mode.
        name: Of the method of QGIS's interface that gives the tool's action.
    """
    from qgis.utils import iface

    if iface is None:
        return tr("QGIS's editing tools are not there.")
    iface.setActiveLayer(layer)
    getattr(iface, name)().trigger()
    return ""


def split(layer: QgsVectorLayer, fid: int) -> str:
    """Takes QGIS's tool that splits polygons, of which only this one is split."""
    layer.selectByIds([fid])
    return start_tool(layer, "actionSplitFeatures")


def merge(layer: QgsVectorLayer, fid: int) -> str:
    """Opens QGIS's dialog that merges polygons: those selected, or those that touch this one."""
    from qgis.utils import iface

    is_single = not QgsWkbTypes.isMultiType(layer.wkbType())
    if layer.selectedFeatureCount() < 2:
        own = layer.getFeature(fid).geometry()
        box = own.boundingBox()
        around = own.buffer(_TOUCH * max(box.width(), box.height()), 2)
        request = QgsFeatureRequest(around.boundingBox())
        near = [
            one.id()
            for one in layer.getFeatures(request)
            if one.geometry().intersects(around)
            and not (is_single and own.combine(one.geometry()).isMultipart())
        ]
        layer.selectByIds(near)
        if len(near) < 2:
            return tr("No polygon touches this one: select those to merge, and press M again.")
    elif is_single:
        selected = [one.geometry() for one in layer.selectedFeatures()]
        if QgsGeometry.unaryUnion(selected).isMultipart():
            return tr(
                "{name} holds single polygons, and those that are selected have no edge in common: "
                "select others, and press M again.",
                name=layer.name(),
            )
    if iface is None:
        return tr("QGIS's editing tools are not there.")
    iface.setActiveLayer(layer)
    action = iface.mainWindow().findChild(QAction, "mActionMergeFeatures")
    action.trigger()
    return ""
