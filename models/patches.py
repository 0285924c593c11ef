"""Drawing training patches, and cutting validation images into tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import keras
import numpy as np

from ..core.errors import ScarpError, tr
from ..core.labels import UNLABELLED
from ..core.windows import Window, cut
from .augmentation import Turn
from .normalisation import Normalisation
from .settings import TrainingSettings
from .sources import LabelledSource

_CELL = 32


@dataclass(frozen=True)
class Geometry:
    """Sizes of patches.

    Attributes:
        side: Side of the network's input in pixels.
        margin: Pixels by which its output is smaller, on each side.
    """

    side: int
    margin: int

    @property
    def output_side(self) -> int:
        """Side of the network's output in pixels."""
        return self.side - 2 * self.margin


class PatchIndex:
    """Where labelled pixels and feature pixels lie, in cells of 32 x 32 pixels.

    Args:
        sources: The label rasters.

    Attributes:
        labelled: Number of labelled pixels.
        features: Number of pixels with a class.

    Raises:
        ScarpError: if there are no labelled pixels, or none with a class.
    """

    def __init__(self, sources: Sequence[LabelledSource]):
        cells, labelled, features = [], [], []
        for number, source in enumerate(sources):
            # Whole cells fit into the larger windows that are read at once.
            for window in cut(source.shape, 32 * _CELL, 32 * _CELL):
                labels = source.labels(window)
                for cell in cut(labels.shape, _CELL, _CELL):
                    part = labels[cell.row : cell.row + _CELL, cell.col : cell.col + _CELL]
                    known = int(np.count_nonzero(part != UNLABELLED))
                    if known:
                        cells.append(
                            (number, window.row + cell.row, window.col + cell.col, *part.shape)
                        )
                        labelled.append(known)
                        features.append(known - int(np.count_nonzero(part == 0)))
        self.labelled, self.features = sum(labelled), sum(features)
        if not self.features:
            raise ScarpError(
                tr("The training rasters have no feature pixels: is the labelled area right?")
            )
        self._cells = np.array(cells)
        self._labelled = np.cumsum(labelled) / self.labelled
        self._features = np.cumsum(features) / self.features

    def draw(self, rng: np.random.Generator, near_feature: bool) -> tuple[int, int, int]:
        """Draws a place: the number of a source, a row and a column.

        A cell is drawn in proportion to its labelled (or feature) pixels, then a pixel in it.
        """
        shares = self._features if near_feature else self._labelled
        cell = int(np.searchsorted(shares, rng.random(), side="right"))
        source, row, col, height, width = map(int, self._cells[min(cell, len(shares) - 1)])
        return source, row + int(rng.integers(height)), col + int(rng.integers(width))


class TrainingPatches(keras.utils.PyDataset):
    """Random patches of labelled images, of all epochs one after the other.

    Epochs are told apart by the number of the batch, not by Keras's callbacks: those come before
    or after what has been fetched ahead.

    A batch is a tuple of images (patches, side, side, bands) float32, labels (patches, output
    side, output side, 1) float32, and weights (patches, output side, output side) float32, 0
    where nothing is known. What a patch is depends only on the seed, the epoch and its number.

    Args:
        sources: Label rasters.
        geometry: Sizes of patches.
        normalisation: Of the images.
        settings: Of the training.
    """

    def __init__(
        self,
        sources: Sequence[LabelledSource],
        geometry: Geometry,
        normalisation: Normalisation,
        settings: TrainingSettings,
    ):
        super().__init__()
        self.index = PatchIndex(sources)
        self._sources = sources
        self._geometry = geometry
        self._normalisation = normalisation
        self._settings = settings
        self.batch_size = settings.patches_per_batch or 4
        self.patches_per_epoch = settings.patches_per_epoch or max(
            1, round(2 * self.index.labelled / geometry.output_side**2)
        )

    @property
    def batches_per_epoch(self) -> int:
        """Batches in an epoch; the last one may be smaller."""
        return -(-self.patches_per_epoch // self.batch_size)

    def __len__(self) -> int:
        """Batches in all epochs."""
        return self._settings.epochs * self.batches_per_epoch

    def class_weight(self, epoch: int) -> float:
        """The class weight of an epoch, from 0."""
        settings = self._settings
        passed = epoch / max(settings.epochs - 1, 1)
        return settings.class_weight_max + passed * (
            settings.class_weight_min - settings.class_weight_max
        )

    def __getitem__(self, number: int):
        """A batch, by its number since the first epoch."""
        epoch, number = divmod(number, self.batches_per_epoch)
        first = number * self.batch_size
        last = min(first + self.batch_size, self.patches_per_epoch)
        patches = [self._patch(epoch, patch) for patch in range(first, last)]
        images, labels = (np.stack(arrays) for arrays in zip(*patches))
        weights = (labels[..., 0] != UNLABELLED).astype(np.float32)
        labels[labels == UNLABELLED] = 0
        return images, labels, weights

    def _patch(self, epoch: int, number: int) -> tuple[np.ndarray, np.ndarray]:
        settings, geometry = self._settings, self._geometry
        rng = np.random.default_rng((settings.seed, epoch, number))
        weight = self.class_weight(epoch)
        place = self.index.draw(rng, near_feature=rng.random() < weight / (1 + weight))
        source, row, col = self._sources[place[0]], place[1], place[2]
        turn = Turn.draw(
            rng, settings.augment_rotation, settings.augment_scale, settings.augment_flip
        )

        def around(side: int) -> Window:
            # Windows of an even side have their centre half a pixel up and left of the place.
            return Window(row - side // 2, col - side // 2, side, side)

        window = around(turn.reach(geometry.side))
        image = turn.apply(self._normalisation.read(source, window), geometry.side)
        window = around(turn.reach(geometry.output_side))
        labels = read_labels(source, window)[..., None]
        return image, turn.apply(labels, geometry.output_side, nearest=True)


def read_labels(source: LabelledSource, window: Window) -> np.ndarray:
    """Labels of a window that may reach beyond the image, where they are unknown.

    Returns:
        uint8 (``window.height``, ``window.width``).
    """
    labels = np.full((window.height, window.width), UNLABELLED, dtype=np.uint8)
    inside = window.clipped(source.shape)
    if inside.height and inside.width:
        row, col = inside.row - window.row, inside.col - window.col
        labels[row : row + inside.height, col : col + inside.width] = source.labels(inside)
    return labels


def labelled_tiles(
    sources: Sequence[LabelledSource], side: int, most: int
) -> list[tuple[LabelledSource, Window]]:
    """Tiles without overlap that hold labelled pixels.

    Args:
        sources: Label rasters.
        side: Side of a tile in pixels.
        most: Where there are more tiles than this, so many are taken, spread evenly.

    Returns:
        Pairs of a source and a window, which may reach beyond it.
    """
    tiles = []
    for source in sources:
        for part in cut(source.shape, side, side):
            if np.any(source.labels(part) != UNLABELLED):
                tiles.append((source, Window(part.row, part.col, side, side)))
    chosen = np.linspace(0, len(tiles) - 1, min(most, len(tiles))).astype(int)
    return [tiles[number] for number in chosen]
