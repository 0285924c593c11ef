"""Search parameters."""

from __future__ import annotations

from functools import partial

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRange,
)

from ..models.settings import SearchRanges, parameters_of
from ..translation import tr
from .shared.training import TrainingStep
from .shared.window_defaults import offer_model_file


class SearchParameters(TrainingStep):
    """Trains with settings drawn at random, and keeps the best model."""

    TRIALS = "TRIALS"
    LEADERBOARD = "LEADERBOARD"
    BEST_TRIAL = "BEST_TRIAL"

    def name(self):
        return "searchparameters"

    def title(self):
        return tr("Search parameters")

    def keywords(self):
        return ["Keras", "TensorFlow", tr("training"), tr("random search")]

    def description(self):
        return tr(
            "Trains a network several times, with class weight, loss weight, solid distance, blur "
            "distance and learning rate drawn at random from ranges, and keeps the model with the "
            "lowest validation loss. The first trial has the settings as they are given. The best "
            "of many trials is best partly by chance, so one half of the labelled validation "
            "blocks selects the trial, and its metrics are measured on the other half."
        )

    def initAlgorithm(self, config=None):
        self.add_rasters()
        self.add_integer(
            self.TRIALS,
            tr("Trials"),
            tr("Number of trainings; each takes as long as “Train model”."),
            10,
            least=1,
        )
        for name, (parameter, field) in parameters_of(SearchRanges).items():
            low, high = field.default
            self.add(
                QgsProcessingParameterRange(
                    f"{name}_RANGE",
                    tr(parameter.label),
                    QgsProcessingParameterNumber.Type.Double,
                    f"{low:g},{high:g}",
                    # Otherwise QGIS 3.22 does not use the default where a range is not given.
                    optional=True,
                ),
                tr(parameter.help),
                advanced=True,
            )
        self.add_training_settings()
        self.add_file_output(
            self.OUTPUT,
            tr("Best model"),
            tr("The model of the best trial."),
            tr("Model (*.h5)"),
            offer=partial(offer_model_file, kind="model"),
        )
        self.add_file_output(
            self.LEADERBOARD,
            tr("Leaderboard"),
            tr("A table with a row per trial, the best one first, written as the search goes on."),
            tr("CSV file (*.csv)"),
            optional=True,
            by_default=True,
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr("All trials, and the report of the best one, in one file."),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        self.add_numbers()
        self.addOutput(QgsProcessingOutputNumber(self.BEST_TRIAL, tr("Best trial")))

    def prepare(self, parameters, context, feedback):
        super().prepare(parameters, context, feedback)
        self._arguments["trials"] = self.parameterAsInt(parameters, self.TRIALS, context)
        self._arguments["ranges"] = {
            field.name: self._range(parameters, f"{name}_RANGE", parameter.least, context)
            for name, (parameter, field) in parameters_of(SearchRanges).items()
        }

    def _range(self, parameters, name: str, least: float, context) -> list[float]:
        limits = self.parameterAsRange(parameters, name, context)
        if len(limits) != 2 or not least <= limits[0] <= limits[1]:
            raise QgsProcessingException(
                tr(
                    "{name} needs two numbers, a minimum and a maximum, neither below {least}.",
                    name=name,
                    least=least,
                )
            )
        return limits

    def execute(self, parameters, context, feedback):
        files = {
            name: self.output_path(parameters, name, context)
            for name in (self.OUTPUT, self.LEADERBOARD, self.REPORT)
        }
        arguments = {**self._arguments, **{name.lower(): path for name, path in files.items()}}
        result = self.run_worker("search_parameters", arguments, feedback, tuple(files.values()))
        files[self.REPORT] = result["report"]
        written = {name: path for name, path in files.items() if path}
        numbers = {**self.NUMBERS, self.BEST_TRIAL: "best_trial"}
        return {**written, **{name: result[key] for name, key in numbers.items()}}
