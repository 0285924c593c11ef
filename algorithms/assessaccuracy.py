"""Assess accuracy."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..translation import tr
from .results.loading import from_file, load_as, shown_name
from .results.sinks import feature_sink
from .shared.base import ScarpAlgorithm
from .shared.groups import MAP
from .shared.progress import FeedbackProgress
from .shared.window_defaults import offer_area, offer_inventory, offer_mapped


class AssessAccuracy(ScarpAlgorithm):
    """Compares predicted polygons with an inventory."""

    GROUP = MAP
    NEEDS_RUNTIME = True

    PREDICTED = "PREDICTED"
    INVENTORY = "INVENTORY"
    AREA = "AREA"
    MIN_OVERLAP = "MIN_OVERLAP"
    IMAGE = "IMAGE"
    OUTPUT = "OUTPUT"
    REPORT = "REPORT"

    def name(self):
        return "assessaccuracy"

    def title(self):
        return tr("Assess accuracy")

    def keywords(self):
        return ["F1", "IoU", "kappa", "MCC", tr("precision"), tr("recall"), tr("inventory")]

    def description(self):
        return tr(
            "Compares predicted landslides with an inventory: by area (what both cover, on the "
            "ellipsoid, Equations 2 to 5 of the paper, IoU, kappa and MCC) and by object: which "
            "landslides were found, missed, split, merged, and which predictions are false. "
            "Intervals of 95 % are by bootstrap of parts of the area. A metric is empty where it "
            "is undefined: precision without a prediction, recall without a landslide in the area."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.PREDICTED, tr("Predicted"), polygons),
            tr("The landslides to assess, as “Threshold to polygons” makes them; may be none."),
            offer=offer_mapped,
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.INVENTORY, tr("Inventory"), polygons),
            tr(
                "Known landslides to compare with. Where polygons overlap they count once by "
                "area; polygons that repeat others are left out."
            ),
            offer=offer_inventory,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, tr("Mapped area"), polygons, optional=True
            ),
            tr(
                "Where the inventory is complete: both layers are clipped to it. Without it: the "
                "rectangle around both layers, on whose size accuracy and kappa depend."
            ),
            offer=offer_area,
        )
        self.add_real(
            self.MIN_OVERLAP,
            tr("Smallest overlap"),
            tr(
                "A landslide is found, and a prediction right, when the other layer covers at "
                "least this share of it. Two polygons are linked when they have at least this "
                "share of the smaller one in common."
            ),
            0.5,
            least=0.01,
            most=1,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.IMAGE, tr("Image"), optional=True),
            tr(
                "The image that was classified: only what lies on it is assessed, and the report's "
                "map and pictures show it below the polygons."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Verdicts"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr(
                "The polygons of both layers in the inventory's CRS, with source, verdict, area, "
                "share that the other layer covers, and number of linked polygons."
            ),
        )
        self.add_file_output(
            self.REPORT,
            tr("Report"),
            tr(
                "All metrics, recall by size, a map, and the sub-areas with the best and the "
                "worst agreement, as in Figure 15 of the paper."
            ),
            tr("HTML file (*.html)"),
            optional=True,
            by_default=True,
        )
        for name, label in _numbers():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def checkParameterValues(self, parameters, context):
        """Refuses to compare a layer with itself before the step is started."""
        fits, reason = super().checkParameterValues(parameters, context)
        if fits and self.are_one_layer(parameters, self.PREDICTED, self.INVENTORY, context):
            return False, tr(
                "“Predicted” and “Inventory” are the same layer: choose the known landslides to "
                "compare with."
            )
        return fits, reason

    def prepare(self, parameters, context, feedback):
        predicted, inventory, area = (
            self.polygon_source(parameters, name, context, feedback)
            for name in (self.PREDICTED, self.INVENTORY, self.AREA)
        )
        image = None
        if parameters.get(self.IMAGE) not in (None, ""):
            image = self.raster_path(parameters, self.IMAGE, context)
        self._settings = {
            "predicted": asdict(predicted),
            "inventory": asdict(inventory),
            "area": area and asdict(area),
            "min_overlap": self.parameterAsDouble(parameters, self.MIN_OVERLAP, context),
            "image": image,
        }
        self._name = predicted.name or shown_name(predicted.path)
        self.report_title = tr("Report – accuracy of {name}", name=self._name)
        self.find_runtime()

    def execute(self, parameters, context, feedback):
        report = self.output_path(parameters, self.REPORT, context)
        with tempfile.TemporaryDirectory(prefix="scarp-") as folder:
            polygons = str(Path(folder, "polygons.gpkg"))
            arguments = {
                "settings": self._settings,
                "polygons": polygons,
                "report": report,
            }
            result = self.run_worker("assess_accuracy", arguments, feedback, (report,))
            written = self._write(parameters, context, polygons, FeedbackProgress(feedback))
        name = tr("Assessment – {name}", name=self._name)
        load_as(context, written, name, from_file("assessment"))
        outputs = {name.upper(): value for name, value in result.items()}
        outputs["PRECISION_SCORE"] = outputs.pop("PRECISION")
        return {self.OUTPUT: written, **outputs}

    def _write(self, parameters, context, polygons: str, progress: FeedbackProgress) -> str:
        """Copies the worker's polygons into the sink; returns the output's value."""
        layer = QgsVectorLayer(polygons, "", "ogr")
        kind = QgsWkbTypes.Type.MultiPolygon
        with feature_sink(
            self, parameters, self.OUTPUT, context, layer.fields(), layer.crs(), kind
        ) as sink:
            for feature in layer.getFeatures():
                progress(None)
                sink.add(feature)
        return sink.destination


def _numbers() -> tuple[tuple[str, str], ...]:
    """Names and labels of the number outputs."""
    return (
        ("ACCURACY", tr("Accuracy")),
        ("PRECISION_SCORE", tr("Precision")),
        ("RECALL", tr("Recall")),
        ("F1", "F1"),
        ("IOU", "IoU"),
        ("KAPPA", tr("Kappa")),
        ("MCC", tr("Matthews' correlation coefficient")),
        ("OBJECT_PRECISION", tr("Precision by object")),
        ("OBJECT_RECALL", tr("Recall by object")),
        ("OBJECT_F1", tr("F1 by object")),
        ("MATCHED", tr("Landslides matched")),
        ("SPLIT", tr("Landslides found in pieces")),
        ("MERGED", tr("Landslides found merged")),
        ("PARTIAL", tr("Landslides found in part")),
        ("MISSED", tr("Landslides missed")),
        ("FALSE", tr("False predictions")),
        ("PRECISION_LOW", tr("Precision, lower limit of 95 %")),
        ("PRECISION_HIGH", tr("Precision, upper limit of 95 %")),
        ("RECALL_LOW", tr("Recall, lower limit of 95 %")),
        ("RECALL_HIGH", tr("Recall, upper limit of 95 %")),
        ("F1_LOW", tr("F1, lower limit of 95 %")),
        ("F1_HIGH", tr("F1, upper limit of 95 %")),
        ("OBJECT_PRECISION_LOW", tr("Precision by object, lower limit of 95 %")),
        ("OBJECT_PRECISION_HIGH", tr("Precision by object, upper limit of 95 %")),
        ("OBJECT_RECALL_LOW", tr("Recall by object, lower limit of 95 %")),
        ("OBJECT_RECALL_HIGH", tr("Recall by object, upper limit of 95 %")),
        ("OBJECT_F1_LOW", tr("F1 by object, lower limit of 95 %")),
        ("OBJECT_F1_HIGH", tr("F1 by object, upper limit of 95 %")),
        ("PREDICTED_COUNT", tr("Predicted polygons in the area")),
        ("INVENTORY_COUNT", tr("Landslides of the inventory in the area")),
        ("PREDICTED_AREA", tr("Area predicted (m²)")),
        ("INVENTORY_AREA", tr("Area of the inventory (m²)")),
        ("ASSESSED_AREA", tr("Area assessed (m²)")),
        ("OUTLINE_DISTANCE", tr("Mean distance between outlines (m, median of matched pairs)")),
        ("HAUSDORFF_DISTANCE", tr("Hausdorff distance (m, median of matched pairs)")),
    )
