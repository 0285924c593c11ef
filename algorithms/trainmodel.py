"""Train model."""

from __future__ import annotations

import dataclasses

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMultipleLayers,
)

from ..models.settings import DEVICES, OPTIMIZERS, PRECISIONS, TrainingSettings
from .base import ScarpAlgorithm
from .groups import LEARN
from .translation import tr


class TrainModel(ScarpAlgorithm):
    """Trains a model on label rasters."""

    GROUP = LEARN

    MODEL = "MODEL"
    TRAINING = "TRAINING"
    VALIDATION = "VALIDATION"
    EPOCHS = "EPOCHS"
    PATCHES_PER_EPOCH = "PATCHES_PER_EPOCH"
    PATCHES_PER_BATCH = "PATCHES_PER_BATCH"
    CLASS_WEIGHT_MIN = "CLASS_WEIGHT_MIN"
    CLASS_WEIGHT_MAX = "CLASS_WEIGHT_MAX"
    AUGMENT_ROTATION = "AUGMENT_ROTATION"
    AUGMENT_SCALE = "AUGMENT_SCALE"
    AUGMENT_FLIP = "AUGMENT_FLIP"
    OPTIMIZER = "OPTIMIZER"
    LEARNING_RATE = "LEARNING_RATE"
    PATIENCE = "PATIENCE"
    PRECISION = "PRECISION"
    DEVICE = "DEVICE"
    SEED = "SEED"
    OUTPUT = "OUTPUT"
    LAST_MODEL = "LAST_MODEL"
    REPORT = "REPORT"
    LOG = "LOG"

    #: Number outputs, and their names in the worker's result.
    FIGURES = {
        "LOSS": "loss",
        "ACCURACY": "accuracy",
        "PRECISION_SCORE": "precision",
        "RECALL": "recall",
        "F1": "f1",
        "BEST_EPOCH": "best_epoch",
        "THRESHOLD": "threshold",
    }

    def name(self):
        return "trainmodel"

    def displayName(self):
        return tr("Train model")

    def tags(self):
        return ["Keras", "TensorFlow", tr("training"), tr("landslide")]

    def description(self):
        return tr(
            "Trains a network on label rasters. Each epoch draws random patches; after it the "
            "validation rasters are classified and compared. The model of the epoch with the "
            "lowest validation loss is kept. Figures are those of that epoch: on the validation "
            "rasters, or on the training patches if there are none."
        )

    def initAlgorithm(self, config=None):
        self.add_model(
            tr("An initialised model, or a trained one to go on from with more label rasters.")
        )
        rasters = QgsProcessing.SourceType.TypeRaster
        self.add(
            QgsProcessingParameterMultipleLayers(self.TRAINING, tr("Training rasters"), rasters),
            tr("Label rasters to learn from."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.VALIDATION, tr("Validation rasters"), rasters, optional=True
            ),
            tr("Label rasters to measure with, of another area."),
        )
        self._add_patch_parameters(TrainingSettings())
        self._add_optimizer_parameters(TrainingSettings())
        self.add_precision_and_device()
        self.add_integer(self.SEED, tr("Seed"), tr("Of all random draws."), 0, advanced=True)
        model, report, table = tr("Model (*.h5)"), tr("HTML file (*.html)"), tr("CSV file (*.csv)")
        self.add_file_output(
            self.OUTPUT, tr("Trained model"), tr("The model of the best epoch."), model
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
            tr("Curves, figures and settings, in one file."),
            report,
            optional=True,
        )
        self.add_file_output(
            self.LOG, tr("Log"), tr("A table with a row an epoch."), table, optional=True
        )
        for name, label in (
            ("LOSS", tr("Loss")),
            ("ACCURACY", tr("Accuracy")),
            ("PRECISION_SCORE", tr("Precision")),
            ("RECALL", tr("Recall")),
            ("F1", tr("F1")),
            ("BEST_EPOCH", tr("Best epoch")),
            ("THRESHOLD", tr("Suggested threshold")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _add_patch_parameters(self, defaults: TrainingSettings):
        self.add_integer(
            self.EPOCHS,
            tr("Epochs"),
            tr("After each, the validation rasters are measured. 30 in the paper."),
            defaults.epochs,
            least=1,
        )
        self.add_integer(
            self.PATCHES_PER_EPOCH,
            tr("Patches per epoch"),
            tr("0: as many as cover the labelled area twice. 500 in the paper."),
            defaults.patches_per_epoch,
        )
        self.add_integer(
            self.PATCHES_PER_BATCH,
            tr("Patches per batch"),
            tr("Patches between two changes of the weights; 0: four. 1 in the paper."),
            defaults.patches_per_batch,
        )
        self.add_real(
            self.CLASS_WEIGHT_MIN,
            tr("Class weight, minimum"),
            tr(
                "Class weight of the last epoch. With class weight w, a share of w / (1 + w) of "
                "the patches lies around a feature; the others lie anywhere."
            ),
            defaults.class_weight_min,
            advanced=True,
        )
        self.add_real(
            self.CLASS_WEIGHT_MAX,
            tr("Class weight, maximum"),
            tr("Class weight of the first epoch; it falls evenly. About 0.8 in the paper."),
            defaults.class_weight_max,
            advanced=True,
        )
        self.add_switch(
            self.AUGMENT_ROTATION,
            tr("Augment: rotation"),
            tr("Turn each patch by a random angle."),
            defaults.augment_rotation,
        )
        self.add_switch(
            self.AUGMENT_SCALE,
            tr("Augment: scale"),
            tr("Scale each patch by a random factor, 0.8 to 1.25."),
            defaults.augment_scale,
        )
        self.add_switch(
            self.AUGMENT_FLIP,
            tr("Augment: flip"),
            tr("Mirror half of the patches."),
            defaults.augment_flip,
        )

    def _add_optimizer_parameters(self, defaults: TrainingSettings):
        self.add_choice(
            self.OPTIMIZER,
            tr("Optimizer"),
            tr("AdamW warms up, then decays as a cosine. The paper used SGD."),
            [tr("SGD with momentum 0.99"), "AdamW"],
            OPTIMIZERS.index(defaults.optimizer),
        )
        self.add_real(
            self.LEARNING_RATE,
            tr("Learning rate"),
            tr("0: 0.001 for AdamW, 0.0001 for SGD."),
            defaults.learning_rate,
            advanced=True,
        )
        self.add_integer(
            self.PATIENCE,
            tr("Patience (epochs)"),
            tr("Stop after so many epochs without a lower validation loss; 0: never."),
            defaults.patience,
            advanced=True,
        )

    def prepare(self, parameters, context, feedback):
        self._model = self.model_path(parameters, self.MODEL, context)
        self._training = self.raster_paths(parameters, self.TRAINING, context)
        self._validation = self.raster_paths(parameters, self.VALIDATION, context)

        def integer(name):
            return self.parameterAsInt(parameters, name, context)

        def real(name):
            return self.parameterAsDouble(parameters, name, context)

        def switch(name):
            return self.parameterAsBoolean(parameters, name, context)

        self._settings = TrainingSettings(
            epochs=integer(self.EPOCHS),
            patches_per_epoch=integer(self.PATCHES_PER_EPOCH),
            patches_per_batch=integer(self.PATCHES_PER_BATCH),
            class_weight_min=real(self.CLASS_WEIGHT_MIN),
            class_weight_max=real(self.CLASS_WEIGHT_MAX),
            augment_rotation=switch(self.AUGMENT_ROTATION),
            augment_scale=switch(self.AUGMENT_SCALE),
            augment_flip=switch(self.AUGMENT_FLIP),
            optimizer=OPTIMIZERS[integer(self.OPTIMIZER)],
            learning_rate=real(self.LEARNING_RATE),
            patience=integer(self.PATIENCE),
            precision=PRECISIONS[integer(self.PRECISION)],
            device=DEVICES[integer(self.DEVICE)],
            seed=integer(self.SEED),
        )
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        files = {
            name: self.output_path(parameters, name, context)
            for name in (self.OUTPUT, self.LAST_MODEL, self.REPORT, self.LOG)
        }
        arguments = {
            "model": self._model,
            "training": self._training,
            "validation": self._validation,
            "settings": dataclasses.asdict(self._settings),
            "output": files[self.OUTPUT],
            "last_model": files[self.LAST_MODEL],
            "report": files[self.REPORT],
            "log": files[self.LOG],
        }
        result = self.run_worker("train_model", arguments, feedback, tuple(files.values()))
        written = {name: path for name, path in files.items() if path}
        return {**written, **{name: result[key] for name, key in self.FIGURES.items()}}
