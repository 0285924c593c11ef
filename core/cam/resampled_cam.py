"""The class activation raster of a resampled image, brought to the grid of the image itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Callable, Protocol

import numpy as np

from ..files import staging_folder
from ..messages import Progress, part_of, tr
from ..prefetch import prefetch
from ..rasters.raster import Raster
from ..rasters.resampled import ResampledRaster
from ..rasters.resampling import axes, needed
from ..rasters.windows import Window, blocks
from ..vectors.polygon_layer import Polygons
from .cam import CamDescription, CamWriter, create_cam

#: Gives bool (rows, columns) of a window, where values are wanted.
Mask = Callable[[Window], np.ndarray]
#: Share of the work after which values are brought to the image's own grid.
_CLASSIFIED = 0.95


class Sink(Protocol):
    """What values are written to, such as a `CamWriter`."""

    def write(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """Takes values (rows, columns, classes) of a window, and where they are valid."""


class Classify(Protocol):
    """Classifies a resampled image, such as `scarp.models.inference.classifier.Classifier` does."""

    def __call__(
        self,
        image: ResampledRaster,
        sinks: Sequence[Sink],
        part: Window,
        mask: Mask | None,
        progress: Progress,
    ) -> None:
        """Writes values of each kind to its sink; row 0, column 0 are the corner of ``part``."""


@dataclass(frozen=True)
class Target:
    """Values of one kind on the image's own grid.

    Attributes:
        path: The file that they are written to.
        sink: Takes them; its row 0 and column 0 are the corner of the wanted part.
        classes: Number of classes.
    """

    path: str
    sink: Sink
    classes: int


@dataclass(frozen=True)
class ResampledImage:
    """An image, and what is wanted of it, that a network is given with pixels of another size.

    Attributes:
        image: The image on its own grid.
        resampled: The same, resampled.
        part: The part of the image that is wanted.
        mask: Polygons in which values are wanted; None: everywhere.
    """

    image: Raster
    resampled: ResampledRaster
    part: Window
    mask: Polygons | None = None

    @property
    def needed_part(self) -> Window:
        """The window of the resampled image on which the values of the part depend."""
        return needed(*axes(self.resampled.shape, self.image.shape, self.part))

    def write(self, classify: Classify, targets: Sequence[Target], progress: Progress) -> None:
        """Classifies the resampled image, and brings the values to the image's own grid.

        They are averaged or interpolated, and valid exactly where the image is. In the meantime
        they are kept beside their files.

        Args:
            classify: Does the work on the resampled image.
            targets: What is written, in the order of the sinks of ``classify``.
            progress: Told the share that is done.

        Raises:
            ScarpError: if something cannot be written.
        """
        with staging_folder(Path(targets[0].path).absolute().parent) as folder:
            kept = [
                _Kept(folder / f"{number} {Path(target.path).name}", self, target)
                for number, target in enumerate(targets)
            ]
            mask = None if self.mask is None else partial(self._near, self.mask)
            part = self.needed_part
            classify(self.resampled, kept, part, mask, part_of(progress, 0, _CLASSIFIED))
            progress(None, tr("The values are brought to the pixels of the image itself."))
            for number, one in enumerate(kept):
                begin, end = (
                    _CLASSIFIED + (1 - _CLASSIFIED) * done / len(kept)
                    for done in (number, number + 1)
                )
                one.bring_back(part_of(progress, begin, end))

    def _near(self, mask: Polygons, window: Window) -> np.ndarray:
        """All of a window of the resampled image, or nothing if no wanted value depends on it."""
        # As far as a pixel of the image reaches from its middle, and one more to interpolate.
        factors = (of / to for of, to in zip(self.resampled.shape, self.image.shape))
        margin = math.ceil(max(factors) / 2) + 1
        is_near = mask.intersects(self.resampled.geotransform, window.grown(margin))
        return np.full((window.height, window.width), is_near)

    def wanted(self, window: Window) -> np.ndarray:
        """Where the image has data, and the mask wants values: bool (rows, columns)."""
        valid = self.image.valid(window)
        if self.mask is not None:
            valid &= self.mask.rasterize(self.image.geotransform, window) > 0
        return valid


class _Kept:
    """Values on the grid of the resampled image, kept in a file.

    Args:
        path: Where to keep them.
        image: The images.
        target: Where they will go.
    """

    def __init__(self, path: Path, image: ResampledImage, target: Target):
        self._path, self._image, self._target = str(path), image, target
        dataset = create_cam(
            self._path,
            image.resampled.shape,
            image.resampled.geotransform,
            image.image.crs_wkt,
            CamDescription([str(number) for number in range(target.classes)]),
            # What is not written takes no room, so the file can be of the whole image.
            ("SPARSE_OK=TRUE",),
        )
        self._corner = image.needed_part
        self._writer = CamWriter(dataset, target.path)

    def write(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """As `Sink.write`."""
        row, col, *size = window
        self._writer.write(
            Window(self._corner.row + row, self._corner.col + col, *size), values, valid
        )

    def bring_back(self, progress: Progress) -> None:
        """Writes the values on the image's own grid."""
        self._writer.close_plain()
        part = self._image.part
        with Raster(self._path) as written:
            values_of = ResampledRaster(written, self._image.image.shape)

            def read(place: Window) -> tuple[Window, np.ndarray | None, np.ndarray]:
                window = Window(part.row + place.row, part.col + place.col, *place[2:])
                valid = self._image.wanted(window)
                if not valid.any():
                    return place, None, valid
                values, known = values_of.read_valid(window)
                # The sum of weights is 1 but for rounding.
                return place, np.clip(values, 0, 1, out=values), valid & known

            places = blocks((part.height, part.width), 4 * self._target.classes)
            for place, values, valid in prefetch(read, places):
                if values is not None:
                    self._target.sink.write(place, values, valid)
                progress((place.row + place.height) / part.height)
