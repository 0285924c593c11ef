"""Turning, scaling and flipping patches."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scarp.models.data.augmentation import Turn

SIDE = 40


def square(reach: int) -> np.ndarray:
    """Random values (reach, reach, 2)."""
    return np.random.default_rng(2).random((reach, reach, 2)).astype(np.float32)


def middle(array: np.ndarray, side: int) -> np.ndarray:
    """The square of a side in the middle of an array."""
    first = (array.shape[0] - side) // 2
    return array[first : first + side, first : first + side]


def plane(reach: int) -> np.ndarray:
    """Rows and columns of a square, counted from its centre: (reach, reach, 2)."""
    offsets = np.arange(reach, dtype=np.float32) - (reach - 1) / 2
    return np.stack(np.meshgrid(offsets, offsets, indexing="ij"), axis=-1)


def test_nothing_changes_nothing():
    values = square(SIDE)
    assert Turn().reach(SIDE) == SIDE
    np.testing.assert_array_equal(Turn().apply(values, SIDE), values)


def test_flip_mirrors_left_to_right():
    values = square(SIDE)
    np.testing.assert_array_equal(Turn(flip=True).apply(values, SIDE), values[:, ::-1])
    labels = (255 * values[..., 0]).astype(np.uint8)
    turned = Turn(flip=True).apply_to_labels(labels, SIDE)
    np.testing.assert_array_equal(turned, labels[:, ::-1])
    assert turned.dtype == np.uint8


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("side", [SIDE, SIDE + 1])
def test_quarter_turns_are_those_of_numpy(quarters, side):
    turn = Turn(angle=quarters * math.pi / 2)
    assert turn.quarters == quarters and turn.reach(side) == side
    values = square(side)
    np.testing.assert_array_equal(turn.apply(values, side), np.rot90(values, quarters))
    labels = (255 * values[..., 0]).astype(np.uint8)
    np.testing.assert_array_equal(turn.apply_to_labels(labels, side), np.rot90(labels, quarters))


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("quarters", range(4))
def test_quarter_turns_are_the_limit_of_others(quarters, flip):
    """Turned the same way round, about the same centre."""
    exact = Turn(quarters * math.pi / 2, flip=flip)
    almost = Turn(quarters * math.pi / 2 + 1e-7, flip=flip)
    assert almost.quarters is None
    values = square(almost.reach(SIDE))
    expected = almost.apply(values, SIDE)
    np.testing.assert_allclose(exact.apply(middle(values, SIDE), SIDE), expected, atol=1e-4)


@pytest.mark.parametrize("angle", [0.0, 0.3, math.pi / 4, 2.2, 5.5])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25])
@pytest.mark.parametrize("flip", [False, True])
def test_a_plane_is_turned_exactly(angle, scale, flip):
    """Bilinear interpolation keeps a plane; a border in reach would bend it."""
    turn = Turn(angle, scale, flip)
    found = turn.apply(plane(turn.reach(SIDE)), SIDE)
    row, col = np.moveaxis(plane(SIDE), -1, 0)
    if flip:
        col = -col
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    expected = np.stack([sin * col + cos * row, cos * col - sin * row], axis=-1)
    np.testing.assert_allclose(found, expected, atol=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_image_and_labels_stay_together(seed):
    """A shape that is in both is turned alike, though the label patch is smaller."""
    turn = Turn.draw(np.random.default_rng(seed), True, True, True)
    large, small = 120, 60
    image = np.zeros((turn.reach(large),) * 2 + (1,), np.float32)
    rows, cols = np.moveaxis(plane(len(image)), -1, 0)
    image[(rows > -9) & (rows < 4) & (cols > 2) & (cols < 21)] = 1
    labels = middle(image, turn.reach(small))
    turned = middle(turn.apply(image, large), small) >= 0.5
    turned_labels = turn.apply_to_labels(labels[..., 0].astype(np.uint8), small)
    assert set(np.unique(turned_labels)) == {0, 1}
    # Not the very same on the outline: one interpolates, the other takes the nearest.
    assert np.count_nonzero(turned[..., 0] != turned_labels) < 15
    assert 150 < np.count_nonzero(turned_labels) < 400


def test_labels_are_never_mixed():
    turn = Turn(0.7, 1.1)
    labels = np.random.default_rng(0).choice([0, 1, 255], (turn.reach(SIDE),) * 2)
    turned = turn.apply_to_labels(labels.astype(np.uint8), SIDE)
    assert set(np.unique(turned)) == {0, 1, 255}


def test_reach_keeps_the_centre():
    for side in (20, 21):
        for angle in np.linspace(0, 6.2, 17):
            reach = Turn(angle, 1.2).reach(side)
            assert (reach - side) % 2 == 0
            assert reach >= side * 1.2 * (abs(math.cos(angle)) + abs(math.sin(angle)))


def test_interpolation_smooths_and_straight_patches_are_as_they_are():
    """White noise keeps two thirds of its deviation, of those that are turned by any angle."""
    noise = np.random.default_rng(0)
    rng, kept = np.random.default_rng(1), {0.0: [], 1.0: []}
    for share, deviations in kept.items():
        for _ in range(30):
            turn = Turn.draw(rng, True, True, True, share)
            values = noise.normal(size=(turn.reach(SIDE), turn.reach(SIDE), 1)).astype(np.float32)
            found = turn.apply(values, SIDE)
            deviations.append(found.std())
            if share:
                assert np.array_equal(np.sort(found, axis=None), np.sort(values, axis=None))
    assert np.mean(kept[0.0]) == pytest.approx(0.67, abs=0.03)
    assert np.mean(kept[1.0]) == pytest.approx(1.0, abs=0.02)


def test_draws_straight_ones():
    """Evenly the eight quarter turns and flips, in the share that is asked for."""

    def draws(*switches, share):
        rng = np.random.default_rng(3)
        return [Turn.draw(rng, *switches, share) for _ in range(800)]

    drawn = draws(True, True, True, share=1.0)
    counts = [
        sum((turn.quarters, turn.flip) == (quarters, flip) for turn in drawn)
        for quarters in range(4)
        for flip in (False, True)
    ]
    assert sum(counts) == 800 and min(counts) > 65
    half = [turn.quarters is not None for turn in draws(True, True, True, share=0.5)]
    assert np.mean(half) == pytest.approx(0.5, abs=0.06)
    assert {turn.quarters for turn in draws(False, True, True, share=1.0)} == {0}
    assert not any(turn.flip for turn in draws(True, True, False, share=1.0))
    assert not any(turn.quarters is not None for turn in draws(True, True, True, share=0.0))


def test_draws_only_what_is_switched_on():
    draws = [Turn.draw(np.random.default_rng(seed), True, True, True) for seed in range(400)]
    scales = np.log([turn.scale for turn in draws]) / math.log(1.25)
    assert -1 <= scales.min() < -0.95 and 0.95 < scales.max() <= 1
    assert abs(scales.mean()) < 0.1
    assert max(turn.angle for turn in draws) > 6.2 and min(turn.angle for turn in draws) < 0.1
    assert 0.4 < np.mean([turn.flip for turn in draws]) < 0.6
    rng = np.random.default_rng(0)
    assert all(Turn.draw(rng, False, False, False) == Turn() for _ in range(20))
    assert {Turn.draw(rng, True, False, False).scale for _ in range(20)} == {1.0}
    assert {Turn.draw(rng, False, True, False).angle for _ in range(20)} == {0.0}
