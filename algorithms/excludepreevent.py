"""Exclude pre-event."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from qgis.core import (
    NULL,
    QgsFeature,
    QgsFields,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
)

from ..models.settings import ClassifySettings
from ..translation import tr
from .results.fields import REAL, STRING, with_fields
from .results.loading import from_file, load_as
from .results.sinks import feature_sink
from .shared.base import ScarpAlgorithm
from .shared.groups import MAP
from .shared.ordered_features import ordered_features
from .shared.window_defaults import offer_image, offer_mapped

_FIELDS = (
    ("status", STRING),
    ("change", REAL),
    ("change_p", REAL),
    ("slope_mean", REAL),
    ("relief_m", REAL),
    ("why", STRING),
)
_NEW = "new"


class ExcludePreEvent(ScarpAlgorithm):
    """Tells new landslides from what was there before the event."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    POST = "POST"
    PRE = "PRE"
    DEM = "DEM"
    INVENTORY_BEFORE = "INVENTORY_BEFORE"
    MODEL = "MODEL"
    MIN_CHANGE = "MIN_CHANGE"
    MIN_SLOPE = "MIN_SLOPE"
    REGISTER = "REGISTER"
    REMOVE = "REMOVE"
    OUTPUT = "OUTPUT"
    #: Number outputs, by status.
    COUNTS: ClassVar = {
        "new": "NEW",
        "existing": "EXISTING",
        "reactivated": "REACTIVATED",
        "doubtful": "DOUBTFUL",
    }

    def name(self):
        return "excludepreevent"

    def title(self):
        return tr("Exclude pre-event")

    def keywords(self):
        return [tr("change detection"), tr("old landslides"), tr("co-seismic")]

    def description(self):
        return tr(
            "Tells which of the polygons are new. Each is compared with the undisturbed ground "
            "around it on both dates, so that season and light do not count: by NDVI where both "
            "images have near infrared, else by 2 red - green. What clouds or snow hide before the "
            "event, and what lies on gentle ground, is doubtful."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Polygons"), polygons),
            tr("What was mapped, as by “Threshold to polygons”."),
            offer=offer_mapped,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.POST, tr("Image after the event")),
            tr("The image that they were mapped on."),
            offer=offer_image,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.PRE, tr("Image before the event")),
            tr("Of any grid. Its brightness is matched to that of the image after the event."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.DEM, tr("Elevation model"), optional=True),
            tr("For slope and relief. Without it, gentle ground is not told from hillsides."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INVENTORY_BEFORE, tr("Older landslides"), polygons, optional=True
            ),
            tr("What changed where one of them is mapped is reactivated."),
        )
        self.add_model(
            tr(
                "Maps both images, where they have its bands: what it finds before the event, too, "
                "is existing. It takes as long as classifying both."
            ),
            optional=True,
        )
        self.add_real(
            self.MIN_CHANGE,
            tr("Smallest change"),
            tr(
                "The share of a polygon's contrast with the ground around it that must be new, 0 "
                "to 1."
            ),
            0.5,
            most=1,
        )
        self.add_real(
            self.MIN_SLOPE,
            tr("Smallest slope (degrees)"),
            tr("New polygons of a smaller mean slope are doubtful: fields, river bars, roads."),
            8,
            most=90,
        )
        self.add_switch(
            self.REGISTER,
            tr("Move the image from before"),
            tr("By the shift between the dates, where it can be measured."),
            True,
            advanced=True,
        )
        self.add_switch(
            self.REMOVE,
            tr("Keep new landslides only"),
            tr("Leave out all polygons that are not new."),
            False,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Compared polygons"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr(
                "The polygons with status, change (1: all of the contrast is new, 0: none), its "
                "p-value, mean slope in degrees, relief in metres, and the reason."
            ),
        )
        for name, label in (
            ("NEW", tr("New")),
            ("EXISTING", tr("Existing")),
            ("REACTIVATED", tr("Reactivated")),
            ("DOUBTFUL", tr("Doubtful")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def prepare(self, parameters, context, feedback):
        self._input = ordered_features(self, parameters, self.INPUT, context)
        older = self.polygon_source(parameters, self.INVENTORY_BEFORE, context, feedback)
        has_dem = parameters.get(self.DEM) not in (None, "")
        has_model = self.parameterAsFile(parameters, self.MODEL, context)
        self._arguments = {
            "polygons": self._input.source,
            "post": self.raster_path(parameters, self.POST, context),
            "pre": self.raster_path(parameters, self.PRE, context),
            "dem": self.raster_path(parameters, self.DEM, context) if has_dem else None,
            "older": older and dataclasses.asdict(older),
            "model": self.model_path(parameters, self.MODEL, context) if has_model else None,
            # Both dates are mapped alike.
            "device_settings": dataclasses.asdict(ClassifySettings(adapt=0.0)),
            "min_change": self.parameterAsDouble(parameters, self.MIN_CHANGE, context),
            "min_slope": self.parameterAsDouble(parameters, self.MIN_SLOPE, context),
            "register": self.parameterAsBool(parameters, self.REGISTER, context),
        }
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        made = self.run_worker("exclude_pre_event", self._arguments, feedback)
        only_new = self.parameterAsBool(parameters, self.REMOVE, context)
        fields = with_fields(self._input.fields, _FIELDS)
        with feature_sink(
            self, parameters, self.OUTPUT, context, fields, self._input.crs, self._input.kind
        ) as sink:
            for feature, found in zip(self._input.features, made["polygons"]):
                if not only_new or found["status"] == _NEW:
                    sink.add(_compared(feature, found, fields))
        load_as(
            context,
            sink.destination,
            tr("Before and after – {name}", name=self._input.name),
            from_file("statuses"),
        )
        counts = {name: made[status] for status, name in self.COUNTS.items()}
        feedback.pushInfo(
            tr(
                "{new} new, {existing} existing, {reactivated} reactivated, {doubtful} doubtful.",
                **{status: made[status] for status in self.COUNTS},
            )
        )
        return {self.OUTPUT: sink.destination, **counts}


def _compared(feature: QgsFeature, found: dict, fields: QgsFields) -> QgsFeature:
    """A copy of a feature with what was found of it."""
    result = QgsFeature(fields)
    geometry = feature.geometry()
    geometry.convertToMultiType()
    result.setGeometry(geometry)
    names = feature.fields().names()
    for name in fields.names():
        if name in names:
            result[name] = feature[name]
    for name, _ in _FIELDS:
        value = tr(found[name]) if name == "why" else found[name]
        result[name] = NULL if value is None else value
    return result
