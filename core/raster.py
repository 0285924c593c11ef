"""Rasters read by windows, through GDAL."""

from __future__ import annotations

import math
import threading
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

from .errors import ScarpError, tr
from .windows import Window

#: In how many pieces, about, the outline of an image is cut before it is reprojected.
_CORNERS = 400


def open_dataset(
    path: str, flags: int = gdal.OF_RASTER, options: tuple[str, ...] = ()
) -> gdal.Dataset | None:
    """Opens a dataset quietly; None where GDAL cannot, with or without its exceptions.

    Args:
        path: Anything that GDAL opens.
        flags: Of `gdal.OpenEx`.
        options: Open options; a driver that has no such option leaves it be.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return gdal.OpenEx(str(path), flags, open_options=list(options))
    except RuntimeError:
        return None
    finally:
        gdal.PopErrorHandler()


class Raster:
    """A raster file of one or more bands.

    Reading is safe from several threads. An alpha band is a mask, not a band of the image.

    Args:
        path: A file name, or anything else that GDAL opens (``/vsicurl/…``, a subdataset).
        options: GDAL's open options.

    Attributes:
        shape: Rows and columns.
        bands: GDAL numbers of the image's bands, from 1.
        names: A name for each of ``bands``.
        geotransform: GDAL's six numbers, or None.
        crs_wkt: The coordinate reference system as WKT, "" if there is none.

    Raises:
        ScarpError: if GDAL cannot read it.
    """

    def __init__(self, path: str, options: tuple[str, ...] = ()):
        self.path = str(path)
        self.dataset = open_dataset(self.path, options=options)
        if self.dataset is None or self.dataset.RasterCount == 0:
            raise ScarpError(tr("{path} is not a raster that GDAL can read."), path=self.path)
        self.shape = (self.dataset.RasterYSize, self.dataset.RasterXSize)
        self.geotransform = self.dataset.GetGeoTransform(can_return_null=True)
        self.crs_wkt = self.dataset.GetProjection()
        self.bands, self._alpha = [], []
        for number in range(1, self.dataset.RasterCount + 1):
            meaning = self.dataset.GetRasterBand(number).GetColorInterpretation()
            (self._alpha if meaning == gdal.GCI_AlphaBand else self.bands).append(number)
        self.names = [self._band_name(number) for number in self.bands]
        self._lock = threading.Lock()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        """Closes the file; the raster cannot be read any more."""
        self.dataset = None

    def choose_bands(self, places: list[int]) -> None:
        """Keeps only some of the image's bands, in this order; places are counted from 0."""
        self.bands = [self.bands[place] for place in places]
        self.names = [self.names[place] for place in places]

    def _band_name(self, number: int) -> str:
        band = self.dataset.GetRasterBand(number)
        if band.GetDescription():
            return band.GetDescription()
        meaning = band.GetColorInterpretation()
        if meaning in (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand):
            return gdal.GetColorInterpretationName(meaning).lower()
        return f"band {number}"

    @property
    def pixel_size(self) -> float:
        """Side of a square pixel of the same area, in units of the CRS."""
        _, a, b, _, d, e = self.geotransform
        return math.sqrt(abs(a * e - b * d))

    def data_type(self) -> int:
        """The smallest GDAL data type that holds the values of all bands."""
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
        """Refuses a raster without a place on the map.

        Raises:
            ScarpError: if the geotransform or the CRS is missing.
        """
        if self.geotransform is None or not self.crs_wkt:
            raise ScarpError(
                tr(
                    "The raster {path} has no georeference: give it one first, "
                    "with Raster > Georeferencer or “Assign projection”."
                ),
                path=self.path,
            )

    def read(self, window: Window) -> np.ndarray:
        """The image's values.

        Args:
            window: A window that lies on the raster.

        Returns:
            Array (rows, columns, bands) of the file's data type.
        """
        return self._read(self.bands, window)

    def _read(self, bands: list[int], window: Window) -> np.ndarray:
        def whole(band: int) -> np.ndarray:
            return self._array(self.dataset.GetRasterBand(band), window)

        with self._lock:
            arrays = [whole(band) for band in bands]
        return arrays[0][..., None] if len(arrays) == 1 else np.stack(arrays, axis=-1)

    def _array(self, band: gdal.Band, window: Window) -> np.ndarray:
        try:
            array = band.ReadAsArray(window.col, window.row, window.width, window.height)
        except RuntimeError:
            array = None
        if array is None:
            raise ScarpError(
                tr("{path} cannot be read at row {row}, column {col}: {reason}"),
                path=self.path,
                row=window.row,
                col=window.col,
                reason=gdal.GetLastErrorMsg(),
            )
        return array

    def read_valid(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """What `read` and `valid` give; of bands of real numbers by one reading."""
        values = self.read(window)
        return values, self._valid(window, values)

    def _is_left_out(self, number: int, window: Window) -> bool:
        """Whether a sparse file says, unread, that it holds nothing but nodata of a band there."""
        band = self.dataset.GetRasterBand(number)
        if not band.GetMaskFlags() & gdal.GMF_NODATA:
            return False
        status, _ = band.GetDataCoverageStatus(window.col, window.row, window.width, window.height)
        return status == gdal.GDAL_DATA_COVERAGE_STATUS_EMPTY

    def valid(self, window: Window) -> np.ndarray:
        """Where all bands have data: no nodata value, mask, transparent alpha or NaN.

        Args:
            window: A window that lies on the raster.

        Returns:
            bool array (rows, columns).
        """
        return self._valid(window, None)

    def _valid(self, window: Window, values: np.ndarray | None) -> np.ndarray:
        """As `valid`; ``values`` are those of the window, if they have been read already."""
        valid = np.ones((window.height, window.width), dtype=bool)
        dataset_mask_read = False
        with self._lock:
            if any(self._is_left_out(band, window) for band in self.bands):
                return np.zeros_like(valid)
            # GDAL takes alpha for a mask beside one or three bands only.
            for number in self._alpha:
                valid &= self._array(self.dataset.GetRasterBand(number), window) != 0
            for place, number in enumerate(self.bands):
                band = self.dataset.GetRasterBand(number)
                flags = band.GetMaskFlags()
                real = band.DataType in (gdal.GDT_Float32, gdal.GDT_Float64)
                if real:
                    array = self._array(band, window) if values is None else values[..., place]
                    valid &= np.isfinite(array)
                if real and values is not None and flags == gdal.GMF_NODATA:
                    valid &= array != array.dtype.type(band.GetNoDataValue())
                elif not flags & (gdal.GMF_ALL_VALID | gdal.GMF_ALPHA):
                    for_all_bands = bool(flags & gdal.GMF_PER_DATASET)
                    if not (for_all_bands and dataset_mask_read):
                        valid &= self._array(band.GetMaskBand(), window) != 0
                    dataset_mask_read |= for_all_bands
        return valid


def window_geotransform(geotransform: tuple, row: int, col: int) -> tuple:
    """The geotransform of a part of a raster that begins at ``row`` and ``col``."""
    x, a, b, y, d, e = geotransform
    return (x + col * a + row * b, a, b, y + col * d + row * e, d, e)


def footprint(geotransform: tuple, window: Window) -> list[tuple[float, float]]:
    """The four corners (x, y) of a window on the map."""
    corners = []
    for row, col in ((0, 0), (0, 1), (1, 1), (1, 0)):
        x, _, _, y, _, _ = window_geotransform(
            geotransform, window.row + row * window.height, window.col + col * window.width
        )
        corners.append((x, y))
    return corners


def image_area(image: Raster, crs_wkt: str) -> ogr.Geometry:
    """The polygon that an image with a georeference covers, in another CRS."""
    ring = ogr.Geometry(ogr.wkbLinearRing)
    corners = footprint(image.geotransform, Window(0, 0, *image.shape))
    for x, y in (*corners, corners[0]):
        ring.AddPoint_2D(x, y)
    area = ogr.Geometry(ogr.wkbPolygon)
    area.AddGeometry(ring)
    # Sides that are straight in one CRS are bent in the other.
    area.Segmentize(ring.Length() / _CORNERS)
    source, target = spatial_reference(image.crs_wkt), spatial_reference(crs_wkt)
    area.Transform(osr.CoordinateTransformation(source, target))
    return area


def extent_window(
    geotransform: tuple, shape: tuple[int, int], extent: tuple[float, float, float, float]
) -> Window:
    """The smallest window of a raster that holds an extent.

    Args:
        geotransform: Of the raster.
        shape: Rows and columns of the raster.
        extent: (least x, least y, greatest x, greatest y) in the raster's CRS.

    Raises:
        ScarpError: if the extent does not touch the raster.
    """
    to_pixel = gdal.InvGeoTransform(geotransform)
    west, south, east, north = extent
    pixels = [
        gdal.ApplyGeoTransform(to_pixel, x, y)
        for x, y in ((west, south), (west, north), (east, south), (east, north))
    ]
    cols, rows = zip(*pixels)
    # A grid line that an extent lies on, but for rounding, belongs to no further pixel.
    first_row, first_col = math.floor(min(rows) + 1e-6), math.floor(min(cols) + 1e-6)
    window = Window(
        first_row,
        first_col,
        math.ceil(max(rows) - 1e-6) - first_row,
        math.ceil(max(cols) - 1e-6) - first_col,
    ).clipped(shape)
    if window.height == 0 or window.width == 0:
        raise ScarpError(tr("The extent lies outside the image: choose one that overlaps with it."))
    return window


def spatial_reference(wkt: str) -> osr.SpatialReference:
    """A spatial reference whose coordinates come as x, y (east, north)."""
    reference = osr.SpatialReference()
    reference.ImportFromWkt(wkt)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def is_same_file(one: str | Path, other: str | Path) -> bool:
    """Whether two paths name the same existing file."""
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)
