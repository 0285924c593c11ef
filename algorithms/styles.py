"""Styling layers as they are loaded."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsMapLayerStyle,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
)
from qgis.PyQt import sip

_STYLES = Path(__file__).parents[1] / "resources" / "styles"


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a layer a style when it has been loaded, and others to choose from.

    QGIS asks for it when the step is long gone and then deletes it; until then it is kept here.
    """

    _kept: list[_Styler] = []

    def __init__(self, path: Path, others: dict[str, Path]):
        super().__init__()
        self._path = path
        self._others = others
        self._kept[:] = [one for one in self._kept if not sip.isdeleted(one)] + [self]

    def postProcessLayer(self, layer, context, feedback):
        """Loads the styles into the layer."""
        layer.loadNamedStyle(str(self._path))
        for name, path in self._others.items():
            style = QgsMapLayerStyle(path.read_text(encoding="utf-8"))
            layer.styleManager().addStyle(name, style)
        layer.triggerRepaint()


def style_on_load(
    context: QgsProcessingContext, output: str, name: str, others: dict[str, str] | None = None
) -> None:
    """Has an output styled, if it is to be loaded into the project at all.

    Args:
        context: Of the algorithm.
        output: The layer's path or id.
        name: Of a file in ``resources/styles``.
        others: Likewise, by the names under which they stand in the layer's menu of styles.
    """
    if context.willLoadLayerOnCompletion(output):
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(
            _Styler(_path(name), {shown: _path(other) for shown, other in (others or {}).items()})
        )


def _path(name: str) -> Path:
    return _STYLES / f"{name}.qml"
