"""Train on one event."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
)

from ..models.settings import PRESETS, NetworkSettings, TrainingSettings
from ..translation import tr
from .shared.groups import WORKFLOWS
from .shared.presets import preset_help, preset_parameter
from .shared.steps import Steps
from .shared.training import TrainingStep
from .shared.window_defaults import offer_area, offer_image, offer_inventory, offer_model_file

#: Shares of the whole time: a training takes minutes, the steps before it seconds.
_SHARES = {
    "scarp:createlabelraster": 0.02,
    "scarp:splitarea": 0.02,
    "scarp:initializemodel": 0.04,
    "scarp:trainmodel": 0.92,
}
_FILES = ("labels.vrt", "training.vrt", "validation.vrt", "initial.h5")


class TrainOnOneEvent(TrainingStep):
    """Trains a model on an image and its inventory, and reports on it.

    The outputs are named as in the Processing model that it was in earlier versions.
    """

    GROUP = WORKFLOWS

    IMAGE = "IMAGE"
    INVENTORY = "INVENTORY"
    AREA = "AREA"
    WIDTH = "WIDTH"
    PATCH_SIZE = "PATCH_SIZE"
    EPOCHS = "EPOCHS"
    PATCHES_PER_EPOCH = "PATCHES_PER_EPOCH"
    OUTPUT = "training:MODEL"
    REPORT = "training:REPORT"

    def name(self):
        return "trainononeevent"

    def title(self):
        return tr("Train on one event")

    def description(self):
        return tr(
            "Trains a model on one image and the landslides that were mapped on it: label raster, "
            "split in blocks (60 % to learn from), a new ENVINet5, or with the preset “A few "
            "polygons” a UNet or the starter model, and its training. For other settings run the "
            "steps one by one."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterRasterLayer(self.IMAGE, tr("Image")),
            tr("The image after the event."),
            offer=offer_image,
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.INVENTORY, tr("Inventory"), polygons),
            tr("Polygons of the landslides that were mapped on the image."),
            offer=offer_inventory,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, tr("Mapped area"), polygons, optional=True
            ),
            tr("Polygons inside which all landslides were mapped. Without it: all of the image."),
            offer=offer_area,
        )
        self.add(preset_parameter(self.PRESET, sizes=True), preset_help())
        self.add_settings(NetworkSettings, ("width", "patch_size"), width=16, patch_size=380)
        patches = {"epochs": 10, "patches_per_epoch": 100}
        self.add_settings(TrainingSettings, patches.keys(), **patches)
        self.add_file_output(
            self.OUTPUT,
            tr("Trained model"),
            tr("The model of the best epoch."),
            tr("Model (*.h5)"),
            offer=partial(offer_model_file, kind="model"),
        )
        self.add_file_output(
            self.REPORT,
            tr("Training report"),
            tr("Curves, metrics, settings and some validation patches, in one file."),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        self.add_numbers()

    def checkParameterValues(self, parameters, context):
        """Refuses labels without background before the step is started."""
        fits, reason = super().checkParameterValues(parameters, context)
        if fits and self.are_one_layer(parameters, self.INVENTORY, self.AREA, context):
            return False, tr(
                "“Inventory” and “Mapped area” are the same layer, so that there would be no "
                "background to learn from: choose the area in which all landslides were mapped, "
                "or none."
            )
        return fits, reason

    def inputs_to_check(self, parameters, context):
        """The label raster has to be made first."""

    def prepare(self, parameters, context, feedback):
        name = Path(self.output_path(parameters, self.OUTPUT, context) or "").name
        self.report_title = tr("Report – training of {name}", name=name)
        self._image = self.raster_path(parameters, self.IMAGE, context)
        self._polygons = {
            name: self.polygons_for_step(parameters, name, context)
            for name in (self.INVENTORY, self.AREA)
        }
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        steps = Steps(context, feedback, _SHARES)
        # Kept until QGIS quits, as it may hold the rasters open for a while.
        folder = Path(QgsProcessingUtils.generateTempFilename("training"))
        folder.mkdir(parents=True)
        path = {name: str(folder / name) for name in _FILES}
        labels = steps.run(
            "scarp:createlabelraster",
            INPUT=self._image,
            **self._polygons,
            OUTPUT=path["labels.vrt"],
        )
        steps.run(
            "scarp:splitarea",
            INPUT=path["labels.vrt"],
            TRAINING=path["training.vrt"],
            VALIDATION=path["validation.vrt"],
        )
        number = self.parameterAsEnum(parameters, self.PRESET, context)
        initial = None
        if not (PRESETS[number] and PRESETS[number].from_starter):
            initial = path["initial.h5"]
            steps.run(
                "scarp:initializemodel",
                BANDS=labels["BANDS"],
                CLASSES=labels["CLASSES"],
                PRESET=number,
                WIDTH=self.parameterAsInt(parameters, self.WIDTH, context),
                PATCH_SIZE=self.parameterAsInt(parameters, self.PATCH_SIZE, context),
                OUTPUT=initial,
            )
        trained = steps.run(
            "scarp:trainmodel",
            MODEL=initial,
            TRAINING=[path["training.vrt"]],
            VALIDATION=[path["validation.vrt"]],
            PRESET=number,
            EPOCHS=self.parameterAsInt(parameters, self.EPOCHS, context),
            PATCHES_PER_EPOCH=self.parameterAsInt(parameters, self.PATCHES_PER_EPOCH, context),
            OUTPUT=self.output_path(parameters, self.OUTPUT, context),
            REPORT=self.output_path(parameters, self.REPORT, context),
        )
        outputs = {self.OUTPUT: trained["OUTPUT"], **{n: trained[n] for n in self.NUMBERS}}
        return {**outputs, self.REPORT: trained["REPORT"]} if trained.get("REPORT") else outputs
