"""What a layer shows, as a file that GDAL and OGR read outside QGIS."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..core.raster_view import RasterView, write_view
from ..translation import tr

_GDAL_WKT = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL


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
    # QGIS has another name for it from 3.36 on, and keeps this.
    return layer.bandCount() == 1 and bool(provider.colorTable(1))


def _own_nodata(layer: QgsRasterLayer) -> tuple[float | None, ...] | None:
    """The value of each band that the layer takes for no data; None: as the file says."""
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
        if len(found) > 1 or (found and has_colour_table(layer)):
            raise QgsProcessingException(
                tr(
                    "The values that the layer {name} takes for no data cannot be passed on: save "
                    "it with one such value first, with Export > Save As.",
                    name=layer.name(),
                )
            )
        values.append(found.pop() if found else None)
    return tuple(values)


def must_be_written(layer: QgsVectorLayer | None, field: str = "") -> bool:
    """Whether a layer's file does not hold what the layer shows.

    That is so for edits that are not saved, for a field that is joined or computed, and for a
    source that is more than a file and the name of a layer.

    Args:
        layer: The layer; None where the source is no layer.
        field: Of the layer, "" where none matters.
    """
    if layer is None:
        return False
    if layer.isEditable() and layer.isModified():
        return True
    fields = layer.fields()
    index = fields.lookupField(field) if field else -1
    if index >= 0 and fields.fieldOrigin(index) != fields.FieldOrigin.OriginProvider:
        return True
    name_only = layer.source().split("|layername=")
    return layer.providerType() == "ogr" and "|" in "".join(name_only)
