"""Model info."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import LEARN


class ModelInfo(ScarpAlgorithm):
    """Reports on a model file."""

    GROUP = LEARN
    NEEDS_RUNTIME = True

    MODEL = "MODEL"
    REPORT = "REPORT"

    def name(self):
        return "modelinfo"

    def title(self):
        return tr("Model info")

    def keywords(self):
        return [tr("report"), tr("network")]

    def description(self):
        return tr(
            "Says what a model file holds: network, bands, classes, normalisation, how it was "
            "trained, on what, and how well it did."
        )

    def initAlgorithm(self, config=None):
        self.add_model(tr("An initialised or a trained model."))
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr("All that the model file says of itself, in one file."),
            tr("HTML file (*.html)"),
        )
        self.addOutput(QgsProcessingOutputString("NETWORK", tr("Network")))
        self.addOutput(QgsProcessingOutputString("CLASSES", tr("Names of the classes")))
        self.addOutput(QgsProcessingOutputNumber("BANDS", tr("Bands")))
        self.addOutput(QgsProcessingOutputNumber("PATCH_SIZE", tr("Patch size (pixels)")))
        self.addOutput(QgsProcessingOutputNumber("BEST_EPOCH", tr("Best epoch")))
        self.addOutput(QgsProcessingOutputNumber("THRESHOLD", tr("Suggested threshold")))

    def prepare(self, parameters, context, feedback):
        self._model = self.model_path(parameters, self.MODEL, context)
        self.report_title = tr("Report – model {name}", name=Path(self._model).name)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        report = self.output_path(parameters, self.REPORT, context)
        arguments = {"model": self._model, "output": report}
        result = self.run_worker("model_info", arguments, feedback, (report,))
        return {self.REPORT: report, **{name.upper(): value for name, value in result.items()}}
