"""Counting the values of a class activation raster in the background."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass

from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsRectangle,
    QgsTask,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ...core.cam.block_counts import count_blocks
from ...core.cam.cam import Cam
from ...core.cam.histogram import otsu
from ...core.cam.pixel_areas import pixel_area
from ...core.cam.threshold_curve import ThresholdCurve
from ...core.messages import ScarpError
from ...core.rasters.georeference import extent_window, spatial_reference
from ...core.regions.filtered_counts import count_filtered
from ...core.regions.filters import Filters
from ...core.vectors.polygon_layer import Polygons, PolygonSource
from ...translation import tr


@dataclass(frozen=True)
class Counted:
    """What was counted.

    Attributes:
        curve: Counts at every threshold.
        pixel_area: Area of a pixel, m².
        compared: Whether there was an inventory.
        suggested: The threshold that the model suggests, or None.
        start: The threshold to begin with: the model's, else Otsu's of the whole CAM; None where
            there is neither.
    """

    curve: ThresholdCurve
    pixel_area: float
    compared: bool
    suggested: float | None
    start: float | None

    def marks(self) -> dict[str, float]:
        """Thresholds to go to, by what they are."""
        marks = {}
        # A CAM without contrast has no Otsu threshold.
        with suppress(ScarpError):
            marks["Otsu"] = otsu(self.curve.all)
        if self.compared and self.curve.inside.any():
            marks[tr("best F1")] = self.curve.best
        if self.suggested is not None:
            marks[tr("model")] = self.suggested
        return marks


@dataclass(frozen=True)
class Source:
    """What is counted.

    Attributes:
        cam: Path of the CAM, as GDAL opens it.
        band: Number of a class's band, from 1; 0: each pixel's highest class.
        inventory: Known landslides, or None.
        area: Where the inventory is complete, or None.
        extent: In the CAM's CRS: only that part is counted; None: all.
        start: The threshold to begin with, where it is known already.
    """

    cam: str
    band: int
    inventory: QgsVectorLayer | None
    area: QgsVectorLayer | None
    extent: QgsRectangle | None
    start: float | None = None


class _Features:
    """A layer's polygons as they are now, edits and filter included, readable in any thread."""

    def __init__(self, layer: QgsVectorLayer):
        self._source = QgsVectorLayerFeatureSource(layer)
        self._name = layer.name()
        self._wkt = layer.crs().toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL)

    def write(self, path: str, progress: Callable) -> PolygonSource:
        """Copies them into a file that OGR reads."""
        if not self._wkt:
            raise ScarpError(
                tr("{name} has no coordinate reference system: set its CRS first."),
                name=self._name,
            )
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        layer = dataset.CreateLayer("polygons", spatial_reference(self._wkt), ogr.wkbUnknown)
        definition = layer.GetLayerDefn()
        layer.StartTransaction()
        for number, feature in enumerate(self._source.getFeatures()):
            if number % 256 == 0:
                progress(None)
            if feature.hasGeometry():
                copy = ogr.Feature(definition)
                wkb = feature.geometry().asWkb().data()
                copy.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
                layer.CreateFeature(copy)
        layer.CommitTransaction()
        return PolygonSource(path, name=self._name)


class CamTask(QgsTask):
    """Counts pixels of a CAM in the background, within an area and against an inventory if given.

    Args:
        title: Shown among QGIS's tasks.
        source: What to count.
        done: Called on the main thread with what came out, or with None and what went wrong; not
            called if the task was cancelled.
    """

    def __init__(self, title: str, source: Source, done: Callable):
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._source = source
        self._features = [layer and _Features(layer) for layer in (source.inventory, source.area)]
        self._done = done
        self._result = None
        self._problem = ""

    def run(self):
        """Counts; called in a thread of its own."""
        try:
            self._result = self._count()
        except _Cancelled:
            return False
        except ScarpError as problem:
            self._problem = tr(problem.template, **problem.values)
        except Exception as error:  # QGIS would swallow it.
            self._problem = f"{type(error).__name__}: {error}"
        return self._result is not None

    def finished(self, result):
        """Hands over what was counted; called on the main thread."""
        if not self.isCanceled():
            self._done(self._result, self._problem)

    def _count(self):
        source = self._source
        with ExitStack() as stack:
            cam = stack.enter_context(Cam(source.cam))
            cam.require_georeference()
            inventory, area = (
                features and stack.enter_context(self._polygons(features, cam.crs_wkt))
                for features in self._features
            )
            part = None
            if source.extent is not None:
                box = source.extent
                corners = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
                part = extent_window(cam.geotransform, cam.shape, corners)
            return self._count_in(cam, inventory, area, part)

    def _count_in(self, cam, inventory, area, part):
        raise NotImplementedError

    def _polygons(self, features: _Features, crs_wkt: str) -> Polygons:
        path = f"/vsimem/scarp-{uuid.uuid4().hex}.gpkg"
        try:
            return Polygons(features.write(path, self._progress), crs_wkt, None, self._progress)
        finally:
            gdal.Unlink(path)

    def _progress(self, fraction: float | None, message: str = "", **values) -> None:
        if self.isCanceled():
            raise _Cancelled
        if fraction is not None:
            self.setProgress(100 * fraction)


class CountingTask(CamTask):
    """Counts a CAM's pixels inside and outside an inventory, as `suggestthreshold` does.

    Args:
        source: What to count.
        done: As in `CamTask`; gets `Counted`.
    """

    def __init__(self, source: Source, done: Callable[[Counted | None, str], None]):
        super().__init__(tr("Scarp: metrics at all thresholds"), source, done)

    def _count_in(self, cam, inventory, area, part) -> Counted:
        source = self._source
        curve = count_blocks(cam, source.band, inventory, area, self._progress, part).curve
        is_all = area is None and part is None and (source.band == 0 or len(cam.bands) == 1)
        start = cam.description.threshold if source.start is None else source.start
        if start is None:
            with suppress(ScarpError):
                start = otsu(curve.all if is_all else cam.histogram(self._progress))
        return Counted(
            curve, pixel_area(cam), inventory is not None, cam.description.threshold, start
        )


class FilteringTask(CamTask):
    """Counts the pixels that are left at one threshold after filters.

    Args:
        source: What to count.
        threshold: In 0-1.
        filters: What is left out and filled.
        done: As in `CamTask`; gets numbers of pixels inside and outside the inventory.
    """

    def __init__(
        self,
        source: Source,
        threshold: float,
        filters: Filters,
        done: Callable[[tuple[int, int] | None, str], None],
    ):
        super().__init__(tr("Scarp: metrics at one threshold"), source, done)
        self._threshold = threshold
        self._filters = filters

    def _count_in(self, cam, inventory, area, part) -> tuple[int, int]:
        return count_filtered(
            cam,
            self._source.band,
            self._threshold,
            self._filters,
            inventory,
            area,
            self._progress,
            part,
        )


class _Cancelled(Exception):
    pass
