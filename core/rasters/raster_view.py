"""A raster as the map shows it, where that differs from what its file says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal

from ..messages import ScarpError, tr
from .datasets import open_dataset


@dataclass(frozen=True)
class RasterView:
    """Properties of a raster that take precedence over those of its file.

    Attributes:
        options: GDAL's open options.
        crs_wkt: The CRS; None: that of the file.
        nodata: The nodata value of each band, None where a band has none; None: those of the file.
        has_colours: Whether the values of the only band are entries of a colour table. Then
            ``nodata`` must be None.
    """

    options: tuple[str, ...] = ()
    crs_wkt: str | None = None
    nodata: tuple[float | None, ...] | None = None
    has_colours: bool = False


def write_view(source: str, path: str, view: RasterView) -> str:
    """Writes a VRT with the properties of a view.

    Args:
        source: The raster, anything that GDAL opens.
        path: Path of the VRT; any name, because GDAL recognises a VRT by its content.
        view: The properties.

    Returns:
        ``path``.

    Raises:
        ScarpError: if GDAL cannot read the raster.
    """
    place = str(Path(source).absolute()) if Path(source).exists() else source
    dataset = open_dataset(place, options=view.options)
    if dataset is None:
        raise ScarpError(tr("{path} is not a raster that GDAL can read."), path=source)
    if view.has_colours:
        shown = _coloured(dataset, str(path))
    else:
        shown = gdal.GetDriverByName("VRT").CreateCopy(str(path), dataset)
    if view.crs_wkt is not None:
        shown.SetProjection(view.crs_wkt)
    for number, value in enumerate(view.nodata or (), start=1):
        band = shown.GetRasterBand(number)
        if value is None:
            band.DeleteNoDataValue()
        else:
            band.SetNoDataValue(value)
    shown.FlushCache()
    return str(path)


def _coloured(indexed: gdal.Dataset, path: str) -> gdal.Dataset:
    """Expands a colour table to red, green and blue, and alpha if any colour is transparent."""
    band = indexed.GetRasterBand(1)
    table = band.GetColorTable()
    opaque = all(table.GetColorEntry(number)[3] == 255 for number in range(table.GetCount()))
    # The nodata value is no colour: it becomes a mask.
    mask = "mask,1" if band.GetMaskFlags() & gdal.GMF_NODATA else None
    shown = gdal.Translate(
        path, indexed, format="VRT", rgbExpand="rgb" if opaque else "rgba", maskBand=mask
    )
    if not opaque:
        shown.GetRasterBand(4).SetDescription("alpha")
    return shown
