"""Retrain."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..models.settings import RETRAIN_MINUTES, WAYS
from ..translation import tr
from .results.loading import from_file, load_as, shown_name
from .shared.base import ScarpAlgorithm
from .shared.groups import LEARN
from .shared.window_defaults import offer_image, offer_last_model, offer_mapped, offer_model_file

#: Number outputs, by the names that the worker gives them.
_NUMBERS = {
    "F1_BEFORE": "f1_before",
    "F1": "f1",
    "PRECISION_BEFORE": "precision_before",
    "PRECISION_SCORE": "precision",
    "RECALL_BEFORE": "recall_before",
    "RECALL": "recall",
    "TILES": "tiles",
    "TILES_KEPT": "tiles_kept",
    "THRESHOLD": "threshold",
}


class Retrain(ScarpAlgorithm):
    """Trains a model on with what a person has checked, and maps the image again."""

    GROUP = LEARN
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    CHECKED = "CHECKED"
    IMAGE = "IMAGE"
    MODEL = "MODEL"
    WAY = "WAY"
    MINUTES = "MINUTES"
    LABELS = "LABELS"
    SEED = "SEED"
    OUTPUT = "OUTPUT"
    CAM = "CAM"
    REPORT = "REPORT"

    def name(self):
        return "retrain"

    def title(self):
        return tr("Retrain")

    def keywords(self):
        return [tr("corrections"), tr("review"), tr("active learning"), tr("training")]

    def description(self):
        return tr(
            "Trains the model that made a map on with what a person has checked of it, for a few "
            "minutes, and maps the image again. In the checked tiles everything is known; outside "
            "of them only polygons that were accepted, edited or rejected are, and a few pixels "
            "around them. The weights of the result are halfway between those before and after "
            "the training, so that what the model knew of other ground is not forgotten. Of three "
            "tiles one is kept: the model does not learn from it, and the figures before and after "
            "are those there."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Landslides"), polygons),
            tr(
                "The polygons with their verdicts in a field “status”: checked and edited ones are "
                "landslides, rejected ones are background, doubtful ones are left out."
            ),
            offer=offer_mapped,
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.CHECKED, tr("Checked tiles"), polygons),
            tr(
                "Polygons in which everything has been seen: what is no landslide there is "
                "background. The review panel makes them."
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.IMAGE, tr("Image")),
            tr("The image that was mapped."),
            offer=offer_image,
        )
        self.add_model(tr("The model that mapped it."), offer=offer_last_model)
        self.add_choice(
            self.WAY,
            tr("Way"),
            tr(
                "Train on: all weights go on from what they are. From the start: a new network of "
                "the same kind. Decoder only: the encoder stays as it is."
            ),
            [tr("Train on"), tr("From the start"), tr("Decoder only")],
        )
        self.add_real(
            self.MINUTES,
            tr("Minutes"),
            tr("About how long to train; the map takes its time besides."),
            RETRAIN_MINUTES,
            least=0.1,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.LABELS,
                tr("Other label rasters"),
                QgsProcessing.SourceType.TypeRaster,
                optional=True,
            ),
            tr("Learned from as well, such as those that the model was trained on."),
            advanced=True,
        )
        self.add_integer(
            self.SEED, tr("Seed"), tr("Of the random numbers of the training."), 0, advanced=True
        )
        self.add_file_output(
            self.OUTPUT,
            tr("Trained model"),
            tr("The model after its last epoch."),
            tr("Model (*.h5)"),
            offer=lambda parameter: offer_model_file(parameter, "retrained"),
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.CAM, tr("Class activation raster")),
            tr("The map of the image by that model."),
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr("Curves, metrics before and after, settings and some patches, in one file."),
            tr("HTML file (*.html)"),
            optional=True,
        )
        for name, label in (
            ("F1_BEFORE", tr("F1 before")),
            ("F1", tr("F1")),
            ("PRECISION_BEFORE", tr("Precision before")),
            ("PRECISION_SCORE", tr("Precision")),
            ("RECALL_BEFORE", tr("Recall before")),
            ("RECALL", tr("Recall")),
            ("TILES", tr("Tiles that were learned from")),
            ("TILES_KEPT", tr("Tiles that were measured on")),
            ("THRESHOLD", tr("Suggested threshold")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def inputs_to_check(self, parameters, context):
        return {
            "model": self.model_path(parameters, self.MODEL, context),
            "image": self.raster_path(parameters, self.IMAGE, context),
        }

    def prepare(self, parameters, context, feedback):
        source = self.parameterAsSource(parameters, self.INPUT, context)
        field = "status" if source and source.fields().lookupField("status") >= 0 else ""
        polygons = self.polygon_source(parameters, self.INPUT, context, feedback, field)
        checked = self.polygon_source(parameters, self.CHECKED, context, feedback)
        self._name = self.parameterAsRasterLayer(parameters, self.IMAGE, context).name()
        self._arguments = {
            "polygons": asdict(polygons),
            "checked": asdict(checked),
            "image": self.raster_path(parameters, self.IMAGE, context),
            "model": self.model_path(parameters, self.MODEL, context),
            "way": WAYS[self.parameterAsEnum(parameters, self.WAY, context)],
            "minutes": self.parameterAsDouble(parameters, self.MINUTES, context),
            "others": self.raster_paths(parameters, self.LABELS, context),
            "seed": self.parameterAsInt(parameters, self.SEED, context),
        }
        name = Path(self.output_path(parameters, self.OUTPUT, context) or "").name
        self.report_title = tr("Report – training of {name}", name=name)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        output, cam, report = (
            self.output_path(parameters, name, context)
            for name in (self.OUTPUT, self.CAM, self.REPORT)
        )
        arguments = {**self._arguments, "output": output, "cam": cam, "report": report}
        made = self.run_worker("retrain", arguments, feedback, (output, cam, report))
        name = shown_name(self._arguments["image"], self._name)
        load_as(context, cam, tr("CAM – {image}, retrained", image=name), from_file("cam"))
        if "f1_before" in made and "f1" in made:
            feedback.pushInfo(
                tr(
                    "F1 on {count} tiles that were not learned from: {before:.3f} before, "
                    "{after:.3f} after.",
                    count=made["tiles_kept"],
                    before=made["f1_before"],
                    after=made["f1"],
                )
                if made["tiles_kept"]
                else tr(
                    "F1 on what was learned from: {before:.3f} before, {after:.3f} after.",
                    before=made["f1_before"],
                    after=made["f1"],
                )
            )
        numbers = {name: made.get(key) for name, key in _NUMBERS.items()}
        written = {self.OUTPUT: output, self.CAM: cam, self.REPORT: made["report"]}
        return {**written, **{name: value for name, value in numbers.items() if value is not None}}
