"""Names, styles and groups of the layers that a step adds to the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor

from ...core.labels.values import UNLABELLED
from ...translation import tr

#: The end of the name of a run's group.
_RUN = re.compile(r" \(\d\d:\d\d:\d\d\)$")
_STYLES = Path(__file__).parents[2] / "resources" / "styles"
#: Colours of classes: red, usual for landslides, then colours that colour-blind people tell apart.
_CLASS_COLOURS = ("#e31a1c", "#ff7f00", "#6a3d9a", "#1f78b4", "#b15928", "#33a02c")
_CLEAR, _UNLABELLED = QColor(0, 0, 0, 0), QColor(128, 128, 128, 110)


class _Finisher(QgsProcessingLayerPostProcessorInterface):
    """Styles a layer once it is loaded, and puts it into its group.

    QGIS calls it long after the step is gone and then deletes it; until then it is kept here.
    """

    _kept: ClassVar[list[_Finisher]] = []

    def __init__(self, style: Callable[[QgsMapLayer], None]):
        super().__init__()
        self._style = style
        self.group = ""
        self._kept[:] = [*(one for one in self._kept if not sip.isdeleted(one)), self]

    def postProcessLayer(self, layer, context, feedback):
        """Applies the style to the layer."""
        self._style(layer)
        layer.triggerRepaint()
        if self.group:
            _move_to_group(layer, self.group)
        else:
            _out_of_other_runs(layer)


def load_as(
    context: QgsProcessingContext,
    output: str,
    name: str,
    style: Callable[[QgsMapLayer], None],
) -> None:
    """Names and styles an output layer, if it will be loaded into the project.

    A file that the user has named keeps its name, as set in QGIS's options.

    Args:
        context: The algorithm's context.
        output: The layer's path or id.
        name: The layer's name.
        style: Called with the layer when it has been loaded.
    """
    if context.willLoadLayerOnCompletion(output):
        details = context.layerToLoadOnCompletionDetails(output)
        details.name = name
        details.setPostProcessor(_Finisher(style))


def group_layers(context: QgsProcessingContext, outputs: Iterable[str], title: str) -> None:
    """Puts the layers of one run into one group if there are several.

    Args:
        context: The algorithm's context.
        outputs: The layers' paths or ids; those that `load_as` knows.
        title: The group's title; the time is appended.
    """
    loaded = [output for output in outputs if context.willLoadLayerOnCompletion(output)]
    if len(loaded) < 2:
        return
    group = f"{title} ({datetime.now():%H:%M:%S})"
    for output in loaded:
        details = context.layerToLoadOnCompletionDetails(output)
        if hasattr(details, "groupName"):
            details.groupName = group
        else:  # QGIS before 3.32.
            details.postProcessor().group = group


def from_file(name: str, others: dict[str, str] | None = None) -> Callable[[QgsMapLayer], None]:
    """Returns a function that applies a style of ``resources/styles``.

    Args:
        name: The file's name without suffix.
        others: Additional styles by the names that the layer's menu of styles shows.
    """

    def style(layer: QgsMapLayer) -> None:
        layer.loadNamedStyle(str(style_path(name)))
        for shown, other in (others or {}).items():
            text = style_path(other).read_text(encoding="utf-8")
            layer.styleManager().addStyle(shown, QgsMapLayerStyle(text))

    return style


def as_labels(classes: Iterable[str]) -> Callable[[QgsMapLayer], None]:
    """The style of a label raster: classes in colours, the background clear, the rest grey.

    The bands of the image are shown by the style “Image” in the layer's menu.

    Args:
        classes: Their names.
    """
    names = list(classes)

    def style(layer: QgsRasterLayer) -> None:
        image = QgsMapLayerStyle()
        image.readFromLayer(layer)
        layer.styleManager().addStyle(tr("Image"), image)
        entry = QgsPalettedRasterRenderer.Class
        entries = [entry(0, _CLEAR, tr("background"))]
        entries += [
            entry(number, QColor(_CLASS_COLOURS[(number - 1) % len(_CLASS_COLOURS)]), name)
            for number, name in enumerate(names, start=1)
        ]
        entries.append(entry(UNLABELLED, _UNLABELLED, tr("not labelled")))
        band = layer.bandCount()
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), band, entries))

    return style


def shown_name(source: str, fallback: str = "") -> str:
    """What to call an image in layer names: its file's name without suffix.

    Args:
        source: Path of the file.
        fallback: Name of its layer, which is taken for a temporary file; of one that Scarp has
            named, what follows the dash.
    """
    stem = Path(source).stem
    return fallback.rpartition(" – ")[2] if stem in ("", "OUTPUT") and fallback else stem


def _move_to_group(layer: QgsMapLayer, name: str) -> None:
    root = QgsProject.instance().layerTreeRoot()
    node = root.findLayer(layer)
    if node is None:
        return
    group = root.findGroup(name) or root.insertGroup(0, name)
    group.insertChildNode(0 if layer.type() != QgsRasterLayer().type() else -1, node.clone())
    node.parent().removeChildNode(node)


def _out_of_other_runs(layer: QgsMapLayer) -> None:
    """Moves a layer out of another run's group, where QGIS puts it if a layer there is selected."""
    root = QgsProject.instance().layerTreeRoot()
    node = root.findLayer(layer)
    if node is None or node.parent() is root or not _RUN.search(node.parent().name()):
        return
    place = root.children().index(node.parent()) if node.parent() in root.children() else 0
    root.insertChildNode(place, node.clone())
    node.parent().removeChildNode(node)


def style_path(name: str) -> Path:
    return _STYLES / f"{name}.qml"
