"""Label rasters: all bands of an image and, as the last band, what is known of each pixel."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import numpy as np
from osgeo import gdal

from ..files import LABELS_BESIDE, companions, staged, warn_of_space
from ..messages import Progress, ScarpError, no_progress, tr
from ..rasters.datasets import is_same_file, open_dataset
from ..rasters.geotiff import create_geotiff, finished, flush, write_band
from ..rasters.raster import Raster
from ..rasters.windows import Window, blocks
from ..vectors.polygon_layer import Polygons, PolygonSource
from .values import UNLABELLED

_LABEL = "label"
_CLASSES = "SCARP_CLASSES"
_FILL = "SCARP_FILL"


class LabelRaster(Raster):
    """A label raster that is read.

    Attributes:
        bands: The image's bands, without the label band.
        classes: Names of the classes; class 1 is the first.
        fill: Value that the image's bands hold where the image has no data.

    Raises:
        ScarpError: if the file is not a label raster.
    """

    def __init__(self, path: str):
        super().__init__(path)
        last = self.dataset.GetRasterBand(self.dataset.RasterCount)
        if last.GetDescription() != _LABEL or self.dataset.RasterCount < 2:
            raise ScarpError(
                tr(
                    "{path} is not a label raster: its last band is not named “label”. "
                    "Make one with “Create label raster”."
                ),
                path=self.path,
            )
        self._label_band = self.dataset.RasterCount
        image = [place for place, band in enumerate(self.bands) if band != self._label_band]
        self.choose_bands(image)
        try:
            self.classes = _names(last.GetMetadataItem(_CLASSES) or '["landslide"]')
            self.fill = float(last.GetMetadataItem(_FILL) or 0)
        except ValueError as error:
            raise ScarpError(
                tr(
                    "{path} is a damaged label raster: its classes or its fill value cannot be "
                    "read. Make it again with “Create label raster”."
                ),
                path=self.path,
            ) from error

    def labels(self, window: Window) -> np.ndarray:
        """The labels in a window on the raster: uint8 (rows, columns), `UNLABELLED` = 255.

        Raises:
            ScarpError: if a pixel has another value than 0, the classes' numbers and 255.
        """
        labels = self._read([self._label_band], window)[..., 0]
        # Written so that what is not a number is not known either.
        known = (labels >= 0) & (labels <= len(self.classes)) | (labels == UNLABELLED)
        if labels.dtype != np.uint8:
            known &= labels == np.floor(labels)
        if not known.all():
            row, col = np.argwhere(~known)[0].tolist()
            raise ScarpError(
                tr(
                    "{path} has the label {value} at row {row}, column {col}, but it can only have "
                    "0 (background), 255 (unlabelled) and a number for each of its {count} classes "
                    "({classes}). If it was warped or resampled, do that again with nearest "
                    "neighbour; else make it again with “Create label raster”."
                ),
                path=self.path,
                value=f"{labels[row, col]:g}",
                row=window.row + row,
                col=window.col + col,
                count=len(self.classes),
                classes=", ".join(self.classes),
            )
        return labels.astype(np.uint8)

    def _valid(self, window: Window, values: np.ndarray | None) -> np.ndarray:
        """Where the image has data.

        A label raster has no nodata value; unlabelled pixels with the fill value in all bands
        are those where its image had none.
        """
        empty = self.labels(window) == UNLABELLED
        if empty.any():
            values = self.read_stored(window) if values is None else values
            for band in np.moveaxis(values, -1, 0):
                empty &= band == self.fill
        return super()._valid(window, values) & ~empty


def _names(text: str) -> list[str]:
    names = json.loads(text)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(text)
    return names


class LabelRasterWriter:
    """Writes labels, and the image's bands with them unless the file only refers to them.

    Made by `label_raster_writer`.

    Args:
        dataset: A dataset whose last band takes the labels.
        path: What to call it in a message.
    """

    def __init__(self, dataset: gdal.Dataset, path: str):
        self._dataset = dataset
        self._path = path

    def write(self, window: Window, image: np.ndarray, labels: np.ndarray) -> None:
        """Writes one window.

        Args:
            window: Its place.
            image: (rows, columns, bands).
            labels: (rows, columns) uint8.
        """
        last = self._dataset.RasterCount
        write_band(self._dataset.GetRasterBand(last), labels, window, self._path)
        for number in range(1, last):
            write_band(
                self._dataset.GetRasterBand(number), image[..., number - 1], window, self._path
            )

    def finish(self) -> None:
        """Writes out what is still held."""
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
        output: A ``.tif`` (bands are copied), or a ``.vrt`` (refers to the image and keeps the
            labels in ``NAME_label.tif`` beside it).
        image: The image, or a label raster whose image bands are taken.
        classes: Names of the classes.
        fill: Value of the image's bands where the image has no data.

    Raises:
        ScarpError: if the output is the image itself, or of another format.
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
        del dataset  # The writer's alone, to be closed before the file is moved.
        with finished(writer):
            yield writer
        if refers:
            _write_vrt(path, final.parent, labels.name, image, classes, fill)


def _create_tif(path: Path, image: Raster, data_type: int, bands: int) -> gdal.Dataset:
    # Labels go up to 255, so the one data type of a GeoTIFF must hold that.
    data_type = gdal.DataTypeUnion(data_type, gdal.GDT_Byte)
    return create_geotiff(path, image.shape, bands, data_type, image.geotransform, image.crs_wkt)


def _describe(
    dataset: gdal.Dataset,
    numbers: Iterable[int],
    image: Raster,
    classes: list[str],
    fill: float,
) -> None:
    """Describes the image's bands, which have these numbers, and, as the last one, the labels."""
    for number, name, scale, offset in zip(numbers, image.names, image.scales, image.offsets):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        if (scale, offset) != (1, 0):
            band.SetScale(scale)
            band.SetOffset(offset)
    label_band = dataset.GetRasterBand(dataset.RasterCount)
    label_band.SetDescription(_LABEL)
    label_band.SetColorInterpretation(gdal.GCI_Undefined)
    label_band.SetMetadataItem(_CLASSES, json.dumps(classes, ensure_ascii=False))
    label_band.SetMetadataItem(_FILL, repr(float(fill)))


