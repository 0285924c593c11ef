"""Draw sample."""

from __future__ import annotations

from dataclasses import asdict

from qgis.core import (
    NULL,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from ..translation import tr
from .results.fields import INT, REAL, STRING
from .results.sinks import feature_sink
from .shared.base import ScarpAlgorithm
from .shared.groups import MAP
from .shared.window_defaults import offer_area, offer_mapped

#: Fields of a point: what is known of it, and what a person fills in.
_FIELDS = (
    *(("id", INT), ("stratum", STRING), ("stratum_m2", REAL), ("mapped", INT)),
    *(("reference", INT), ("note", STRING)),
)
_STRATA = ("map", "map and neighbourhood")


class DrawSample(ScarpAlgorithm):
    """Draws points at random for a person to check."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    POLYGONS = "POLYGONS"
    AREA = "AREA"
    SIZE = "SIZE"
    STRATA = "STRATA"
    SEED = "SEED"
    OUTPUT = "OUTPUT"

    def name(self):
        return "drawsample"

    def title(self):
        return tr("Draw sample")

    def keywords(self):
        return [tr("accuracy"), tr("random points"), tr("stratified sample"), "Olofsson"]

    def description(self):
        return tr(
            "Draws points at random from the map, more of them from what is rare, for a person to "
            "look at in the image: write 1 into “reference” where there is a landslide and 0 where "
            "there is none. “Assess sample” makes figures of the checked points, with intervals "
            "(Olofsson et al. 2014), where no inventory is complete."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.POLYGONS, tr("Landslides"), polygons),
            tr("The map that is to be assessed."),
            offer=offer_mapped,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, tr("Mapped area"), polygons, optional=True
            ),
            tr("Points are drawn in it. Without it: in the rectangle around the landslides."),
            offer=offer_area,
        )
        self.add_integer(
            self.SIZE,
            tr("Number of points"),
            tr("Each stratum gets 30 of them at least. 200 are checked in an hour or two."),
            200,
            least=4,
        )
        self.add_choice(
            self.STRATA,
            tr("Strata"),
            tr(
                "What points are drawn from: landslides and background, or the ground within 50 m "
                "of landslides as a part of its own, where most errors are."
            ),
            [tr("Landslides and background"), tr("And the ground near landslides")],
            0,
        )
        self.add_integer(
            self.SEED, tr("Seed"), tr("The same seed draws the same points."), 0, advanced=True
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Points to check"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr(
                "Points with stratum, its area, and “mapped”; “reference” and “note” are to be "
                "filled in. They are in random order: the first of them are a sample, too."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of points")))

    def prepare(self, parameters, context, feedback):
        polygons, area = (
            self.polygon_source(parameters, name, context, feedback)
            for name in (self.POLYGONS, self.AREA)
        )
        source = self.parameterAsSource(parameters, self.POLYGONS, context)
        self._crs = source.sourceCrs()
        if not self._crs.isValid():
            raise QgsProcessingException(
                tr(
                    "{name} has no coordinate reference system: set its CRS first.",
                    name=source.sourceName(),
                )
            )
        self._arguments = {
            "polygons": asdict(polygons),
            "area": area and asdict(area),
            "size": self.parameterAsInt(parameters, self.SIZE, context),
            "strata": _STRATA[self.parameterAsEnum(parameters, self.STRATA, context)],
            "seed": self.parameterAsInt(parameters, self.SEED, context),
        }
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        made = self.run_worker("draw_sample", self._arguments, feedback)
        fields = QgsFields()
        for name, kind in _FIELDS:
            fields.append(QgsField(name, kind))
        with feature_sink(
            self, parameters, self.OUTPUT, context, fields, self._crs, QgsWkbTypes.Type.Point
        ) as sink:
            for number, (x, y, stratum, area, mapped) in enumerate(made["points"], start=1):
                feature = QgsFeature(fields)
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
                feature.setAttributes([number, stratum, area, int(mapped), NULL, NULL])
                sink.add(feature)
        return {self.OUTPUT: sink.destination, "COUNT": sink.count}
