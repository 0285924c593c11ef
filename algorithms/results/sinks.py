"""Writing features to files that appear complete or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ...core.files import staged, without_staging
from ...core.rasters.datasets import open_dataset
from ...translation import tr
from .outputs import vector_file

#: Drivers of suffixes for which QGIS would choose another one.
_DRIVERS = {"mif": "MapInfo MIF"}
#: Drawing formats: QGIS crashes after refusing to write fields into one.
_WITHOUT_FIELDS = ("DXF", "DGN", "GPX")


class FeatureSink:
    """A destination of features; made by `feature_sink`.

    Args:
        sink: QGIS's sink.
        destination: The value of the parameter's output, once everything is written.
    """

    def __init__(self, sink: QgsFeatureSink, destination: str = ""):
        self.destination = destination
        self.count = 0
        self._sink = sink

    def add(self, feature: QgsFeature) -> None:
        """Adds a feature.

        Raises:
            QgsProcessingException: if it cannot be written.
        """
        if not self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(_in_short(self._sink.lastError()))
        self.count += 1

    def close(self) -> None:
        """Writes what is still buffered: QGIS does so when nothing refers to its sink."""
        self._sink = None


def _in_short(message: str) -> str:
    """A message of QGIS without its SQL statements."""
    return without_staging(re.sub(r"sqlite3_\w+\(.*\) failed", "SQLite", message, flags=re.DOTALL))


@contextmanager
def feature_sink(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    name: str,
    context: QgsProcessingContext,
    fields: QgsFields,
    crs: QgsCoordinateReferenceSystem,
    kind: QgsWkbTypes.Type = QgsWkbTypes.Type.Polygon,
) -> Iterator[FeatureSink]:
    """Opens the sink of a feature sink parameter, for geometries of one kind.

    A file is written beside its name and moved into place at the end; memory layers, databases
    and temporary layers are opened as Processing does.

    Raises:
        QgsProcessingException: if it cannot be opened or written.
    """
    path = vector_file(parameters[name], context)
    if path is None:
        sink, destination = algorithm.parameterAsSink(parameters, name, context, fields, kind, crs)
        if sink is None:
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
        taking = FeatureSink(sink, destination)
        del sink
        try:
            yield taking
        finally:
            taking.close()
        _check_table(taking, context)
        return
    suffix = path.suffix[1:].lower()
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = _DRIVERS.get(suffix) or QgsVectorFileWriter.driverForExtension(suffix)
    options.layerName = path.stem
    options.fileEncoding = "UTF-8"
    if options.driverName in _WITHOUT_FIELDS:
        raise QgsProcessingException(
            tr(
                "A {format} file cannot hold the fields: choose a GeoPackage (.gpkg), a "
                "Shapefile (.shp) or GeoJSON (.geojson).",
                format=options.driverName,
            )
        )
    with staged(path) as temporary:
        taking = FeatureSink(_open(temporary, fields, kind, crs, context, options))
        try:
            yield taking
        finally:
            taking.close()
        written = _named_as_wished(temporary)
        _check_count(written, taking.count)
        taking.destination = str(path.with_name(written.name))
    _load_on_completion(algorithm, parameters[name], name, context, taking.destination)


def _check_table(taking: FeatureSink, context: QgsProcessingContext) -> None:
    """Refuses a table that lacks features, as after the disk became full."""
    layer = QgsProcessingUtils.mapLayerFromString(taking.destination, context)
    if layer is None or 0 <= layer.featureCount() < taking.count:
        raise QgsProcessingException(
            tr("{path} could not be written whole: is the disk full?", path=taking.destination)
        )


def _open(path: Path, fields, kind, crs, context, options) -> QgsVectorFileWriter:
    writer = QgsVectorFileWriter.create(
        str(path), fields, kind, crs, context.transformContext(), options
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise QgsProcessingException(_in_short(writer.errorMessage()))
    return writer


def _named_as_wished(path: Path) -> Path:
    """The file that was written for a path: QGIS appends a driver's suffix to others.

    A single file is renamed as wished.
    """
    if path.exists():
        return path
    written = sorted(path.parent.glob("*.*"))
    added = [file for file in written if file.name.startswith(f"{path.name}.")]
    if len(added) == 1:
        added[0].rename(path)
        return path
    # Of several files, the one that GDAL opens as a whole.
    readable = [file for file in added if open_dataset(str(file), gdal.OF_VECTOR) is not None]
    if not readable:
        raise QgsProcessingException(tr("{path} could not be written.", path=path.name))
    return readable[-1]


def _check_count(path: Path, expected: int) -> None:
    """Refuses a file that lacks features, as after the disk became full while closing it."""
    dataset = open_dataset(str(path), gdal.OF_VECTOR)
    layer = dataset.GetLayer(0) if dataset is not None else None
    if layer is None and not expected:
        return
    if layer is None or layer.GetFeatureCount() != expected:
        raise QgsProcessingException(
            tr(
                "{path} could not be written whole: is the disk full?",
                path=path.name,
            )
        )


def _load_on_completion(algorithm, value, name, context, path) -> None:
    """Has the layer added to the project that asked for the output, as Processing does."""
    if isinstance(value, QgsProcessingOutputLayerDefinition) and value.destinationProject:
        title = value.destinationName or algorithm.parameterDefinition(name).description()
        details = QgsProcessingContext.LayerDetails(title, value.destinationProject, name)
        context.addLayerToLoadOnCompletion(path, details)
