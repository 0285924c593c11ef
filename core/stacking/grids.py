"""Rasters brought onto the grid of another one by GDAL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from osgeo import gdal, osr

from ..messages import ScarpError, tr
from ..rasters.georeference import spatial_reference
from ..rasters.raster import Raster
from ..rasters.windows import Window

#: Sources whose pixels are smaller than this share of the grid's are averaged.
_FINER = 0.9


@dataclass(frozen=True)
class Grid:
    """The pixels of a raster on the map.

    Attributes:
        shape: Rows and columns.
        geotransform: GDAL's six numbers, of pixels that are not turned.
        crs_wkt: The coordinate reference system as WKT.
    """

    shape: tuple[int, int]
    geotransform: tuple[float, ...]
    crs_wkt: str

    @classmethod
    def of(cls, raster: Raster) -> Grid:
        """The grid of a raster.

        Raises:
            ScarpError: if it has no georeference, or its rows do not run from west to east.
        """
        raster.require_georeference()
        if raster.geotransform[2] or raster.geotransform[4]:
            raise ScarpError(
                tr("The pixels of {path} are turned on the map: reproject it first."),
                path=raster.path,
            )
        return cls(raster.shape, raster.geotransform, raster.crs_wkt)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of it, or what comes first in its rows and columns."""
        x, a, _, y, _, e = self.geotransform
        rows, cols = self.shape
        return (x, y + e * rows, x + a * cols, y)

    def shifted(self, cols: float, rows: float) -> Grid:
        """The same, further by so many columns and rows."""
        x, a, b, y, d, e = self.geotransform
        return Grid(self.shape, (x + cols * a, a, b, y + rows * e, d, e), self.crs_wkt)

    @property
    def reference(self) -> osr.SpatialReference:
        """The coordinate reference system."""
        return spatial_reference(self.crs_wkt)


class WarpedRaster:
    """A raster as GDAL warps it onto a grid while it is read.

    Where it is finer than the grid it is averaged, else interpolated by cubic convolution; classes
    stay as they are. Nodata is kept by band. One thread may read it.

    Args:
        raster: The raster.
        grid: The grid.
        pixel_size: Side of the grid's pixels in metres.
        shift: Columns and rows of the grid by which the raster is to be moved.
        classes: Whether its values are numbers of classes: the most frequent or the nearest is
            taken.

    Raises:
        ScarpError: if GDAL cannot bring it onto the grid.
    """

    def __init__(
        self,
        raster: Raster,
        grid: Grid,
        pixel_size: float,
        shift: tuple[float, float] = (0.0, 0.0),
        classes: bool = False,
    ):
        raster.require_georeference()
        self.raster, self.shape, self.path = raster, grid.shape, raster.path
        taken = grid.shifted(-shift[0], -shift[1])
        rows, cols = grid.shape
        finer = raster.pixel_size < _FINER * pixel_size
        ways = ("mode", "near") if classes else ("average", "cubic")
        # In files GDAL calls near infrared transparency, and knows transparency as the last band.
        numbers = [*raster.bands, *raster.alpha]
        self._source = gdal.Translate("", raster.dataset, format="VRT", bandList=numbers)
        self._dataset = warp(
            self._source,
            name=raster.path,
            format="VRT",
            dstSRS=grid.crs_wkt,
            outputBounds=taken.bounds,
            width=cols,
            height=rows,
            outputType=gdal.GDT_Float32,
            resampleAlg=ways[0] if finer else ways[1],
            dstNodata="nan",
            warpOptions=["UNIFIED_SRC_NODATA=NO"],
            options=[] if raster.alpha else ["-nosrcalpha"],
        )

    def __enter__(self) -> WarpedRaster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; it should not be read any more."""
        self._dataset = self._source = None

    def read(self, window: Window, places: list[int] | None = None) -> np.ndarray:
        """Reads a window.

        Args:
            window: A window that lies on the grid.
            places: Places of the image's bands that are wanted, from 0; None: all.

        Returns:
            float32 (rows, columns, bands), NaN where there is no data.
        """
        raster = self.raster
        places = list(range(len(raster.bands))) if places is None else places
        found = np.empty((window.height, window.width, len(places)), np.float32)
        for number, place in enumerate(places):
            band = self._dataset.GetRasterBand(place + 1)
            array = band.ReadAsArray(window.col, window.row, window.width, window.height)
            if array is None:
                raise ScarpError(tr("{path} cannot be read."), path=raster.path)
            found[..., number] = array * np.float32(raster.scales[place]) + np.float32(
                raster.offsets[place]
            )
        found[~np.isfinite(found)] = np.nan
        return found


def warp(
    source: str | gdal.Dataset, target: str = "", name: str = "", **options: Any
) -> gdal.Dataset:
    """Calls `gdal.Warp`.

    Args:
        source: What to warp.
        target: Where to.
        name: What to call the source in messages; "": its path.
        **options: Those of `gdal.WarpOptions`.

    Raises:
        ScarpError: if GDAL cannot do it.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        found = gdal.Warp(target, source, options=gdal.WarpOptions(**options))
    except RuntimeError:
        found = None
    finally:
        gdal.PopErrorHandler()
    if found is None:
        raise ScarpError(
            tr("{path} cannot be brought onto the grid of the post-event image: {reason}"),
            path=name or (source if isinstance(source, str) else source.GetDescription()),
            reason=gdal.GetLastErrorMsg(),
        )
    return found
