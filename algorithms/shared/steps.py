"""Running several steps as one."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import Qt


class Steps:
    """Runs steps one after the other, with one progress for all.

    Args:
        context: The context of the algorithm that runs them.
        feedback: The algorithm's feedback.
        shares: Each step's share of the time that all are expected to take, by its id and in
            their order; of any sum.
    """

    def __init__(
        self,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        shares: dict[str, float],
    ):
        self._context = context
        self._feedback = feedback
        self._parts = {}
        begin, whole = 0.0, sum(shares.values())
        for step, share in shares.items():
            end = begin + 100 * share / whole
            self._parts[step] = begin, end
            begin = end

    def run(self, step: str, **parameters) -> dict:
        """Runs a step and returns its results.

        Args:
            step: Its id; one of those in ``shares``.
            parameters: The step's parameters.

        Raises:
            QgsProcessingException: if the step refuses them, or fails.
        """
        begin, end = self._parts[step]
        self._feedback.setProgress(begin)
        part = _Part(self._feedback, begin, end)
        # `processing.run` would log all results in Python's notation.
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(step)
        fits, reason = algorithm.checkParameterValues(parameters, self._context)
        if not fits:
            raise QgsProcessingException(reason)
        results, _ = algorithm.run(parameters, self._context, part, {}, False)
        self._feedback.setProgress(end)
        return results


class _Part(QgsProcessingFeedback):
    """Passes everything on, progress as that of a part.

    `QgsProcessingMultiStepFeedback` takes parts of different length only from QGIS 3.32 on.
    """

    def __init__(self, whole: QgsProcessingFeedback, begin: float, end: float):
        super().__init__(False)
        self._whole = whole
        share = (end - begin) / 100
        self.progressChanged.connect(lambda percent: whole.setProgress(begin + share * percent))
        # The working thread has no event loop that could deliver a signal.
        whole.canceled.connect(self.cancel, Qt.ConnectionType.DirectConnection)
        if whole.isCanceled():
            self.cancel()

    def setProgressText(self, text):
        self._whole.setProgressText(text)

    def reportError(self, error, fatalError=False):
        self._whole.reportError(error, fatalError)

    def pushWarning(self, warning):
        self._whole.pushWarning(warning)

    def pushInfo(self, info):
        self._whole.pushInfo(info)

    def pushCommandInfo(self, info):
        self._whole.pushCommandInfo(info)

    def pushDebugInfo(self, info):
        self._whole.pushDebugInfo(info)

    def pushConsoleInfo(self, info):
        self._whole.pushConsoleInfo(info)
