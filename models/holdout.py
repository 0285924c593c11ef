"""Holding out blocks of the training rasters where there are no validation rasters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..core.errors import Progress, tr
from ..core.labels import UNLABELLED
from ..core.windows import Window
from .cells import CELL, count_labels, sum_of_cells
from .sources import LabelledSource

#: Share of the blocks that is held out.
SHARE = 0.2
#: Fewest blocks with features to choose from; else the blocks are made smaller.
_FEWEST = 10
_LARGEST = 256


class BlocksOf:
    """A labelled image of whose labels only those in some blocks are known.

    Args:
        source: The image; what is not named here is taken from it.
        chosen: bool (rows / ``side``, columns / ``side``, rounded up): the blocks.
        side: Side of a block in pixels.
    """

    def __init__(self, source: LabelledSource, chosen: np.ndarray, side: int):
        self._source = source
        self._chosen = chosen
        self._side = side

    def __getattr__(self, name: str):
        return getattr(self._source, name)

    def labels(self, window: Window) -> np.ndarray:
        """As `LabelledSource.labels`, 255 outside the blocks."""
        rows = np.arange(window.row, window.row + window.height) // self._side
        cols = np.arange(window.col, window.col + window.width) // self._side
        labels = self._source.labels(window)
        return np.where(self._chosen[np.ix_(rows, cols)], labels, UNLABELLED).astype(np.uint8)


def hold_out(sources: Sequence[LabelledSource], seed: int) -> tuple[list[BlocksOf], list[BlocksOf]]:
    """Holds out a fifth of the labelled blocks, of those with features and of those without.

    Blocks are of 256 pixels a side, or of 128, 64 or 32 where fewer than ten of the larger ones
    hold features.

    Args:
        sources: Label rasters.
        seed: Of the drawing of blocks.

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
        held_out[group[: max(round(SHARE * len(group)), group is with_features)]] = True
    ends = np.cumsum([pair[0].size for pair in blocks])[:-1]
    chosen = [part.reshape(pair[0].shape) for part, pair in zip(np.split(held_out, ends), blocks)]
    return (
        [BlocksOf(source, ~part, side) for source, part in zip(sources, chosen)],
        [BlocksOf(source, part, side) for source, part in zip(sources, chosen)],
    )


def hold_out_if_possible(
    sources: Sequence[LabelledSource], seed: int, progress: Progress
) -> tuple[Sequence[LabelledSource], Sequence[LabelledSource]]:
    """As `hold_out`, but all is trained on where nothing can be held out; that is told."""
    kept, held_out = hold_out(sources, seed)
    if held_out:
        progress(
            0,
            tr(
                "No validation rasters: a fifth of the labelled blocks of the training rasters is "
                "held out for validation."
            ),
        )
        return kept, held_out
    progress(
        0,
        tr(
            "No validation rasters, and too few features to hold any out: the best epoch is that "
            "of the lowest training loss."
        ),
    )
    return sources, []
