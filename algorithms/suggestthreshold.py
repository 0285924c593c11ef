"""Suggest threshold."""

from __future__ import annotations

from dataclasses import asdict

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ..core.cam.histogram import BEST_F1, METHODS
from ..translation import tr
from .shared.base import ScarpAlgorithm
from .shared.groups import MAP
from .shared.window_defaults import offer_area, offer_cam


class SuggestThreshold(ScarpAlgorithm):
    """Finds a threshold for a class activation raster."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    INPUT = "INPUT"
    BAND = "BAND"
    METHOD = "METHOD"
    INVENTORY = "INVENTORY"
    AREA = "AREA"
    TABLE = "TABLE"
    REPORT = "REPORT"
    USED = "USED"

    def name(self):
        return "suggestthreshold"

    def title(self):
        return tr("Suggest threshold")

    def keywords(self):
        return ["CAM", "Otsu", "F1", tr("accuracy"), tr("inventory"), tr("report")]

    def description(self):
        return tr(
            "Finds the class activation value from which pixels count as landslides: by the "
            "histogram alone, or, with an inventory, by the accuracy at every threshold. Table and "
            "report compare thresholds, as Figures 12 and 13 of the paper do."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Class activation raster")),
            tr("As “Classify” makes it."),
            offer=offer_cam,
        )
        self.add_choice(
            self.METHOD,
            tr("Method"),
            tr(
                "Otsu's method, the paper's, and the next five look for a gap in the histogram. "
                "Best F1 is the threshold that agrees best with the inventory."
            ),
            ["Otsu", "ISODATA", "Li", tr("Minimum"), tr("Triangle"), "Yen", tr("Best F1")],
        )
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INVENTORY, tr("Inventory"), polygons, optional=True
            ),
            tr("Known landslides, to compare with. Where polygons overlap they count once."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, tr("Mapped area"), polygons, optional=True
            ),
            tr(
                "Where the inventory is complete: only pixels inside count. Without it: all pixels."
            ),
            offer=offer_area,
        )
        self.add(
            QgsProcessingParameterBand(
                self.BAND, tr("Class"), parentLayerParameterName=self.INPUT, optional=True
            ),
            tr("The band of one class; without it, each pixel's highest class counts."),
            advanced=True,
        )
        used = QgsProcessingParameterNumber(
            self.USED,
            tr("Threshold that was used"),
            QgsProcessingParameterNumber.Type.Double,
            optional=True,
            minValue=0,
            maxValue=1,
        )
        used.setFlags(used.flags() | QgsProcessingParameterDefinition.Flag.FlagHidden)
        self.add(used, tr("The threshold of an existing map: the report is on this one."))
        self.add_file_output(
            self.TABLE,
            tr("Table"),
            tr("Counts and metrics at the thresholds 0.01 to 0.99."),
            tr("CSV file (*.csv)"),
            optional=True,
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr(
                "Histogram, precision and recall, F1 over the threshold, reliability, and the "
                "thresholds that the paper compared."
            ),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        for name, label in (
            ("THRESHOLD", tr("Threshold")),
            ("PRECISION_SCORE", tr("Precision")),
            ("RECALL", tr("Recall")),
            ("F1", "F1"),
            ("F1_LOW", tr("Best F1, lower end of the 95 % interval")),
            ("F1_HIGH", tr("Best F1, upper end of the 95 % interval")),
            ("IOU", "IoU"),
            ("ACCURACY", tr("Accuracy")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def checkParameterValues(self, parameters, context):
        """Refuses best F1 without an inventory before the step is started."""
        fits, reason = super().checkParameterValues(parameters, context)
        if fits:
            method = METHODS[self.parameterAsEnum(parameters, self.METHOD, context)]
            if method == BEST_F1 and parameters.get(self.INVENTORY) in (None, ""):
                return False, tr(
                    "The best F1 needs an inventory to compare with: give one, or choose another "
                    "method."
                )
        return fits, reason

    def prepare(self, parameters, context, feedback):
        band = 0
        if parameters.get(self.BAND) not in (None, ""):
            band = self.parameterAsInt(parameters, self.BAND, context)
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        cam = self.raster_path(parameters, self.INPUT, context)
        self.report_title = tr("Report – threshold for {name}", name=layer.name())
        if band > layer.bandCount():
            raise QgsProcessingException(
                tr("{name} has no band {band}: choose one.", name=layer.name(), band=band)
            )
        inventory, area = (
            self.polygon_source(parameters, name, context, feedback)
            for name in (self.INVENTORY, self.AREA)
        )
        self._settings = {
            "cam": cam,
            "band": band,
            "method": METHODS[self.parameterAsEnum(parameters, self.METHOD, context)],
            "inventory": inventory and asdict(inventory),
            "area": area and asdict(area),
            "used": None,
        }
        if parameters.get(self.USED) not in (None, ""):
            self._settings["used"] = self.parameterAsDouble(parameters, self.USED, context)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        table, report = (
            self.output_path(parameters, name, context) for name in (self.TABLE, self.REPORT)
        )
        result = self.run_worker(
            "suggest_threshold",
            {"settings": self._settings, "table": table, "report": report},
            feedback,
            (table, report),
        )
        if self._settings["used"] is None:
            feedback.pushInfo(
                tr("The threshold {threshold:.3f} is suggested.", threshold=result["threshold"])
            )
        outputs = {name.upper(): value for name, value in result.items()}
        outputs["PRECISION_SCORE"] = outputs.pop("PRECISION")
        return {**outputs, self.TABLE: table}
