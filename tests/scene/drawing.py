"""Laying colours over an image (4, h, w), and softening it."""

import numpy as np

from .noise import scramble, step
from .patches import Patch

# Relative brightness changes in a patch: from its lower to its upper end, in stripes, at random.
TEXTURE = {
    "scar": (0.3, 0.15, 0.1),
    "flow": (0.3, 0.15, 0.1),
    "field": (0.05, 0.08, 0.03),
    "clearing": (0.1, 0.05, 0.09),
}


def draw(
    image: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    patches: list[Patch],
    number: np.ndarray,
    fine: np.ndarray,
    medium: np.ndarray,
) -> None:
    """Draw patches over the image (4, h, w) in place, where their numbers (h, w) are."""
    where = np.flatnonzero(number)
    if not len(where):
        return
    own = number.ravel()[where] - 1
    row, column = np.divmod(where, len(x))
    left, top, right, down = np.array([patch.axis for patch in patches]).T[:, own]
    east, south = x[column] - left, y[row] - top
    length = np.sqrt(right**2 + down**2)
    along = (east * right + south * down) / length**2
    stripe = (south * right - east * down) / length / 12
    first = np.floor(stripe).astype(np.int64)
    salt = np.array([patch.salt for patch in patches])[own]
    stripes = scramble(first, salt, 0) * (first + 1 - stripe)
    stripes += scramble(first + 1, salt, 0) * (stripe - first)
    fade, streaks, roughness = np.array([TEXTURE[patch.kind] for patch in patches]).T[:, own]
    fine, medium = fine.ravel()[where], medium.ravel()[where]
    light = 1 + fade * (0.5 - along) + streaks * (stripes * 2.0**-31 - 1)
    light = np.maximum(light + roughness * (fine + medium), 0.35).astype(np.float32)
    # Trees still stand, or lie, in parts of a landslide.
    bare = 0.25 + 0.75 * step(-2.2, -0.9, medium + 0.5 * fine)
    cover = np.where(np.array([patch.is_landslide for patch in patches])[own], bare, 1)
    colours = np.array([patch.colour for patch in patches], np.float32).T
    for band, colour in zip(image.reshape(len(image), -1), colours):
        band[where] += (colour[own] * light - band[where]) * cover


def blend(image: np.ndarray, colour: tuple[int, ...], cover: np.ndarray) -> None:
    """Lay a colour (4,) over the image (4, h, w) in place, covering it by shares (h, w)."""
    if cover.any():
        for band, value in zip(image, colour):
            band += (value - band) * cover


def blur(image: np.ndarray) -> np.ndarray:
    """Image (4, h - 2, w - 2) as a sensor's optics would soften it."""
    image = (image[:, :, :-2] + image[:, :, 2:]) * 0.2 + image[:, :, 1:-1] * 0.6
    return (image[:, :-2] + image[:, 2:]) * 0.2 + image[:, 1:-1] * 0.6
