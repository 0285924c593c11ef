"""Assess sample."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
)

from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import MAP
from .shared.layer_sources import all_features

_FIELDS = ("stratum", "stratum_m2", "mapped", "reference")


class AssessSample(ScarpAlgorithm):
    """Makes figures of a sample that a person has checked."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    REPORT = "REPORT"

    def name(self):
        return "assesssample"

    def title(self):
        return tr("Assess sample")

    def keywords(self):
        return [tr("accuracy"), tr("stratified sample"), tr("area"), "Olofsson", "F1"]

    def description(self):
        return tr(
            "Makes figures of points that “Draw sample” has drawn and you have checked: user's and "
            "producer's accuracy and the true area of landslides, with intervals of 95 %, by the "
            "stratified estimators of Olofsson et al. (2014). Points whose field “reference” is "
            "empty are left out."
        )

    def initAlgorithm(self, config=None):
        points = [QgsProcessing.SourceType.TypeVectorPoint]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Checked points"), points),
            tr("Points of “Draw sample”, with 1 (landslide) or 0 (none) in the field “reference”."),
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr("All estimates with standard errors and intervals, and the strata."),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        for name, label in _numbers():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def prepare(self, parameters, context, feedback):
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        name = source.sourceName()
        if any(source.fields().lookupField(field) < 0 for field in _FIELDS):
            raise QgsProcessingException(
                tr("{name} is not a sample: choose points that “Draw sample” has made.", name=name)
            )
        rows = [
            {field: None if one[field] == NULL else one[field] for field in _FIELDS}
            for one in all_features(source)
        ]
        self._arguments = {"rows": rows, "name": name}
        self.report_title = tr("Report – checked sample {name}", name=name)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        report = self.output_path(parameters, self.REPORT, context)
        arguments = {**self._arguments, "report": report}
        made = self.run_worker("assess_sample", arguments, feedback, (report,))
        outputs = {name: made[_KEYS.get(name, name.lower())] for name, _ in _numbers()}
        return {self.REPORT: made["report"], **outputs}


#: Outputs that are called otherwise in the worker.
_KEYS = {"PRECISION_SCORE": "precision"}


def _numbers() -> tuple[tuple[str, str], ...]:
    """Names and labels of the number outputs."""
    return (
        ("POINTS", tr("Number of checked points")),
        ("ACCURACY", tr("Accuracy")),
        ("ACCURACY_LOW", tr("Accuracy, lower limit of 95 %")),
        ("ACCURACY_HIGH", tr("Accuracy, upper limit of 95 %")),
        ("PRECISION_SCORE", tr("Precision")),
        ("PRECISION_LOW", tr("Precision, lower limit of 95 %")),
        ("PRECISION_HIGH", tr("Precision, upper limit of 95 %")),
        ("RECALL", tr("Recall")),
        ("RECALL_LOW", tr("Recall, lower limit of 95 %")),
        ("RECALL_HIGH", tr("Recall, upper limit of 95 %")),
        ("AREA", tr("Area of landslides (m²)")),
        ("AREA_LOW", tr("Area of landslides, lower limit of 95 % (m²)")),
        ("AREA_HIGH", tr("Area of landslides, upper limit of 95 % (m²)")),
    )
