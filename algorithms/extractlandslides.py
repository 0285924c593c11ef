"""Extract landslides."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterRasterLayer,
)

from ..core.cam.threshold_choice import OTSU, VALUE
from ..translation import tr
from .results.loading import group_layers
from .shared.groups import MAP
from .shared.map_step import MapStep
from .shared.steps import Steps
from .shared.window_defaults import offer_image


class ExtractLandslides(MapStep):
    """Maps landslides on an image: `Classify` and `ThresholdToPolygons` in one step."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    METHOD = "METHOD"
    CAM = "CAM"
    OUTPUT = "OUTPUT"

    def name(self):
        return "extractlandslides"

    def title(self):
        return tr("Extract landslides")

    def keywords(self):
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
            offer=offer_image,
        )
        self.add_model_or_starter()
        self.add_threshold()
        # Kept for scripts and models of earlier versions.
        method = QgsProcessingParameterEnum(
            self.METHOD,
            tr("Threshold, where it is 0"),
            options=[tr("Model's suggestion"), "Otsu"],
            defaultValue=0,
            optional=True,
        )
        method.setFlags(method.flags() | QgsProcessingParameterDefinition.Flag.FlagHidden)
        self.add(method, tr("For scripts of earlier versions; replaced by “Threshold”."))
        self.add_min_area()
        self.add_adaptation()
        self.add_cluster()
        self.add_map(self.CAM, self.OUTPUT)
        self.add_adapted_model()

    def inputs_to_check(self, parameters, context):
        return {
            "model": self.model_or_starter(parameters, context),
            "image": self.raster_path(parameters, self.INPUT, context),
        }

    def prepare(self, parameters, context, feedback):
        self._image = self.raster_path(parameters, self.INPUT, context)
        self._model = self.model_or_starter(parameters, context)
        self._name = self.parameterAsRasterLayer(parameters, self.INPUT, context).name()
        self._wanted = self.threshold_wanted(parameters, context)
        self._cluster = self.cluster(parameters, context)
        self.find_runtime()

    def threshold_wanted(self, parameters, context) -> dict:
        """As in `ThresholdStep`; in scripts of earlier versions `METHOD` tells what 0 means."""
        wanted = super().threshold_wanted(parameters, context)
        is_old = parameters.get(self.THRESHOLD_METHOD) is None and wanted["source"] != VALUE
        if is_old and self.parameterAsEnum(parameters, self.METHOD, context) == 1:
            return {**wanted, "source": OTSU}
        return wanted

    def execute(self, parameters, context, feedback):
        steps = Steps(
            context, feedback, {"scarp:classify": 0.95, "scarp:thresholdtopolygons": 0.05}
        )
        classified = steps.run(
            "scarp:classify",
            INPUT=self._image,
            MODEL=self._model,
            **self.adaptation_parameters(parameters),
            CLUSTER=self._cluster,
            OUTPUT=parameters[self.CAM],
        )
        cam = classified["OUTPUT"]
        polygons = steps.run(
            "scarp:thresholdtopolygons",
            INPUT=cam,
            **self.threshold_parameters(self._wanted),
            MIN_AREA=parameters.get(self.MIN_AREA),
            CLUSTER=self._cluster,
            OUTPUT=parameters[self.OUTPUT],
        )
        group_layers(context, (polygons["OUTPUT"], cam), self._name)
        return {
            self.CAM: cam,
            self.OUTPUT: polygons["OUTPUT"],
            self.COUNT: polygons["COUNT"],
            self.THRESHOLD_USED: polygons["THRESHOLD_USED"],
            **self.adapted_outputs(classified),
        }
