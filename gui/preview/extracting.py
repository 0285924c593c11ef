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
    QgsRasterLayer,
)

from ...translation import tr
from .. import step_dialogs
from ..maps.preview_layers import Shown

#: The value of `THRESHOLD_METHOD` for a given threshold.
_VALUE = 2
_STEP = "scarp:thresholdtopolygons"
_STYLE = Path(__file__).parents[2] / "resources" / "styles" / "landslides.qml"


def step_parameters(cam: QgsRasterLayer, shown: Shown) -> dict:
    """The parameters of “Threshold to polygons”.

    Args:
        cam: Layer of the CAM.
        shown: What the preview shows of it.
    """
    return {
        "INPUT": cam.id(),
        "THRESHOLD_METHOD": _VALUE,
        "THRESHOLD": shown.threshold,
        "MIN_AREA": shown.filters.min_area,
        "FILL_HOLES": shown.filters.fill_holes,
    }


def open_step(parameters: dict) -> None:
    """Opens the step's window, filled in; QGIS stays usable beside it.

    Args:
        parameters: The step's parameters.
    """
    step_dialogs.open_step(_STEP, parameters)


def run_step(parameters: dict, image: str, say: Callable[[str], None], hint: str = "") -> None:
    """Runs the step in the background and adds a temporary layer to the project.

    Args:
        parameters: The step's parameters.
        image: What the layer is named after.
        say: Called with a message about the outcome.
        hint: Appended to the message about the polygons.
    """
    threshold = parameters["THRESHOLD"]
    name = tr("Landslides – {image} at {threshold:g}", image=image, threshold=threshold)
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
        said = tr("{count} polygons at {threshold:g}.", count=results["COUNT"], threshold=threshold)
        say(f"{said} {hint}".strip())

    # The slot keeps context and feedback alive while the task runs.
    task.executed.connect(finish)
    QgsApplication.taskManager().addTask(task)
