"""Inventory statistics."""

from __future__ import annotations

from dataclasses import asdict

from qgis.core import (
    NULL,
    QgsFeature,
    QgsFields,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..translation import tr
from .results.fields import INT, REAL, STRING, with_fields
from .results.loading import from_file, load_as
from .results.sinks import feature_sink
from .shared.base import ScarpAlgorithm
from .shared.groups import HAND_OVER
from .shared.ordered_features import ordered_features
from .shared.window_defaults import offer_area, offer_inventory, offer_mapped

#: Fields of each landslide, of at most 10 letters for Shapefiles.
_MEASURES = (
    *("area_m2", "perim_m", "length_m", "width_m", "ellipse_r", "compact", "volume_m3"),
    *("slope_mean", "aspect", "relief_m", "descent_m", "drop_m", "h_over_l"),
)
_FIELDS = (*((name, REAL) for name in _MEASURES), ("amalgam", INT), ("amalg_why", STRING))


class InventoryStatistics(ScarpAlgorithm):
    """Says how large the landslides of an inventory are, and what follows from it."""

    GROUP = HAND_OVER
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    AREA = "AREA"
    DEM = "DEM"
    TRIGGER = "TRIGGER"
    REFERENCE = "REFERENCE"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    REPORT = "REPORT"

    def name(self):
        return "inventorystatistics"

    def title(self):
        return tr("Inventory statistics")

    def keywords(self):
        return [
            tr("size frequency"),
            tr("power law"),
            tr("volume"),
            tr("magnitude"),
            tr("amalgamation"),
            tr("inventory"),
        ]

    def description(self):
        return tr(
            "Measures the landslides of an inventory and makes statistics of them: size–frequency "
            "with the inverse gamma and the double Pareto distribution and a power law for large "
            "landslides, landslide-event magnitude, volumes by published relations, shapes, and "
            "polygons that are probably several landslides in one. All figures have intervals of "
            "95 %."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Landslides"), polygons),
            tr("One polygon for each landslide, mapped by Scarp or by hand, in any CRS."),
            offer=offer_mapped,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, tr("Examined area"), polygons, optional=True
            ),
            tr("Landslides outside of it do not count. Without it there are no densities."),
            offer=offer_area,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.DEM, tr("Elevation model"), optional=True),
            tr(
                "For slope, aspect, relief, the way of steepest descent and H/L of each landslide, "
                "and to find polygons that cross ridges."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.TRIGGER, tr("Trigger"), optional=True),
            tr("What caused the landslides, for the report: “earthquake”, “rainfall”."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.REFERENCE, tr("Inventory to compare with"), polygons, optional=True
            ),
            tr(
                "Another inventory of the same event: the report shows both distributions, and "
                "from which size on they agree."
            ),
            offer=offer_inventory,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT,
                tr("Measured landslides"),
                QgsProcessing.SourceType.TypeVectorPolygon,
            ),
            tr(
                "The polygons with area, perimeter, length, width, ellipse ratio, compactness, "
                "volume (Guzzetti et al. 2009), what the elevation model says, and “amalgam”, 1 "
                "where a polygon is probably several landslides, with the reason."
            ),
        )
        self.add_file_output(
            self.TABLE,
            tr("Table"),
            tr("All figures with their intervals and units."),
            tr("CSV file (*.csv)"),
            optional=True,
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr("The figures, the size–frequency chart, and what they say and do not say."),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        for name, label in _numbers():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def prepare(self, parameters, context, feedback):
        self._input = ordered_features(self, parameters, self.INPUT, context)
        area, reference = (
            self.polygon_source(parameters, name, context, feedback)
            for name in (self.AREA, self.REFERENCE)
        )
        has_dem = parameters.get(self.DEM) not in (None, "")
        self._arguments = {
            "polygons": self._input.source,
            "area": area and asdict(area),
            "dem": self.raster_path(parameters, self.DEM, context) if has_dem else None,
            "trigger": self.parameterAsString(parameters, self.TRIGGER, context),
            "reference": reference and asdict(reference),
        }
        self.report_title = tr("Report – statistics of {name}", name=self._input.name)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        table, report = (
            self.output_path(parameters, name, context) for name in (self.TABLE, self.REPORT)
        )
        arguments = {**self._arguments, "table": table, "report": report}
        made = self.run_worker("inventory_statistics", arguments, feedback, (table, report))
        fields = with_fields(self._input.fields, _FIELDS)
        counted = {place: number for number, place in enumerate(made["places"])}
        with feature_sink(
            self, parameters, self.OUTPUT, context, fields, self._input.crs, self._input.kind
        ) as sink:
            for place, feature in enumerate(self._input.features):
                sink.add(_measured(feature, made, counted.get(place), fields))
        load_as(
            context,
            sink.destination,
            tr("Measured – {name}", name=self._input.name),
            from_file("landslides"),
        )
        outputs = {name: made[name.lower()] for name, _ in _numbers()}
        return {self.OUTPUT: sink.destination, self.TABLE: table, self.REPORT: made["report"]} | (
            outputs
        )


def _numbers() -> tuple[tuple[str, str], ...]:
    """Names and labels of the number outputs."""
    return (
        ("COUNT", tr("Number of landslides")),
        ("TOTAL_AREA", tr("Area of the landslides (m²)")),
        ("MAGNITUDE", tr("Landslide-event magnitude")),
        ("INFERRED_MAGNITUDE", tr("Landslide-event magnitude, inferred from the tail")),
        ("EXPONENT", tr("Exponent of the tail")),
        ("CUT_OFF", tr("Smallest area of the tail (m²)")),
        ("ROLLOVER", tr("Roll-over (m²)")),
        ("VOLUME", tr("Volume after Guzzetti et al. 2009 (m³)")),
        ("AMALGAMS", tr("Polygons that are probably several landslides")),
    )


def _measured(feature: QgsFeature, made: dict, number: int | None, fields: QgsFields) -> QgsFeature:
    """A copy of a feature with its measures, which are empty where it does not count."""
    from ..core.inventory.reasons import REASONS

    result = QgsFeature(fields)
    geometry = feature.geometry()
    geometry.convertToMultiType()
    result.setGeometry(geometry)
    names, own = feature.fields().names(), {name for name, _ in _FIELDS}
    for name in fields.names():
        if name in names and name not in own:
            result[name] = feature[name]
    if number is None:
        return result
    for name in _MEASURES:
        value = made["measures"][name][number]
        result[name] = NULL if value is None else value
    reason = made["amalgam_reasons"][number]
    result["amalgam"] = int(reason >= 0)
    if reason >= 0:
        result["amalg_why"] = tr(str(REASONS[reason]))
    return result
