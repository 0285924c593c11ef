"""Counting labels in cells, to know where they lie without reading them again."""

from __future__ import annotations

import numpy as np

from ...core.labels.values import UNLABELLED
from ...core.rasters.windows import cut
from .image_sources import Labels

#: Side in pixels of the cells in which labels are counted.
CELL = 32


def count_labels(source: Labels) -> tuple[np.ndarray, np.ndarray]:
    """Counts labelled pixels and feature pixels in cells of 32 x 32 pixels.

    Returns:
        Two arrays uint16 (rows / 32, columns / 32, rounded up).
    """
    rows, cols = (-(-size // CELL) for size in source.shape)
    labelled, features = (np.zeros((rows, cols), np.uint16) for _ in range(2))
    for window in cut(source.shape, 32 * CELL, 32 * CELL):
        labels = source.labels(window)
        known = labels != UNLABELLED
        row, col = window.row // CELL, window.col // CELL
        for counts, mask in ((labelled, known), (features, known & (labels > 0))):
            part = np.add.reduceat(mask, np.arange(0, window.height, CELL), 0, dtype=np.uint16)
            part = np.add.reduceat(part, np.arange(0, window.width, CELL), 1)
            counts[row : row + part.shape[0], col : col + part.shape[1]] = part
    return labelled, features


def sum_of_cells(counts: np.ndarray, cells: int) -> np.ndarray:
    """Sums of a grid of counts over squares of ``cells`` x ``cells``, smaller at the far edges."""
    rows, cols = (np.arange(0, size, cells) for size in counts.shape)
    return np.add.reduceat(np.add.reduceat(counts, rows, 0, dtype=np.int64), cols, 1)
