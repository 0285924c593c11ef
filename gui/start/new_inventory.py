"""A new layer to draw landslides in."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import (
    QgsDefaultValue,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QStandardPaths
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget
from qgis.utils import iface

from ...translation import tr

_STYLE = Path(__file__).parents[2] / "resources" / "styles" / "inventory.qml"
_TABLE = "landslides"


def documents() -> Path:
    """The user's folder of documents."""
    location = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(location) or Path.home())


def suggested_path(image: QgsRasterLayer) -> str:
    """A new file name, beside the image if its folder is writable."""
    source = Path(image.source().partition("|")[0])
    is_file = source.is_absolute() and source.is_file() and os.access(source.parent, os.W_OK)
    folder = source.parent if is_file else documents()
    stem = source.stem if is_file else "image"
    path, number = folder / f"{stem}_landslides.gpkg", 2
    while path.exists():
        path, number = folder / f"{stem}_landslides_{number}.gpkg", number + 1
    return str(path)


def ask_for_inventory(image: QgsRasterLayer, parent: QWidget | None) -> QgsVectorLayer | None:
    """Asks for a file, creates it, and starts drawing in it; None if cancelled or refused.

    Args:
        image: The image to draw on.
        parent: The parent of the dialog.
    """
    path, _ = QFileDialog.getSaveFileName(
        parent,
        tr("New layer to draw landslides in"),
        suggested_path(image),
        tr("GeoPackage (*.gpkg)"),
        # One click on OK must not cost what somebody has drawn.
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not path:
        return None
    path = path if path.lower().endswith(".gpkg") else f"{path}.gpkg"
    if Path(path).exists():
        problem = tr(
            "{path} exists already. Choose another name, or add that layer to the project.",
            path=path,
        )
    else:
        problem = write_inventory(path, image)
    if problem:
        QMessageBox.warning(parent, "Scarp", problem)
        return None
    return start_drawing(path)


def write_inventory(path: str, image: QgsRasterLayer) -> str:
    """Writes an empty layer for landslides in the image's CRS.

    Args:
        path: Path of a GeoPackage that does not exist yet.
        image: The image to draw on.

    Returns:
        What went wrong; "" if nothing did.
    """
    fields = QgsVectorLayer("MultiPolygon?field=class:string&field=note:string", _TABLE, "memory")
    fields.setCrs(image.crs())
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = _TABLE
    context = QgsProject.instance().transformContext()
    written = QgsVectorFileWriter.writeAsVectorFormatV3(fields, path, context, options)
    if written[0] == QgsVectorFileWriter.WriterError.NoError:
        return ""
    return tr("{path} could not be written: {reason}", path=path, reason=written[1])


def start_drawing(path: str) -> QgsVectorLayer:
    """Adds the layer to the project, above all others, and activates the drawing tool.

    Args:
        path: Path of a GeoPackage from `write_inventory`.
    """
    layer = QgsVectorLayer(f"{path}|layername={_TABLE}", Path(path).stem, "ogr")
    layer.loadNamedStyle(str(_STYLE))
    layer.setDefaultValueDefinition(layer.fields().indexOf("class"), QgsDefaultValue("'landslide'"))
    # No form after each polygon: the class has a default, and a note is seldom wanted.
    form = layer.editFormConfig()
    form.setSuppress(type(form.suppress()).SuppressOn)
    layer.setEditFormConfig(form)
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    iface.setActiveLayer(layer)
    layer.startEditing()
    iface.actionAddFeature().trigger()
    iface.messageBar().pushInfo(
        "Scarp",
        tr(
            "Click along the edge of a landslide, and end with a click of the right button. Save "
            "the edits when you have drawn some."
        ),
    )
    return layer
