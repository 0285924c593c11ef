"""Rasters read by windows, through GDAL."""

from __future__ import annotations

import math
import threading
from typing import TypeVar

import numpy as np
from osgeo import gdal

from ..messages import Progress, ScarpError, tr
from .alpha import is_alpha
from .datasets import open_dataset, readable
from .georeference import is_mercator, mercator_scale, spatial_reference
from .groups import GROUP, OPTIONAL
from .windows import Window

AnyRaster = TypeVar("AnyRaster", bound="Raster")


class Raster:
    """A raster of one or more bands.

    Several threads may read it at once: each opens the file for itself. An alpha band
    is a mask, not a band of the image. Where bands have a scale and an offset, values are
    ``scale * stored + offset``.

    Args:
        path: A file name, or anything else that GDAL opens (``/vsicurl/…``, a subdataset).
        options: GDAL's open options.

    Attributes:
        shape: Rows and columns.
        bands: GDAL numbers of the image's bands, from 1.
        alpha: Those of the bands that say where there is data.
        names: A name for each of ``bands``.
        groups: Which part of a stack each of ``bands`` belongs to, as
            `scarp.core.rasters.groups` names them; "" outside of stacks.
        scales: Scale of each of ``bands``; 1 where there is none.
        offsets: Offset of each of ``bands``; 0 where there is none.
        geotransform: GDAL's six numbers, or None.
        crs_wkt: The coordinate reference system as WKT, "" if there is none.

    Raises:
        ScarpError: if GDAL cannot read it.
    """

    def __init__(self, path: str, options: tuple[str, ...] = ()):
        self.path = str(path)
        self._options = options
        self._opened: dict[int, gdal.Dataset] = {}
        self.shape = (self.dataset.RasterYSize, self.dataset.RasterXSize)
        self.geotransform = self.dataset.GetGeoTransform(can_return_null=True)
        self.crs_wkt = readable(self.dataset.GetProjection())
        self._remarks: list[tuple[str, int]] = []
        self.bands: list[int] = []
        self.alpha: list[int] = []
        for number in range(1, self.dataset.RasterCount + 1):
            (self.alpha if self._is_alpha(number) else self.bands).append(number)
        if not self.bands:
            raise ScarpError(
                tr("{path} holds transparency (alpha) only, and no image."), path=self.path
            )
        if gdal.DataTypeIsComplex(self.data_type()):
            raise ScarpError(
                tr("The raster {path} holds complex numbers: real ones are needed."),
                path=self.path,
            )
        self.names = [self._band_name(number) for number in self.bands]
        bands = [self.dataset.GetRasterBand(number) for number in self.bands]
        self.groups = [band.GetMetadataItem(GROUP) or "" for band in bands]
        self.scales = [_or_else(band.GetScale(), 1.0) for band in bands]
        self.offsets = [_or_else(band.GetOffset(), 0.0) for band in bands]

    def __enter__(self: AnyRaster) -> AnyRaster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def dataset(self) -> gdal.Dataset:
        """The file as this thread has opened it."""
        thread = threading.get_ident()
        if thread not in self._opened:
            dataset = open_dataset(self.path, options=self._options)
            if dataset is None or dataset.RasterCount == 0:
                raise ScarpError(tr("{path} is not a raster that GDAL can read."), path=self.path)
            alive = {one.ident for one in threading.enumerate()}
            for ended in self._opened.keys() - alive:
                self._opened.pop(ended, None)
            self._opened[thread] = dataset
        return self._opened[thread]

    def close(self) -> None:
        """Closes the file; the raster should not be read any more."""
        self._opened.clear()

    def choose_bands(self, places: list[int]) -> None:
        """Keeps only some of the image's bands, in this order; places are counted from 0."""
        for name in ("bands", "names", "groups", "scales", "offsets"):
            values = getattr(self, name)
            setattr(self, name, [values[place] for place in places])

    @property
    def is_scaled(self) -> bool:
        """Whether any band has a scale or an offset."""
        return any(scale != 1 for scale in self.scales) or any(self.offsets)

    def take_stored_values(self) -> None:
        """From here on, gives the stored values plus ``offset / scale``.

        ``scale * stored + offset`` is ``scale * (stored + offset / scale)``: images of one sensor
        that are stored with different offsets have the same values in brackets.
        """
        self.offsets = [
            offset / scale if scale else 0.0 for scale, offset in zip(self.scales, self.offsets)
        ]
        self.scales = [1.0] * len(self.bands)

    def say_remarks(self, progress: Progress) -> None:
        """Reports what was decided about bands where it may be unexpected."""
        for remark, band in self._remarks:
            progress(None, remark, path=self.path, band=band)

    def _is_alpha(self, number: int) -> bool:
        """Whether a band says where there is data.

        GDAL calls the fourth band of many files alpha, be it near infrared.
        """
        band = self.dataset.GetRasterBand(number)
        if band.GetColorInterpretation() != gdal.GCI_AlphaBand:
            return False
        if is_alpha(band, lambda window: self._array(band, window)):
            return True
        remark = tr(
            "{path}: band {band} is marked as transparency (alpha), but its values are those of an "
            "image band, so it is used as one."
        )
        self._remarks.append((remark, number))
        return False

    def _band_name(self, number: int) -> str:
        band = self.dataset.GetRasterBand(number)
        if band.GetDescription():
            return readable(band.GetDescription())
        meaning = band.GetColorInterpretation()
        if meaning in (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand):
            return gdal.GetColorInterpretationName(meaning).lower()
        return f"band {number}"

    @property
    def pixel_size(self) -> float:
        """Side of a square pixel of the same area, in metres on the ground.

        Where there is no CRS, in the units of the geotransform.
        """
        _x, a, b, y, d, e = self.geotransform
        side = math.sqrt(abs(a * e - b * d))
        if not self.crs_wkt:
            return side
        reference = spatial_reference(self.crs_wkt)
        rows, cols = self.shape
        if not reference.IsGeographic():
            side *= reference.GetLinearUnits()
            if not is_mercator(reference):
                return side
            middle = gdal.ApplyGeoTransform(self.geotransform, cols / 2, rows / 2)
            return side * mercator_scale(reference, *middle)
        radians = reference.GetAngularUnits()
        latitude = (y + d * cols / 2 + e * rows / 2) * radians
        # Along a parallel a degree is shorter than along a meridian; the area is what counts.
        return side * radians * reference.GetSemiMajor() * math.sqrt(abs(math.cos(latitude)))

    def data_type(self) -> int:
        """The smallest GDAL data type that holds the stored values of all bands."""
        types = [self.dataset.GetRasterBand(number).DataType for number in self.bands]
        union = types[0]
        for other in types[1:]:
            union = gdal.DataTypeUnion(union, other)
        return union

    @property
    def bytes_a_pixel(self) -> int:
        """Bytes that a pixel of all bands takes in memory."""
        return len(self.bands) * gdal.GetDataTypeSize(self.data_type()) // 8

    def require_georeference(self) -> None:
        """Makes sure that the raster has a place on the map.

        Raises:
            ScarpError: if the geotransform or the CRS is missing, or gives pixels no area.
        """
        if self.geotransform is None or not self.crs_wkt:
            raise ScarpError(
                tr(
                    "The raster {path} has no georeference: give it one first, "
                    "with Raster > Georeferencer or “Assign projection”."
                ),
                path=self.path,
            )
        _, a, b, _, d, e = self.geotransform
        if not np.isfinite(self.geotransform).all() or not 0 < abs(a * e - b * d) < math.inf:
            raise ScarpError(
                tr(
                    "The georeference of {path} is damaged (its geotransform is {numbers}): "
                    "georeference it anew."
                ),
                path=self.path,
                numbers=", ".join(f"{number:g}" for number in self.geotransform),
            )

    def read(self, window: Window) -> np.ndarray:
        """Reads the image's values.

        Args:
            window: A window that lies on the raster.

        Returns:
            Array (rows, columns, bands): of the file's data type, or float32 where bands have a
            scale or an offset.
        """
        return self._scaled(self.read_stored(window))

    def read_valid(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Gives what `read` and `valid` give, but reads each band once."""
        values, valid = self.read_stored_valid(window)
        return self._scaled(values), valid

    def read_stored(self, window: Window) -> np.ndarray:
        """Reads values as `read` does, without scale and offset."""
        return self._read(self.bands, window)

    def read_stored_valid(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Reads values as `read_valid` does, without scale and offset."""
        values = self.read_stored(window)
        return values, self._valid(window, values)

    def valid(self, window: Window) -> np.ndarray:
        """Finds the pixels where no band has a nodata value, mask, transparent alpha or NaN.

        In a stack, only the bands of the image after the event count; what the others lack is NaN.

        Args:
            window: A window that lies on the raster.

        Returns:
            bool (rows, columns).
        """
        return self._valid(window, None)

    def _scaled(self, stored: np.ndarray) -> np.ndarray:
        if not self.is_scaled:
            return stored
        scaled = stored * np.array(self.scales, np.float32)
        return (scaled + np.array(self.offsets, np.float32)).astype(np.float32, copy=False)

    def _read(self, bands: list[int], window: Window) -> np.ndarray:
        arrays = [self._array(self.dataset.GetRasterBand(band), window) for band in bands]
        return arrays[0][..., None] if len(arrays) == 1 else np.stack(arrays, axis=-1)

    def _array(self, band: gdal.Band, window: Window) -> np.ndarray:
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            array = band.ReadAsArray(window.col, window.row, window.width, window.height)
        except RuntimeError:
            array = None
        finally:
            gdal.PopErrorHandler()
        if array is None:
            raise ScarpError(
                tr("{path} cannot be read at row {row}, column {col}: {reason}"),
                path=self.path,
                row=window.row,
                col=window.col,
                reason=gdal.GetLastErrorMsg(),
            )
        return array

    def _needed_bands(self) -> list[int]:
        """Places of the bands without which a pixel is not valid."""
        needed = [place for place, group in enumerate(self.groups) if group not in OPTIONAL]
        return needed or [*range(len(self.bands))]

    def _is_left_out(self, number: int, window: Window) -> bool:
        """Whether a sparse file says, without being read, that a window of a band is all nodata."""
        band = self.dataset.GetRasterBand(number)
        if not band.GetMaskFlags() & gdal.GMF_NODATA:
            return False
        status, _ = band.GetDataCoverageStatus(window.col, window.row, window.width, window.height)
        return status == gdal.GDAL_DATA_COVERAGE_STATUS_EMPTY

    def _valid(self, window: Window, values: np.ndarray | None) -> np.ndarray:
        """Does the work of `valid`; ``values`` are the stored ones, if they have been read."""
        valid = np.ones((window.height, window.width), dtype=bool)
        dataset_mask_read = False
        needed = self._needed_bands()
        if any(self._is_left_out(self.bands[place], window) for place in needed):
            return np.zeros_like(valid)
        # GDAL itself uses alpha as a mask only beside one or three bands.
        for number in self.alpha:
            valid &= self._array(self.dataset.GetRasterBand(number), window) != 0
        for place in needed:
            band = self.dataset.GetRasterBand(self.bands[place])
            flags = band.GetMaskFlags()
            real = band.DataType in (gdal.GDT_Float32, gdal.GDT_Float64)
            if real or flags == gdal.GMF_NODATA:
                array = self._array(band, window) if values is None else values[..., place]
            if real:
                valid &= np.isfinite(array)
            if flags == gdal.GMF_NODATA:
                nodata = band.GetNoDataValue()
                # The same mask as GDAL's, which would read the band once more.
                valid &= array != (array.dtype.type(nodata) if real else nodata)
            elif not flags & (gdal.GMF_ALL_VALID | gdal.GMF_ALPHA):
                for_all_bands = bool(flags & gdal.GMF_PER_DATASET)
                if not (for_all_bands and dataset_mask_read):
                    valid &= self._array(band.GetMaskBand(), window) != 0
                dataset_mask_read |= for_all_bands
        return valid


def _or_else(value: float | None, otherwise: float) -> float:
    return value if value is not None and math.isfinite(value) else otherwise
