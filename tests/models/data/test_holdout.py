"""Blocks of the training rasters that are held out for validation."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.labels.values import UNLABELLED
from scarp.core.rasters.windows import Window
from scarp.models.data.holdout import BlocksOf, hold_out
from scarp.models.data.image_sources import ArraySource
from scipy.ndimage import maximum_filter


def source(labels: np.ndarray) -> ArraySource:
    return ArraySource(np.zeros((*labels.shape, 1), np.float32), labels)


def grid(shape, rows: int, cols: int, apart: int) -> np.ndarray:
    """Background with single pixels of class 1, in rows and columns from the upper left corner."""
    labels = np.zeros(shape, np.uint8)
    labels[5 : rows * apart : apart, 7 : cols * apart : apart] = 1
    return labels


def read(part) -> np.ndarray:
    return part.labels(Window(0, 0, *part.shape))


def known(part) -> np.ndarray:
    return read(part) != UNLABELLED


def side_of_blocks(mask: np.ndarray) -> int:
    """The largest side of squares of which each is all in or all out."""

    def squares(side):
        rows, cols = (range(0, size, side) for size in mask.shape)
        return [mask[row : row + side, col : col + side] for row in rows for col in cols]

    sides = (512, 256, 128, 64, 32, 16)
    return next(
        side for side in sides if all(square.min() == square.max() for square in squares(side))
    )


def test_a_fifth_is_held_out():
    """Of the blocks with features, and of those without."""
    labels = grid((1280, 1280), 2, 5, 256)  # in 10 of 25 blocks
    (kept,), (held_out,) = hold_out([source(labels)], seed=0)
    assert known(held_out).sum() == 5 * 256**2
    assert (read(held_out) == 1).sum() == 2
    assert known(kept).sum() == 20 * 256**2
    assert (read(kept) == 1).sum() == 8


@pytest.mark.parametrize("seed", range(3))
def test_each_label_is_in_one_part(seed):
    """Of several rasters, partly labelled, of several classes and of any size."""
    rng = np.random.default_rng(seed)
    rasters = []
    for shape in ((300, 417), (64, 1000), (33, 31)):
        drawn = rng.choice([0, 0, 0, 1, 2, 255], shape).astype(np.uint8)
        drawn[: shape[0] // 2, : shape[1] // 2] = 255
        rasters.append(drawn)
    parts = hold_out([source(labels) for labels in rasters], seed)
    for labels, one, other in zip(rasters, *(map(read, part) for part in parts)):
        assert ((one == UNLABELLED) | (other == UNLABELLED)).all()
        assert np.array_equal(np.minimum(one, other), labels)
    for part in parts:
        assert len(part) == 3
        assert any(np.isin(read(blocks), [1, 2]).any() for blocks in part)


@pytest.mark.parametrize(
    ("rows", "cols", "apart", "side"),
    [
        pytest.param(2, 5, 256, 256, id="ten of 256 hold features"),
        pytest.param(4, 4, 128, 128, id="four of 256, sixteen of 128"),
        pytest.param(4, 4, 64, 64, id="four of 128, sixteen of 64"),
        pytest.param(4, 4, 32, 32, id="four of 64, sixteen of 32"),
        pytest.param(3, 3, 256, 32, id="nine of any size"),
        pytest.param(1, 2, 32, 32, id="two of 32"),
    ],
)
def test_blocks_are_smaller_where_features_are_rarer(rows, cols, apart, side):
    labels = grid((768, 1280), rows, cols, apart)
    (kept,), (held_out,) = hold_out([source(labels)], seed=1)
    assert side_of_blocks(known(held_out)) == side
    features = round(0.2 * rows * cols) or 1
    assert (read(held_out) == 1).sum() == features
    assert (read(kept) == 1).sum() == rows * cols - features


def test_small_rasters_are_held_out_whole():
    """Of ten rasters smaller than a block, each is one block, whatever its size."""
    rasters = [grid((100 + number, 250 - number), 1, 3, 32) for number in range(10)]
    kept, held_out = hold_out([source(labels) for labels in rasters], seed=0)
    whole = [known(part).all() for part in held_out]
    assert sum(whole) == 2
    for is_whole, one, other in zip(whole, kept, held_out):
        assert known(one).all() != is_whole and known(other).any() == is_whole


@pytest.mark.parametrize(
    ("blocks", "apart", "guard", "expected"),
    [
        pytest.param(6, 256, 92, 64, id="a quarter of 256"),
        pytest.param(6, 256, 40, 40, id="as far as the network sees"),
        pytest.param(4, 128, 92, 32, id="a quarter of 128"),
        pytest.param(4, 32, 92, 8, id="a quarter of 32"),
        pytest.param(6, 256, 0, 0, id="none"),
    ],
)
def test_guard(blocks, apart, guard, expected):
    """What is held out is the same; what is left is all that is further away than the guard."""
    labels = grid((blocks * apart, blocks * apart), blocks, blocks, apart)
    _, (expected_held_out,) = hold_out([source(labels)], seed=2)
    (kept,), (held_out,) = hold_out([source(labels)], 2, guard)
    assert np.array_equal(known(held_out), known(expected_held_out))
    near = maximum_filter(known(held_out), 2 * expected + 1, mode="constant")
    assert np.array_equal(known(kept), ~near)
    assert kept.guard == expected


def test_guard_leaves_a_large_raster_most_of_its_labels():
    """Of full blocks, 62 in 100 labels, of 80 without a guard."""
    labels = grid((32 * 256, 32 * 256), 32, 32, 256)
    shares = []
    for seed in range(3):
        (kept,), _ = hold_out([source(labels)], seed, 92)
        shares.append(known(kept).mean())
    assert np.mean(shares) == pytest.approx(0.62, abs=0.015)


def test_no_guard_where_no_features_would_be_left():
    """Two features beside each other, on both sides of the border of two blocks."""
    labels = np.zeros((32, 64), np.uint8)
    labels[10, 30] = labels[10, 33] = 1
    (kept,), (held_out,) = hold_out([source(labels)], 0, 92)
    assert (read(kept) == 1).sum() == (read(held_out) == 1).sum() == 1
    assert kept.guard == 0


def test_guard_is_within_each_raster():
    """Small rasters that are held out whole take nothing from others."""
    rasters = [source(grid((128, 128), 1, 1, 32)) for _ in range(10)]
    kept, held_out = hold_out(rasters, 0, 92)
    assert sum(known(part).all() for part in held_out) == 2
    assert sum(known(part).all() for part in kept) == 8


def test_the_seed_decides():
    rasters = [source(grid((1280, 1280), 5, 5, 256))]

    def held_out(seed):
        return known(hold_out(rasters, seed)[1][0])

    assert np.array_equal(held_out(3), held_out(3))
    assert len({held_out(seed).tobytes() for seed in range(8)}) > 1


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(grid((500, 500), 1, 1, 32), id="one pixel"),
        pytest.param(grid((500, 500), 0, 0, 32), id="none"),
        pytest.param(np.full((40, 40), UNLABELLED, np.uint8), id="nothing known"),
        pytest.param(np.ones((32, 32), np.uint8), id="one block"),
    ],
)
def test_nothing_to_hold_out(labels):
    assert hold_out([source(labels)], seed=0) == ([], [])


def test_the_unknown_belongs_to_no_block():
    """Blocks without a known pixel would leave fewer of the others to be held out."""
    labels = np.full((2560, 768), UNLABELLED, np.uint8)
    labels[::256, 0] = 1
    labels[::256, 300] = 0
    (kept,), (held_out,) = hold_out([source(labels)], seed=0)
    assert [(read(held_out) == label).sum() for label in (0, 1)] == [2, 2]
    assert [(read(kept) == label).sum() for label in (0, 1)] == [8, 8]


def test_blocks_are_the_image_but_for_their_labels():
    rng = np.random.default_rng(0)
    image = ArraySource(
        rng.normal(size=(90, 70, 3)),
        rng.integers(0, 3, (90, 70)).astype(np.uint8),
        rng.random((90, 70)) < 0.9,
        ["red", "green", "nir"],
    )
    image.path, image.classes, image.pixel_size = "label.tif", ["slide", "flow"], 10.0
    chosen = np.array([[True, False, False], [False, True, False], [False, False, True]])
    blocks = BlocksOf(image, chosen, 32)
    assert (blocks.path, blocks.classes, blocks.pixel_size) == (
        "label.tif",
        ["slide", "flow"],
        10.0,
    )
    assert blocks.names == ["red", "green", "nir"] and blocks.shape == (90, 70)
    with pytest.raises(AttributeError):
        _ = blocks.fill
    mask = np.kron(chosen, np.ones((32, 32), bool))
    for window in (Window(0, 0, 90, 70), Window(11, 29, 50, 37), Window(64, 64, 1, 1)):
        part = np.s_[
            window.row : window.row + window.height, window.col : window.col + window.width
        ]
        expected = np.where(mask[part], image.labels(window), UNLABELLED)
        labels = blocks.labels(window)
        assert labels.dtype == np.uint8 and np.array_equal(labels, expected)
        assert np.array_equal(blocks.read(window), image.read(window))
        assert np.array_equal(blocks.valid(window), image.valid(window))
