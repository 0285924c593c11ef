"""Rasters of bytes on a map, as the benchmarks need them."""

from __future__ import annotations

from osgeo import gdal, osr
from scarp.core.rasters.geotiff import create_geotiff

_GRID = (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, -10.0)
_EPSG = 32654


def create_bytes(path: str, shape: tuple[int, int], bands: int) -> gdal.Dataset:
    """Creates a GeoTIFF of bytes; blocks that are never written take no room on the disk.

    Args:
        path: Where.
        shape: Rows and columns.
        bands: Number of bands.
    """
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(_EPSG)
    return create_geotiff(
        path,
        shape,
        bands=bands,
        data_type=gdal.GDT_Byte,
        geotransform=_GRID,
        crs_wkt=crs.ExportToWkt(),
        options=("SPARSE_OK=TRUE",),
    )
