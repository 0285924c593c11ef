"""A raster as a person sees it in a map, where that differs from what its file says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal

from ..messages import ScarpError, tr
from .datasets import open_dataset


@dataclass(frozen=True)
class RasterView:
    """What is read otherwise than the file says.

    Attributes:
        options: GDAL's open options.
        crs_wkt: The CRS in place of the file's; None: the file's.
        nodata: Of each band the value that is no data, None where there is none, in place of the
            file's; None: the file's.
        has_colours: Whether the values of the one band are numbers of a table of colours. Then
            ``nodata`` must be None.
    """

    options: tuple[str, ...] = ()
    crs_wkt: str | None = None
    nodata: tuple[float | None, ...] | None = None
    has_colours: bool = False


def write_view(source: str, path: str, view: RasterView) -> str:
    """Writes a VRT that shows a raster so.

    Args:
        source: The raster, as GDAL opens it.
        path: Where; any name, for GDAL knows a VRT by its content.
        view: What is read otherwise.

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
    """Red, green and blue of a table's numbers, and alpha where colours are transparent."""
    band = indexed.GetRasterBand(1)
    table = band.GetColorTable()
    opaque = all(table.GetColorEntry(number)[3] == 255 for number in range(table.GetCount()))
    # The number that is no data is no colour: it becomes a mask.
    mask = "mask,1" if band.GetMaskFlags() & gdal.GMF_NODATA else None
    shown = gdal.Translate(
        path, indexed, format="VRT", rgbExpand="rgb" if opaque else "rgba", maskBand=mask
    )
    if not opaque:
        shown.GetRasterBand(4).SetDescription("alpha")
    return shown
