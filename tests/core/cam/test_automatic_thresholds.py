"""Thresholds that scikit-image finds, on a histogram."""

import numpy as np
import pytest
from scarp.core.cam.automatic_thresholds import automatic_threshold
from scarp.core.cam.histogram import BINS, METHODS, histogram, otsu
from scarp.core.messages import ScarpError
from skimage import filters


def _values(seed=0, count=20_000):
    rng = np.random.default_rng(seed)
    low, high = rng.normal(0.2, 0.06, count), rng.normal(0.7, 0.08, count // 5)
    return np.clip(np.concatenate([low, high]), 0, 1).astype(np.float32)


@pytest.mark.parametrize(
    ("method", "function"),
    [
        ("Otsu", filters.threshold_otsu),
        ("ISODATA", filters.threshold_isodata),
        ("Li", filters.threshold_li),
        ("minimum", filters.threshold_minimum),
        ("Yen", filters.threshold_yen),
        ("triangle", filters.threshold_triangle),
    ],
)
def test_as_on_the_pixels(method, function):
    """Of as many bins as ours; the methods that step from bin to bin may be one bin off."""
    values = _values()
    found = automatic_threshold(method, histogram(values))
    nbins = {} if method == "Li" else {"nbins": 1000}
    assert found == pytest.approx(function(values, **nbins), abs=0.004)
    assert round(found, 3) == found


@pytest.mark.parametrize("seed", range(5))
def test_otsu_is_the_same_everywhere(seed):
    counts = histogram(_values(seed))
    assert automatic_threshold("Otsu", counts) == otsu(counts)


@pytest.mark.parametrize("method", METHODS[:-1])
def test_many_pixels(method):
    """Of more pixels than a sample: the same histogram, the same threshold."""
    counts = histogram(_values())
    assert automatic_threshold(method, counts * 10_000) == pytest.approx(
        automatic_threshold(method, counts), abs=0.002
    )


def test_no_two_peaks_refused():
    with pytest.raises(ScarpError, match="“minimum” finds no threshold"):
        automatic_threshold("minimum", np.arange(BINS)[::-1])


@pytest.mark.parametrize("method", METHODS[:-1])
def test_no_contrast_refused(method):
    counts = np.zeros(BINS, np.int64)
    with pytest.raises(ScarpError, match="holds no data"):
        automatic_threshold(method, counts)
    counts[400] = 5
    with pytest.raises(ScarpError, match="has only one value"):
        automatic_threshold(method, counts)


@pytest.mark.parametrize("method", METHODS[:-1])
def test_two_neighbouring_values(method):
    counts = np.zeros(BINS, np.int64)
    counts[[300, 301]] = 5
    try:
        assert 0.3 <= automatic_threshold(method, counts) <= 0.302
    except ScarpError:
        assert method == "minimum"
