"""Writing label rasters, as a GeoTIFF or as a VRT that refers to the image."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..companion_files import LABELS_BESIDE, companions
from ..files import staged
from ..messages import ScarpError, tr
from ..rasters.datasets import is_same_file
from ..rasters.geotiff import create_geotiff, finished, flush, write_band
from ..rasters.groups import GROUP
from ..rasters.raster import Raster
from ..rasters.vrt_beside import write_vrt_beside
from ..rasters.windows import Window
from .label_raster import CLASSES, FILL, LABEL


class LabelRasterWriter:
    """Writes labels, and the image's bands unless the file only refers to them.

    It is made by `label_raster_writer`.

    Args:
        dataset: A dataset whose last band is for the labels.
        path: What to call it in messages.
    """

    def __init__(self, dataset: gdal.Dataset, path: str):
        self._dataset = dataset
        self._path = path

    def write(self, window: Window, image: np.ndarray, labels: np.ndarray) -> None:
        """Writes one window.

        Args:
            window: Where to write.
            image: The image's stored values (rows, columns, bands).
            labels: uint8 (rows, columns).
        """
        last = self._dataset.RasterCount
        write_band(self._dataset.GetRasterBand(last), labels, window, self._path)
        for number in range(1, last):
            write_band(
                self._dataset.GetRasterBand(number), image[..., number - 1], window, self._path
            )

    def finish(self) -> None:
        """Completes the file."""
        flush(self._dataset, self._path)

    def close(self) -> None:
        """Closes the file."""
        self._dataset = None


@contextmanager
def label_raster_writer(
    output: str, image: Raster, classes: list[str], fill: float
) -> Iterator[LabelRasterWriter]:
    """Opens a label raster for writing on the grid of ``image``.

    Args:
        output: Path of a ``.tif``, to which the bands are copied, or of a ``.vrt``, which refers to
            the image and has the labels in ``NAME_label.tif`` beside it.
        image: The image, or a label raster of which the image's bands are taken.
        classes: Names of the classes.
        fill: Value of the image's bands where the image has no data.

    Raises:
        ScarpError: if the output is the image itself, has another format, or cannot be written.
    """
    final = Path(output)
    suffix = final.suffix.lower()
    if suffix not in (".tif", ".tiff", ".vrt"):
        raise ScarpError(tr("A label raster is a .tif or a .vrt file, not {path}."), path=output)
    refers = suffix == ".vrt"
    for path in (final, *companions(final)):
        if is_same_file(path, image.path):
            raise ScarpError(tr("{path} is the input: choose another output."), path=str(path))
    with staged(final) as path:
        labels = path.with_name(path.stem + LABELS_BESIDE) if refers else path
        bands = 1 if refers else len(image.bands) + 1
        dataset = _create_tif(labels, image, gdal.GDT_Byte if refers else image.data_type(), bands)
        if not refers:
            _describe(dataset, range(1, bands), image, classes, fill)
        writer = LabelRasterWriter(dataset, output)
        del dataset  # Only the writer refers to it, so that it is closed before the file is moved.
        with finished(writer):
            yield writer
        if refers:
            write_vrt_beside(
                path,
                final.parent,
                image,
                labels.name,
                [gdal.GDT_Byte],
                lambda made: _describe(made, image.bands, image, classes, fill),
            )


def _create_tif(path: Path, image: Raster, data_type: int, bands: int) -> gdal.Dataset:
    # The one data type of a GeoTIFF must hold labels up to 255, too.
    data_type = gdal.DataTypeUnion(data_type, gdal.GDT_Byte)
    return create_geotiff(path, image.shape, bands, data_type, image.geotransform, image.crs_wkt)


def _describe(
    dataset: gdal.Dataset,
    numbers: Iterable[int],
    image: Raster,
    classes: list[str],
    fill: float,
) -> None:
    """Describes the image's bands, which have these numbers, and the last band, of the labels."""
    described = zip(numbers, image.names, image.groups, image.scales, image.offsets)
    for number, name, group, scale, offset in described:
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        if group:
            band.SetMetadataItem(GROUP, group)
        if (scale, offset) != (1, 0):
            band.SetScale(scale)
            band.SetOffset(offset)
    label_band = dataset.GetRasterBand(dataset.RasterCount)
    label_band.SetDescription(LABEL)
    label_band.SetColorInterpretation(gdal.GCI_Undefined)
    label_band.SetMetadataItem(CLASSES, json.dumps(classes, ensure_ascii=False))
    label_band.SetMetadataItem(FILL, repr(float(fill)))
