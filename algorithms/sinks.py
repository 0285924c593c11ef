"""Writing features so that a file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ..core.files import staged


@contextmanager
def polygon_sink(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    name: str,
    context: QgsProcessingContext,
    fields: QgsFields,
    crs: QgsCoordinateReferenceSystem,
    kind: QgsWkbTypes.Type = QgsWkbTypes.Type.Polygon,
) -> Iterator[tuple[QgsFeatureSink, str]]:
    """Opens the sink of a feature sink parameter, for geometries of one kind.

    A file is written beside its name and moved into place at the end; memory layers, databases
    and temporary layers are opened as Processing does.

    Yields:
        The sink, and what the parameter's output is to be.

    Raises:
        QgsProcessingException: if it cannot be opened or written.
    """
    path = _file_named(parameters[name])
    if path is None:
        sink, destination = algorithm.parameterAsSink(parameters, name, context, fields, kind, crs)
        if sink is None:
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
        yield sink, destination
        del sink
        return
    with staged(path) as temporary:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = QgsVectorFileWriter.driverForExtension(path.suffix)
        options.layerName = path.stem
        options.fileEncoding = "UTF-8"
        writer = QgsVectorFileWriter.create(
            str(temporary), fields, kind, crs, context.transformContext(), options
        )
        if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise QgsProcessingException(writer.errorMessage())
        yield writer, str(path)
        del writer  # Closes the file.
    _load_on_completion(algorithm, parameters[name], name, context, str(path))


def _file_named(value) -> Path | None:
    """The file that a sink parameter's value names, None where it is no plain path."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    if not isinstance(value, str) or value == QgsProcessing.TEMPORARY_OUTPUT:
        return None
    path = Path(value)
    # "memory:", "ogr:dbname=…", "postgis:…" have no folder that is there, or no suffix.
    if not path.suffix or not path.is_absolute():
        return None
    return path if QgsVectorFileWriter.driverForExtension(path.suffix) else None


def _load_on_completion(algorithm, value, name, context, path) -> None:
    """Has the layer added to the project that the output is for, as Processing does."""
    if isinstance(value, QgsProcessingOutputLayerDefinition) and value.destinationProject:
        title = value.destinationName or algorithm.parameterDefinition(name).description()
        details = QgsProcessingContext.LayerDetails(title, value.destinationProject, name)
        context.addLayerToLoadOnCompletion(path, details)
