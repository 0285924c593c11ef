"""Threshold to polygons."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ..core.cam import Cam, CamDescription
from ..core.polygons import (
    OUTLINES,
    LandslidePolygon,
    PolygonSettings,
    landslide_polygons,
    threshold_of,
)
from ..translation import tr
from .base import FeedbackProgress, ScarpAlgorithm
from .groups import MAP
from .sinks import polygon_sink
from .styles import style_on_load

if Qgis.QGIS_VERSION_INT >= 33800:
    _STRING, _INT, _REAL = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
else:  # QgsField does not take the types of Qt 6 yet.
    _STRING, _INT, _REAL = QVariant.String, QVariant.Int, QVariant.Double  # noqa: QGS402

_FIELDS = (
    ("id", _INT),
    ("class", _STRING),
    ("area_m2", _REAL),
    ("perim_m", _REAL),
    ("length_m", _REAL),
    ("width_m", _REAL),
    ("cam_mean", _REAL),
    ("cam_max", _REAL),
    ("threshold", _REAL),
    ("model", _STRING),
    ("image", _STRING),
)


class ThresholdToPolygons(ScarpAlgorithm):
    """Draws polygons around what a class activation raster holds above a threshold."""

    GROUP = MAP

    INPUT = "INPUT"
    THRESHOLD = "THRESHOLD"
    MIN_AREA = "MIN_AREA"
    FILL_HOLES = "FILL_HOLES"
    OUTLINE = "OUTLINE"
    DIAGONALS = "DIAGONALS"
    OUTPUT = "OUTPUT"
    COUNT = "COUNT"
    THRESHOLD_USED = "THRESHOLD_USED"
    TOTAL_AREA = "TOTAL_AREA"

    def name(self):
        return "thresholdtopolygons"

    def displayName(self):
        return tr("Threshold to polygons")

    def tags(self):
        return ["CAM", "Otsu", tr("polygonize"), tr("inventory"), tr("landslide")]

    def description(self):
        return tr(
            "Turns a class activation raster into an inventory: polygons around all pixels whose "
            "value is at least the threshold, with their area, size and CAM values. Loaded into a "
            "project, they are drawn as yellow outlines; the style “Inventory” in the layer's menu "
            "draws them in red: copy it to the layer of an inventory to see both side by side."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Class activation raster")),
            tr("As “Classify” makes it. With several classes a pixel belongs to its highest one."),
        )
        self.add_real(
            self.THRESHOLD,
            tr("Threshold"),
            tr("0 to 1; 0: chosen by Otsu's method, which gave 0.56 in the paper."),
            0,
            most=1,
        )
        self.add_real(
            self.MIN_AREA, tr("Smallest area (m²)"), tr("Smaller polygons are left out."), 0
        )
        self.add_real(
            self.FILL_HOLES,
            tr("Fill holes up to (m²)"),
            tr("Holes in polygons of up to this area are filled."),
            0,
        )
        self.add_choice(
            self.OUTLINE,
            tr("Outline"),
            tr("Along the edges of pixels, or smooth, as a contour line between their centres."),
            [tr("Pixel edges"), tr("Smooth contour")],
        )
        self.add_switch(
            self.DIAGONALS,
            tr("Join pixels that touch at a corner"),
            tr(
                "Such pixels are one landslide, not two. Along the edges of pixels it is a "
                "multipolygon then, whose parts touch at corners; a smooth contour goes across."
            ),
            False,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Landslides"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr("The inventory: GeoPackage, Shapefile or any other format."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of polygons")))
        self.addOutput(QgsProcessingOutputNumber(self.THRESHOLD_USED, tr("Threshold used")))
        self.addOutput(QgsProcessingOutputNumber(self.TOTAL_AREA, tr("Area of the polygons (m²)")))

    def prepare(self, parameters, context, feedback):
        self._settings = PolygonSettings(
            cam=self.raster_path(parameters, self.INPUT, context),
            threshold=self.parameterAsDouble(parameters, self.THRESHOLD, context),
            min_area=self.parameterAsDouble(parameters, self.MIN_AREA, context),
            fill_holes=self.parameterAsDouble(parameters, self.FILL_HOLES, context),
            outline=OUTLINES[self.parameterAsEnum(parameters, self.OUTLINE, context)],
            diagonals=self.parameterAsBool(parameters, self.DIAGONALS, context),
        )

    def execute(self, parameters, context, feedback):
        progress = FeedbackProgress(feedback)
        with Cam(self._settings.cam) as cam:
            cam.require_georeference()
            crs, description = QgsCoordinateReferenceSystem(cam.crs_wkt), cam.description
        threshold = threshold_of(self._settings, progress)
        polygons = landslide_polygons(self._settings, threshold, progress)
        fields = QgsFields()
        for name, kind in _FIELDS:
            fields.append(QgsField(name, kind))
        kind = getattr(QgsWkbTypes.Type, "MultiPolygon" if self._settings.multiple else "Polygon")
        total = 0.0
        with polygon_sink(self, parameters, self.OUTPUT, context, fields, crs, kind) as sink:
            for polygon in polygons:
                progress(None)
                sink.add(_feature(sink.count + 1, polygon, threshold, description))
                total += polygon.area_m2
        style_on_load(context, sink.destination, "landslides", {tr("Inventory"): "inventory"})
        feedback.pushInfo(
            tr(
                "{count} polygons of {area:.0f} m² at the threshold {threshold:.3f}.",
                count=sink.count,
                area=total,
                threshold=threshold,
            )
        )
        return {
            self.OUTPUT: sink.destination,
            self.COUNT: sink.count,
            self.THRESHOLD_USED: threshold,
            self.TOTAL_AREA: total,
        }


def _feature(number: int, polygon: LandslidePolygon, threshold: float, cam: CamDescription):
    """A polygon with its attributes, in the order of `_FIELDS`."""
    geometry = QgsGeometry()
    geometry.fromWkb(polygon.wkb)
    feature = QgsFeature()
    feature.setGeometry(geometry)
    feature.setAttributes(
        [
            number,
            polygon.class_name,
            polygon.area_m2,
            polygon.perim_m,
            polygon.length_m,
            polygon.width_m,
            polygon.cam_mean,
            polygon.cam_max,
            threshold,
            cam.model,
            cam.image,
        ]
    )
    return feature
