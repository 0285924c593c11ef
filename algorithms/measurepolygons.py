"""Measure polygons."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count

from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ..core.cam.cam import Cam
from ..core.tracing.polygon_measures import Measured, PolygonMeasure
from ..translation import tr
from .results.fields import scarp_fields
from .results.loading import from_file, load_as
from .results.sinks import feature_sink
from .shared.base import ScarpAlgorithm
from .shared.groups import MAP
from .shared.layer_sources import wkt_of
from .shared.progress import FeedbackProgress
from .shared.window_defaults import offer_cam

_EVERYTHING = QgsFeatureRequest()
_MEASURED = tuple(field.name for field in dataclasses.fields(Measured))


class MeasurePolygons(ScarpAlgorithm):
    """Gives any polygons the fields that `ThresholdToPolygons` gives to those it draws."""

    GROUP = MAP

    INPUT = "INPUT"
    CAM = "CAM"
    OUTPUT = "OUTPUT"
    COUNT = "COUNT"
    TOTAL_AREA = "TOTAL_AREA"

    def name(self):
        return "measurepolygons"

    def title(self):
        return tr("Measure polygons")

    def keywords(self):
        return ["CAM", tr("inventory"), tr("area"), tr("attributes"), tr("landslide")]

    def description(self):
        return tr(
            "Gives any polygons the fields of “Threshold to polygons”: ellipsoidal area, "
            "perimeter, length and width, and with a class activation raster its values inside. "
            "Use it after drawing or editing landslides by hand, whose fields are empty or no "
            "longer correct. Other fields stay as they are."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Polygons"), polygons),
            tr("The polygons to measure, edits that are not saved included."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(
                self.CAM, tr("Class activation raster"), optional=True
            ),
            tr("Without it, “cam_mean” and “cam_max” stay as they are."),
            offer=offer_cam,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Measured polygons"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr("The same polygons: GeoPackage, Shapefile or any other format."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of polygons")))
        self.addOutput(QgsProcessingOutputNumber(self.TOTAL_AREA, tr("Area of the polygons (m²)")))

    def prepare(self, parameters, context, feedback):
        self._source = self.parameterAsSource(parameters, self.INPUT, context)
        if self._source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        self._cam = None
        if parameters.get(self.CAM) not in (None, ""):
            self._cam = self.raster_path(parameters, self.CAM, context)

    def execute(self, parameters, context, feedback):
        # Not kept: what a step holds when it raises an error outlives QGIS.
        source, self._source = self._source, None
        progress = FeedbackProgress(feedback)
        if not source.sourceCrs().isValid():
            raise QgsProcessingException(
                tr(
                    "{name} has no coordinate reference system: set its CRS first.",
                    name=source.sourceName(),
                )
            )
        fields = scarp_fields(source.fields())
        centre = source.sourceExtent().center()
        kind, total = QgsWkbTypes.multiType(QgsWkbTypes.flatType(source.wkbType())), 0.0
        with ExitStack() as stack:
            cam = self._cam and stack.enter_context(Cam(self._cam))
            if cam:
                cam.require_georeference()
            measure = PolygonMeasure(wkt_of(source.sourceCrs()), (centre.x(), centre.y()), cam)
            sink = stack.enter_context(
                feature_sink(
                    self, parameters, self.OUTPUT, context, fields, source.sourceCrs(), kind
                )
            )
            unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
            left_out, numbers = 0, _unused_numbers(source)
            for number, feature in enumerate(source.getFeatures(_EVERYTHING, unchecked), start=1):
                progress(number / max(source.featureCount(), number))
                geometry = feature.geometry()
                if geometry.isEmpty():
                    left_out += 1
                    continue
                straight = QgsGeometry(geometry.constGet().segmentize())
                measured = measure.measure(straight.asWkb().data())
                geometry.convertToMultiType()
                sink.add(_feature(feature, geometry, fields, measured, numbers, cam))
                total += measured.area_m2
        if left_out:
            feedback.pushInfo(
                tr("{count} features without a geometry are left out.", count=left_out)
            )
        feedback.pushInfo(tr("{count} polygons of {area:.0f} m².", count=sink.count, area=total))
        name = tr("Measured – {name}", name=source.sourceName())
        load_as(context, sink.destination, name, from_file("landslides"))
        return {self.OUTPUT: sink.destination, self.COUNT: sink.count, self.TOTAL_AREA: total}


def _feature(
    feature: QgsFeature,
    geometry: QgsGeometry,
    fields: QgsFields,
    measured: Measured,
    numbers: Iterator[int],
    cam: Cam | None,
) -> QgsFeature:
    """A copy of a feature with its own attributes and the measurements."""
    result = QgsFeature(fields)
    result.setGeometry(geometry)
    names = feature.fields().names()
    for name in fields.names():
        value = feature[name] if name in names else NULL
        # A field that was text may not hold a number.
        if name not in _MEASURED or isinstance(value, (int, float)):
            result[name] = value
    for name in _MEASURED:
        value = getattr(measured, name)
        if value is not None:
            result[name] = value
    if result["id"] in (None, NULL):
        result["id"] = next(numbers)
    if cam is not None:
        described = {"model": cam.description.model, "image": cam.description.image}
        for name, value in described.items():
            if result[name] in (None, NULL):
                result[name] = value
    return result


def _unused_numbers(source: QgsProcessingFeatureSource) -> Iterator[int]:
    """Numbers from 1 on that no feature uses as its id."""
    index = source.fields().lookupField("id")
    used = set() if index < 0 else set(map(str, source.uniqueValues(index)))
    return (number for number in count(1) if str(number) not in used)
