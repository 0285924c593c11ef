"""Running a network over a whole image."""

from __future__ import annotations

from typing import Callable, Protocol

import keras
import numpy as np

from ..core.errors import Progress, no_progress
from ..core.windows import Window, cut
from .checks import check_trained
from .evaluation import activation
from .model_file import Model
from .networks import check_patch_size, legal_size_from, legal_size_up_to, network_class
from .normalisation import NormalisedSource
from .settings import ClassifySettings
from .sources import ImageSource

#: Input pixels of a tile for a network of the full width 64: about 3 GB in float32.
_TILE_PIXELS = 1212**2
_FULL_WIDTH = 64
#: Sides of output tiles are multiples of this where they can be: whole blocks of the file.
_BLOCK = 256


class ActivationSink(Protocol):
    """What class activation values are written to, such as `scarp.core.cam.CamWriter`."""

    def write(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """Takes values (rows, columns, classes) of a window, and where they are valid."""


def classify(
    model: Model,
    network: keras.Model,
    image: ImageSource,
    sink: ActivationSink,
    settings: ClassifySettings,
    part: Window | None = None,
    mask: Callable[[Window], np.ndarray] | None = None,
    progress: Progress = no_progress,
) -> None:
    """Computes class activation values tile by tile.

    Tiles begin at multiples of the network's stride on the image, and of their outputs only
    what the next tile does not hold is kept: values do not depend on the cutting.

    Args:
        model: The model, trained.
        network: Its network.
        image: The image, with the model's number of bands.
        sink: Takes the values of ``part``; windows without data are not written.
        settings: How to compute.
        part: Window of the image to classify; None: all of it. The sink's row 0 and column 0
            are its corner.
        mask: Gives bool (rows, columns) of a window on the image, where values are wanted.
        progress: Told after each tile.

    Raises:
        ScarpError: if the model is not trained, or the tile size is not one for the network.
    """
    check_trained(model)
    kind = network_class(model.network.network)
    part = part or Window(0, 0, *image.shape)
    side = settings.tile_size or automatic_tile_size(model, part)
    check_patch_size(model.network.network, side)
    # Of smaller tiles comes less than one stride: too little to put together.
    side = max(side, legal_size_from(kind, 2 * kind.context + kind.stride))
    output_side = side - 2 * kind.context
    step = tile_step(output_side, kind.stride)
    first_row, first_col = (start // kind.stride * kind.stride for start in part[:2])
    area = Window(
        first_row, first_col, part.row - first_row + part.height, part.col - first_col + part.width
    )
    normalised = NormalisedSource(image, model.normalisation.of(image))
    tiles = list(cut((area.height, area.width), step, step))
    for number, tile in enumerate(tiles):
        row, col = area.row + tile.row, area.col + tile.col
        kept = Window(row, col, tile.height, tile.width).intersection(part)
        valid = image.valid(kept)
        if mask is not None:
            valid = valid & mask(kept)
        if valid.any():
            whole = Window(row, col, output_side, output_side)
            values = _predict(
                network, normalised.read(whole.grown(kind.context)), whole, settings.augment
            )
            top, left = kept.row - row, kept.col - col
            values = values[top : top + kept.height, left : left + kept.width]
            place = Window(kept.row - part.row, kept.col - part.col, kept.height, kept.width)
            sink.write(place, values, valid)
        progress((number + 1) / len(tiles))


def _predict(network: keras.Model, image: np.ndarray, window: Window, augment: bool) -> np.ndarray:
    """Class activation values of one normalised tile: float32 (rows, columns, classes)."""
    if not augment:
        return activation(network, image, window)
    total = 0.0
    for turns in range(4):
        for flip in (False, True):
            turned = np.ascontiguousarray(np.rot90(image[:, ::-1] if flip else image, turns))
            back = np.rot90(activation(network, turned, window), -turns)
            total = total + (back[:, ::-1] if flip else back)
    return total / 8


def tile_step(output_side: int, stride: int) -> int:
    """Distance from one tile to the next, in pixels.

    Args:
        output_side: Side of the network's output.
        stride: Of the network.

    Returns:
        The largest multiple of the stride that leaves no gap.
    """
    return max(output_side // stride, 1) * stride


def automatic_tile_size(model: Model, part: Window) -> int:
    """Side of an input tile whose activations fit into some 3 GB, no larger than needed.

    Args:
        model: The model.
        part: Window to classify.

    Returns:
        A side that the network takes; its output holds whole blocks of 256 pixels where it can.
    """
    kind = network_class(model.network.network)
    largest = (_TILE_PIXELS * _FULL_WIDTH / model.network.width) ** 0.5
    blocks = max(int(largest - 2 * kind.context) // _BLOCK, 1)
    needed = -(-max(part.height, part.width) // _BLOCK)
    output = min(blocks, needed) * _BLOCK
    return legal_size_up_to(kind, output + 2 * kind.context + kind.stride)
