"""Tiles of the map: which to look at next, and which are kept from the training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import gdal

from ..cam.cam import Cam
from ..messages import ScarpError, tr
from ..rasters.georeference import window_geotransform
from ..rasters.windows import Window
from .order import PATH, review_order

#: Usual side of a tile in pixels.
SIDE = 128
#: Values that are read along each side of a tile: the file's overviews give them.
_SAMPLES = 8
#: A tile counts in full that is so many tiles away from all that are checked.
_FAR = 3.0
#: Of so many tiles one is kept from the training, to measure on.
_KEPT = 3


@dataclass(frozen=True)
class Tile:
    """A tile of a class activation raster.

    Attributes:
        window: Its pixels.
        uncertainty: Mean of 4 v (1 - v) of its values v, or of the spread over flips, in 0-1.
    """

    window: Window
    uncertainty: float

    def corners(self, geotransform: tuple[float, ...]) -> list[tuple[float, float]]:
        """Its corners in the raster's CRS, the first of them again at the end."""
        row, col, height, width = self.window
        places = ((row, col), (row, col + width), (row + height, col + width), (row + height, col))
        grids = [window_geotransform(geotransform, *place) for place in (*places, places[0])]
        return [(grid[0], grid[3]) for grid in grids]


def propose_tiles(
    cam: Cam,
    count: int,
    checked: Sequence[tuple[float, float]] = (),
    side: int = SIDE,
    spread: Cam | None = None,
) -> list[Tile]:
    """Proposes tiles that would teach most: where the map is unsure, spread over it.

    Args:
        cam: The class activation raster.
        count: How many, at most.
        checked: Rows and columns of the middles of tiles that have been checked.
        side: Side of a tile in pixels.
        spread: How far flips and turns differ, on the same grid, as “Classify” writes it.

    Returns:
        The tiles, the best first; fewer where there are no more with data.

    Raises:
        ScarpError: if the spread is on another grid.
    """
    if spread is not None and spread.shape != cam.shape:
        raise ScarpError(tr("{path} is on another grid than the map."), path=spread.path)
    unsure, rows, cols = _uncertainty(spread or cam, side, spread is None)
    height, width = cam.shape
    tiles = [
        Tile(Window(row * side, col * side, side, side).clipped((height, width)), unsure[row, col])
        for row, col in zip(rows.tolist(), cols.tolist())
    ]
    middles = np.array([_middle(tile.window) for tile in tiles]).reshape(-1, 2)
    scores = np.array([tile.uncertainty for tile in tiles])
    nearest = np.full(len(tiles), np.inf)
    for place in checked:
        nearest = np.minimum(nearest, np.hypot(*(middles - place).T))
    left = nearest >= side / 2
    chosen: list[Tile] = []
    while len(chosen) < count and left.any():
        worth = np.where(left, scores * np.minimum(nearest / (_FAR * side), 1), -1)
        best = int(worth.argmax())
        chosen.append(tiles[best])
        left[best] = False
        nearest = np.minimum(nearest, np.hypot(*(middles - middles[best]).T))
    return chosen


def _middle(window: Window) -> tuple[float, float]:
    return window.row + window.height / 2, window.col + window.width / 2


def _uncertainty(raster: Cam, side: int, is_cam: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean uncertainty of each tile: float64 (rows, columns); and where there are data."""
    tiles = [-(-size // side) for size in raster.shape]
    total, known = np.zeros(tiles), np.zeros(tiles)
    for row in range(tiles[0]):
        height = min(side, raster.shape[0] - row * side)
        samples = tiles[1] * _SAMPLES
        values = raster.dataset.ReadAsArray(
            0,
            row * side,
            raster.shape[1],
            height,
            buf_xsize=min(samples, raster.shape[1]),
            buf_ysize=min(_SAMPLES, height),
            resample_alg=gdal.GRIORA_NearestNeighbour,
        )
        values = values.reshape(-1, *values.shape[-2:]).max(axis=0)
        valid = values >= 0
        unsure = 4 * values * (1 - values) if is_cam else values
        # The last tile may be narrower.
        scale = raster.shape[1] / values.shape[1]
        of = np.minimum(
            ((np.arange(values.shape[1]) + 0.5) * scale / side).astype(int), tiles[1] - 1
        )
        total[row] = np.bincount(of, np.where(valid, unsure, 0).sum(axis=0), tiles[1])
        known[row] = np.bincount(of, valid.sum(axis=0), tiles[1])
    with np.errstate(invalid="ignore"):
        mean = total / known
    # A tile that is mostly empty teaches little.
    rows, cols = np.nonzero(known >= known.max() / 2)
    return mean, rows, cols


def kept_from_training(middles: np.ndarray) -> np.ndarray:
    """Which checked tiles are not trained on: one of three, spread over the map; none of two.

    Args:
        middles: float (tiles, 2), x and y.

    Returns:
        bool (tiles,).
    """
    kept = np.zeros(len(middles), bool)
    if len(middles) >= _KEPT:
        nothing = np.full(len(middles), np.nan)
        along = review_order(PATH, middles, nothing, nothing)
        kept[along[1::_KEPT]] = True
    return kept
