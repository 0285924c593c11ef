"""In which order polygons and tiles are looked at."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import GRID, write_cam
from scarp.core.cam.cam import Cam
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.core.review.order import LARGEST, PATH, UNSURE, review_order
from scarp.core.review.tiles import Tile, kept_from_training, propose_tiles

NAN = float("nan")


def test_least_sure_and_largest_first():
    middles = np.zeros((5, 2))
    areas = np.array([10.0, NAN, 30.0, 20.0, 40.0])
    distances = np.array([0.2, 0.1, 0.2, NAN, 0.3])
    assert review_order(UNSURE, middles, areas, distances).tolist() == [1, 2, 0, 4, 3]
    assert review_order(LARGEST, middles, areas, distances).tolist() == [4, 2, 3, 0, 1]


def test_a_path_goes_to_neighbours():
    """From the north-west, on average with short steps; all are visited once."""
    rng = np.random.default_rng(0)
    middles = rng.uniform(0, 1000, (2000, 2))
    nothing = np.full(2000, NAN)
    along = review_order(PATH, middles, nothing, nothing)
    assert sorted(along.tolist()) == list(range(2000))
    steps = np.hypot(*np.diff(middles[along], axis=0).T)
    # A random order has steps of 521 on average; points are about 22 apart.
    assert steps.mean() < 40
    first = middles[along[0]]
    assert first[0] < 150 and first[1] > 850
    for empty in (UNSURE, PATH, LARGEST):
        assert len(review_order(empty, np.empty((0, 2)), np.empty(0), np.empty(0))) == 0


def test_sorting_20_000_takes_no_time():
    rng = np.random.default_rng(0)
    middles, areas = rng.random((20_000, 2)), rng.random(20_000)
    for order in (UNSURE, LARGEST, PATH):
        assert len(review_order(order, middles, areas, areas)) == 20_000


@pytest.fixture
def cam(tmp_path):
    """200 x 300 pixels: unsure in two corners, sure elsewhere; no data in the last columns."""
    values = np.full((200, 300), 0.02, np.float32)
    values[:100, :100] = 0.5
    values[100:, 100:200] = 0.4
    valid = np.ones(values.shape, bool)
    valid[:, 240:] = False
    path = write_cam(tmp_path / "cam.tif", values, valid=valid)
    with Cam(str(path)) as opened:
        yield opened


def test_tiles_that_teach_most(cam):
    found = propose_tiles(cam, 10, side=100)
    assert [one.window[:2] for one in found[:2]] == [(0, 0), (100, 100)]
    assert found[0].uncertainty == pytest.approx(1, abs=0.01)
    # The last column of tiles is mostly empty.
    assert len(found) == 4
    # What is checked is not proposed, and what is near counts less.
    again = propose_tiles(cam, 10, [(50.0, 50.0)], side=100)
    assert again[0].window[:2] == (100, 100) and len(again) == 3
    with Cam(cam.path) as spread:
        assert propose_tiles(cam, 1, side=100, spread=spread)[0].window[:2] == (0, 0)


def test_a_spread_on_another_grid(cam, tmp_path):
    other = write_cam(tmp_path / "spread.tif", np.zeros((20, 30), np.float32))
    with Cam(str(other)) as spread, pytest.raises(ScarpError, match="another grid"):
        propose_tiles(cam, 1, spread=spread)


def test_corners_of_a_tile():
    corners = Tile(Window(10, 20, 30, 40), 0).corners(GRID)
    assert corners[0] == corners[-1] == (500_200.0, 4_699_900.0)
    assert corners[2] == (500_600.0, 4_699_600.0)


def test_one_of_three_tiles_is_kept():
    rng = np.random.default_rng(0)
    assert not kept_from_training(rng.random((2, 2))).any()
    assert kept_from_training(rng.random((3, 2))).sum() == 1
    assert kept_from_training(rng.random((30, 2))).sum() == 10
    assert len(kept_from_training(np.empty((0, 2)))) == 0
