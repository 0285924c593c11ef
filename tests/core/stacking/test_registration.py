"""The shift between two dates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from helpers.two_dates import ground, moved
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.core.stacking.grids import Grid, WarpedRaster
from scarp.core.stacking.registration import find_shift

SHIFTS = [(0.0, 0.0), (0.3, -0.7), (2.4, 1.15), (-7.5, 12.25)]


def reading(image: np.ndarray):
    def read(window):
        rows, cols = slice(window.row, None), slice(window.col, None)
        return image[rows, cols][: window.height, : window.width]

    return read


def shift_between(fixed: np.ndarray, moving: np.ndarray):
    return find_shift(reading(fixed), reading(moving), fixed.shape)


@pytest.mark.parametrize(("cols", "rows"), SHIFTS)
def test_to_a_tenth_of_a_pixel(cols, rows):
    """In other light, with noise, and where a third of the ground has changed."""
    after = ground(0)[0]
    before = 0.8 * moved(after, cols, rows) + 150
    before += np.random.default_rng(1).normal(0, 40, before.shape)
    before[:, :130] = ground(5)[0][:, :130]
    found = shift_between(after, before)
    assert not found.reason
    assert math.hypot(found.cols + cols, found.rows + rows) < 0.1
    assert found.spread < 0.1 and found.agreeing >= 4


@pytest.mark.parametrize(("cols", "rows"), SHIFTS)
def test_real_image(iburi, cols, rows):
    with Raster(str(iburi / "post_rgb_utm54n.tif")) as raster:
        grid = Grid.of(raster)
        image = WarpedRaster(raster, grid, raster.pixel_size)
        after = image.read(Window(0, 0, *grid.shape)).mean(axis=-1)
    filled = np.nan_to_num(after, nan=float(np.nanmedian(after)))
    before = moved(filled, cols, rows)
    before[np.isnan(after)] = np.nan
    found = shift_between(after, before)
    assert math.hypot(found.cols + cols, found.rows + rows) < 0.1


def test_snow_is_refused(iburi):
    """The real image from before the event shows snow, and 40 % of it nothing."""
    with Raster(str(iburi / "post_rgb_utm54n.tif")) as post:
        with Raster(str(iburi / "pre_rgb_epsg4326.tif")) as pre:
            grid = Grid.of(post)
            one, other = (WarpedRaster(raster, grid, post.pixel_size) for raster in (post, pre))
            found = find_shift(
                lambda window: one.read(window).mean(axis=-1),
                lambda window: other.read(window).mean(axis=-1),
                grid.shape,
            )
    assert "disagree" in found.reason and (found.cols, found.rows) == (0, 0)


def test_other_ground_is_refused():
    found = shift_between(ground(0)[0], ground(1)[0])
    assert "disagree" in found.reason and math.isnan(found.spread)


def test_no_ground_in_common():
    after = ground(0)[0]
    found = shift_between(after, np.full_like(after, np.nan))
    assert "too little ground" in found.reason


def test_nothing_to_see():
    """One value everywhere, as of an image that is empty."""
    found = shift_between(ground(0)[0], np.full((400, 420), 7.0))
    assert found.reason
