"""Reading label rasters: an image's bands and, as the last one, what is known of each pixel."""

from __future__ import annotations

import json

import numpy as np

from ..messages import ScarpError, tr
from ..rasters.raster import Raster
from ..rasters.windows import Window
from .values import UNLABELLED

#: Description of the label band, and names of its items of metadata.
LABEL = "label"
CLASSES = "SCARP_CLASSES"
FILL = "SCARP_FILL"


class LabelRaster(Raster):
    """A label raster, open for reading.

    Attributes:
        bands: The image's bands, without the label band.
        classes: Names of the classes; class 1 is the first.
        fill: Value of the image's bands where the image has no data.

    Raises:
        ScarpError: if the file is not a label raster.
    """

    def __init__(self, path: str):
        super().__init__(path)
        last = self.dataset.GetRasterBand(self.dataset.RasterCount)
        if last.GetDescription() != LABEL or self.dataset.RasterCount < 2:
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
        # Of four bands of bytes, GDAL marks the last one as transparency (alpha).
        self.alpha = [number for number in self.alpha if number != self._label_band]
        self._remarks = [one for one in self._remarks if one[1] != self._label_band]
        try:
            self.classes = _names(last.GetMetadataItem(CLASSES) or '["landslide"]')
            self.fill = float(last.GetMetadataItem(FILL) or 0)
        except ValueError as error:
            raise ScarpError(
                tr(
                    "{path} is a damaged label raster: its classes or its fill value cannot be "
                    "read. Make it again with “Create label raster”."
                ),
                path=self.path,
            ) from error

    def labels(self, window: Window) -> np.ndarray:
        """Reads the labels in a window on the raster.

        Returns:
            uint8 (rows, columns): 0 background, 1 … K the classes, `UNLABELLED` = 255.

        Raises:
            ScarpError: if a pixel has another value than 0, the classes' numbers and 255.
        """
        labels = self._read([self._label_band], window)[..., 0]
        # In this form, NaN is unknown too.
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
        """Finds the pixels where the image has data.

        A label raster has no nodata value: its image had no data where pixels are unlabelled and
        have the fill value in all bands.
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
