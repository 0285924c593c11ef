"""Images to classify, and models that are taken for trained ones."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable

import numpy as np
import paths  # noqa: F401
from common.rasters import create_bytes
from common.running import run_quietly
from scarp.core.rasters.windows import Window, cut
from scarp.models.data.normalisation import Normalisation
from scarp.models.model_file import load_model, save_model
from scarp.models.settings import NetworkSettings

_BANDS = ("red", "green", "blue")
_NODATA = 0
#: Each square of this many pixels has a disc in it.
_CELL = 256
_STRIPS = 4


def make_scene(path: str, side: int) -> None:
    """Makes a square RGB image of noise with brighter discs.

    Args:
        path: Where.
        side: Rows and columns.
    """
    _make(path, side, [Window(0, 0, side, side)])


def make_striped(path: str, side: int, strip: int) -> None:
    """Makes a square RGB image with four strips of data, from its first rows to its last.

    They are as wide as the image, and begin at multiples of their height. Elsewhere it is nodata,
    which takes no room in the file.

    Args:
        path: Where.
        side: Rows and columns.
        strip: Rows of a strip.
    """
    steps = (side - strip) // strip
    rows = (strip * (steps * number // (_STRIPS - 1)) for number in range(_STRIPS))
    _make(path, side, [Window(row, 0, strip, side) for row in rows])


def side_of(pixels: int) -> int:
    """Side of a square image of about so many pixels."""
    return round(math.sqrt(pixels))


def _make(path: str, side: int, filled: Iterable[Window]) -> None:
    dataset = create_bytes(path, (side, side), len(_BANDS))
    bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
    for band, name in zip(bands, _BANDS):
        band.SetDescription(name)
        band.SetNoDataValue(_NODATA)
    rng = np.random.default_rng(0)
    for window in filled:
        for line in cut(window[2:], _CELL, side):
            values = _noise_and_discs(rng, side)[:, : line.height]
            for band, array in zip(bands, values):
                band.WriteArray(array, 0, window.row + line.row)


def _noise_and_discs(rng: np.random.Generator, columns: int) -> np.ndarray:
    """uint8 (bands, 256, columns): a line of cells, none of its values nodata."""
    values = rng.integers(1, 100, (len(_BANDS), _CELL, columns), dtype=np.uint8)
    rows, cols = np.ogrid[:_CELL, :_CELL]
    for first in range(0, columns, _CELL):
        row, col = rng.integers(64, _CELL - 64, 2)
        disc = np.hypot(rows - row, cols - col) < rng.uniform(16, 64)
        values[:, :, first : first + _CELL] += 100 * disc[:, : columns - first].astype(np.uint8)
    return values


def make_model(path: str, network: NetworkSettings) -> None:
    """Writes a model file with random weights that is taken for a trained one.

    Args:
        path: Where.
        network: Its network, of three bands.
    """
    run_quietly("initialize_model", output=path, settings=dataclasses.asdict(network))
    model = dataclasses.replace(
        load_model(path),
        band_names=_BANDS,
        pixel_size=10.0,
        normalisation=Normalisation((60.0,) * len(_BANDS), (40.0,) * len(_BANDS)),
        training={"epochs": 1},
        history={"loss": [0.5]},
        best_epoch=1,
        threshold=0.5,
    )
    save_model(model, path)
