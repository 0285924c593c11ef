"""What training and the search for its parameters share."""

from __future__ import annotations

import dataclasses

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMultipleLayers,
)

from ...models.settings import (
    LOSSES,
    NORMALISATIONS,
    OPTIMIZERS,
    PRESETS,
    STANDARD,
    NetworkSettings,
    TrainingSettings,
)
from ...translation import tr
from .base import ScarpAlgorithm
from .groups import LEARN
from .presets import (
    CHOICES,
    INTEGERS,
    NOT_OF_A_PRESET,
    REALS,
    SWITCHES,
    preset_help,
    preset_parameter,
)


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
    FIGURES = {
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
                "A trained model to go on from with more label rasters, or one of “Initialize "
                "model”. Without it a new ENVINet5 is made that fits the rasters and the preset."
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

    def add_settings(self):
        """Declares how to train."""
        defaults = TrainingSettings()
        self.add(preset_parameter(self.PRESET), preset_help())
        self._add_patches(defaults)
        self._add_labels_and_loss(defaults)
        self._add_augmentation(defaults)
        self._add_optimizer(defaults)
        self.add_precision_and_device()
        self.add_integer("SEED", tr("Seed"), tr("Of all random draws."), 0, advanced=True)

    def _add_patches(self, defaults: TrainingSettings):
        self.add_integer(
            "EPOCHS",
            tr("Epochs"),
            tr("After each, the validation rasters are measured. 30 in the paper."),
            defaults.epochs,
            least=1,
        )
        self.add_integer(
            "PATCHES_PER_EPOCH",
            tr("Patches per epoch"),
            tr("0: as many as cover the labelled area twice. 500 in the paper."),
            defaults.patches_per_epoch,
        )
        self.add_integer(
            "PATCHES_PER_BATCH",
            tr("Patches per batch"),
            tr(
                "Patches between two changes of the weights; 0: as many as fit, 16 at most. "
                "Halved where memory runs out. 1 in the paper."
            ),
            defaults.patches_per_batch,
        )
        self.add_real(
            "CLASS_WEIGHT_MIN",
            tr("Class weight, minimum"),
            tr(
                "Class weight of the last epoch. With class weight w, a share of w / (1 + w) of "
                "the patches is centred on a feature; the others lie anywhere."
            ),
            defaults.class_weight_min,
            advanced=True,
        )
        self.add_real(
            "CLASS_WEIGHT_MAX",
            tr("Class weight, maximum"),
            tr("Class weight of the first epoch; it falls evenly. About 0.8 in the paper."),
            defaults.class_weight_max,
            advanced=True,
        )

    def _add_labels_and_loss(self, defaults: TrainingSettings):
        self.add_choice(
            "LOSS_FUNCTION",
            tr("Loss"),
            tr("Weighted cross-entropy, as in the paper, or the Dice loss added to it."),
            [tr("Cross-entropy"), tr("Cross-entropy + Dice")],
            LOSSES.index(defaults.loss),
            advanced=True,
        )
        for name, label, help_text in (
            (
                "LOSS_WEIGHT",
                tr("Loss weight"),
                tr(
                    "How much the loss favours feature pixels: they weigh 1 + this number. "
                    "0: all alike. 0.70 in the paper."
                ),
            ),
            (
                "SOLID_DISTANCE",
                tr("Solid distance (pixels)"),
                tr("Features are widened by it: for lines and points, or labels drawn narrowly."),
            ),
            (
                "BLUR_MIN",
                tr("Blur distance, minimum (pixels)"),
                tr("Width of the rim over which a feature fades out, in the last epoch."),
            ),
            (
                "BLUR_MAX",
                tr("Blur distance, maximum (pixels)"),
                tr(
                    "The same in the first epoch; it falls evenly. It helps to find features "
                    "whose edges are uncertain. 3.8566 in the paper."
                ),
            ),
            (
                "BORDER_WEIGHT",
                tr("Border weight"),
                tr(
                    "Additional weight of pixels between features that lie close together (w0 of "
                    "Ronneberger et al. 2015, where it is 10); 0: none."
                ),
            ),
        ):
            self.add_real(name, label, help_text, getattr(defaults, name.lower()), advanced=True)
        self.add_real(
            "BORDER_SIGMA",
            tr("Border distance (pixels)"),
            tr("Distance over which the border weight falls (sigma)."),
            defaults.border_sigma,
            least=0.1,
            advanced=True,
        )

    def _add_augmentation(self, defaults: TrainingSettings):
        for name, label, help_text in (
            ("ROTATION", tr("Augment: rotation"), tr("Turn each patch by a random angle.")),
            (
                "SCALE",
                tr("Augment: scale"),
                tr("Scale each patch by a random factor, 0.8 to 1.25."),
            ),
            ("FLIP", tr("Augment: flip"), tr("Mirror half of the patches.")),
            (
                "BRIGHTNESS",
                tr("Augment: brightness"),
                tr("Change brightness and contrast of each band a little."),
            ),
        ):
            name = f"AUGMENT_{name}"
            self.add_switch(name, label, help_text, getattr(defaults, name.lower()))
        self.add_choice(
            "NORMALISATION",
            tr("Normalisation"),
            tr(
                "By the training rasters: brightness as such tells something. By each image: for "
                "images of other dates or sensors; an image should be large and show land mostly."
            ),
            [tr("By the training rasters"), tr("By each image")],
            NORMALISATIONS.index(defaults.normalisation),
            advanced=True,
        )

    def _add_optimizer(self, defaults: TrainingSettings):
        self.add_choice(
            "OPTIMIZER",
            tr("Optimizer"),
            tr(
                "SGD has a momentum of 0.99; with a fixed learning rate it is that of the paper. "
                "With warm-up and cosine decay, as of AdamW, the rate rises at first and falls to "
                "0 at the end."
            ),
            [tr("SGD with momentum 0.99"), "AdamW", tr("SGD with warm-up and cosine decay")],
            OPTIMIZERS.index(defaults.optimizer),
        )
        self.add_optional_real(
            "LEARNING_RATE",
            tr("Learning rate"),
            tr("At its highest. Not set, or 0: 0.0001 for SGD with a fixed rate, else 0.001."),
            advanced=True,
        )
        self.add_switch(
            "FREEZE_ENCODER",
            tr("Freeze the encoder"),
            tr("Of a trained model, train the decoder only: for few new labels."),
            defaults.freeze_encoder,
            advanced=True,
        )
        self.add_integer(
            "PATIENCE",
            tr("Patience (epochs)"),
            tr("Stop after so many epochs without a lower validation loss; 0: never."),
            defaults.patience,
            advanced=True,
        )

    def add_figures(self):
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
        settings = self._read_settings(parameters, context)
        number = self.parameterAsEnum(parameters, self.PRESET, context)
        preset = PRESETS[number]
        if preset is not None:
            kept = {name: getattr(settings, name) for name in NOT_OF_A_PRESET}
            settings = dataclasses.replace(preset.training, **kept)
            shown = self.parameterDefinition(self.PRESET).options()[number]
            feedback.pushInfo(tr("The training's settings are those of “{preset}”.", preset=shown))
        size = preset or PRESETS[STANDARD]
        network = NetworkSettings(width=size.width, patch_size=size.patch_size)
        self._arguments["settings"] = dataclasses.asdict(settings)
        self._arguments["network"] = dataclasses.asdict(network)
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

    def _read_settings(self, parameters, context) -> TrainingSettings:
        read = {
            **dict.fromkeys(INTEGERS, self.parameterAsInt),
            **dict.fromkeys(REALS, self.parameterAsDouble),
            **dict.fromkeys(SWITCHES, self.parameterAsBoolean),
        }
        values = {
            name.lower(): as_type(parameters, name, context) for name, as_type in read.items()
        }
        for name, (attribute, options) in CHOICES.items():
            values[attribute] = options[self.parameterAsEnum(parameters, name, context)]
        return TrainingSettings(**values)
