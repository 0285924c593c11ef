"""Feedback that keeps what it is told."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback


class Feedback(QgsProcessingFeedback):
    """Keeps the lines said, errors among them."""

    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def pushInfo(self, info):
        self.lines.append(info)

    def reportError(self, error, fatalError=False):
        self.lines.append(error)
