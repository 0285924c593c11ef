"""Map a new image."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterRasterLayer,
)

from ..translation import tr
from .shared.groups import WORKFLOWS
from .shared.map_step import MapStep
from .shared.steps import Steps
from .shared.window_defaults import offer_image


class MapANewImage(MapStep):
    """Maps landslides on an image, with a report on the threshold; as a batch, in many images.

    The outputs are named as in the Processing model that it was in earlier versions.
    """

    GROUP = WORKFLOWS
    NEEDS_RUNTIME = True

    IMAGE = "IMAGE"
    CAM = "landslides:CAM"
    LANDSLIDES = "landslides:LANDSLIDES"
    REPORT = "threshold:REPORT"

    def name(self):
        return "mapanewimage"

    def title(self):
        return tr("Map a new image")

    def description(self):
        return tr(
            "Maps the landslides of an image with a trained model: class activation raster, "
            "polygons, and a report on the threshold. Run it as a batch for the images of a "
            "folder."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterRasterLayer(self.IMAGE, tr("Image")),
            tr("The image to map, with the bands that the model was trained on."),
            offer=offer_image,
        )
        self.add_model_or_starter()
        self.add_threshold()
        self.add_min_area()
        self.add_adaptation()
        self.add_map(self.CAM, self.LANDSLIDES)
        self.add_file_output(
            self.REPORT,
            tr("Threshold report"),
            tr(
                "Histogram, the thresholds that automatic methods find, and those that the paper "
                "compared."
            ),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        self.add_adapted_model()

    def inputs_to_check(self, parameters, context):
        return {
            "model": self.model_or_starter(parameters, context),
            "image": self.raster_path(parameters, self.IMAGE, context),
        }

    def prepare(self, parameters, context, feedback):
        self._image = self.raster_path(parameters, self.IMAGE, context)
        self._model = self.model_or_starter(parameters, context)
        self._wanted = self.threshold_wanted(parameters, context)
        image = self.parameterAsRasterLayer(parameters, self.IMAGE, context)
        self.report_title = tr("Report – threshold for {name}", name=image.name())
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        steps = Steps(
            context, feedback, {"scarp:extractlandslides": 0.9, "scarp:suggestthreshold": 0.1}
        )
        mapped = steps.run(
            "scarp:extractlandslides",
            INPUT=self._image,
            MODEL=self._model,
            **self.adaptation_parameters(parameters),
            **self.threshold_parameters(self._wanted),
            MIN_AREA=parameters.get(self.MIN_AREA),
            CAM=parameters[self.CAM],
            OUTPUT=parameters[self.LANDSLIDES],
        )
        outputs = {
            self.CAM: mapped["CAM"],
            self.LANDSLIDES: mapped["OUTPUT"],
            self.COUNT: mapped["COUNT"],
            self.THRESHOLD_USED: mapped["THRESHOLD_USED"],
            **self.adapted_outputs(mapped),
        }
        report = self.output_path(parameters, self.REPORT, context)
        if report:
            steps.run(
                "scarp:suggestthreshold",
                INPUT=mapped["CAM"],
                USED=mapped["THRESHOLD_USED"],
                REPORT=report,
            )
            outputs[self.REPORT] = report
        return outputs
