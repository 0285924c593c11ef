"""A raster as a person sees it in a map, where that differs from what its file says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal

from .errors import ScarpError, tr
from .raster import open_dataset


@dataclass(frozen=True)
class RasterView:
    """What is read otherwise than the file says.

    Attributes:
        options: GDAL's open options.
        crs_wkt: The CRS in place of the file's; None: the file's.
        nodata: Of each band the value that is no data, None where there is none, in place of the
            file's; None: the file's.
        has_colours: Whether the values of the one band are numbers of a table of colours.
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
    made = gdal.Translate("", dataset, format="VRT") if view.has_colours else None
    if made is not None:
        dataset = _coloured(made, view.nodata)
    shown = gdal.GetDriverByName("VRT").CreateCopy(str(path), dataset)
    if view.crs_wkt is not None:
        shown.SetProjection(view.crs_wkt)
    if view.nodata is not None and not view.has_colours:
        for number, value in enumerate(view.nodata, start=1):
            band = shown.GetRasterBand(number)
            band.DeleteNoDataValue() if value is None else band.SetNoDataValue(value)
    shown.FlushCache()
    return str(path)


def _coloured(indexed: gdal.Dataset, nodata: tuple[float | None, ...] | None) -> gdal.Dataset:
    """Red, green and blue, and alpha where there are transparent colours, of a table's numbers."""
    band = indexed.GetRasterBand(1)
    table = band.GetColorTable().Clone()
    missing = band.GetNoDataValue() if nodata is None else nodata[0]
    if missing is not None and 0 <= missing < table.GetCount():
        table.SetColorEntry(int(missing), (*table.GetColorEntry(int(missing))[:3], 0))
        band.SetColorTable(table)
        # What is transparent is no data, and black is not.
        band.DeleteNoDataValue()
    entries = [table.GetColorEntry(number) for number in range(table.GetCount())]
    opaque = all(entry[3] == 255 for entry in entries)
    return gdal.Translate("", indexed, format="VRT", rgbExpand="rgb" if opaque else "rgba")
