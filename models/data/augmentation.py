"""Random changes of patches that leave a landslide a landslide."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from skimage.transform import warp

from .normalisation import Normalisation

_LARGEST_SCALE = 1.25
_BRIGHTNESS = 0.2
_LARGEST_CONTRAST = 1.2
_QUARTERS = 4
_QUARTER = 2 * math.pi / _QUARTERS


def changed_brightness(normalisation: Normalisation, rng: np.random.Generator) -> Normalisation:
    """Draws a mild change of brightness and contrast, another one for each band.

    Normalised values are multiplied by 1 / 1.2 to 1.2 (uniform in the logarithm), then -0.2 to
    0.2 standard deviations are added.
    """
    bands = len(normalisation.centre)
    gain = _LARGEST_CONTRAST ** rng.uniform(-1, 1, bands)
    return normalisation.changed(gain, rng.uniform(-_BRIGHTNESS, _BRIGHTNESS, bands))


@dataclass(frozen=True)
class Turn:
    """A rotation, a scale and a flip about the centre of a patch.

    Attributes:
        angle: Radians by which the patch is turned on the image.
        scale: Pixels of the image that one pixel of the patch covers.
        flip: Mirror the patch, left to right.
    """

    angle: float = 0.0
    scale: float = 1.0
    flip: bool = False

    @classmethod
    def draw(
        cls,
        rng: np.random.Generator,
        rotation: bool,
        scale: bool,
        flip: bool,
        straight_share: float = 0.0,
    ) -> Turn:
        """Draws a random one, of the kinds that are switched on.

        The angle is uniform; the scale is uniform in its logarithm, 0.8 to 1.25; one half is
        flipped. Of those that are straight, the angle is a multiple of a quarter turn and the
        scale is 1.

        Args:
            rng: To draw with.
            rotation: Whether to turn.
            scale: Whether to scale.
            flip: Whether to flip.
            straight_share: Share of those that are straight, whose pixels are those of the image.
        """
        drawn = rng.random(3)
        if straight_share and rng.random() < straight_share:
            quarters = int(_QUARTERS * drawn[0]) if rotation else 0
            return cls(quarters * _QUARTER, 1.0, bool(flip and drawn[2] < 0.5))
        return cls(
            2 * math.pi * drawn[0] if rotation else 0.0,
            _LARGEST_SCALE ** (2 * drawn[1] - 1) if scale else 1.0,
            bool(flip and drawn[2] < 0.5),
        )

    @property
    def quarters(self) -> int | None:
        """Quarter turns, where pixels of the patch are pixels of the image; else None."""
        turns = self.angle / _QUARTER
        return int(turns) if turns.is_integer() and self.scale == 1 else None

    def reach(self, side: int) -> int:
        """Side of the square of the image, about the same centre, that a patch needs.

        Args:
            side: Side of the patch in pixels.

        Returns:
            A number of pixels, as even or odd as ``side``.
        """
        if self.quarters is not None:
            return side
        turned = side * self.scale * (abs(math.cos(self.angle)) + abs(math.sin(self.angle)))
        larger = math.ceil(turned) + 2
        return larger + (larger - side) % 2

    def apply(self, square: np.ndarray, side: int) -> np.ndarray:
        """Cuts the patch out of a square of the image, interpolated bilinearly if it has to be.

        Args:
            square: (`reach`, `reach`, bands).
            side: Side of the patch in pixels.

        Returns:
            float32 (side, side, bands).
        """
        if self.quarters is None:
            linear, offset = self._to_square(square.shape[0], side)
            # Scikit-image counts columns first.
            matrix = np.eye(3)
            matrix[:2, :2], matrix[:2, 2] = linear[::-1, ::-1], offset[::-1]
            square = warp(
                square.astype(np.float32, copy=False),
                matrix,
                output_shape=(side, side),
                order=1,
                mode="edge",
                preserve_range=True,
            )
        else:
            square = np.rot90(square, self.quarters)
        return np.ascontiguousarray(self._flipped(square), dtype=np.float32)

    def apply_to_labels(self, square: np.ndarray, side: int) -> np.ndarray:
        """Cuts the labels of the patch out of a square of labels: those of the nearest pixels.

        Args:
            square: uint8 (`reach`, `reach`).
            side: Side of the patch in pixels.

        Returns:
            uint8 (side, side).
        """
        if self.quarters is None:
            linear, offset = self._to_square(square.shape[0], side)
            # Scikit-image's warp takes eight times as long for the nearest pixel.
            square = ndimage.affine_transform(
                square, linear, offset, (side, side), order=0, mode="nearest"
            )
        else:
            square = np.rot90(square, self.quarters)
        return np.ascontiguousarray(self._flipped(square))

    def _to_square(self, size: int, side: int) -> tuple[np.ndarray, np.ndarray]:
        """Matrix and offset that take (row, column) of the patch to those of the square."""
        cos, sin = self.scale * math.cos(self.angle), self.scale * math.sin(self.angle)
        linear = np.array([[cos, sin], [-sin, cos]])
        return linear, (size - 1) / 2 - linear @ np.full(2, (side - 1) / 2)

    def _flipped(self, patch: np.ndarray) -> np.ndarray:
        return patch[:, ::-1] if self.flip else patch
