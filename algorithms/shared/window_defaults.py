"""What the windows of steps preselect, from the layers of the project.

These are not defaults of the parameters themselves, so scripts are not affected.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingParameterDefinition, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ...layer_kinds import (
    is_cam,
    is_image,
    is_label_raster,
    is_mapped,
    likely_area,
    likely_inventory,
)
from ...models.settings import STARTER
from ...runtime import profile


def offer_image(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers an image that Scarp has not made."""
    _offer(parameter, lambda: _first(is_image))


def offer_label_raster(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers a label raster."""
    _offer(parameter, lambda: _first(is_label_raster))


def offer_cam(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers a class activation raster."""
    _offer(parameter, lambda: _first(is_cam))


def offer_mapped(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers polygons that Scarp has drawn."""
    _offer(parameter, lambda: _first(is_mapped))


def offer_inventory(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers polygons that Scarp has not drawn: those of the likeliest inventory."""
    _offer(parameter, _inventory)


def offer_area(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers polygons that are named like a mapped area."""
    _offer(parameter, lambda: likely_area(_layers()))


def offer_last_model(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers the trained model that was last made or used, else the one that comes with Scarp."""
    _offer(parameter, _last_model)


def offer_cluster(parameter: QgsProcessingParameterDefinition) -> None:
    """Offers the cluster of the settings."""
    _offer(parameter, lambda: profile.read_settings().cluster or None)


def offer_model_file(parameter: QgsProcessingParameterDefinition, kind: str) -> None:
    """Offers a new file beside the last model or the image.

    Args:
        parameter: The parameter of the file to write.
        kind: The end of its name.
    """
    _offer(parameter, lambda: _model_file(kind))


def is_in_window() -> bool:
    """Whether a person may be looking: scripts and threads have no window."""
    from qgis.utils import iface

    application = QCoreApplication.instance()
    return (
        iface is not None
        and application is not None
        and QThread.currentThread() == application.thread()
    )


def _offer(parameter: QgsProcessingParameterDefinition, find: Callable[[], object]) -> None:
    if not is_in_window():
        return
    found = find()
    if found is not None:
        value = found.id() if isinstance(found, QgsMapLayer) else found
        parameter.setGuiDefaultValueOverride(value)


def _layers() -> Iterator[QgsMapLayer]:
    """The layers of the project from the topmost, the active one first."""
    from qgis.utils import iface

    active = iface.activeLayer()
    if isinstance(active, QgsMapLayer):
        yield active
    yield from QgsProject.instance().layerTreeRoot().layerOrder()


def _first(fits: Callable[[QgsMapLayer], bool]) -> QgsMapLayer | None:
    return next((layer for layer in _layers() if fits(layer)), None)


def _inventory() -> QgsMapLayer | None:
    return likely_inventory(_layers())


def _last_model() -> str | None:
    trained = (path for path, told in profile.recent_models() if told.get("is_trained"))
    return next(trained, str(STARTER) if STARTER.exists() else None)


def _model_file(kind: str) -> str | None:
    image = _first(is_image)
    source = Path(image.source().partition("|")[0]) if image is not None else None
    folders = [Path(path).parent for path, _ in profile.recent_models()]
    if source is not None:
        folders.append(source.parent)
    folder = next((folder for folder in folders if os.access(folder, os.W_OK)), None)
    if folder is None:
        return None
    name = f"{source.stem}_{kind}" if source is not None else f"{kind}_{date.today():%Y%m%d}"
    path, number = folder / f"{name}.h5", 2
    while path.exists():
        path, number = folder / f"{name}_{number}.h5", number + 1
    return str(path)
