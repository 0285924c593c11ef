"""How an image is cut into tiles for a network."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ...core.rasters.windows import Window, cut
from ..networks import check_patch_size, legal_size_from, network_class

#: Tiles begin at multiples of this where they can: whole blocks of the file that is written.
BLOCK = 256
#: Largest side of the part of a tile that is kept. Beyond it, less overlap saves 2 % in float32,
#: but in bfloat16 on AMX leaving the processor's caches costs a tenth.
_LARGEST = 1024


@dataclass(frozen=True)
class Tiling:
    """The tiles of a network.

    A tile is the part of the image whose values are kept. Tiles begin at multiples of the
    network's stride on the image; what the network is given reaches `context` further on every
    side. So values do not depend on how the image is cut.

    Attributes:
        network: Name of the network.
        rows: Rows of a tile, a multiple of the network's stride.
        cols: Columns of a tile, likewise.
    """

    network: str
    rows: int
    cols: int

    @classmethod
    def of_side(cls, network: str, side: int) -> Tiling:
        """The tiles for inputs of a given side.

        An input that is too small to give a whole stride is raised to one that does.

        Raises:
            ScarpError: if the network cannot take such a side.
        """
        check_patch_size(network, side)
        stride = network_class(network).stride
        step = max((side - 2 * network_class(network).context) // stride, 1) * stride
        return cls(network, step, step)

    @classmethod
    def fitting(cls, network: str, part: Window, most_pixels: float) -> Tiling:
        """The largest tiles that are worthwhile, divided evenly over an image.

        Args:
            network: Name of the network.
            part: What is classified of the image.
            most_pixels: Pixels that an input may have.
        """
        stride = network_class(network).stride
        largest = int(math.sqrt(most_pixels)) - 2 * network_class(network).context - stride
        unit = BLOCK if largest >= BLOCK else stride
        largest = min(max(largest // unit * unit, unit), _LARGEST)

        def even(size: int) -> int:
            tiles = -(-size // largest)
            return -(-size // (tiles * unit)) * unit

        return cls(network, *(min(even(size), largest) for size in (part.height, part.width)))

    @property
    def is_smallest(self) -> bool:
        """Whether tiles cannot be cut further."""
        return max(self.rows, self.cols) <= network_class(self.network).stride

    def halved(self) -> Tiling:
        """Tiles of half the side."""
        stride = network_class(self.network).stride
        halves = (max(side // 2 // stride, 1) * stride for side in (self.rows, self.cols))
        return Tiling(self.network, *halves)

    def cut(self, part: Window) -> Iterator[Window]:
        """The tiles of a part of the image, row by row; the first and last may be smaller."""
        stride = network_class(self.network).stride
        row, col = part.row // stride * stride, part.col // stride * stride
        whole = part.row + part.height - row, part.col + part.width - col
        for tile in cut(whole, self.rows, self.cols):
            yield Window(row + tile.row, col + tile.col, *tile[2:]).intersection(part)

    def cut_again(self, tiles: Iterable[Window]) -> list[Window]:
        """Larger tiles, each cut into tiles of this size."""
        return [part for tile in tiles for part in self.cut(tile)]

    def input_of(self, tile: Window) -> Window:
        """The window that the network is given for a tile; it may reach beyond the image."""
        kind, context = network_class(self.network), network_class(self.network).context
        row, col = tile.row // kind.stride * kind.stride, tile.col // kind.stride * kind.stride
        sides = tile.row - row + tile.height, tile.col - col + tile.width
        height, width = (legal_size_from(kind, side + 2 * context) for side in sides)
        return Window(row - context, col - context, height, width)

    def inner(self, tile: Window, outputs: np.ndarray) -> np.ndarray:
        """A tile's part of what the network gave for its input: (rows, columns, …)."""
        margin, given = network_class(self.network).margin, self.input_of(tile)
        top, left = tile.row - given.row - margin, tile.col - given.col - margin
        return outputs[top : top + tile.height, left : left + tile.width]
