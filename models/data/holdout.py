"""Holding out blocks of the training rasters where there are no validation rasters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter

from ...core.labels.values import UNLABELLED
from ...core.messages import Progress, tr
from ...core.rasters.blocks import near_blocks
from ...core.rasters.windows import Window
from .image_sources import LabelledSource
from .label_counts import CELL, count_labels, sum_of_cells

#: Share of the blocks that is held out.
SHARE = 0.2
#: Fewest blocks with features to choose from; else the blocks are made smaller.
_FEWEST = 10
_LARGEST = 256
#: By what the side of a block is divided for the widest guard.
_SHARE_OF_SIDE = 4


class _Masked:
    """A labelled image of whose labels only some are known.

    Args:
        source: The image; what is not named here is taken from it.
        chosen: bool (rows / ``side``, columns / ``side``, rounded up): the blocks.
        side: Side of a block in pixels.
    """

    def __init__(self, source: LabelledSource, chosen: np.ndarray, side: int):
        self._source = source
        self._chosen = chosen
        self._side = side

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)

    def labels(self, window: Window) -> np.ndarray:
        """See `LabelledSource.labels`; 255 where they are not to be known."""
        labels = self._source.labels(window)
        return np.where(self._is_known(window), labels, UNLABELLED).astype(np.uint8)

    def _is_known(self, window: Window) -> np.ndarray:
        raise NotImplementedError

    def _near(self, window: Window, distance: int) -> np.ndarray:
        return near_blocks(window, self._chosen, (self._side, self._side), distance)


class BlocksOf(_Masked):
    """A labelled image of whose labels only those in some blocks are known."""

    def _is_known(self, window: Window) -> np.ndarray:
        return self._near(window, 0)


class AwayFromBlocks(_Masked):
    """A labelled image of whose labels those in some blocks and near them are not known.

    Args:
        source: The image.
        chosen: bool (rows / ``side``, columns / ``side``, rounded up): the blocks.
        side: Side of a block in pixels.
        guard: Pixels around the blocks, ``side`` at most.
    """

    def __init__(self, source: LabelledSource, chosen: np.ndarray, side: int, guard: int):
        super().__init__(source, chosen, side)
        self.guard = guard

    def _is_known(self, window: Window) -> np.ndarray:
        return ~self._near(window, self.guard)


def hold_out(
    sources: Sequence[LabelledSource], seed: int, guard: int = 0, share: float = SHARE
) -> tuple[list[AwayFromBlocks], list[BlocksOf]]:
    """Holds out some of the labelled blocks, of those with features and of those without.

    Blocks are of 256 pixels a side, or of 128, 64 or 32 where fewer than ten of the larger ones
    hold features.

    What is left has a guard around what is held out, so that no patch of the one shows the other,
    nor the rest of the same landslide: as wide as a network sees, but no wider than a quarter of a
    block. Blocks that have held-out ones all around them keep a quarter of their labels so; of
    all labels in full blocks of which a fifth is held out, 62 in 100 are left, of 80 without a
    guard. If no features were left, there is none.

    Args:
        sources: Label rasters.
        seed: Of the drawing of blocks.
        guard: Pixels around a label that a network sees.
        share: Of the blocks, that is held out.

    Returns:
        What is left to train on, and what is held out. Both are empty if features lie in one
        block of 32 pixels only.
    """
    counts = [count_labels(source) for source in sources]
    side = _LARGEST
    while True:
        blocks = [tuple(sum_of_cells(grid, side // CELL) for grid in pair) for pair in counts]
        labelled, features = (
            np.concatenate([pair[kind].ravel() for pair in blocks]) for kind in (0, 1)
        )
        with_features = np.flatnonzero(features)
        if len(with_features) >= _FEWEST or side == CELL:
            break
        side //= 2
    if len(with_features) < 2:
        return [], []
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(labelled), bool)
    for group in (with_features, np.flatnonzero((labelled > 0) & (features == 0))):
        rng.shuffle(group)
        held_out[group[: max(round(share * len(group)), group is with_features)]] = True
    ends = np.cumsum([pair[0].size for pair in blocks])[:-1]
    chosen = [part.reshape(pair[0].shape) for part, pair in zip(np.split(held_out, ends), blocks)]

    def kept(guard: int) -> list[AwayFromBlocks]:
        return [AwayFromBlocks(source, part, side, guard) for source, part in zip(sources, chosen)]

    left = kept(min(guard, side // _SHARE_OF_SIDE))
    if not _has_features(left, [pair[1] for pair in blocks], chosen):
        left = kept(0)
    return left, [BlocksOf(source, part, side) for source, part in zip(sources, chosen)]


def _has_features(
    left: Sequence[AwayFromBlocks], features: Sequence[np.ndarray], held_out: Sequence[np.ndarray]
) -> bool:
    """Whether a guard leaves features, of counts and choices by block."""
    for counts, chosen in zip(features, held_out):
        beside = maximum_filter(chosen, 3, mode="constant")
        if counts[~beside].any():
            return True
    return any(count_labels(source)[1].any() for source in left)


def hold_out_if_possible(
    sources: Sequence[LabelledSource], seed: int, guard: int, progress: Progress
) -> tuple[Sequence[LabelledSource], Sequence[LabelledSource]]:
    """As `hold_out`, but trains on everything, and says so, where nothing can be held out."""
    kept, held_out = hold_out(sources, seed, guard)
    if held_out:
        sentence = tr(
            "No validation rasters: a fifth of the labelled blocks of the training rasters is held "
            "out for validation, and labels within {guard} pixels of them are left out."
        )
        if not kept[0].guard:
            sentence = tr(
                "No validation rasters: a fifth of the labelled blocks of the training rasters is "
                "held out for validation, without a guard, which would leave no features."
            )
        progress(0, sentence, guard=kept[0].guard)
        return kept, held_out
    progress(
        0,
        tr(
            "No validation rasters, and too few features to hold any out: the best epoch is that "
            "of the lowest training loss."
        ),
    )
    return sources, []
