"""What patches are drawn from: anything that has a shape and gives windows."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from ...core.labels.values import UNLABELLED
from ...core.rasters.windows import Window


class ImageSource(Protocol):
    """An image that is read by windows, such as `scarp.core.rasters.raster.Raster`.

    Attributes:
        shape: Rows and columns.
        names: A name for each band.
    """

    shape: tuple[int, int]
    names: list[str]

    def read(self, window: Window) -> np.ndarray:
        """Values of a window on the image: (rows, columns, bands), any data type."""

    def valid(self, window: Window) -> np.ndarray:
        """Where a window has data: bool (rows, columns)."""

    def read_valid(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """What `read` and `valid` give, of one reading."""


class Labels(Protocol):
    """Labels that are read by windows.

    Attributes:
        shape: Rows and columns.
    """

    shape: tuple[int, int]

    def labels(self, window: Window) -> np.ndarray:
        """Labels of a window: uint8 (rows, columns), 255 where nothing is known."""


class LabelledSource(ImageSource, Labels, Protocol):
    """An image with labels, such as a `LabelRaster` of `core`."""


class ArraySource:
    """An image with labels in memory.

    Args:
        image: (rows, columns, bands), any data type.
        labels: uint8 (rows, columns): 0 background, 1… classes, 255 unknown. None: all unknown.
        valid: bool (rows, columns), where the image has data; None: everywhere.
        names: A name for each band; None: numbers.
        scene: Name of the scene that the image is a piece of; None: of none.
        groups: What each band belongs to, as `scarp.core.rasters.groups` names it; None: to the
            image itself.
    """

    def __init__(
        self,
        image: np.ndarray,
        labels: np.ndarray | None = None,
        valid: np.ndarray | None = None,
        names: list[str] | None = None,
        scene: str | None = None,
        groups: list[str] | None = None,
    ):
        self.shape: tuple[int, int] = image.shape[0], image.shape[1]
        self.names = names or [f"band {number + 1}" for number in range(image.shape[2])]
        self.groups = groups or [""] * image.shape[2]
        self.scene = scene
        self._image = image
        self._labels = np.full(self.shape, UNLABELLED, np.uint8) if labels is None else labels
        self._valid = np.ones(self.shape, bool) if valid is None else valid

    def read(self, window: Window) -> np.ndarray:
        """As `ImageSource.read`."""
        return _part(self._image, window)

    def valid(self, window: Window) -> np.ndarray:
        """As `ImageSource.valid`."""
        return _part(self._valid, window)

    def read_valid(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """As `ImageSource.read_valid`."""
        return self.read(window), self.valid(window)

    def labels(self, window: Window) -> np.ndarray:
        """As `LabelledSource.labels`."""
        return _part(self._labels, window)


def _part(array: np.ndarray, window: Window) -> np.ndarray:
    return array[window.row : window.row + window.height, window.col : window.col + window.width]
