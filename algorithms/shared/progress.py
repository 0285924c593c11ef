"""Progress of `core` and the worker, told to QGIS."""

from __future__ import annotations

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from ...translation import tr


class FeedbackProgress:
    """A `scarp.core.messages.Progress` that reports to QGIS and obeys its cancel button.

    Args:
        feedback: The algorithm's feedback.
    """

    def __init__(self, feedback: QgsProcessingFeedback):
        self._feedback = feedback

    def __call__(self, fraction: float | None, message: str = "", **values) -> None:
        if self._feedback.isCanceled():
            raise QgsProcessingException(tr("Cancelled: no unfinished output is left behind."))
        if fraction is not None:
            self._feedback.setProgress(100 * fraction)
        if message:
            self._feedback.pushInfo(tr(message, **values))
