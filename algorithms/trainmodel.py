"""Train model."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..translation import tr
from .shared.training import TrainingStep
from .shared.window_defaults import offer_model_file


class TrainModel(TrainingStep):
    """Trains a model on label rasters."""

    CHECKPOINT = "CHECKPOINT"
    TENSORBOARD = "TENSORBOARD"
    LAST_MODEL = "LAST_MODEL"
    LOG = "LOG"

    def name(self):
        return "trainmodel"

    def title(self):
        return tr("Train model")

    def keywords(self):
        return ["Keras", "TensorFlow", tr("training"), tr("landslide")]

    def description(self):
        return tr(
            "Trains a network on label rasters. Each epoch draws random patches; after it the "
            "validation rasters are classified and compared. The model of the epoch with the "
            "lowest validation loss is kept, and the metrics are those of that epoch. A trained "
            "model can be trained further, with the label rasters of another event."
        )

    def initAlgorithm(self, config=None):
        self.add_rasters()
        self.add_training_settings()
        self.add_folder(
            self.CHECKPOINT,
            tr("Checkpoint folder"),
            tr(
                "The state of the training is saved here after each epoch. A training that was "
                "cancelled or killed resumes from there when it is started again with the same "
                "inputs and settings. The state is deleted when the training is done."
            ),
        )
        self.add_folder(
            self.TENSORBOARD,
            tr("TensorBoard folder"),
            tr("The metrics of each epoch are logged here for TensorBoard; needs TensorFlow."),
        )
        model, report, table = tr("Model (*.h5)"), tr("HTML file (*.html)"), tr("CSV file (*.csv)")
        self.add_file_output(
            self.OUTPUT,
            tr("Trained model"),
            tr("The model of the best epoch."),
            model,
            offer=partial(offer_model_file, kind="model"),
        )
        self.add_file_output(
            self.LAST_MODEL,
            tr("Model of the last epoch"),
            tr("If wanted, the model of the last epoch as well."),
            model,
            optional=True,
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr("Curves, metrics, settings and some validation patches, in one file."),
            report,
            optional=True,
            by_default=True,
        )
        self.add_file_output(
            self.LOG,
            tr("Log"),
            tr("A table with a row per epoch, written during the training."),
            table,
            optional=True,
        )
        self.add_numbers()

    def prepare(self, parameters, context, feedback):
        super().prepare(parameters, context, feedback)
        name = Path(self.output_path(parameters, self.OUTPUT, context) or "").name
        self.report_title = tr("Report – training of {name}", name=name)
        for name in (self.CHECKPOINT, self.TENSORBOARD):
            self._arguments[name.lower()] = self.folder_path(parameters, name, context)

    def execute(self, parameters, context, feedback):
        files = {
            name: self.output_path(parameters, name, context)
            for name in (self.OUTPUT, self.LAST_MODEL, self.REPORT, self.LOG)
        }
        arguments = {**self._arguments, **{name.lower(): path for name, path in files.items()}}
        result = self.run_worker("train_model", arguments, feedback, tuple(files.values()))
        files[self.REPORT] = result["report"]
        written = {name: path for name, path in files.items() if path}
        return {**written, **{name: result[key] for name, key in self.NUMBERS.items()}}
