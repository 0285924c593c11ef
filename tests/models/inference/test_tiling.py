"""How images are cut into tiles."""

import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.inference.tiling import BLOCK, Tiling
from scarp.models.networks import check_patch_size, network_class

NETWORKS = ("ENVINet5", "ResUNet", "UNet")
PARTS = [
    Window(0, 0, 1, 1),
    Window(0, 0, 100, 90),
    Window(33, 21, 40, 700),
    Window(7, 7, 5000, 2501),
    Window(16, 32, 4096, 4096),
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("most", [1, 252**2, 1212**2, 10**9])
def test_fitting_tiles(network, part, most):
    tiling = Tiling.fitting(network, part, most)
    kind, context = network_class(network), network_class(network).context
    covered = np.zeros((part.height, part.width), np.uint8)
    for tile in tiling.cut(part):
        row, col = tile.row - part.row, tile.col - part.col
        covered[row : row + tile.height, col : col + tile.width] += 1
        given = tiling.input_of(tile)
        # Legal, on the grid of the stride, and with the whole context around the tile.
        for side in given[2:]:
            check_patch_size(network, side)
        assert (given.row + context) % kind.stride == (given.col + context) % kind.stride == 0
        inside = given.grown(-context)
        assert inside.intersection(tile) == tile
        assert given.height * given.width <= max(most, (2 * context + 4 * kind.stride) ** 2)
    assert np.all(covered == 1)


def test_tiles_are_whole_blocks_and_evenly_divided():
    tiling = Tiling.fitting("ENVINet5", Window(0, 0, 2100, 2600), 1300**2)
    assert (tiling.rows, tiling.cols) == (768, 1024)
    assert tiling.rows % BLOCK == tiling.cols % BLOCK == 0


def test_tiles_grow_no_further_than_it_pays():
    tiling = Tiling.fitting("ResUNet", Window(0, 0, 10**5, 10**6), 10**12)
    assert (tiling.rows, tiling.cols) == (1024, 1024)


@pytest.mark.parametrize(
    ("network", "side", "step"),
    [("ENVINet5", 188, 16), ("ENVINet5", 204, 16), ("ENVINet5", 572, 384), ("ResUNet", 192, 32)],
)
def test_tiles_of_a_given_side(network, side, step):
    tiling = Tiling.of_side(network, side)
    assert (tiling.rows, tiling.cols) == (step, step)
    assert max(tiling.input_of(Window(0, 0, step, step))[2:]) <= max(side, 204)


def test_refuses_an_illegal_side():
    with pytest.raises(ScarpError, match="cannot take patches of 200 pixels"):
        Tiling.of_side("ENVINet5", 200)


def test_inner_part_of_an_output():
    """Its pixels are those that the tile has on the image."""
    tiling = Tiling("ENVINet5", 32, 32)
    tile = Window(37, 50, 9, 11)
    given = tiling.input_of(tile)
    rows, cols = np.mgrid[
        given.row + 92 : given.row + given.height - 92,
        given.col + 92 : given.col + given.width - 92,
    ]
    inner = tiling.inner(tile, np.stack([rows, cols], axis=-1))
    assert inner.shape == (9, 11, 2)
    assert inner[0, 0].tolist() == [37, 50] and inner[-1, -1].tolist() == [45, 60]


def test_halving():
    tiling = Tiling("ENVINet5", 384, 48)
    assert tiling.halved() == Tiling("ENVINet5", 192, 16)
    assert not tiling.halved().is_smallest
    assert Tiling("ENVINet5", 16, 16).is_smallest
    tiles = tiling.halved().cut_again([Window(0, 0, 384, 20), Window(384, 48, 10, 10)])
    assert len(tiles) == 4 + 1
    assert sum(tile.height * tile.width for tile in tiles) == 384 * 20 + 100