def _write_vrt(
    path: Path, folder: Path, labels: str, image: Raster, classes: list[str], fill: float
) -> None:
    """Writes a VRT of an image's bands and, as the last one, the label band.

    Args:
        path: Where.
        folder: In which it will be read: files in it are named relative to it.
        labels: Name of the raster of labels, which will lie beside it.
        image: The image.
        classes: Names of the classes.
        fill: Value of the image's bands where the image has no data.
    """
    source = os.path.abspath(image.path) if os.path.exists(image.path) else image.path
    dataset = gdal.GetDriverByName("VRT").CreateCopy(str(path), open_dataset(source))
    dataset.AddBand(gdal.GDT_Byte)
    rows, cols = image.shape
    rectangle = f'xOff="0" yOff="0" xSize="{cols}" ySize="{rows}"'
    dataset.GetRasterBand(dataset.RasterCount).SetMetadataItem(
        "source_0",
        f'<SimpleSource><SourceFilename relativeToVRT="1">{escape(labels)}</SourceFilename>'
        f"<SourceBand>1</SourceBand><SrcRect {rectangle}/><DstRect {rectangle}/></SimpleSource>",
        "new_vrt_sources",
    )
    _describe(dataset, image.bands, image, classes, fill)
    del dataset
    tree = ElementTree.parse(path)
    root = tree.getroot()
    bands = root.findall("VRTRasterBand")
    kept = [bands[number - 1] for number in image.bands] + bands[-1:]
    for band in bands:
        root.remove(band)
    for number, band in enumerate(kept, start=1):
        band.set("band", str(number))
        root.append(band)
    for name in root.iter("SourceFilename"):
        place = Path(name.text or "")
        if name.get("relativeToVRT") == "0" and place.is_absolute() and folder in place.parents:
            name.text = place.relative_to(folder).as_posix()
            name.set("relativeToVRT", "1")
    tree.write(path, encoding="utf-8")


