"""Drawing training patches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from ...core.labels.values import UNLABELLED
from ...core.messages import ScarpError, tr
from ...core.prefetch import Prefetcher
from ...core.rasters.groups import OPTIONAL
from ...core.rasters.windows import Window
from ..settings import TrainingSettings
from .augmentation import Turn, changed_brightness
from .colour_changes import changed_colours, changed_stack
from .label_counts import CELL, count_labels
from .normalisation import NormalisedSource
from .targets import WEIGHT, make_targets, targets_reach

#: Number of patches of which the mean weight is computed.
_WEIGHED = 64


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
    """Where labelled pixels and feature pixels lie, counted in cells of 32 x 32 pixels.

    Args:
        sources: The label rasters.

    Attributes:
        labelled: Number of labelled pixels.
        features: Number of pixels with a class.

    Raises:
        ScarpError: if there are no labelled pixels, or none with a class.
    """

    def __init__(self, sources: Sequence[NormalisedSource]):
        self._sources = sources
        counts = [count_labels(source) for source in sources]
        self._grids = [known.shape for known, _ in counts]
        self._firsts = np.cumsum([0, *(known.size for known, _ in counts)])
        self._labelled, self._features = (
            np.cumsum(np.concatenate([grids[kind].ravel() for grids in counts]), dtype=np.int64)
            for kind in (0, 1)
        )
        self.labelled, self.features = int(self._labelled[-1]), int(self._features[-1])
        if not self.features:
            raise ScarpError(
                tr("The training rasters have no feature pixels: is the labelled area right?")
            )

    def draw(self, rng: np.random.Generator, feature: bool) -> tuple[NormalisedSource, int, int]:
        """Draws one of all labelled pixels, or of all feature pixels, each as likely as another.

        Returns:
            The source, the row and the column.
        """
        shares = self._features if feature else self._labelled
        cell = int(np.searchsorted(shares, rng.integers(shares[-1]), side="right"))
        number = int(np.searchsorted(self._firsts, cell, side="right")) - 1
        source, columns = self._sources[number], self._grids[number][1]
        row, col = (CELL * place for place in divmod(cell - int(self._firsts[number]), columns))
        labels = source.labels(Window(row, col, CELL, CELL).clipped(source.shape))
        known = labels != UNLABELLED
        places = np.argwhere(known & (labels > 0) if feature else known)
        down, right = places[rng.integers(len(places))]
        return source, row + int(down), col + int(right)


class TrainingPatches:
    """Random patches of labelled images, of all epochs one after the other.

    The epoch follows from the number of the batch, not from Keras's callbacks, which come before
    or after the batches that are prefetched. This is not a ``keras.utils.PyDataset``, because JAX
    and torch prefetch nothing from one, and its threads start anew with each epoch.

    A batch is a tuple of images (patches, side, side, bands) float32 and targets (patches, output
    side, output side, 4) float32, with the channels of `scarp.models.data.targets`. What a patch
    is depends only on the seed, the epoch and its number.

    Args:
        index: Of the label rasters.
        geometry: Sizes of patches.
        settings: Of the training.
        batch_size: Patches in a batch.
        begin: The first epoch to give, from 0.
        shares: Devices that share each batch: an epoch has a multiple of so many patches.
    """

    def __init__(
        self,
        index: PatchIndex,
        geometry: Geometry,
        settings: TrainingSettings,
        batch_size: int,
        begin: int = 0,
        shares: int = 1,
    ):
        self._index = index
        self._geometry = geometry
        self._settings = settings
        self._batch_size = batch_size
        self._begin = begin
        patches = settings.patches_per_epoch or max(
            1, round(2 * index.labelled / geometry.output_side**2)
        )
        self.patches_per_epoch = _multiple(patches, shares)

    @property
    def batches_per_epoch(self) -> int:
        """Batches in an epoch; the last one may be smaller."""
        return -(-self.patches_per_epoch // self._batch_size)

    def __len__(self) -> int:
        """Batches in all epochs, from the first one to give."""
        return (self._settings.epochs - self._begin) * self.batches_per_epoch

    def __getitem__(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """A batch, by its number since the first one to give."""
        return _stacked([self._patch(place) for place in self._places(number)])

    def prefetched(self, prefetcher: Prefetcher, threads: int = 1) -> Iterator:
        """All batches, made while the one before is trained on.

        Args:
            prefetcher: In which to make them.
            threads: Patches that are made at the same time.
        """
        places = chain.from_iterable(map(self._places, range(len(self))))
        patches = prefetcher.map(self._patch, places, threads, ahead=self._batch_size)
        sizes = (len(self._places(number)) for number in range(len(self)))
        return prefetcher.map(_stacked, (list(islice(patches, size)) for size in sizes))

    def _places(self, number: int) -> list[tuple[int, int]]:
        """Epoch and number in it of each patch of a batch."""
        epoch, number = divmod(number, self.batches_per_epoch)
        first = number * self._batch_size
        last = min(first + self._batch_size, self.patches_per_epoch)
        return [(self._begin + epoch, patch) for patch in range(first, last)]

    def mean_weight(self) -> float:
        """Sum of the pixels' weights in a patch, on average over some of all epochs' patches."""
        epochs, patches = self._settings.epochs, self.patches_per_epoch
        count = min(_WEIGHED, epochs * patches)
        places = (divmod(number * epochs * patches // count, patches) for number in range(count))
        weights = (self._targets(place, self._draw(place))[..., WEIGHT].sum() for place in places)
        return float(sum(weights)) / count

    def _patch(self, place: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
        drawn, side = self._draw(place), self._geometry.side
        normalisation = drawn.source.normalisation
        if self._settings.augment_brightness:
            normalisation = changed_brightness(normalisation, drawn.rng)
        square = drawn.source.read(drawn.around(drawn.turn.reach(side)), normalisation)
        patch = drawn.turn.apply(square, side)
        groups = drawn.source.groups
        if any(group in OPTIONAL for group in groups):
            patch = changed_stack(patch, groups, self._settings, drawn.rng)
        else:
            patch = changed_colours(patch, self._settings, drawn.rng)
        return patch, self._targets(place, drawn)

    def _draw(self, place: tuple[int, int]) -> _Drawn:
        settings = self._settings
        rng = np.random.default_rng((settings.seed, *place))
        weight = settings.class_weight(place[0])
        feature = rng.random() < weight / (1 + weight)
        source, row, col = self._index.draw(rng, feature)
        turn = Turn.draw(
            rng,
            settings.augment_rotation,
            settings.augment_scale,
            settings.augment_flip,
            settings.straight_share,
        )
        return _Drawn(rng, source, row, col, turn)

    def _targets(self, place: tuple[int, int], drawn: _Drawn) -> np.ndarray:
        # Features beyond the patch widen into it.
        rim = targets_reach(self._settings, place[0])
        side = self._geometry.output_side + 2 * rim
        labels = drawn.source.labels(drawn.around(drawn.turn.reach(side)))
        labels = drawn.turn.apply_to_labels(labels, side)
        inside = slice(rim, rim + self._geometry.output_side)
        return make_targets(labels, self._settings, place[0])[inside, inside]


@dataclass(frozen=True)
class _Drawn:
    """Where a patch lies and how it is turned, and the generator for what is drawn next."""

    rng: np.random.Generator
    source: NormalisedSource
    row: int
    col: int
    turn: Turn

    def around(self, size: int) -> Window:
        """A square around the place."""
        # Windows of an even side have their centre half a pixel up and left of the place.
        return Window(self.row - size // 2, self.col - size // 2, size, size)


def _multiple(number: int, of: int) -> int:
    """Rounds a number up to a multiple."""
    return -(-number // of) * of


def _stacked(patches: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    images, targets = (np.stack(arrays) for arrays in zip(*patches))
    return images, targets
