"""Extract landslides."""

from __future__ import annotations

from qgis import processing
from qgis.core import (
    QgsProcessing,
    QgsProcessingMultiStepFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.cam import Cam
from ..translation import tr
from .base import ScarpAlgorithm
from .groups import MAP
from .styles import style_on_load

_OTSU = 1


class ExtractLandslides(ScarpAlgorithm):
    """From an image to polygons: `Classify` and `ThresholdToPolygons` in one step."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    MODEL = "MODEL"
    THRESHOLD = "THRESHOLD"
    METHOD = "METHOD"
    MIN_AREA = "MIN_AREA"
    CAM = "CAM"
    OUTPUT = "OUTPUT"
    COUNT = "COUNT"
    THRESHOLD_USED = "THRESHOLD_USED"

    def name(self):
        return "extractlandslides"

    def displayName(self):
        return tr("Extract landslides")

    def tags(self):
        return ["CAM", tr("inventory"), tr("landslide")]

    def description(self):
        return tr(
            "Maps the landslides of a new image with a trained model: “Classify” and “Threshold "
            "to polygons” in one step."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Image")),
            tr("The image to map, with as many bands as the model was trained on."),
        )
        self.add_model(tr("A trained model."))
        self.add_real(
            self.THRESHOLD,
            tr("Threshold"),
            tr("0 to 1; 0: what the model suggests, or Otsu's method finds."),
            0,
            most=1,
        )
        self.add_choice(
            self.METHOD,
            tr("Threshold, where it is 0"),
            tr(
                "The threshold at which the model did best in its training, or, as in the paper, "
                "Otsu's on this image. For a model without one Otsu's is taken."
            ),
            [tr("The model's suggestion"), "Otsu"],
        )
        self.add_real(
            self.MIN_AREA, tr("Smallest area (m²)"), tr("Smaller polygons are left out."), 0
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.CAM, tr("Class activation raster")),
            tr("A GeoTIFF of type Float32, with overviews."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Landslides"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr("The inventory: GeoPackage, Shapefile or any other format."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of polygons")))
        self.addOutput(QgsProcessingOutputNumber(self.THRESHOLD_USED, tr("Threshold used")))

    def prepare(self, parameters, context, feedback):
        self.raster_path(parameters, self.INPUT, context)
        self.model_path(parameters, self.MODEL, context)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        steps = QgsProcessingMultiStepFeedback(2, feedback)

        def run(algorithm: str, **values) -> dict:
            return processing.run(
                algorithm, values, context=context, feedback=steps, is_child_algorithm=True
            )

        cam = run(
            "scarp:classify",
            INPUT=parameters[self.INPUT],
            MODEL=parameters[self.MODEL],
            OUTPUT=parameters[self.CAM],
        )["OUTPUT"]
        style_on_load(context, cam, "cam")
        steps.setCurrentStep(1)
        polygons = run(
            "scarp:thresholdtopolygons",
            INPUT=cam,
            THRESHOLD=self._threshold(parameters, context, cam),
            MIN_AREA=self.parameterAsDouble(parameters, self.MIN_AREA, context),
            OUTPUT=parameters[self.OUTPUT],
        )
        return {
            self.CAM: cam,
            self.OUTPUT: polygons["OUTPUT"],
            self.COUNT: polygons["COUNT"],
            self.THRESHOLD_USED: polygons["THRESHOLD_USED"],
        }

    def _threshold(self, parameters, context, cam: str) -> float:
        """The threshold that was given, or the model's; 0 for Otsu's."""
        given = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        if given or self.parameterAsEnum(parameters, self.METHOD, context) == _OTSU:
            return given
        with Cam(cam) as opened:
            return opened.description.threshold or 0
