"""Split area."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.labels.label_raster import LabelRaster
from ..core.labels.split_area import AUTOMATIC, METHODS, SplitSettings, split_area
from ..translation import tr
from .results.loading import as_labels, group_layers, load_as, shown_name
from .shared.base import ScarpAlgorithm
from .shared.groups import PREPARE
from .shared.progress import FeedbackProgress
from .shared.window_defaults import offer_label_raster


class SplitArea(ScarpAlgorithm):
    """Splits a label raster into a training and a validation part."""

    GROUP = PREPARE

    INPUT = "INPUT"
    FRACTION = "FRACTION"
    METHOD = "METHOD"
    BLOCK_SIZE = "BLOCK_SIZE"
    GUARD = "GUARD"
    SEED = "SEED"
    TRAINING = "TRAINING"
    VALIDATION = "VALIDATION"
    TRAINING_PIXELS = "TRAINING_PIXELS"
    VALIDATION_PIXELS = "VALIDATION_PIXELS"

    def name(self):
        return "splitarea"

    def title(self):
        return tr("Split area")

    def keywords(self):
        return [tr("training"), tr("validation"), tr("landslide")]

    def description(self):
        return tr(
            "Splits the labelled area of a label raster into a part to learn from and a part to "
            "measure with. Both outputs keep the grid and the image; in each, the labels of the "
            "other part are taken out. Zhang et al. 2020 cut 60 % in the north for training."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Label raster")),
            tr("As “Create label raster” makes it."),
            offer=offer_label_raster,
        )
        self.add_real(
            self.FRACTION,
            tr("Share for training"),
            tr("Share of the labelled pixels that goes to the training part, 0 to 1."),
            0.6,
            least=0.01,
            most=0.99,
        )
        self.add_choice(
            self.METHOD,
            tr("Method"),
            tr(
                "Blocks: squares drawn at random. West to east, north to south: one cut; the "
                "western or the northern part is for training."
            ),
            [tr("Blocks"), tr("West to east"), tr("North to south")],
        )
        self.add_integer(
            self.BLOCK_SIZE,
            tr("Block size (pixels)"),
            tr("Side of a block. Larger blocks make the two parts more independent."),
            256,
            least=1,
            most=1 << 20,
        )
        self.add_integer(
            self.GUARD,
            tr("Guard distance (pixels)"),
            tr(
                "Labels of the training part within this distance of the validation part are left "
                "out, so that no landslide is on both sides and no training patch shows the "
                "validation part. -1 (automatic): 96 pixels, as far as the networks see, but at "
                "most a quarter of a block, or of the training part at a single cut. 0: none."
            ),
            AUTOMATIC,
            least=AUTOMATIC,
        )
        self.add_integer(
            self.SEED,
            tr("Seed"),
            tr("For the random choice of blocks: the same seed gives the same split."),
            0,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.TRAINING, tr("Training part")),
            tr("Label raster to train with; .tif or .vrt."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.VALIDATION, tr("Validation part")),
            tr("Label raster to validate with; .tif or .vrt."),
        )
        self.addOutput(
            QgsProcessingOutputNumber(self.TRAINING_PIXELS, tr("Labelled pixels for training"))
        )
        self.addOutput(
            QgsProcessingOutputNumber(self.VALIDATION_PIXELS, tr("Labelled pixels for validation"))
        )

    def prepare(self, parameters, context, feedback):
        self._input = self.raster_path(parameters, self.INPUT, context)
        self._name = self.parameterAsRasterLayer(parameters, self.INPUT, context).name()

    def execute(self, parameters, context, feedback):
        settings = SplitSettings(
            label_raster=self._input,
            training=self.output_path(parameters, self.TRAINING, context),
            validation=self.output_path(parameters, self.VALIDATION, context),
            fraction=self.parameterAsDouble(parameters, self.FRACTION, context),
            method=METHODS[self.parameterAsEnum(parameters, self.METHOD, context)],
            block_size=self.parameterAsInt(parameters, self.BLOCK_SIZE, context),
            guard=self.parameterAsInt(parameters, self.GUARD, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
        )
        result = split_area(settings, FeedbackProgress(feedback))
        feedback.pushInfo(
            tr(
                "Training: {training} labelled pixels, {training_features} of them features; "
                "validation: {validation}, {validation_features} of them features.",
                training=result.training_pixels,
                training_features=result.training_features,
                validation=result.validation_pixels,
                validation_features=result.validation_features,
            )
        )
        if result.guard:
            feedback.pushInfo(
                tr(
                    "Left out between them, within {guard} pixels of the validation part: {pixels} "
                    "labelled pixels.",
                    guard=result.guard,
                    pixels=result.guarded_pixels,
                )
            )
        self._load(settings, context)
        return {
            self.TRAINING: settings.training,
            self.VALIDATION: settings.validation,
            self.TRAINING_PIXELS: result.training_pixels,
            self.VALIDATION_PIXELS: result.validation_pixels,
        }

    def _load(self, settings: SplitSettings, context) -> None:
        with LabelRaster(self._input) as labels:
            style = as_labels(labels.classes)
        image = shown_name(self._input, self._name)
        load_as(context, settings.training, tr("Training part – {image}", image=image), style)
        load_as(context, settings.validation, tr("Validation part – {image}", image=image), style)
        group_layers(context, (settings.training, settings.validation), image)
