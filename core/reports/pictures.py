"""Pictures for reports."""

from __future__ import annotations

import base64

import imageio.v3 as imageio
import numpy as np


def stretched(image: np.ndarray, valid: np.ndarray | None = None) -> np.ndarray:
    """The first three bands (the first alone, where there are fewer) between 2 and 98 %.

    Args:
        image: Array (rows, columns, bands).
        valid: bool array (rows, columns), the pixels that the percentiles are taken of: at least
            one; None: all.

    Returns:
        uint8 array (rows, columns, 3).
    """
    bands = image[..., :3] if image.shape[-1] >= 3 else np.repeat(image[..., :1], 3, axis=-1)
    pixels = bands.reshape(-1, 3) if valid is None else bands[valid]
    low, high = np.percentile(pixels, (2, 98), axis=0)
    spread = np.where(high > low, high - low, 1)
    return (255 * np.clip((bands - low) / spread, 0, 1)).astype(np.uint8)


def png(picture: np.ndarray) -> str:
    """A picture as PNG in base 64.

    Args:
        picture: uint8 array (rows, columns, 3).
    """
    return base64.b64encode(imageio.imwrite("<bytes>", picture, extension=".png")).decode()
