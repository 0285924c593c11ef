"""Areas made of equal blocks of pixels, and what lies near them."""

from __future__ import annotations

import numpy as np

from .windows import Window


def near_blocks(
    window: Window, chosen: np.ndarray, block: tuple[int, int], distance: int = 0
) -> np.ndarray:
    """Finds the pixels of a window that lie in chosen blocks, or near them.

    Args:
        window: A window on the raster that is cut into blocks.
        chosen: bool (rows of blocks, columns of blocks), from the raster's upper left corner.
        block: Rows and columns of a block in pixels.
        distance: Largest distance in pixels from a block, in rows and in columns; at most the
            height and the width of a block, unless all chosen blocks are on one side.

    Returns:
        bool (``window.height``, ``window.width``).
    """
    found = np.zeros((window.height, window.width), dtype=bool)
    # Blocks are at least as large as the distance, so only those matter that lie under the pixel
    # and under the pixels at that distance in eight directions.
    shifts = (-distance, 0, distance) if distance else (0,)
    rows = np.arange(window.row, window.row + window.height)[:, None]
    cols = np.arange(window.col, window.col + window.width)[None, :]
    last_row, last_col = chosen.shape[0] - 1, chosen.shape[1] - 1
    for down in shifts:
        for right in shifts:
            block_rows = np.clip((rows + down) // block[0], 0, last_row)
            block_cols = np.clip((cols + right) // block[1], 0, last_col)
            found |= chosen[block_rows, block_cols]
    return found
