"""Threshold to polygons."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingOutputNumber,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ..core.cam.cam import Cam, CamDescription
from ..core.cam.threshold_choice import OTSU, choose_threshold
from ..core.messages import part_of
from ..core.tracing.landslide_polygons import (
    OUTLINES,
    LandslidePolygon,
    PolygonSettings,
    landslide_polygons,
)
from ..core.tracing.polygon_file import read_polygons
from ..translation import tr
from .results.fields import scarp_fields
from .results.loading import from_file, load_as, shown_name
from .results.sinks import feature_sink
from .shared.groups import MAP
from .shared.progress import FeedbackProgress
from .shared.threshold_choice import ThresholdStep
from .shared.window_defaults import offer_cam


class ThresholdToPolygons(ThresholdStep):
    """Draws polygons around the pixels of a class activation raster above a threshold."""

    GROUP = MAP

    INPUT = "INPUT"
    FILL_HOLES = "FILL_HOLES"
    OUTLINE = "OUTLINE"
    DIAGONALS = "DIAGONALS"
    OUTPUT = "OUTPUT"
    TOTAL_AREA = "TOTAL_AREA"

    def name(self):
        return "thresholdtopolygons"

    def title(self):
        return tr("Threshold to polygons")

    def keywords(self):
        return ["CAM", "Otsu", tr("polygonize"), tr("inventory"), tr("landslide")]

    def description(self):
        return tr(
            "Turns a class activation raster into an inventory: polygons around all pixels whose "
            "value is at least the threshold, with their area, size and CAM values. Loaded into a "
            "project, they are drawn as light blue outlines; the style “Inventory” in the layer's "
            "menu draws them in red: copy it to an inventory's layer to see both side by side."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Class activation raster")),
            tr("As “Classify” makes it. With several classes a pixel belongs to its highest one."),
            offer=offer_cam,
        )
        self.add_threshold()
        self.add_min_area()
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
                "Such pixels form one landslide, not two: along pixel edges a multipolygon whose "
                "parts touch at corners, or a smooth contour that crosses the corner."
            ),
            False,
            advanced=True,
        )
        self.add_cluster()
        self.add_landslides(self.OUTPUT)
        self.addOutput(QgsProcessingOutputNumber(self.TOTAL_AREA, tr("Area of the polygons (m²)")))

    def prepare(self, parameters, context, feedback):
        self._settings = PolygonSettings(
            cam=self.raster_path(parameters, self.INPUT, context),
            min_area=self.min_area(parameters, context),
            fill_holes=self.parameterAsDouble(parameters, self.FILL_HOLES, context),
            outline=OUTLINES[self.parameterAsEnum(parameters, self.OUTLINE, context)],
            diagonals=self.parameterAsBool(parameters, self.DIAGONALS, context),
        )
        self._wanted = self.threshold_wanted(parameters, context)
        self._name = self.parameterAsRasterLayer(parameters, self.INPUT, context).name()
        self._cluster = self.cluster(parameters, context)
        if self._cluster:
            self.find_runtime()

    def execute(self, parameters, context, feedback):
        progress = FeedbackProgress(feedback)
        with Cam(self._settings.cam) as cam:
            cam.require_georeference()
            crs, description = QgsCoordinateReferenceSystem(cam.crs_wkt), cam.description
        # Otsu's method takes a pass over the raster of its own.
        chosen = choose_threshold(
            self._settings.cam, **self._wanted, progress=part_of(progress, 0, 0.3)
        )
        threshold = chosen.value
        progress = part_of(progress, 0.3 if chosen.source == OTSU else 0, 1)
        polygons = self._polygons(threshold, progress, feedback)
        fields = scarp_fields()
        kind = getattr(QgsWkbTypes.Type, "MultiPolygon" if self._settings.multiple else "Polygon")
        total = 0.0
        with feature_sink(self, parameters, self.OUTPUT, context, fields, crs, kind) as sink:
            for polygon in polygons:
                progress(None)
                sink.add(_feature(sink.count + 1, polygon, threshold, description))
                total += polygon.area_m2
        image = shown_name(description.image, self._name)
        load_as(
            context,
            sink.destination,
            tr("Landslides – {image} at {threshold:g}", image=image, threshold=threshold),
            from_file("landslides", {tr("Inventory"): "inventory"}),
        )
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

    def _polygons(self, threshold: float, progress, feedback) -> Iterator[LandslidePolygon]:
        """The polygons, drawn here or with the nodes of a cluster."""
        if not self._cluster:
            yield from landslide_polygons(self._settings, threshold, progress)
            return
        with tempfile.TemporaryDirectory(prefix="scarp-polygons-") as folder:
            path = str(Path(folder, "polygons.gpkg"))
            arguments = {
                "settings": dataclasses.asdict(self._settings),
                "threshold": threshold,
                "output": path,
                "cluster": self._cluster,
            }
            self.run_worker("threshold_to_polygons", arguments, feedback)
            yield from read_polygons(path)


def _feature(number: int, polygon: LandslidePolygon, threshold: float, cam: CamDescription):
    """A polygon with its attributes, in the order of `FIELDS`."""
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
