"""Pictures for reports."""

from __future__ import annotations

import base64

import imageio.v3 as imageio
import numpy as np


def stretched(image: np.ndarray, valid: np.ndarray | None = None) -> np.ndarray:
    """Stretches the first three bands, or the first if there are fewer, between 2 and 98 %.

    Args:
        image: Array (rows, columns, bands) of numbers.
        valid: bool (rows, columns), the pixels of which the percentiles are taken, at least one;
            None: all.

    Returns:
        uint8 (rows, columns, 3).
    """
    bands = image[..., :3] if image.shape[-1] >= 3 else np.repeat(image[..., :1], 3, axis=-1)
    pixels = bands.reshape(-1, 3) if valid is None else bands[valid]
    low, high = np.percentile(pixels, (2, 98), axis=0)
    spread = np.where(high > low, high - low, 1)
    return (255 * np.clip((bands - low) / spread, 0, 1)).astype(np.uint8)


def png(picture: np.ndarray) -> str:
    """Encodes a picture as PNG, in Base64.

    Args:
        picture: uint8 (rows, columns, 3).
    """
    return base64.b64encode(imageio.imwrite("<bytes>", picture, extension=".png")).decode()
