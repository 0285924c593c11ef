"""The sample that comes with Scarp, copied to a folder where it can be worked on."""

from __future__ import annotations

import shutil
from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget
from qgis.utils import iface

from ...core.files import staged
from ...core.messages import ScarpError
from ...translation import tr
from .new_inventory import documents

_SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
_STYLES = _SAMPLE.parent / "styles"
FOLDER_NAME = "Scarp sample"
IMAGE, INVENTORY = "image.tif", "inventory.gpkg"


def ask_for_sample(parent: QWidget | None) -> bool:
    """Asks where to put the sample, and opens it there; returns whether it did.

    Args:
        parent: The parent of the dialog.
    """
    start = documents()
    folder = QFileDialog.getExistingDirectory(
        parent,
        tr("Where should the folder “{name}” be created?", name=FOLDER_NAME),
        str(start if start.is_dir() else Path.home()),
    )
    if not folder:
        return False
    place = Path(folder)
    place = place if place.name == FOLDER_NAME else place / FOLDER_NAME
    try:
        copy_sample(place)
    except ScarpError as problem:
        QMessageBox.warning(parent, "Scarp", tr(problem.template, **problem.values))
        return False
    except OSError as problem:
        reason = problem.strerror or str(problem)
        text = tr("{path} could not be written: {reason}", path=str(place), reason=reason)
        QMessageBox.warning(parent, "Scarp", text)
        return False
    open_sample(place)
    return True


def copy_sample(folder: Path) -> None:
    """Copies the files that are missing; what was drawn in an earlier copy stays.

    Args:
        folder: Created if it does not exist.

    Raises:
        OSError: if it cannot be written.
        ScarpError: if it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (IMAGE, INVENTORY):
        if not (folder / name).exists():
            with staged(folder / name) as temporary:
                shutil.copyfile(_SAMPLE / name, temporary)


def open_sample(folder: Path) -> None:
    """Adds the sample's layers to the project, unless it has them, and shows them.

    Args:
        folder: The folder of the copy.
    """
    project = QgsProject.instance()
    if not project.mapLayers() and not project.title():
        project.setTitle(tr("Scarp sample"))
    inventory = folder / INVENTORY
    image = _add(QgsRasterLayer(str(folder / IMAGE), tr("Sample image")))
    area = QgsVectorLayer(f"{inventory}|layername=mapped_area", tr("Sample mapped area"))
    _add(area, "mapped_area.qml")
    drawn = QgsVectorLayer(f"{inventory}|layername=landslides", tr("Sample landslides"))
    _add(drawn, "inventory.qml")
    iface.setActiveLayer(image)
    canvas = iface.mapCanvas()
    if not project.crs().isValid():
        project.setCrs(image.crs())
    canvas.setDestinationCrs(project.crs())
    canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(image, image.extent()))
    canvas.refresh()


def _add(layer, style: str = ""):
    """Adds a layer above all others, or returns the project's layer of the same file."""
    project = QgsProject.instance()
    for known in project.mapLayers().values():
        if known.source() == layer.source():
            return known
    if style:
        layer.loadNamedStyle(str(_STYLES / style))
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    return layer
