"""What a layer shows, as files that GDAL and OGR can read outside QGIS."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ...core.rasters.raster_view import RasterView, write_view
from ...translation import tr

_GDAL_WKT = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL
#: Formats of polygon files that are read as they are.
_READ = (
    ".gpkg",
    ".shp",
    ".geojson",
    ".json",
    ".fgb",
    ".kml",
    ".gml",
    ".sqlite",
    ".tab",
    ".parquet",
)
#: Name of the id column in a GeoPackage, unlike that of any field.
_ID = "scarp_feature_id"


def wkt_of(crs: QgsCoordinateReferenceSystem) -> str:
    """A CRS as GDAL reads it, "" if it is not valid."""
    return crs.toWkt(_GDAL_WKT) if crs.isValid() else ""


def raster_source(layer: QgsRasterLayer) -> str:
    """The source of a layer, as GDAL opens it.

    Where the layer has open options, a CRS or values without data of its own, or colours by a
    table, that is a VRT which says so, in QGIS's temporary folder.

    Raises:
        QgsProcessingException: if it is not read through GDAL from a file, or a VRT cannot say
            which values it takes for no data.
    """
    if layer.providerType() != "gdal" or layer.width() == 0 or layer.height() == 0:
        raise QgsProcessingException(
            tr(
                "The layer {name} has no raster file (its provider is {provider}): "
                "save it as a GeoTIFF first, with Export > Save As.",
                name=layer.name(),
                provider=layer.providerType(),
            )
        )
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    options = tuple(parts.get("openOptions") or ())
    path = layer.source().split("|option:")[0]
    provider = layer.dataProvider()
    view = RasterView(
        options,
        wkt_of(layer.crs()) if layer.crs() != provider.crs() else None,
        _own_nodata(layer),
        has_colour_table(layer),
    )
    if view == RasterView():
        return path
    name = Path(parts.get("path") or path).name
    return write_view(path, QgsProcessingUtils.generateTempFilename(name), view)


def has_colour_table(layer: QgsRasterLayer) -> bool:
    """Whether the values of an image's one band are numbers of colours."""
    provider = layer.dataProvider()
    # Renamed in QGIS 3.36, which keeps the old name too.
    return layer.bandCount() == 1 and bool(provider.colorTable(1))


def _own_nodata(layer: QgsRasterLayer) -> tuple[float | None, ...] | None:
    """The nodata value that the layer sets for each band; None: that of the file."""
    provider = layer.dataProvider()
    bands = range(1, layer.bandCount() + 1)
    own = [provider.userNoDataValues(band) for band in bands]
    used = [provider.sourceHasNoDataValue(band) for band in bands]
    ignored = [has and not provider.useSourceNoDataValue(band) for has, band in zip(used, bands)]
    if not any(own) and not any(ignored):
        return None
    values = []
    for band, ranges, has, switched_off in zip(bands, own, used, ignored):
        found = {limit for one in ranges for limit in (one.min(), one.max())}
        if has and not switched_off:
            found.add(provider.sourceNoDataValue(band))
        if len(found) > 1 or has_colour_table(layer):
            raise QgsProcessingException(
                tr(
                    "The nodata values that the layer {name} sets cannot be passed on: save it "
                    "with a single nodata value first, with Export > Save As.",
                    name=layer.name(),
                )
            )
        values.append(found.pop() if found else None)
    return tuple(values)


def file_of(layer: QgsVectorLayer | None, field: str = "") -> tuple[str, str | None] | None:
    """The file that holds what a layer shows, and the layer's name in it; None if there is none.

    There is none for unsaved edits, joined or computed fields, or a filter, nor for a source that
    is named by more than a path and a layer.

    Args:
        layer: The layer; None if the source is no layer.
        field: The field that will be read, "" if none.
    """
    if layer is None or layer.providerType() != "ogr" or layer.subsetString():
        return None
    if layer.isEditable() and layer.isModified():
        return None
    fields = layer.fields()
    index = fields.lookupField(field) if field else -1
    if index >= 0 and fields.fieldOrigin(index) != fields.FieldOrigin.OriginProvider:
        return None
    if "|" in "".join(layer.source().split("|layername=")):
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = parts.get("path") or ""
    return (path, parts.get("layerName") or None) if path.lower().endswith(_READ) else None


def write_features(
    source: QgsProcessingFeatureSource, field: str, context: QgsProcessingContext
) -> str:
    """Writes a source's features into a GeoPackage in QGIS's temporary folder.

    QGIS does so itself, but until 3.34 it leaves out features whose ids, or whose field “fid”,
    repeat those of others, as in layers that were merged or that hold new features.

    Args:
        source: The features; those that are saved keep their ids.
        field: The one to write, "" for none.
        context: The step's context.

    Returns:
        The GeoPackage's path.

    Raises:
        QgsProcessingException: if it cannot be written.
    """
    fields = QgsFields()
    index = source.fields().lookupField(field) if field else -1
    if index >= 0:
        fields.append(source.fields().at(index))
    path, writer = _temporary_file(source, fields, context)
    everything = QgsFeatureRequest()
    unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    # New features last: they take ids that none of the others has.
    for are_new in (False, True):
        for feature in source.getFeatures(everything, unchecked):
            if (feature.id() < 0) != are_new:
                continue
            written = QgsFeature(fields) if are_new else QgsFeature(fields, feature.id())
            written.setGeometry(feature.geometry())
            if index >= 0:
                written.setAttributes([feature.attribute(index)])
            if not writer.addFeature(written, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(writer.errorMessage())
    del writer
    return path


def all_features(source: QgsProcessingFeatureSource) -> list[QgsFeature]:
    """The features of a source, whatever their geometries."""
    unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    return list(source.getFeatures(QgsFeatureRequest(), unchecked))


def write_in_order(
    features: Iterable[QgsFeature],
    source: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    with_attributes: bool = False,
) -> str:
    """Writes the geometries of features into a GeoPackage, which is read in their order.

    Args:
        features: The features.
        source: Where they are from.
        context: The step's context.
        with_attributes: Whether to write their attributes, too.

    Returns:
        The GeoPackage's path.

    Raises:
        QgsProcessingException: if it cannot be written.
    """
    fields = source.fields() if with_attributes else QgsFields()
    path, writer = _temporary_file(source, fields, context)
    for number, feature in enumerate(features, start=1):
        written = QgsFeature(fields, number)
        written.setGeometry(feature.geometry())
        if with_attributes:
            written.setAttributes(feature.attributes())
        if not writer.addFeature(written, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(writer.errorMessage())
    del writer
    return path


def _temporary_file(
    source: QgsProcessingFeatureSource, fields: QgsFields, context: QgsProcessingContext
) -> tuple[str, QgsVectorFileWriter]:
    """A GeoPackage in QGIS's temporary folder for features of a source."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerOptions = [f"FID={_ID}"]
    path = QgsProcessingUtils.generateTempFilename("features.gpkg")
    writer = QgsVectorFileWriter.create(
        path, fields, source.wkbType(), source.sourceCrs(), context.transformContext(), options
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise QgsProcessingException(writer.errorMessage())
    return path, writer
