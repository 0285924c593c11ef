"""Classify."""

from __future__ import annotations

import dataclasses

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..models.settings import ClassifySettings
from ..translation import tr
from .results.loading import from_file, load_as, shown_name
from .shared.base import ScarpAlgorithm
from .shared.groups import MAP
from .shared.window_defaults import offer_image, offer_last_model


class Classify(ScarpAlgorithm):
    """Computes the class activation raster of an image."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    MODEL = "MODEL"
    EXTENT = "EXTENT"
    MASK = "MASK"
    CHECKPOINT = "CHECKPOINT"
    SPREAD = "SPREAD"
    ADAPTED_MODEL = "ADAPTED_MODEL"
    OUTPUT = "OUTPUT"
    THRESHOLD = "THRESHOLD"

    def name(self):
        return "classify"

    def title(self):
        return tr("Classify")

    def keywords(self):
        return ["CAM", tr("inference"), tr("landslide"), tr("class activation raster")]

    def description(self):
        return tr(
            "Runs a trained model over an image and writes the class activation raster (CAM): one "
            "band a class, with values from 0 to 1, nodata where the image has none. The image is "
            "processed tile by tile and may be of any size."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Image")),
            tr(
                "The image to classify: any raster that GDAL reads. Bands are matched by their "
                "names in training, or by their order if image or model has no names."
            ),
            offer=offer_image,
        )
        self.add_model(tr("A trained model."), offer=offer_last_model)
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Classify this part only; all of the image where it is not given."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.MASK,
                tr("Mask"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            tr(
                "Only pixels inside these polygons are classified; elsewhere the result has no "
                "data."
            ),
        )
        self.add_settings(ClassifySettings)
        self.add_folder(
            self.CHECKPOINT,
            tr("Checkpoint folder"),
            tr(
                "Finished tiles are kept here, so that a classification that was cancelled or "
                "killed can be resumed: run it again with the same image, model and settings. "
                "They are removed when it is done."
            ),
        )
        self.add_cluster()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Class activation raster")),
            tr("A GeoTIFF of type Float32, with overviews."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                self.SPREAD, tr("Spread over flips and turns"), optional=True, createByDefault=False
            ),
            tr(
                "The standard deviation of the eight values that are averaged: large where the "
                "network is unsure. Needs “Average over flips and turns”."
            ),
        )
        self.add_adapted_model()
        self.addOutput(QgsProcessingOutputNumber(self.THRESHOLD, tr("Suggested threshold")))

    def inputs_to_check(self, parameters, context):
        return {
            "model": self.model_path(parameters, self.MODEL, context),
            "image": self.raster_path(parameters, self.INPUT, context),
        }

    def prepare(self, parameters, context, feedback):
        image = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        self._image = self.raster_path(parameters, self.INPUT, context)
        self._name = image.name()
        self._model = self.model_path(parameters, self.MODEL, context)
        self._mask = self.polygon_source(parameters, self.MASK, context, feedback)
        extent = self.parameterAsExtent(parameters, self.EXTENT, context, image.crs())
        self._extent = None
        if parameters.get(self.EXTENT) not in (None, ""):
            if extent.isEmpty() or not extent.isFinite():
                raise QgsProcessingException(
                    tr("The extent is empty, or not made of four numbers: choose another one.")
                )
            self._extent = [
                extent.xMinimum(),
                extent.yMinimum(),
                extent.xMaximum(),
                extent.yMaximum(),
            ]
        self._settings = ClassifySettings(
            **self.settings_given(ClassifySettings, parameters, context)
        )
        self._checkpoint = self.folder_path(parameters, self.CHECKPOINT, context)
        self._cluster = self.cluster(parameters, context)
        if parameters.get(self.SPREAD) and not self._settings.augment:
            raise QgsProcessingException(
                tr("There is a spread only where flips and turns are averaged: switch that on.")
            )
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        output = self.output_path(parameters, self.OUTPUT, context)
        spread = self.output_path(parameters, self.SPREAD, context)
        arguments = {
            "image": self._image,
            "model": self._model,
            "output": output,
            "settings": dataclasses.asdict(self._settings),
            "extent": self._extent,
            "mask": dataclasses.asdict(self._mask) if self._mask else None,
            "spread": spread,
            "checkpoint": self._checkpoint,
            "cluster": self._cluster,
        }
        adapted = self.output_path(parameters, self.ADAPTED_MODEL, context)
        arguments["adapted"] = adapted
        result = self.run_worker("classify", arguments, feedback, (output, spread, adapted))
        name = shown_name(self._image, self._name)
        load_as(context, output, tr("CAM – {image}", image=name), from_file("cam"))
        if spread:
            load_as(context, spread, tr("Spread – {image}", image=name), from_file("cam"))
        written = {self.OUTPUT: output, self.SPREAD: spread, self.ADAPTED_MODEL: adapted}
        written = {name: path for name, path in written.items() if path}
        return {**written, self.THRESHOLD: result["threshold"]}
