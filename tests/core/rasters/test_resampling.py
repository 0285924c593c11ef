"""Resampling arrays along rows and columns."""

import numpy as np
import pytest
from scarp.core.rasters.resampling import Axis, axes, needed, resample, resample_valid
from scarp.core.rasters.windows import Window

SIZES = [(12, 4), (13, 4), (100, 7), (7, 100), (4, 13), (5, 5), (1, 3), (3, 1), (1001, 2)]


def resampled(values, valid, shape, window=None):
    window = window or Window(0, 0, *shape)
    rows, cols = axes(valid.shape, shape, window)
    row, col, height, width = needed(rows, cols)
    place = np.s_[row : row + height, col : col + width]
    return (
        resample(values[place], valid[place], rows, cols),
        resample_valid(valid[place], rows, cols),
    )


def image(rows, cols, seed=0):
    return np.random.default_rng(seed).integers(0, 4000, (rows, cols, 2)).astype(np.uint16)


@pytest.mark.parametrize(("given", "wanted"), SIZES)
def test_weights(given, wanted):
    axis = Axis.between(given, wanted, 0, wanted)
    assert (axis.begin, axis.length) == (0, given)
    np.testing.assert_allclose(axis.weights.sum(axis=1), 1, atol=1e-6)
    assert axis.weights.min() >= 0 and axis.is_enlarged == (wanted > given)


@pytest.mark.parametrize(("given", "wanted"), SIZES)
def test_a_straight_line_stays_one(given, wanted):
    """But for half a pixel at the ends, and for the steps that pixels are."""
    line = (np.arange(given, dtype=np.float32) + 0.5)[:, None]
    found = Axis.between(given, wanted, 0, wanted).apply(line, 0)[:, 0]
    expected = (np.arange(wanted) + 0.5) * given / wanted
    np.testing.assert_allclose(found, np.clip(expected, 0.5, given - 0.5), atol=0.05)


def test_whole_pixels_are_averaged():
    values = image(12, 20)
    found, _ = resampled(values, np.ones((12, 20), bool), (4, 5))
    expected = values.reshape(4, 3, 5, 4, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_parts_of_pixels_count_by_their_share():
    """As if every pixel were cut into 4 x 4 of the same value, of which 9 x 9 are averaged."""
    values = image(18, 27)
    found, _ = resampled(values, np.ones((18, 27), bool), (8, 12))
    expected = values.repeat(4, 0).repeat(4, 1).reshape(8, 9, 12, 9, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(found, expected, rtol=1e-5)


@pytest.mark.parametrize("shape", [(9, 11), (70, 90), (31, 40)])
def test_windows_give_what_the_whole_gives(shape):
    values, valid = image(30, 40), np.random.default_rng(1).random((30, 40)) > 0.3
    whole, where = resampled(values, valid, shape)
    window = Window(3, 5, 4, 6)
    part, part_where = resampled(values, valid, shape, window)
    np.testing.assert_array_equal(part, whole[3:7, 5:11])
    np.testing.assert_array_equal(part_where, where[3:7, 5:11])


@pytest.mark.parametrize("shape", [(9, 11), (70, 90)])
def test_what_is_not_valid_has_no_part(shape):
    values = np.full((30, 40, 1), 7.0, np.float32)
    valid = np.random.default_rng(1).random((30, 40)) > 0.5
    valid[:10] = False
    values[~valid] = np.nan
    found, where = resampled(values, valid, shape)
    np.testing.assert_allclose(found[where], 7, rtol=1e-6)
    assert not where[: shape[0] // 4].any() and np.isfinite(found).all()


@pytest.mark.parametrize("other", [(9, 11), (29, 39), (31, 40), (47, 61), (70, 90), (600, 800)])
def test_there_and_back_no_valid_pixel_is_lost(other):
    """Single pixels either, whatever the factor."""
    valid = np.random.default_rng(2).random((30, 40)) > 0.9
    values = np.ones((30, 40, 1), np.float32)
    found, where = resampled(values, valid, other)
    back, known = resampled(found, where, (30, 40))
    assert known[valid].all()
    np.testing.assert_allclose(back[valid], 1, rtol=1e-5)
