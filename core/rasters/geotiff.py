"""Writing GeoTIFF files window by window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from osgeo import gdal

from ..files import ResultKept, without_staging
from ..messages import ScarpError, tr
from .windows import Window

_OPTIONS = ("TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS")


class Writer(Protocol):
    """Anything that writes a file step by step."""

    def finish(self) -> None:
        """Completes the file."""

    def close(self) -> None:
        """Closes the file."""


AnyWriter = TypeVar("AnyWriter", bound=Writer)


@contextmanager
def finished(writer: AnyWriter) -> Iterator[AnyWriter]:
    """Finishes a writer at the end, unless the block raises, and closes it."""
    try:
        try:
            yield writer
        except ResultKept:
            writer.finish()
            raise
        writer.finish()
    finally:
        writer.close()


def create_geotiff(
    path: str | Path,
    shape: tuple[int, int],
    bands: int,
    data_type: int,
    geotransform: tuple[float, ...] | None,
    crs_wkt: str,
    options: tuple[str, ...] = (),
) -> gdal.Dataset:
    """Creates a tiled, compressed GeoTIFF for writing only; `CamWriter.finish` says why.

    Args:
        path: Path of the file; an existing one is replaced.
        shape: Rows and columns.
        bands: Number of bands.
        data_type: GDAL data type of all bands.
        geotransform: GDAL's six numbers.
        crs_wkt: The CRS as WKT.
        options: More creation options of GDAL's GTiff driver.

    Raises:
        ScarpError: if it cannot be created.
    """
    # The predictor for real numbers makes files 7 % smaller, but reading three times as slow
    # (measured).
    floating = data_type in (gdal.GDT_Float32, gdal.GDT_Float64)
    every_option = [*_OPTIONS, f"PREDICTOR={1 if floating else 2}", *options]
    driver = gdal.GetDriverByName("GTiff")
    try:
        dataset = driver.Create(str(path), shape[1], shape[0], bands, data_type, every_option)
    except RuntimeError:
        dataset = None
    if dataset is None:
        raise could_not_write(path)
    dataset.SetGeoTransform(geotransform)
    dataset.SetProjection(crs_wkt)
    return dataset


def write_band(band: gdal.Band, array: np.ndarray, window: Window, path: str) -> None:
    """Writes an array (rows, columns) at a window's place.

    Raises:
        ScarpError: if it cannot be written.
    """
    try:
        failed = band.WriteArray(np.ascontiguousarray(array), window.col, window.row)
    except RuntimeError:
        failed = True
    if failed:
        raise could_not_write(path)


def flush(dataset: gdal.Dataset, path: str) -> None:
    """Writes what GDAL still has in memory of a dataset.

    Raises:
        ScarpError: if it cannot be written.
    """
    gdal.ErrorReset()
    try:
        dataset.FlushCache()
        failed = gdal.GetLastErrorType() >= gdal.CE_Failure
    except RuntimeError:
        failed = True
    if failed:
        raise could_not_write(path)


def could_not_write(path: str | Path) -> ScarpError:
    """Makes the error to raise if GDAL could not write a file."""
    return ScarpError(
        tr("{path} could not be written ({reason}): is the disk full?"),
        path=without_staging(str(path)),
        reason=without_staging(gdal.GetLastErrorMsg()),
    )
