"""Widened labels, and the weights of pixels, against counts by hand and by other means."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scarp.models.data.targets import border_weights, pixel_weights, widen
from scipy.ndimage import distance_transform_edt
from skimage.measure import label
from skimage.morphology import disk
from skimage.segmentation import expand_labels, find_boundaries

ROOT2, ROOT5 = math.sqrt(2), math.sqrt(5)


def grid(text: str) -> np.ndarray:
    """Labels drawn as text: a digit for a class, ``.`` background, ``?`` unknown."""
    values = {".": 0, "?": 255}
    rows = [[values.get(sign, sign) for sign in line] for line in text.split()]
    return np.array(rows, dtype=np.uint8)


def discs(seed: int, shape=(90, 120), discs=12) -> np.ndarray:
    """Discs of two classes, some of which touch, with unknown pixels at the left."""
    rng = np.random.default_rng(seed)
    rows, cols = np.mgrid[: shape[0], : shape[1]]
    labels = np.zeros(shape, np.uint8)
    for number in range(discs):
        row, col = rng.integers(0, shape[0]), rng.integers(0, shape[1])
        labels[np.hypot(rows - row, cols - col) < rng.uniform(1, 12)] = 1 + number % 2
    labels[:, :7] = 255
    return labels


def brute_force(labels: np.ndarray, weight: float, sigma: float) -> np.ndarray:
    """Equation 2 from every object's distances over the whole array."""
    objects = label(np.where(labels == 255, 0, labels), connectivity=2)
    distances = []
    for number in range(1, objects.max() + 1):
        border = find_boundaries(objects == number, connectivity=1, mode="inner")
        distances.append(distance_transform_edt(~border))
    d1, d2 = np.sort(distances, axis=0)[:2]
    return weight * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))


def test_nothing_is_widened_by_nothing():
    labels = grid("..1? 22.? .1..")
    classes, strength = widen(labels, 0, 0)
    assert classes.tolist() == [[0, 0, 1, 0], [2, 2, 0, 0], [0, 1, 0, 0]]
    assert strength.tolist() == [[0, 0, 1, 0], [1, 1, 0, 0], [0, 1, 0, 0]]
    assert (classes.dtype, strength.dtype) == (np.uint8, np.float32)


def test_solid_then_blur():
    """Distances 1, root 2, 2, root 5 and 2 root 2 around one pixel, with 1.2 + 1 = 2.2."""
    classes, strength = widen(grid("..... ..... ..3.. ..... ....."), 1.2, 1.0)
    diagonal, two = 1 - (ROOT2 - 1.2), 1 - (2 - 1.2)
    expected = [
        [0, 0, two, 0, 0],
        [0, diagonal, 1, diagonal, 0],
        [two, 1, 1, 1, two],
        [0, diagonal, 1, diagonal, 0],
        [0, 0, two, 0, 0],
    ]
    np.testing.assert_allclose(strength, expected, atol=1e-6)
    np.testing.assert_array_equal(classes, 3 * (np.array(expected) > 0))
    assert (classes.dtype, strength.dtype) == (np.uint8, np.float32)


def test_blur_alone_falls_to_nothing_at_its_end():
    classes, strength = widen(grid("1......"), 0, 4)
    np.testing.assert_allclose(strength, [[1, 0.75, 0.5, 0.25, 0, 0, 0]])
    assert classes.tolist() == [[1, 1, 1, 1, 0, 0, 0]]


def test_solid_alone_reaches_its_own_distance():
    classes, strength = widen(grid("...1..."), 2, 0)
    assert strength.tolist() == [[0, 1, 1, 1, 1, 1, 0]]
    assert classes.tolist() == [[0, 1, 1, 1, 1, 1, 0]]


def test_classes_come_from_the_nearest_feature():
    classes, strength = widen(grid("11....22"), 0, 3)
    assert classes.tolist() == [[1, 1, 1, 1, 2, 2, 2, 2]]
    np.testing.assert_allclose(strength, [[1, 1, 2 / 3, 1 / 3, 1 / 3, 2 / 3, 1, 1]], rtol=1e-6)


def test_features_keep_their_class():
    classes, strength = widen(grid("111 121 111"), 9, 9)
    assert classes.tolist() == [[1, 1, 1], [1, 2, 1], [1, 1, 1]]
    assert (strength == 1).all()


def test_unknown_pixels_widen_nothing():
    classes, strength = widen(grid("??.."), 5, 5)
    assert not classes.any() and not strength.any()
    assert widen(grid("??.1"), 1, 0)[0].tolist() == [[0, 0, 1, 1]]


