"""Tiles that a model is measured on."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import Normalisation, NormalisedSource
from scarp.models.training.validation import labelled_tiles


def normal(labels: np.ndarray) -> NormalisedSource:
    image = np.zeros((*labels.shape, 1), np.float32)
    return NormalisedSource(ArraySource(image, labels), Normalisation((0.0,), (1.0,)))


def test_labelled_tiles():
    labels = np.full((70, 90), 255, np.uint8)
    labels[45:, :] = 0
    labels[5, 88] = 1
    source, other = normal(labels), normal(np.zeros((10, 10), np.uint8))
    tiles = labelled_tiles([source, other], 40, 100)
    expected = [(0, 80), (40, 0), (40, 40), (40, 80)]
    assert tiles == [(source, Window(*place, 40, 40)) for place in expected] + [
        (other, Window(0, 0, 40, 40))
    ]
    assert labelled_tiles([source, other], 40, 5) == tiles
    chosen = labelled_tiles([source, other], 40, 3)
    assert len(chosen) == 3 and all(tile in tiles for tile in chosen)
    assert labelled_tiles([source, other], 40, 3) == chosen
    assert labelled_tiles([], 40, 3) == []


@pytest.mark.parametrize("columns", [4, 7, 8, 9, 16, 30, 32, 63, 64])
def test_tiles_are_spread_in_both_directions(columns):
    """Whatever their number in a row; every so many-th one would lie in one column of some."""
    source = normal(np.zeros((40 * 4, columns * 4), np.uint8))
    chosen = labelled_tiles([source], 4, 40)
    assert len(chosen) == 40 == len(set(chosen))
    rows = np.array([window.row // 4 for _, window in chosen])
    cols = np.array([window.col // 4 for _, window in chosen])
    for places, size in ((rows, 40), (cols, columns)):
        # As many in each quarter, but for a fifth.
        shares = np.histogram(places, np.arange(5) * size / 4 - 0.5)[0]
        assert shares.max() - shares.min() <= 8, shares
        assert places.mean() == pytest.approx((size - 1) / 2, abs=0.08 * size)


def test_tiles_are_those_of_all_rasters():
    """In proportion to how many each has."""
    sources = [normal(np.zeros((4 * side, 4 * side), np.uint8)) for side in (10, 20, 10)]
    chosen = labelled_tiles(sources, 4, 60)
    assert [sum(one is source for one, _ in chosen) for source in sources] == [10, 40, 10]
