"""QGIS's own editing tools, for the polygon that is looked at."""

from __future__ import annotations

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAction

from ...translation import tr

#: How far apart polygons may be that are merged, as a share of the current one's size.
_TOUCH = 0.02


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

    if layer.selectedFeatureCount() < 2:
        own = layer.getFeature(fid).geometry()
        box = own.boundingBox()
        around = own.buffer(_TOUCH * max(box.width(), box.height()), 2)
        request = QgsFeatureRequest(around.boundingBox())
        near = [one.id() for one in layer.getFeatures(request) if one.geometry().intersects(around)]
        layer.selectByIds(near)
        if len(near) < 2:
            return tr("No polygon touches this one: select those to merge, and press M again.")
    if iface is None:
        return tr("QGIS's editing tools are not there.")
    iface.setActiveLayer(layer)
    action = iface.mainWindow().findChild(QAction, "mActionMergeFeatures")
    action.trigger()
    return ""
