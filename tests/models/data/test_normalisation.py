"""Bringing images to the range that networks learn from."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import (
    Normalisation,
    NormalisedSource,
    fit_normalisation,
    normalised,
)


def expected(values):
    """Mean and standard deviation of values (pixels, bands) cut off at two percentiles."""
    low, high = np.percentile(values, (1, 99), axis=0)
    cut = np.clip(values, low, high)
    return cut.mean(axis=0), cut.std(axis=0)


def test_fits_labelled_pixels_only():
    rng = np.random.default_rng(1)
    image = rng.normal((100, 2000), (10, 300), (90, 70, 2))
    image[0, 0] = 1e6  # an outlier, cut off
    labels = np.full((90, 70), 255, np.uint8)
    labels[:50, :40] = 0
    image[60:] += 5000
    fitted = fit_normalisation([ArraySource(image, labels)])
    centre, scale = expected(image[:50, :40].reshape(-1, 2))
    np.testing.assert_allclose(fitted.centre, centre)
    np.testing.assert_allclose(fitted.scale, scale)
    assert abs(fitted.centre[0] - 100) < 1 and abs(fitted.scale[1] - 300) < 15


def test_fits_all_images_alike():
    low = ArraySource(np.full((10, 10, 1), 10, np.uint8), np.zeros((10, 10), np.uint8))
    high = ArraySource(np.full((10, 30, 1), 20, np.uint8), np.zeros((10, 30), np.uint8))
    fitted = fit_normalisation([low, high])
    assert fitted.centre == (17.5,)
    assert fitted.scale[0] == pytest.approx(np.sqrt(0.25 * 0.75) * 10)


def test_leaves_out_pixels_without_data():
    image = np.ones((20, 20, 1), np.float32)
    image[::2, ::2] = 3
    image[10:] = np.nan
    valid = np.isfinite(image[..., 0])
    fitted = fit_normalisation([ArraySource(image, np.zeros((20, 20), np.uint8), valid)])
    assert fitted.centre[0] == pytest.approx(1.5)


def test_takes_all_data_where_nothing_is_labelled():
    fitted = fit_normalisation([ArraySource(np.full((5, 5, 1), 7.0))])
    assert fitted == Normalisation((7.0,), (1.0,))  # a band of one value is not divided by 0


def test_refuses_images_without_data():
    empty = ArraySource(np.zeros((5, 5, 1)), valid=np.zeros((5, 5), bool))
    with pytest.raises(ScarpError, match="hold no data"):
        fit_normalisation([empty])


class Ramp:
    """A labelled image whose two bands rise from 0 to 1000: west to east, and north to south.

    Args:
        shape: Rows and columns.
        labelled: Where it is labelled; what is beyond is unknown.
    """

    def __init__(self, shape: tuple[int, int], labelled: Window | None = None):
        self.shape = shape
        self.names = ["west to east", "north to south"]
        self._labelled = labelled or Window(0, 0, *shape)

    def read(self, window: Window) -> np.ndarray:
        rows = 1000 * np.arange(window.row, window.row + window.height) / self.shape[0]
        cols = 1000 * np.arange(window.col, window.col + window.width) / self.shape[1]
        return np.stack(np.meshgrid(cols, rows), axis=-1)

    def valid(self, window: Window) -> np.ndarray:
        return np.ones((window.height, window.width), bool)

    def labels(self, window: Window) -> np.ndarray:
        labels = np.full((window.height, window.width), 255, np.uint8)
        inside = window.intersection(self._labelled)
        row, col = inside.row - window.row, inside.col - window.col
        labels[row : row + inside.height, col : col + inside.width] = 0
        return labels


@pytest.mark.parametrize(
    "shape",
    [(8000, 8000), (2048, 1152), (5000, 8000), (8192, 8192), (8000, 4000), (1000, 30000)],
    ids=str,
)
@pytest.mark.parametrize("each_image", [False, True])
def test_samples_are_spread_over_a_large_image(shape, each_image):
    """In both directions, whatever number of samples lies beside each other.

    Every so many-th one, row by row, gave 965 ± 171 for the first band of 8000 x 8000 pixels.
    """
    image = Ramp(shape)
    fitted = fit_normalisation([image], each_image).of(image)
    assert fitted.centre == pytest.approx((500, 500), abs=20)
    # Of values cut off at the 1 and 99 percentiles.
    assert fitted.scale == pytest.approx((288, 288), abs=25)


def test_samples_are_those_of_a_small_labelled_area():
    """Though it is a hundredth of the image."""
    image = Ramp((8000, 8000), Window(1000, 6000, 800, 800))
    fitted = fit_normalisation([image])
    assert fitted.centre == pytest.approx((800, 175), abs=4)
    assert fitted.scale == pytest.approx((28.7, 28.7), abs=2)


def test_apply():
    values = np.array([[[10, 200], [20, 260]]], np.uint16)
    valid = np.array([[True, False]])
    normal = Normalisation((20.0, 100.0), (5.0, 50.0)).apply(values, valid)
    assert normal.dtype == np.float32
    np.testing.assert_array_equal(normal, [[[-2, 2], [0, 0]]])
    assert values[0, 1, 1] == 260


def test_reads_mirrored_beyond_the_edges():
    image = np.arange(12.0).reshape(3, 4, 1)
    valid = np.ones((3, 4), bool)
    valid[1, 1] = False
    source = ArraySource(image, valid=valid)
    read = NormalisedSource(source, Normalisation((1.0,), (2.0,))).read(Window(-2, -1, 7, 7))
    whole = (image[..., 0] - 1) / 2
    whole[1, 1] = 0
    np.testing.assert_array_equal(read[..., 0], np.pad(whole, ((2, 2), (1, 2)), mode="reflect"))


def test_reads_an_image_of_one_pixel():
    source = NormalisedSource(ArraySource(np.full((1, 1, 1), 5)), Normalisation((1.0,), (2.0,)))
    read = source.read(Window(-3, 0, 5, 2))
    np.testing.assert_array_equal(read, np.full((5, 2, 1), 2.0))


def test_each_image_by_its_own_values():
    """Labelled or not; the same scene by another sensor comes out the same."""
    rng = np.random.default_rng(3)
    scene = rng.normal(50, 5, (60, 50, 2))
    valid = rng.random((60, 50)) < 0.9
    labels = np.full((60, 50), 255, np.uint8)
    labels[:10] = 0
    one = ArraySource(scene, labels, valid)
    other = ArraySource(40 * scene + 1000, labels, valid)
    by_image = fit_normalisation([one], each_image=True)
    centre, scale = expected(scene[valid])
    np.testing.assert_allclose(by_image.of(one).centre, centre)
    np.testing.assert_allclose(by_image.of(one).scale, scale)
    whole = Window(0, 0, 60, 50)
    np.testing.assert_allclose(
        NormalisedSource(one, by_image.of(one)).read(whole),
        NormalisedSource(other, by_image.of(other)).read(whole),
        atol=1e-4,
    )
    by_training = fit_normalisation([one])
    assert by_training.of(other) is by_training


def test_an_image_without_data_needs_no_normalisation_of_its_own():
    normalisation = Normalisation((1.0,), (2.0,), each_image=True)
    empty = ArraySource(np.zeros((5, 5, 1)), valid=np.zeros((5, 5), bool))
    assert normalisation.of(empty) is normalisation


def test_changed():
    values, valid = np.array([[[10.0, 30.0]]]), np.ones((1, 1), bool)
    normalisation = Normalisation((5.0, 10.0), (5.0, 4.0))
    changed = normalisation.changed(np.array([1.5, 0.5]), np.array([0.25, -1.0]))
    np.testing.assert_allclose(changed.apply(values, valid), [[[1.5 * 1 + 0.25, 0.5 * 5 - 1]]])


def test_bands_alike_have_one_scale():
    rng = np.random.default_rng(3)
    image = rng.normal((100, 160, 40), (10, 30, 5), (60, 50, 3))
    fitted = fit_normalisation([ArraySource(image)], each_image=True, alike=True)
    centre, scale = expected(image.reshape(-1, 1))
    np.testing.assert_allclose(fitted.centre, np.repeat(centre, 3))
    np.testing.assert_allclose(fitted.scale, np.repeat(scale, 3))
    own = fitted.of(ArraySource(2 * image + 7))
    np.testing.assert_allclose(own.centre, 2 * np.array(fitted.centre) + 7)
    np.testing.assert_allclose(own.scale, 2 * np.array(fitted.scale))


def test_pieces_of_a_scene_are_normalised_together():
    def piece(value, scene):
        image = np.full((8, 8, 1), value, np.uint8)
        image[0] += 10
        return ArraySource(image, np.zeros((8, 8), np.uint8), scene=scene)

    pieces = [piece(20, "a"), piece(90, None), piece(60, "a"), piece(120, None)]
    fitted = fit_normalisation(pieces, each_image=True)
    first, alone, second, other = (one.normalisation for one in normalised(pieces, fitted))
    assert first == second and first.centre[0] == pytest.approx((21.25 + 61.25) / 2)
    assert alone.centre == (91.25,) and other.centre == (121.25,)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_what_fills_an_image_beyond_its_edge_is_left_out(dtype):
    rng = np.random.default_rng(4)
    image = rng.integers(20, 200, (40, 40, 3)).astype(dtype)
    image[5, 5] = (0, 90, 90)  # Dark in one band only: of the scene.
    largest = np.iinfo(dtype).max if np.issubdtype(dtype, np.integer) else 0
    filled = np.zeros((70, 70, 3), dtype)
    filled[:40, 40:] = largest
    filled[:40, :40] = image
    whole, own = (
        Normalisation((0.0,) * 3, (1.0,) * 3, each_image=True).of(ArraySource(one))
        for one in (filled, image)
    )
    np.testing.assert_allclose(whole.centre, own.centre)
    np.testing.assert_allclose(whole.scale, own.scale)
