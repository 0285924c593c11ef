"""Reports in QGIS's Results Viewer."""

from __future__ import annotations

import time

from qgis.core import QgsProcessingAlgorithm, QgsProcessingFeedback

from ...translation import tr


def is_of_window(feedback: QgsProcessingFeedback) -> bool:
    """Whether a feedback is that of a window, for one run or a batch, which logs all results."""
    kind = feedback.metaObject().className()
    return "Dialog" in kind or "Batch" in kind


def list_reports(
    step: QgsProcessingAlgorithm, results: dict, feedback: QgsProcessingFeedback, title: str = ""
):
    """Adds a step's HTML files to the Results Viewer, where the step was run in a window.

    QGIS does that by itself for outputs that it knows as HTML, but its window for batches fails on
    them (`ProcessingResults.addResult` is called without a time) and can then not be closed, nor
    QGIS be quit. So Scarp declares files, and lists them.

    Args:
        step: The step.
        results: Its outputs by name.
        feedback: What QGIS gave it: of a window, a batch, a model, or a script.
        title: Of the report; "": the parameter's description.
    """
    # Steps within others, models and scripts say themselves what is worth showing.
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
