"""Reports in QGIS's Results Viewer."""

from __future__ import annotations

import time

from qgis.core import QgsProcessingAlgorithm, QgsProcessingFeedback

from ...translation import tr


def is_of_window(feedback: QgsProcessingFeedback) -> bool:
    """Whether a feedback belongs to a window (single run or batch), which logs all results."""
    kind = feedback.metaObject().className()
    return "Dialog" in kind or "Batch" in kind


def list_reports(
    step: QgsProcessingAlgorithm, results: dict, feedback: QgsProcessingFeedback, title: str = ""
):
    """Adds a step's HTML files to the Results Viewer if the step was run in a window.

    QGIS itself does so for outputs declared as HTML, but its batch window fails on them
    (`ProcessingResults.addResult` is called without a time) and can then not be closed, nor QGIS
    be quit. So Scarp declares files, and lists them.

    Args:
        step: The step.
        results: Its outputs by name.
        feedback: What QGIS gave it: that of a window, a batch, a model or a script.
        title: The report's title; "" for the parameter's description.
    """
    # Models, scripts and steps that run others decide for themselves what to show.
    if not is_of_window(feedback):
        return
    from processing.core.ProcessingResults import resultsList

    for output in step.destinationParameterDefinitions():
        path = results.get(output.name())
        if isinstance(path, str) and path.lower().endswith((".html", ".htm")):
            resultsList.addResult(
                step.icon(), title or output.description(), time.localtime(), path
            )
            feedback.pushInfo(tr("The report is listed in Processing > Results Viewer."))
