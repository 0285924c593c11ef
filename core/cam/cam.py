"""Class activation rasters (CAM): a Float32 band for each class, with values in 0-1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..messages import Progress, ScarpError, no_progress, tr
from ..rasters.datasets import open_dataset
from ..rasters.geotiff import could_not_write, create_geotiff, finished, flush, write_band
from ..rasters.raster import Raster
from ..rasters.windows import Window, strips
from ..storage import staged_anywhere
from .histogram import BINS, histogram
from .statistics import Statistics

#: Value of a CAM where its image has no data.
NODATA = -1.0
_CLASSES = "SCARP_CLASSES"
_MODEL = "SCARP_MODEL"
_IMAGE = "SCARP_IMAGE"
_THRESHOLD = "SCARP_THRESHOLD"
_UNSEEN = "SCARP_UNSEEN"
_CALIBRATION = "SCARP_CALIBRATION"
_SPREAD = "SCARP_SPREAD"
#: Takes half the time of GDAL's default level, and makes files 2 % larger (measured).
_OPTIONS = ("ZLEVEL=1",)


@dataclass(frozen=True)
class CamDescription:
    """The metadata of a CAM.

    Attributes:
        classes: Names of the classes, one for each band.
        model: Name of the model file that made it.
        image: Name of the image that it was made from.
        threshold: The threshold that the model suggests, in 0-1, or None.
        unseen: What the model's figures on unseen scenes were, in a sentence; "" if unknown.
        calibration: The model's calibration, as `scarp.core.confidence.calibration` gives it as a
            dictionary; None without.
        is_spread: Whether its values are not probabilities but how far they differ over flips and
            turns.
    """

    classes: list[str]
    model: str = ""
    image: str = ""
    threshold: float | None = None
    unseen: str = ""
    calibration: dict | None = None
    is_spread: bool = False


class Cam(Raster):
    """A class activation raster, open for reading.

    Args:
        path: A file name, or anything else that GDAL opens.

    Attributes:
        description: Its metadata; names of bands replace those of classes that it lacks.

    Raises:
        ScarpError: if GDAL cannot read it.
    """

    def __init__(self, path: str):
        # Reading spends most of its time on decompression.
        super().__init__(path, ("NUM_THREADS=ALL_CPUS",))
        items = self.dataset.GetMetadata()
        self.description = CamDescription(
            _classes(items.get(_CLASSES), self.names),
            items.get(_MODEL, ""),
            items.get(_IMAGE, ""),
            _threshold(items.get(_THRESHOLD)),
            items.get(_UNSEEN, ""),
            _calibration(items.get(_CALIBRATION)),
            _SPREAD in items,
        )

    def values(self, window: Window, band: int | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Reads a window on the raster.

        Args:
            window: The window.
            band: Number of a class's band, from 1; 0: each pixel's highest class; None: all
                classes.

        Returns:
            float32 (rows, columns, classes), or (rows, columns) with ``band``: values in 0-1, and 0
            where there is no data; and bool (rows, columns): where there is data.

        Raises:
            ScarpError: if there are values outside 0-1.
        """
        values, valid = self.read_valid(window)
        if band is not None:
            # The maximum of one class would copy it.
            single = values.shape[-1] == 1
            values = values[..., max(band - 1, 0)] if band or single else values.max(axis=-1)
        if not valid.all():
            values = np.where(valid if band is not None else valid[..., None], values, 0)
        values = values.astype(np.float32, copy=False)
        if values.min() < 0 or values.max() > 1:
            raise ScarpError(
                tr("{path} is not a class activation raster: it has values outside 0 to 1."),
                path=self.path,
            )
        return values, valid

    def histogram(self, progress: Progress = no_progress) -> np.ndarray:
        """Computes the histogram of each pixel's highest class, window by window.

        Args:
            progress: Told the share that is done.

        Returns:
            Counts as `scarp.core.cam.histogram.histogram` gives them; nodata is left out.

        Raises:
            ScarpError: if there are values outside 0-1.
        """
        counts = np.zeros(BINS, dtype=np.int64)
        for window in strips(self.shape):
            values, valid = self.values(window, 0)
            counts += histogram(values[valid])
            progress((window.row + window.height) / self.shape[0])
        return counts

    def no_data(self) -> ScarpError:
        """Makes the error to raise if no pixel has data."""
        return ScarpError(
            tr("The class activation raster {path} has no data: all its pixels are nodata."),
            path=self.path,
        )


def _classes(text: str | None, names: list[str]) -> list[str]:
    """Names of the classes in metadata, one for each band; else the names of the bands."""
    try:
        classes = json.loads(text or "[]")
    except ValueError:
        return names
    fits = isinstance(classes, list) and len(classes) == len(names)
    return classes if fits and all(isinstance(name, str) for name in classes) else names


def _calibration(text: str | None) -> dict | None:
    """The calibration in metadata; None if there is none that can be read."""
    try:
        calibration = json.loads(text or "null")
    except ValueError:
        return None
    return calibration if isinstance(calibration, dict) else None