@pytest.mark.parametrize("distances", [(0, 0), (2, 0), (0, 3)])
def test_without_features(distances):
    classes, strength = widen(np.zeros((4, 5), np.uint8), *distances)
    assert classes.shape == strength.shape == (4, 5)
    assert not classes.any() and not strength.any()
    assert (classes.dtype, strength.dtype) == (np.uint8, np.float32)


@pytest.mark.parametrize("solid", [1, 2.5, 7])
def test_solid_is_what_scikit_image_expands_labels_to(solid):
    labels = discs(1)
    labels[labels == 255] = 0
    classes, strength = widen(labels, solid, 0)
    np.testing.assert_array_equal(classes, expand_labels(labels, solid))
    np.testing.assert_array_equal(strength, classes > 0)


def test_one_pixel_becomes_a_disc():
    labels = np.zeros((15, 15), np.uint8)
    labels[7, 7] = 1
    np.testing.assert_array_equal(widen(labels, 7, 0)[1], disk(7))


def test_labels_are_left_alone():
    labels = discs(3)
    before = labels.copy()
    pixel_weights(labels, widen(labels, 1, 2)[1], 1, 10, 3)
    np.testing.assert_array_equal(labels, before)


def test_border_weights_of_a_line():
    """Distances of each pixel to the two objects' borders, counted by hand."""
    d1 = np.array([0, 1, 1, 0])
    d2 = np.array([3, 2, 2, 3])
    found = border_weights(grid("1..1"), 10, 2)
    np.testing.assert_allclose(found, [10 * np.exp(-((d1 + d2) ** 2) / 8)], rtol=1e-6)
    assert found.dtype == np.float32


def test_border_weights_inside_and_beside_objects():
    """Of the 3 x 3 object only the right column is border: its other sides are the array's."""
    labels = grid("111... 111..1 111...")
    # Along the middle row: to that column and to the single pixel, the nearer one first.
    d1, d2 = np.array([2, 1, 0, 1, 1, 0]), np.array([5, 4, 3, 2, 2, 3])
    middle = 10 * np.exp(-((d1 + d2) ** 2) / (2 * 9))
    np.testing.assert_allclose(border_weights(labels, 10, 3)[1], middle, rtol=1e-6)
    corner = 10 * np.exp(-((2 + math.sqrt(26)) ** 2) / 18)
    np.testing.assert_allclose(border_weights(labels, 10, 3)[0, 0], corner, rtol=1e-6)


def test_objects_that_touch_by_a_corner_are_one():
    assert not border_weights(grid("1... .1.. ...."), 10, 5).any()
    assert border_weights(grid("1... .2.. ...."), 10, 5).all()


def test_classes_that_touch_are_two_objects():
    found = border_weights(grid("1122"), 1, 1)
    # From the left: 1 and 2 pixels to the borders, which are the two pixels in the middle.
    np.testing.assert_allclose(found, [np.exp([-4.5, -0.5, -0.5, -4.5])], rtol=1e-6)


def test_unknown_pixels_are_no_object():
    assert not border_weights(grid("1..??"), 10, 5).any()
    np.testing.assert_array_equal(
        border_weights(grid("1?.1?"), 10, 5)[:, :4], border_weights(grid("1..1"), 10, 5)
    )


@pytest.mark.parametrize("text", ["....", "1...", "1111", "????"])
def test_no_border_without_two_objects(text):
    found = border_weights(grid(text), 10, 5)
    assert found.shape == (1, 4) and found.dtype == np.float32 and not found.any()


def test_no_border_weight_far_away():
    labels = np.zeros((3, 60), np.uint8)
    labels[1, [0, 59]] = 1
    assert not border_weights(labels, 10, 5).any()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sigma", [1.5, 5])
def test_border_weights_are_those_of_all_distances(seed, sigma):
    labels = discs(seed)
    found, expected = border_weights(labels, 10, sigma), brute_force(labels, 10, sigma)
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=10 * 4e-6)
    assert expected.max() > 1


def test_pixel_weights():
    """0 where nothing is known, 1 for background, more for features and between objects."""
    labels = grid("1.?1")
    strength = np.array([[1, 0.5, 0.5, 1]], np.float32)
    plain = pixel_weights(labels, strength, 0.8, 0, 5)
    np.testing.assert_allclose(plain, [[1.8, 1.4, 0, 1.8]], rtol=1e-6)
    border = 4 * math.exp(-9 / 50)  # the two distances add up to 3 everywhere
    found = pixel_weights(labels, strength, 0.8, 4, 5)
    np.testing.assert_allclose(found, [[1.8 + border, 1.4 + border, 0, 1.8 + border]], rtol=1e-6)
    assert plain.dtype == found.dtype == np.float32
    assert pixel_weights(labels, strength, 0, 0, 5).tolist() == [[1, 1, 0, 1]]
