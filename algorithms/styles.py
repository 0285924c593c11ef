"""Styling layers as they are loaded."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingLayerPostProcessorInterface
from qgis.PyQt import sip

_STYLES = Path(__file__).parents[1] / "resources" / "styles"


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a layer a style when it has been loaded.

    QGIS asks for it when the step is long gone and then deletes it; until then it is kept here.
    """

    _kept: list[_Styler] = []

    def __init__(self, path: Path):
        super().__init__()
        self._path = path
        self._kept[:] = [one for one in self._kept if not sip.isdeleted(one)] + [self]

    def postProcessLayer(self, layer, context, feedback):
        """Loads the style into the layer."""
        layer.loadNamedStyle(str(self._path))
        layer.triggerRepaint()


def style_on_load(context: QgsProcessingContext, output: str, name: str) -> None:
    """Has an output styled, if it is to be loaded into the project at all.

    Args:
        context: Of the algorithm.
        output: The layer's path or id.
        name: Of a file in ``resources/styles``.
    """
    if context.willLoadLayerOnCompletion(output):
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(
            _Styler(_STYLES / f"{name}.qml")
        )