def _threshold(text: str | None) -> float | None:
    """The threshold in metadata; None if there is none in 0-1."""
    try:
        threshold = float(text or "nan")
    except ValueError:
        return None
    return threshold if 0 <= threshold <= 1 else None


class CamWriter:
    """Writes a CAM window by window; it is made by `cam_writer`.

    Args:
        dataset: The new file.
        path: What to call it in messages.
    """

    def __init__(self, dataset: gdal.Dataset, path: str):
        self._dataset = dataset
        self._path = path
        self._statistics = [Statistics() for _ in range(dataset.RasterCount)]

    @property
    def is_empty(self) -> bool:
        """Whether no value has been written yet."""
        return not any(statistics.count for statistics in self._statistics)

    def write(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """Writes one window.

        Args:
            window: Where to write; windows must not overlap.
            values: (rows, columns, classes), in 0-1.
            valid: bool (rows, columns): where there is data; elsewhere nodata is written.
        """
        for number, statistics in enumerate(self._statistics):
            band = self._dataset.GetRasterBand(number + 1)
            array = np.where(valid, values[..., number], NODATA).astype(np.float32)
            write_band(band, array, window, self._path)
            statistics.add(array[valid])

    def finish(self) -> None:
        """Completes the file with statistics and overviews."""
        for number, statistics in enumerate(self._statistics, start=1):
            if statistics.count:
                # QGIS uses them instead of reading the file.
                self._dataset.GetRasterBand(number).SetStatistics(*statistics.summary())
        flush(self._dataset, self._path)
        # It is reopened without threads: GDAL 3.6 may deadlock while they read a file that is being
        # written.
        place = self._dataset.GetDescription()
        self.close()
        self._dataset = open_dataset(place, gdal.OF_RASTER | gdal.OF_UPDATE)
        if self._dataset is None or not _add_overviews(self._dataset):
            raise could_not_write(self._path)
        flush(self._dataset, self._path)

    def close_plain(self) -> None:
        """Completes the file without statistics and overviews."""
        flush(self._dataset, self._path)
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._dataset = None


@contextmanager
def cam_writer(
    output: str,
    shape: tuple[int, int],
    geotransform: tuple[float, ...],
    crs_wkt: str,
    description: CamDescription,
) -> Iterator[CamWriter]:
    """Opens a CAM for writing, and adds overviews and statistics at the end.

    Args:
        output: Path of a ``.tif``.
        shape: Rows and columns.
        geotransform: GDAL's six numbers.
        crs_wkt: The CRS as WKT.
        description: The CAM's metadata.

    Raises:
        ScarpError: if the output is not a ``.tif`` or cannot be written.
    """
    if not output.lower().endswith((".tif", ".tiff")):
        raise ScarpError(tr("A class activation raster is a .tif file, not {path}."), path=output)
    with staged_anywhere(output) as path:
        # Only the writer refers to the file, so that it is closed before it is moved.
        writer = CamWriter(create_cam(path, shape, geotransform, crs_wkt, description), output)
        with finished(writer):
            yield writer


def create_cam(
    path: str | Path,
    shape: tuple[int, int],
    geotransform: tuple[float, ...],
    crs_wkt: str,
    description: CamDescription,
    options: tuple[str, ...] = (),
) -> gdal.Dataset:
    """Creates the file of a CAM, for a `CamWriter`.

    Args:
        path: Path of a ``.tif``; an existing file is replaced.
        shape: As `cam_writer` takes it.
        geotransform: Likewise.
        crs_wkt: Likewise.
        description: Likewise.
        options: More creation options of GDAL's GTiff driver.

    Raises:
        ScarpError: if it cannot be created.
    """
    bands = len(description.classes)
    dataset = create_geotiff(
        path, shape, bands, gdal.GDT_Float32, geotransform, crs_wkt, (*_OPTIONS, *options)
    )
    dataset.SetMetadata(_metadata(description))
    for number, name in enumerate(description.classes, start=1):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        band.SetNoDataValue(NODATA)
    return dataset


def _metadata(description: CamDescription) -> dict[str, str]:
    items = {
        _CLASSES: json.dumps(description.classes, ensure_ascii=False),
        _MODEL: description.model,
        _IMAGE: description.image,
    }
    if description.threshold is not None:
        items[_THRESHOLD] = repr(float(description.threshold))
    if description.unseen:
        items[_UNSEEN] = description.unseen
    if description.calibration:
        items[_CALIBRATION] = json.dumps(description.calibration)
    if description.is_spread:
        items[_SPREAD] = "YES"
    return items


def _add_overviews(dataset: gdal.Dataset) -> bool:
    """Adds overviews by averages, down to about 256 pixels; returns False if that failed."""
    longest = max(dataset.RasterXSize, dataset.RasterYSize)
    factors = [2**power for power in range(1, 32) if longest / 2**power >= 128]
    try:
        return not factors or dataset.BuildOverviews("AVERAGE", factors) == gdal.CE_None
    except RuntimeError:
        return False
