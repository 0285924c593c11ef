"""The parameters with which steps choose a threshold and leave out small polygons."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterDestination,
)

from ...core.cam.threshold_choice import SOURCES, VALUE
from ...core.regions.filters import SMALLEST
from ...translation import tr
from .base import ScarpAlgorithm
from .declarations import PACKAGE

_THRESHOLD, _SOURCE, _MIN_AREA = "THRESHOLD", "THRESHOLD_METHOD", "MIN_AREA"


class ThresholdStep(ScarpAlgorithm):
    """A step that cuts a class activation raster at a threshold."""

    THRESHOLD = _THRESHOLD
    THRESHOLD_METHOD = _SOURCE
    MIN_AREA = _MIN_AREA
    COUNT = "COUNT"
    THRESHOLD_USED = "THRESHOLD_USED"

    def add_threshold(self) -> None:
        """Declares where the threshold comes from, and its value."""
        # Optional, because models of earlier versions do not give it.
        choice = QgsProcessingParameterEnum(
            self.THRESHOLD_METHOD,
            tr("Threshold"),
            options=[tr("Model's suggestion"), "Otsu", tr("Value")],
            defaultValue=0,
            optional=True,
        )
        box = {
            "class": f"{PACKAGE}.gui.boxes.threshold_box.threshold_wrapper",
            "value": self.THRESHOLD,
            "number": SOURCES.index(VALUE),
        }
        choice.setMetadata({"widget_wrapper": box})
        self.add(
            choice,
            tr(
                "Model's suggestion: the threshold at which the model did best in its training; "
                "for a raster without one, Otsu's. Otsu: found on this image, as in the paper. "
                "Value: the one given below."
            ),
        )
        self.add_optional_real(
            self.THRESHOLD,
            tr("Value of the threshold"),
            tr(
                "Above 0, up to 1, for “Value”: pixels with at least this value are landslides. "
                "The threshold preview shows what each gives."
            ),
            most=1,
        )

    def add_min_area(self) -> None:
        """Declares the smallest area of a polygon."""
        self.add_optional_real(
            self.MIN_AREA,
            tr("Smallest area (m²)"),
            tr(
                "Smaller polygons are left out. Not set: those of fewer than {count} pixels, "
                "which are mostly noise. 0: none.",
                count=SMALLEST,
            ),
        )

    def add_map(self, cam: str, landslides: str) -> None:
        """Declares the results of mapping an image, under the step's names for them."""
        self.add(
            QgsProcessingParameterRasterDestination(cam, tr("Class activation raster")),
            tr("A GeoTIFF of type Float32, with overviews."),
        )
        self.add_landslides(landslides)

    def add_landslides(self, name: str) -> None:
        """Declares the polygons, their number, and the threshold at which they were cut."""
        self.add(
            QgsProcessingParameterFeatureSink(
                name, tr("Landslides"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr("The inventory: GeoPackage, Shapefile or any other format."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of polygons")))
        self.addOutput(QgsProcessingOutputNumber(self.THRESHOLD_USED, tr("Threshold used")))

    def checkParameterValues(self, parameters, context):
        """Refuses a value without “Value”, or “Value” without one, before the step is started."""
        fits, reason = super().checkParameterValues(parameters, context)
        if fits:
            reason = self._conflict(parameters, context)
        return fits and not reason, reason

    def _conflict(self, parameters, context) -> str:
        if parameters.get(self.THRESHOLD_METHOD) is None:
            return ""
        given = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        wanted = self.parameterAsEnum(parameters, self.THRESHOLD_METHOD, context)
        if SOURCES[wanted] == VALUE:
            if given:
                return ""
            return tr("Give the value of the threshold: above 0, up to 1.")
        if given:
            return tr(
                "The value {value:g} is given for the threshold, but “{method}” is chosen: choose "
                "“Value”, or clear the value.",
                value=given,
                method=self.parameterDefinition(self.THRESHOLD_METHOD).options()[wanted],
            )
        return ""

    def threshold_wanted(self, parameters, context) -> dict:
        """The threshold wanted, as `scarp.core.cam.threshold_choice.choose_threshold` takes it.

        Scripts of earlier versions give a number alone, and 0 for an automatic threshold.

        Raises:
            QgsProcessingException: if a value is missing, or given beside another choice.
        """
        conflict = self._conflict(parameters, context)
        if conflict:
            raise QgsProcessingException(conflict)
        value = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        if parameters.get(self.THRESHOLD_METHOD) is None:
            return {"source": VALUE if value else SOURCES[0], "value": value}
        wanted = self.parameterAsEnum(parameters, self.THRESHOLD_METHOD, context)
        return {"source": SOURCES[wanted], "value": value}

    def threshold_parameters(self, wanted: dict) -> dict:
        """The parameters of another step that cuts at the same threshold.

        Args:
            wanted: As `threshold_wanted` gives it.
        """
        value = wanted["value"] if wanted["source"] == VALUE else None
        return {
            self.THRESHOLD_METHOD: SOURCES.index(wanted["source"]),
            self.THRESHOLD: value,
        }

    def min_area(self, parameters, context) -> float | None:
        """The smallest area in m², None if it is not given."""
        if parameters.get(self.MIN_AREA) in (None, ""):
            return None
        return self.parameterAsDouble(parameters, self.MIN_AREA, context)
