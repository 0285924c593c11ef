"""What training and the search for its parameters share."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMultipleLayers,
)

from ...models.settings import PRESETS, STANDARD, NetworkSettings, TrainingSettings
from ...translation import tr
from .base import ScarpAlgorithm
from .groups import LEARN
from .presets import preset_help, preset_parameter


class TrainingStep(ScarpAlgorithm):
    """A step that trains: its rasters and its settings."""

    GROUP = LEARN
    NEEDS_RUNTIME = True

    MODEL = "MODEL"
    TRAINING = "TRAINING"
    VALIDATION = "VALIDATION"
    PRESET = "PRESET"
    OUTPUT = "OUTPUT"
    REPORT = "REPORT"

    #: Number outputs, and their names in the worker's result.
    NUMBERS: ClassVar = {
        "LOSS": "loss",
        "ACCURACY": "accuracy",
        "PRECISION_SCORE": "precision",
        "RECALL": "recall",
        "F1": "f1",
        "IOU": "iou",
        "BEST_EPOCH": "best_epoch",
        "THRESHOLD": "threshold",
    }

    def add_rasters(self):
        """Declares the model and the label rasters."""
        self.add_model(
            tr(
                "A trained model to train further with more label rasters, or one from "
                "“Initialize model”. Without it a new ENVINet5 is made that fits the rasters and "
                "the preset; with the preset “A few polygons” a UNet, or the starter model is "
                "trained on."
            ),
            optional=True,
        )
        rasters = QgsProcessing.SourceType.TypeRaster
        self.add(
            QgsProcessingParameterMultipleLayers(self.TRAINING, tr("Training rasters"), rasters),
            tr("Label rasters to learn from, of one event or several."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.VALIDATION, tr("Validation rasters"), rasters, optional=True
            ),
            tr(
                "Label rasters to measure with, of another area. Without them a fifth of the "
                "labelled blocks of the training rasters is held out, and labels near them are "
                "left out."
            ),
        )

    def add_training_settings(self):
        """Declares how to train."""
        self.add(preset_parameter(self.PRESET), preset_help())
        self.add_settings(TrainingSettings)

    def add_numbers(self):
        """Declares the number outputs."""
        for name, label in (
            ("LOSS", tr("Loss")),
            ("ACCURACY", tr("Accuracy")),
            ("PRECISION_SCORE", tr("Precision")),
            ("RECALL", tr("Recall")),
            ("F1", tr("F1")),
            ("IOU", tr("IoU")),
            ("BEST_EPOCH", tr("Best epoch")),
            ("THRESHOLD", tr("Suggested threshold")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def inputs_to_check(self, parameters, context):
        rasters = [
            *self._training_rasters(parameters, context),
            *self.raster_paths(parameters, self.VALIDATION, context),
        ]
        return {"model": self._model_if_given(parameters, context), "rasters": rasters}

    def prepare(self, parameters, context, feedback):
        """Reads rasters and settings."""
        self._arguments = {
            "model": self._model_if_given(parameters, context),
            "training": self._training_rasters(parameters, context),
            "validation": self.raster_paths(parameters, self.VALIDATION, context),
        }
        settings = TrainingSettings(**self.settings_given(TrainingSettings, parameters, context))
        number = self.parameterAsEnum(parameters, self.PRESET, context)
        preset = PRESETS[number]
        if preset is not None:
            settings = preset.instead_of(settings)
            shown = self.parameterDefinition(self.PRESET).options()[number]
            feedback.pushInfo(tr("The training's settings are those of “{preset}”.", preset=shown))
        network = NetworkSettings(**(preset or PRESETS[STANDARD]).sizes)
        self._arguments["settings"] = dataclasses.asdict(settings)
        self._arguments["network"] = dataclasses.asdict(network)
        self._arguments["from_starter"] = preset is not None and preset.from_starter
        self.find_runtime()

    def _training_rasters(self, parameters, context) -> list[str]:
        paths = self.raster_paths(parameters, self.TRAINING, context)
        if not paths:
            raise QgsProcessingException(
                tr("Choose at least one training raster, as “Create label raster” makes it.")
            )
        return paths

    def _model_if_given(self, parameters, context) -> str | None:
        if self.parameterAsFile(parameters, self.MODEL, context):
            return self.model_path(parameters, self.MODEL, context)
        return None
