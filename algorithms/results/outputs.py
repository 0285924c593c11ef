"""Checks of output files, made before a step does any work."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
)

from ...core.companion_files import companions, is_there
from ...core.files import check_writable, remove_leftovers
from ...core.rasters.datasets import files_of, open_dataset
from ...translation import tr

#: Formats that hold several layers, and a table that QGIS keeps in them for itself.
_DATABASES, _STYLES = (".gpkg", ".sqlite", ".db"), "layer_styles"
#: What a training writes into its checkpoint folder, and deletes at its end.
_CHECKPOINT = "checkpoint.h5"
#: A GeoPackage table as Processing writes it, with or without quotes.
_TABLE = re.compile(
    r"""ogr:dbname=(?P<quote>['"]?)(?P<path>.*?)(?P=quote)\s+table="""
    r"""(?P<other>['"]?)(?P<table>.*?)(?P=other)(\s.*)?"""
)
#: The format that QGIS chooses where a vector file has no suffix that it knows.
_VECTOR, _RASTERS = ".gpkg", (".tif", ".tiff", ".vrt")


def named_file(value, context: QgsProcessingContext) -> Path | None:
    """The file that a destination parameter's value names; None if it is no plain file.

    Temporary layers, memory layers and database tables are not plain files.
    """
    text = _text(value, context)
    if not text or text == QgsProcessing.TEMPORARY_OUTPUT:
        return None
    if text.startswith(("/vsi", "file:")):
        raise QgsProcessingException(
            tr("{path} is not the name of a file on this computer: choose one.", path=text)
        )
    prefix, colon, _ = text.partition(":")
    if colon and prefix in (
        *QgsProviderRegistry.instance().providerList(),
        "memory",
    ):
        return None
    return Path(text).absolute()


def vector_file(value, context: QgsProcessingContext) -> Path | None:
    """As `named_file`, for features: a GeoPackage unless the suffix is that of another format."""
    path = named_file(value, context)
    if path is None or QgsVectorFileWriter.driverForExtension(path.suffix[1:]):
        return path
    return path.with_name(path.name + _VECTOR)


def _text(value, context: QgsProcessingContext) -> str:
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value, _ = value.valueAsString(context.expressionContext(), "")
    return value if isinstance(value, str) else ""


def check_outputs(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    context: QgsProcessingContext,
    check_existing: Callable[[str, Path], None],
) -> None:
    """Makes sure that every output can be written, and is neither an input nor another output.

    Leftovers of dead processes in the outputs' folders are deleted.

    Args:
        algorithm: The step.
        parameters: Its parameters.
        context: Its context.
        check_existing: Called with the name of each output and its path; raises if what is there
            must not be replaced.

    Raises:
        QgsProcessingException: if an output is an input, by whatever name, or another output.
        ScarpError: if an output's folder cannot be written to.
    """
    inputs = {_identity(file) for file in _input_files(algorithm, parameters, context)}
    tables = [*_input_tables(algorithm, parameters, context)]
    written: dict[object, str] = {}
    for definition in algorithm.destinationParameterDefinitions():
        value, label = parameters.get(definition.name()), definition.description()
        table = _TABLE.fullmatch(_text(value, context))
        if table and any(
            _identity(Path(path)) == _identity(Path(table["path"]))
            and name.lower() == table["table"].lower()
            for path, name in tables
        ):
            _refuse_input(label, table["table"])
        kind = definition.type()
        of_kind = vector_file if kind in ("sink", "vectorDestination") else named_file
        path = of_kind(value, context)
        if path is None or kind == "folderDestination":
            continue
        # Checked under the given name too, though it may be written with another suffix.
        files = path, *companions(path), named_file(value, context)
        affected = {_identity(file) for file in files}
        if affected & inputs:
            _refuse_input(label, str(path))
        if kind == "rasterDestination" and path.suffix.lower() not in _RASTERS:
            raise QgsProcessingException(
                tr("“{label}” is a GeoTIFF: give it a name that ends in .tif.", label=label)
            )
        if affected & written.keys():
            raise QgsProcessingException(
                tr(
                    "“{one}” and “{other}” are to be written to the same file, {path}: give each "
                    "a name of its own.",
                    one=written[(affected & written.keys()).pop()],
                    other=label,
                    path=str(path),
                )
            )
        written.update(dict.fromkeys(affected, label))
        check_writable(path)
        check_existing(definition.name(), path)
        remove_leftovers(path.parent)


def _refuse_input(label: str, path: str):
    raise QgsProcessingException(
        tr(
            "“{label}” is to be written to {path}, which is an input of this step: choose another "
            "name, or the input would be lost.",
            label=label,
            path=path,
        )
    )


def check_other_layers(path: Path) -> None:
    """Refuses to replace a database that holds several layers, or a project.

    Raises:
        QgsProcessingException: if it does.
    """
    if path.suffix.lower() not in _DATABASES or not is_there(path):
        return
    dataset = open_dataset(str(path), gdal.OF_VECTOR | gdal.OF_RASTER)
    if dataset is None:
        return
    names = [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]
    others = [name for name in names if name != _STYLES]
    rasters = [name for name, _ in dataset.GetSubDatasets()] or [path.stem] * dataset.RasterCount
    if len(others) > 1 or rasters:
        others += [name.rpartition(":")[2] for name in dict.fromkeys(rasters)]
        raise QgsProcessingException(
            tr(
                "{path} holds {count} layers ({names}), all of which would be lost: choose another "
                "file, or “Save to GeoPackage…”, which adds a layer to it.",
                path=str(path),
                count=len(others),
                names=", ".join(others[:5]) + (" …" if len(others) > 5 else ""),
            )
        )


def _identity(path: Path) -> object:
    """A value that is equal for all names of one file, links included, existing or not."""
    # Works for a path through a missing folder, too.
    real = Path(os.path.realpath(path))
    try:
        found = real.stat()
        return found.st_dev, found.st_ino
    except OSError:
        return os.path.normcase(real)


def _input_layers(algorithm, parameters: dict, context) -> Iterator[QgsMapLayer]:
    """The layers that a step reads, and the sources of virtual ones."""
    waiting = []
    for definition in algorithm.parameterDefinitions():
        kind, name = definition.type(), definition.name()
        if parameters.get(name) in (None, ""):
            continue
        if kind == "raster":
            waiting.append(algorithm.parameterAsRasterLayer(parameters, name, context))
        elif kind in ("source", "vector"):
            waiting.append(algorithm.parameterAsVectorLayer(parameters, name, context))
        elif kind == "layer":
            waiting.append(algorithm.parameterAsLayer(parameters, name, context))
        elif kind == "multilayer":
            waiting += algorithm.parameterAsLayerList(parameters, name, context)
    seen = set()
    while waiting:
        layer = waiting.pop()
        if layer is None or layer.id() in seen:
            continue
        seen.add(layer.id())
        # The sources of a virtual layer.
        project = context.project() or QgsProject.instance()
        waiting += [project.mapLayer(one.layerId()) for one in layer.dependencies()]
        yield layer


def _input_files(algorithm, parameters: dict, context) -> Iterator[Path]:
    """All files that a step reads: those of layers, parts of mosaics included, and models."""
    for definition in algorithm.parameterDefinitions():
        if definition.type() == "file":
            path = algorithm.parameterAsFile(parameters, definition.name(), context)
            if path and Path(path).is_file():
                yield Path(path)
            elif path and definition.name() == "CHECKPOINT":
                yield Path(path, _CHECKPOINT)
    for layer in _input_layers(algorithm, parameters, context):
        source = layer.source().split("|")[0]
        for path in map(Path, filter(None, dict.fromkeys([_path_of(layer), *files_of(source)]))):
            yield from (file for file in (path, *companions(path)) if is_there(file))


def _input_tables(algorithm, parameters: dict, context) -> Iterator[tuple[str, str]]:
    """Path and layer name of each input read from a file of several layers."""
    for layer in _input_layers(algorithm, parameters, context):
        if layer.providerType() == "ogr":
            parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
            path, name = parts.get("path") or "", parts.get("layerName")
            yield path, name or _layer_name(path, parts.get("layerId") or 0)


def _layer_name(path: str, number: int) -> str:
    """The name of a layer in a file, "" where it cannot be opened."""
    dataset = open_dataset(path, gdal.OF_VECTOR)
    try:
        layer = dataset.GetLayer(number) if dataset is not None else None
    except RuntimeError:  # A VRT whose source is missing, with GDAL's exceptions on.
        return ""
    return layer.GetName() if layer is not None else ""


def _path_of(layer: QgsMapLayer) -> str:
    """The file of a layer, "" if it has none."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "").split("|")[0]
    return path if path and is_there(Path(path)) else ""
