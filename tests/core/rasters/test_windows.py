"""Windows, and reading them with mirrored borders."""

import time

import numpy as np
import pytest
from scarp.core.rasters.windows import (
    Window,
    are_covered,
    blocks,
    cut,
    mirrored,
    mirrored_index,
    strips,
)


def read_mirrored(read, shape, window):
    needed, unfold = mirrored(shape, window)
    return unfold(read(needed))


def _reader(array):
    """Reads windows of an array, which must lie on it."""

    def read(window):
        assert window.clipped(array.shape[:2]) == window and window.height and window.width
        rows = slice(window.row, window.row + window.height)
        return array[rows, window.col : window.col + window.width]

    return read


def _padded(array, window):
    """What a window on an array's mirrored continuation holds, by numpy."""
    margin = 100
    padding = ((margin, margin), (margin, margin)) + ((0, 0),) * (array.ndim - 2)
    row, col = window.row + margin, window.col + margin
    assert min(row, col) >= 0
    padded = np.pad(array, padding, mode="reflect")
    cropped = padded[row : row + window.height, col : col + window.width]
    assert cropped.shape[:2] == (window.height, window.width)
    return cropped


def _array(*shape):
    return np.random.default_rng(0).integers(0, 1000, shape)


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(2, 3, 4, 5), Window(2, 3, 4, 5)),
        (Window(-2, -3, 4, 5), Window(0, 0, 2, 2)),
        (Window(8, 18, 5, 5), Window(8, 18, 2, 2)),
        (Window(-5, -5, 100, 100), Window(0, 0, 10, 20)),
    ],
)
def test_clipped(window, expected):
    assert window.clipped((10, 20)) == expected


@pytest.mark.parametrize(
    "window", [Window(10, 0, 3, 3), Window(-3, 0, 3, 3), Window(0, 20, 3, 3), Window(0, -9, 3, 3)]
)
def test_clipped_to_nothing(window):
    clipped = window.clipped((10, 20))
    assert clipped.height * clipped.width == 0
    assert min(clipped) >= 0


def test_grown():
    assert Window(1, 2, 3, 4).grown(5) == Window(-4, -3, 13, 14)


def test_cut_into_smaller_windows_at_the_edges():
    assert list(cut((5, 7), 3, 4)) == [
        Window(0, 0, 3, 4),
        Window(0, 4, 3, 3),
        Window(3, 0, 2, 4),
        Window(3, 4, 2, 3),
    ]


@pytest.mark.parametrize(("height", "width"), [(1, 1), (3, 5), (11, 13), (50, 50)])
def test_cut_covers_each_pixel_once(height, width):
    covered = np.zeros((11, 13), dtype=int)
    for row, col, rows, cols in cut(covered.shape, height, width):
        assert 0 < rows <= height and 0 < cols <= width
        covered[row : row + rows, col : col + cols] += 1
    assert (covered == 1).all()


def test_strips_are_whole_rows_of_tiles():
    windows = list(strips((9000, 1000)))
    assert windows[:2] == [Window(0, 0, 4096, 1000), Window(4096, 0, 4096, 1000)]
    assert windows[2:] == [Window(8192, 0, 808, 1000)]
    # Fewer at once of several bands, and at least one row of tiles.
    assert next(strips((9000, 1000), bytes_a_pixel=32)) == Window(0, 0, 512, 1000)
    assert next(strips((9000, 30_000), bytes_a_pixel=8)) == Window(0, 0, 256, 30_000)


@pytest.mark.parametrize("parts", [strips, blocks])
@pytest.mark.parametrize(
    ("shape", "bytes_a_pixel"), [((600, 30_000), 256), ((600, 30_000), 1016), ((600, 10**7), 4)]
)
def test_neither_width_nor_bands_make_strips_that_fill_the_memory(parts, shape, bytes_a_pixel):
    windows = list(parts(shape, bytes_a_pixel))
    assert max(height * width for _, _, height, width in windows) * bytes_a_pixel <= 1 << 27
    assert sum(height * width for _, _, height, width in windows) == shape[0] * shape[1]


def test_blocks_are_whole_tiles():
    windows = list(blocks((600, 30_000), 256))
    assert windows[:2] == [Window(0, 0, 256, 2048), Window(0, 2048, 256, 2048)]
    assert list(blocks((9000, 1000), 32)) == list(strips((9000, 1000), 32))


def test_mirrored_index_does_not_repeat_the_edge():
    assert mirrored_index(-3, 10, 4).tolist() == [3, 2, 1, 0, 1, 2, 3, 2, 1, 0]
    assert mirrored_index(-2, 5, 1).tolist() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("shape", [(7, 9), (7, 9, 3), (1, 9), (7, 1, 2), (1, 1), (2, 2)])
@pytest.mark.parametrize(
    "window",
    [
        Window(0, 0, 1, 1),
        Window(-4, -2, 6, 5),
        Window(5, 6, 4, 8),
        Window(-3, -3, 13, 15),
        Window(-40, -40, 87, 89),
        Window(-35, 12, 3, 4),
        Window(20, -30, 5, 9),
    ],
)
def test_mirrored_as_numpy_does(shape, window):
    array = _array(*shape)
    read = read_mirrored(_reader(array), shape[:2], window)
    np.testing.assert_array_equal(read, _padded(array, window))


def test_on_the_raster_nothing_is_mirrored():
    array = _array(7, 9)
    window = Window(2, 3, 4, 5)
    np.testing.assert_array_equal(
        read_mirrored(_reader(array), array.shape, window), array[2:6, 3:8]
    )


def test_far_away_only_little_is_read():
    """A window at one corner needs the pixels at that corner, not the whole raster."""
    array, asked = _array(100, 100), []

    def read(window):
        asked.append(window)
        return _reader(array)(window)

    read_mirrored(read, array.shape, Window(-5, 95, 8, 8))
    assert asked == [Window(0, 95, 6, 5)]


def test_windows_that_others_cover():
    whole = list(cut((10, 9), 4, 3))
    assert are_covered(whole, [Window(0, 0, 10, 9)]) == [True] * 9
    assert are_covered(whole, whole) == [True] * 9
    assert are_covered(whole, []) == [False] * 9 and are_covered([], whole) == []
    # Two together, and one that lacks a pixel.
    halves = [Window(0, 0, 2, 3), Window(2, 0, 2, 3)]
    assert are_covered(whole[:1], halves) == [True]
    assert are_covered(whole[:1], [halves[0], Window(2, 0, 2, 2)]) == [False]
    assert are_covered([Window(5, 5, 1, 1)], [Window(0, 0, 5, 9), Window(6, 0, 4, 9)]) == [False]


def test_thousands_of_windows_that_others_cover():
    """As the tiles of a large image that is classified again."""
    windows = list(cut((540, 540), 5, 5))
    others = set(windows[::2])
    started = time.process_time()
    assert are_covered(windows, others) == [window in others for window in windows]
    assert len(windows) > 10_000 and time.process_time() < started + 2
