"""Running “Threshold to polygons” from the dock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
)

from ..translation import tr
from . import step_dialogs

_STEP = "scarp:thresholdtopolygons"
_STYLE = Path(__file__).parents[1] / "resources" / "styles" / "landslides.qml"


def open_step(parameters: dict) -> None:
    """Opens the step's window, filled in, beside which one can go on looking at the map.

    Args:
        parameters: Of the step.
    """
    step_dialogs.open_step(_STEP, parameters)


def run_step(parameters: dict, name: str, say: Callable[[str], None]) -> None:
    """Runs the step in the background and adds a temporary layer to the project.

    Args:
        parameters: Of the step.
        name: Of the layer.
        say: Told what came out, or what went wrong.
    """
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    project = QgsProject.instance()
    context.setProject(project)
    output = "memory:" + name
    task = QgsProcessingAlgRunnerTask(
        QgsApplication.processingRegistry().createAlgorithmById(_STEP),
        {**parameters, "OUTPUT": output},
        context,
        feedback,
    )

    def finish(succeeded: bool, results: dict) -> None:
        if not succeeded:
            log = feedback.textLog().strip().splitlines()
            say(log[-1] if log else tr("No polygons were made."))
            return
        layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], context)
        layer = context.takeResultLayer(layer.id())
        layer.setName(name)
        layer.loadNamedStyle(str(_STYLE))
        project.addMapLayer(layer)
        say(
            tr(
                "{count} polygons at {threshold:g}. Switch off “On the map” to see them.",
                count=results["COUNT"],
                threshold=parameters["THRESHOLD"],
            )
        )

    # Its slot holds context and feedback for as long as it runs.
    task.executed.connect(finish)
    QgsApplication.taskManager().addTask(task)
