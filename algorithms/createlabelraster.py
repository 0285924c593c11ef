"""Create label raster."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from ..translation import tr
from .results.loading import as_labels, load_as, shown_name
from .shared.base import ScarpAlgorithm
from .shared.groups import PREPARE
from .shared.progress import FeedbackProgress
from .shared.window_defaults import offer_area, offer_image, offer_inventory


class CreateLabelRaster(ScarpAlgorithm):
    """Joins an image and an inventory into a label raster."""

    GROUP = PREPARE

    INPUT = "INPUT"
    INVENTORY = "INVENTORY"
    CLASS_FIELD = "CLASS_FIELD"
    AREA = "AREA"
    ALL_TOUCHED = "ALL_TOUCHED"
    OUTPUT = "OUTPUT"
    CLASSES = "CLASSES"
    FEATURE_PIXELS = "FEATURE_PIXELS"
    BANDS = "BANDS"

    def name(self):
        return "createlabelraster"

    def title(self):
        return tr("Create label raster")

    def keywords(self):
        return [tr("rasterize"), tr("inventory"), tr("landslide"), "ROI", "mask"]

    def description(self):
        return tr(
            "Joins an image and an inventory of landslides to a label raster, which networks "
            "learn from: all bands of the image and, as the last one, the label band: 0 "
            "background, 1 and more the classes, 255 where nothing is known."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Image")),
            tr("The satellite image, with a georeference. Any bands and data type."),
            offer=offer_image,
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.INVENTORY, tr("Inventory"), polygons),
            tr(
                "Polygons of the landslides that were mapped on the image. Another CRS is "
                "reprojected, invalid geometries are repaired."
            ),
            offer=offer_inventory,
        )
        self.add(
            QgsProcessingParameterField(
                self.CLASS_FIELD,
                tr("Class field"),
                parentLayerParameterName=self.INVENTORY,
                optional=True,
            ),
            tr("Field of the inventory that tells classes apart. Without it there is one class."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, tr("Mapped area"), polygons, optional=True
            ),
            tr(
                "Polygons inside which all landslides were mapped. Outside, nothing is known: it "
                "is neither landslide nor background. Without it, all of the image is labelled."
            ),
            offer=offer_area,
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.ALL_TOUCHED, tr("Label all touched pixels"), defaultValue=False
            ),
            tr("Label every pixel that a polygon touches, not only those whose centre is inside."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Label raster")),
            tr("A .tif holds a copy of the bands; a .vrt refers to the image and takes less room."),
        )
        self.addOutput(QgsProcessingOutputString(self.CLASSES, tr("Names of the classes")))
        self.addOutput(QgsProcessingOutputNumber(self.FEATURE_PIXELS, tr("Feature pixels")))
        self.addOutput(QgsProcessingOutputNumber(self.BANDS, tr("Bands of the image")))

    def prepare(self, parameters, context, feedback):
        self._image = self.raster_path(parameters, self.INPUT, context)
        self._name = self.parameterAsRasterLayer(parameters, self.INPUT, context).name()
        self._inventory = self.polygon_source(
            parameters,
            self.INVENTORY,
            context,
            feedback,
            field=self.parameterAsString(parameters, self.CLASS_FIELD, context),
        )
        self._area = self.polygon_source(parameters, self.AREA, context, feedback)

    def execute(self, parameters, context, feedback):
        settings = LabelRasterSettings(
            image=self._image,
            inventory=self._inventory,
            output=self.output_path(parameters, self.OUTPUT, context),
            class_field=self.parameterAsString(parameters, self.CLASS_FIELD, context) or None,
            area=self._area,
            all_touched=self.parameterAsBoolean(parameters, self.ALL_TOUCHED, context),
        )
        result = create_label_raster(settings, FeedbackProgress(feedback))
        feedback.pushInfo(
            tr(
                "{features} feature pixels, {background} background pixels; classes: {classes}.",
                features=result.feature_pixels,
                background=result.background_pixels,
                classes=", ".join(result.classes),
            )
        )
        name = tr("Labels – {image}", image=shown_name(self._image, self._name))
        load_as(context, settings.output, name, as_labels(result.classes))
        return {
            self.OUTPUT: settings.output,
            self.CLASSES: ",".join(result.classes),
            self.FEATURE_PIXELS: result.feature_pixels,
            self.BANDS: result.bands,
        }
