"""Histograms of class activation values, and Otsu's threshold on them."""

import numpy as np
import pytest
from scarp.core.cam.histogram import BINS, STEPS, bins_of, histogram, otsu
from scarp.core.messages import ScarpError
from skimage.filters import threshold_otsu


def _two_hills(seed):
    rng = np.random.default_rng(seed)
    low, high = rng.normal(0.2, 0.08, 5000), rng.normal(rng.uniform(0.5, 0.9), 0.1, 700)
    return histogram(np.clip(np.concatenate([low, high]), 0, 1))


def test_histogram_bins():
    counts = histogram(np.array([[0, 0.0004, 0.001], [0.9985, 0.9995, 1]]))
    assert len(counts) == BINS == 1001
    filled = {int(k): int(counts[k]) for k in np.flatnonzero(counts)}
    assert filled == {0: 2, 1: 1, 998: 1, 999: 1, 1000: 1}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("place", [0.01, 0.5, 0.99])
def test_each_bin_holds_its_share(dtype, place):
    values = ((np.arange(STEPS) + place) / STEPS).astype(dtype)
    np.testing.assert_array_equal(histogram(values), [1] * STEPS + [0])


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_bins_end_exactly_at_their_edges(step):
    """The float32 numbers next to each edge, and the edge itself."""
    edges = (np.arange(BINS) / STEPS).astype(np.float32)
    values = np.clip(np.nextafter(edges, np.float32(step)) if step else edges, 0, 1)
    reached = values[:, None] >= edges
    np.testing.assert_array_equal(bins_of(values), reached.sum(axis=1) - 1)


def test_histograms_add_up():
    values = np.random.default_rng(0).random((40, 50)).astype(np.float32)
    np.testing.assert_array_equal(
        histogram(values), histogram(values[:, :20]) + histogram(values[:, 20:])
    )


@pytest.mark.parametrize("seed", range(20))
def test_otsu_is_that_of_skimage(seed):
    """skimage gives the centre of the last bin below, we the edge above it: >= is a feature."""
    counts = _two_hills(seed)
    first, last = np.flatnonzero(counts)[[0, -1]]
    centres = (np.arange(BINS) + 0.5) / STEPS
    shown = slice(first, last + 1)
    reference = threshold_otsu(hist=(counts[shown], centres[shown]))
    assert otsu(counts) == pytest.approx(reference + 0.5 / STEPS)


def test_otsu_parts_the_hills():
    counts = np.zeros(BINS, dtype=np.int64)
    counts[[100, 101, 800, 801]] = 5, 6, 2, 1
    # 0.102 is the lowest of the cuts that part them, which are all as good.
    assert 0.102 <= otsu(counts) <= 0.8


def test_otsu_of_two_neighbouring_bins():
    counts = np.zeros(BINS, dtype=np.int64)
    counts[[300, 301]] = 5
    assert otsu(counts) == pytest.approx(0.301)


@pytest.mark.parametrize("filled", [0, 500, BINS - 1])
def test_one_valued_refused(filled):
    counts = np.zeros(BINS, dtype=np.int64)
    counts[filled] = 10
    with pytest.raises(ScarpError, match="has only one value"):
        otsu(counts)


def test_no_values_refused():
    with pytest.raises(ScarpError, match="holds no data"):
        otsu(np.zeros(BINS, dtype=np.int64))
