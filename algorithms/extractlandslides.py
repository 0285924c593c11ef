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

from .base import ScarpAlgorithm
from .groups import MAP
from .styles import style_on_load
from .translation import tr


class ExtractLandslides(ScarpAlgorithm):
    """From an image to polygons: `Classify` and `ThresholdToPolygons` in one step."""

    GROUP = MAP

    INPUT = "INPUT"
    MODEL = "MODEL"
    THRESHOLD = "THRESHOLD"
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
            self.THRESHOLD, tr("Threshold"), tr("0 to 1; 0: chosen by Otsu's method."), 0, most=1
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
            THRESHOLD=self.parameterAsDouble(parameters, self.THRESHOLD, context),
            MIN_AREA=self.parameterAsDouble(parameters, self.MIN_AREA, context),
            OUTPUT=parameters[self.OUTPUT],
        )
        return {
            self.CAM: cam,
            self.OUTPUT: polygons["OUTPUT"],
            self.COUNT: polygons["COUNT"],
            self.THRESHOLD_USED: polygons["THRESHOLD_USED"],
        }