@dataclass(frozen=True)
class LabelRasterSettings:
    """What `create_label_raster` makes a label raster of.

    Attributes:
        image: Path of the image.
        inventory: The mapped polygons.
        output: Path of the label raster, ``.tif`` or ``.vrt``.
        class_field: Field of the inventory that tells classes apart; None: one class.
        area: Polygons outside which nothing is known; None: all of the image is labelled.
        all_touched: Label every pixel that a polygon touches, not only those whose centre lies
            inside.
    """

    image: str
    inventory: PolygonSource
    output: str
    class_field: str | None = None
    area: PolygonSource | None = None
    all_touched: bool = False


@dataclass(frozen=True)
class LabelRasterResult:
    """What a label raster holds.

    Attributes:
        classes: Names of the classes; class 1 is the first.
        feature_pixels: Pixels with a class.
        background_pixels: Pixels with label 0.
        bands: Number of the image's bands.
    """

    classes: list[str]
    feature_pixels: int
    background_pixels: int
    bands: int


def create_label_raster(
    settings: LabelRasterSettings, progress: Progress = no_progress
) -> LabelRasterResult:
    """Burns an inventory into an image's grid and joins it to the image's bands.

    Raises:
        ScarpError: if the image has no georeference, the inventory holds no polygons or does
            not overlap with the image, or the output cannot be written.
    """
    with ExitStack() as stack:
        image = stack.enter_context(Raster(settings.image))
        image.require_georeference()
        image.say_remarks(progress)

        def overlapping(source: PolygonSource, class_field: str | None) -> Polygons:
            polygons = Polygons(source, image.crs_wkt, class_field, progress)
            stack.enter_context(polygons)
            polygons.require_overlap(image.geotransform, Window(0, 0, *image.shape), image.path)
            return polygons

        inventory = overlapping(settings.inventory, settings.class_field)
        area = overlapping(settings.area, None) if settings.area else None
        return _write_labels(settings, image, inventory, area, progress)


def _write_labels(settings, image, inventory, area, progress) -> LabelRasterResult:
    fill = _fill_value(image)
    features = background = 0
    rows, cols = image.shape
    refers = settings.output.lower().endswith(".vrt")
    warn_of_space(settings.output, rows * cols * (1 if refers else image.bytes_a_pixel), progress)
    with label_raster_writer(settings.output, image, inventory.classes, fill) as writer:
        for window in blocks(image.shape, image.bytes_a_pixel):
            progress(window.row / image.shape[0])
            labels = inventory.rasterize(image.geotransform, window, settings.all_touched)
            values, valid = image.read_stored_valid(window)
            values[~valid] = fill
            known = valid
            if area is not None:
                known = known & (area.rasterize(image.geotransform, window) > 0)
            labels[~known] = UNLABELLED
            writer.write(window, values, labels)
            background += int(np.count_nonzero(labels == 0))
            features += int(np.count_nonzero(labels)) - int(np.count_nonzero(labels == UNLABELLED))
    if background == 0:
        progress(
            None,
            tr(
                "No pixel was labelled as background: is the mapped area that of the landslides "
                "alone? It is where all of them were mapped, and the ground between them."
            ),
        )
    if features == 0:
        progress(None, tr("No pixel was labelled as a feature."))
    return LabelRasterResult(inventory.classes, features, background, len(image.bands))


def _fill_value(image: Raster) -> float:
    """What the image's bands hold where it has no data: its nodata value, else 0."""
    nodata = image.dataset.GetRasterBand(image.bands[0]).GetNoDataValue()
    data_type = image.read_stored(Window(0, 0, 1, 1)).dtype
    with np.errstate(invalid="ignore"):
        holds_nodata = nodata is not None and np.array(nodata).astype(data_type) == nodata
    return nodata if holds_nodata else 0.0
