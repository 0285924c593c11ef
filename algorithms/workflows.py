"""Workflows: steps joined in QGIS's modeler, kept in ``resources/workflows``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsProcessingException, QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from ..core.errors import ScarpError
from ..translation import tr
from .base import ICON
from .groups import WORKFLOWS, group_name
from .outputs import check_outputs

_FOLDER = Path(__file__).parents[1] / "resources" / "workflows"


class Workflow(QgsProcessingModelAlgorithm):
    """A model whose id is the name of its file.

    Its steps must be registered already.

    Args:
        path: Of the ``.model3``.

    Raises:
        ValueError: if it is no model.
    """

    def __init__(self, path: Path):
        super().__init__()
        self._path = path
        if not self.fromFile(str(path)):
            raise ValueError(f"{path} is not a model.")

    def createInstance(self):
        """A new one of the same file."""
        return Workflow(self._path)

    def name(self):
        """The id's second part."""
        return self._path.stem

    def displayName(self):
        """The name shown."""
        return {
            "trainononeevent": tr("Train on one event"),
            "mapanewimage": tr("Map a new image"),
        }[self.name()]

    def checkParameterValues(self, parameters, context):
        """Refuses outputs that are inputs: each step would know its own only."""
        fits, reason = super().checkParameterValues(parameters, context)
        if not fits:
            return fits, reason
        try:
            check_outputs(self, parameters, context)
        except QgsProcessingException as problem:
            return False, str(problem)
        except ScarpError as problem:
            return False, tr(problem.template, **problem.values)
        return fits, reason

    def group(self):
        """The group's name in the toolbox."""
        return group_name(WORKFLOWS)

    def groupId(self):
        """The group's id."""
        return WORKFLOWS

    def icon(self):
        """Scarp's icon."""
        return QIcon(str(ICON))

    def svgIconPath(self):
        """The same for the modeler."""
        return str(ICON)


def load_workflows() -> Iterator[Workflow]:
    """All workflows that come with Scarp."""
    for path in sorted(_FOLDER.glob("*.model3")):
        yield Workflow(path)
