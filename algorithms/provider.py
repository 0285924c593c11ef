"""Scarp's provider of the Processing toolbox."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .assessaccuracy import AssessAccuracy
from .assesssample import AssessSample
from .checkruntime import CheckRuntime
from .classify import Classify
from .createlabelraster import CreateLabelRaster
from .drawsample import DrawSample
from .eventinventory import EventInventory
from .excludepreevent import ExcludePreEvent
from .exportmodel import ExportModel
from .extractlandslides import ExtractLandslides
from .initializemodel import InitializeModel
from .installruntime import InstallRuntime
from .inventorystatistics import InventoryStatistics
from .mapanewimage import MapANewImage
from .measurepolygons import MeasurePolygons
from .modelinfo import ModelInfo
from .retrain import Retrain
from .searchparameters import SearchParameters
from .shared.base import ICON
from .splitarea import SplitArea
from .stackimages import StackImages
from .suggestthreshold import SuggestThreshold
from .thresholdtopolygons import ThresholdToPolygons
from .trainmodel import TrainModel
from .trainononeevent import TrainOnOneEvent

_ALGORITHMS = (
    StackImages,
    CreateLabelRaster,
    SplitArea,
    InitializeModel,
    TrainModel,
    SearchParameters,
    Retrain,
    ModelInfo,
    ExportModel,
    Classify,
    SuggestThreshold,
    ThresholdToPolygons,
    ExtractLandslides,
    MeasurePolygons,
    ExcludePreEvent,
    AssessAccuracy,
    DrawSample,
    AssessSample,
    InventoryStatistics,
    EventInventory,
    TrainOnOneEvent,
    MapANewImage,
    InstallRuntime,
    CheckRuntime,
)


class ScarpProvider(QgsProcessingProvider):
    """The steps of Scarp."""

    def id(self):
        """The first part of every step's id."""
        return "scarp"

    def name(self):
        """The name shown."""
        return "Scarp"

    def icon(self):
        """Scarp's icon."""
        return QIcon(str(ICON))

    def svgIconPath(self):
        """The icon's path, for the modeler."""
        return str(ICON)

    def supportedOutputRasterLayerExtensions(self):
        """GeoTIFF, and VRT for label rasters."""
        return ["tif", "vrt"]

    def loadAlgorithms(self):
        """Registers the steps."""
        for algorithm in _ALGORITHMS:
            self.addAlgorithm(algorithm())
