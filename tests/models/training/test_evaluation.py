"""Figures on small images, worked out by hand."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import NormalisedSource
from scarp.models.data.targets import LABEL, WEIGHT
from scarp.models.inference.activation import class_activation, probabilities
from scarp.models.training.evaluation import (
    calibrate,
    evaluate,
    find_objects,
    metrics_by_name,
    take_examples,
)
from scarp.models.training.metrics import FeatureScores
from scarp.models.training.validation import labelled_tiles


def logit(p):
    return np.log(p) - np.log(1 - np.asarray(p))


@pytest.fixture
def score(pointwise, as_is):
    """Evaluates logits (rows, columns, outputs) against labels, in tiles of 4 x 4."""

    def evaluated(logits, labels, side=4, after_tile=lambda: None):
        logits = np.asarray(logits, np.float32)
        outputs = logits.shape[-1]
        source = NormalisedSource(ArraySource(logits, np.asarray(labels, np.uint8)), as_is(outputs))
        tiles = labelled_tiles([source], side, 100)
        return evaluate(pointwise(np.eye(outputs)), tiles, 0, after_tile)

    return evaluated


def test_one_class(score):
    p = np.array([[0.9, 0.6, 0.2, 0.1], [0.7, 0.4, 0.3, 0.99]])
    labels = [[1, 1, 0, 0], [0, 1, 0, 255]]  # the last pixel is unknown
    scores = score(logit(p)[..., None], labels)
    assert scores.confusion.tp == 2 and scores.confusion.fp == 1
    assert scores.confusion.fn == 1 and scores.confusion.tn == 3
    own = [0.9, 0.6, 0.8, 0.9, 0.3, 0.4, 0.7]
    assert scores.loss == pytest.approx(-np.log(own).mean(), rel=1e-5)
    named = scores.as_dict("val_")
    assert named["val_accuracy"] == pytest.approx(5 / 7)
    assert named["val_precision"] == named["val_recall"] == pytest.approx(2 / 3)
    assert named["val_f1"] == pytest.approx(2 / 3)
    assert named["val_iou"] == pytest.approx(1 / 2)
    assert set(named) == {"val_loss", *metrics_by_name(scores.confusion, "val_")}


def test_threshold_has_the_highest_f1(score):
    rng = np.random.default_rng(4)
    labels = (rng.random((30, 30)) < 0.3).astype(np.uint8)
    p = np.clip(rng.normal(0.2 + 0.25 * labels, 0.1), 0.001, 0.999)
    scores = score(logit(p)[..., None], labels, side=8)

    def f1(threshold):
        found = p >= threshold
        return 2 * np.sum(found & (labels == 1)) / (found.sum() + labels.sum())

    best = max(f1(k / 1000) for k in range(1, 1000))
    assert scores.threshold == round(scores.threshold, 3)
    # A value within rounding of a bin's edge may fall into the next one.
    assert f1(scores.threshold) == pytest.approx(best, abs=0.002)
    assert best > f1(0.5) + 0.2


def test_threshold_is_in_the_middle_of_equally_good_ones(score):
    scores = score(logit([[0.2005, 0.6005]])[..., None], [[0, 1]])
    assert scores.threshold == pytest.approx(0.4, abs=0.002)


def test_several_classes(score):
    p = np.array(
        [
            [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.2, 0.5, 0.3]],
            [[0.6, 0.3, 0.1], [0.3, 0.3, 0.4], [0.4, 0.3, 0.3]],
        ]
    )
    labels = np.array([[0, 1, 2], [2, 0, 255]])
    scores = score(np.log(p), labels)
    # Class 1 for class 2 is both a false positive and a false negative, as 0 for 2 is one.
    assert scores.confusion.tp == 1 and scores.confusion.tn == 1
    assert scores.confusion.fp == 2 and scores.confusion.fn == 2
    assert scores.loss == pytest.approx(-np.log([0.7, 0.8, 0.3, 0.1, 0.3]).mean(), rel=1e-5)


def test_accuracy_of_several_classes_is_the_share_of_pixels_that_are_right(score):
    """A pixel of class 1 taken for class 2 is one wrong pixel, not two."""
    scores = score([[[0, 9, 0], [0, 9, 0], [9, 0, 0]]], [[1, 2, 0]])
    assert scores.as_dict()["accuracy"] == pytest.approx(2 / 3)


def test_tiles_are_put_together(score):
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(10, 7, 1))
    labels = rng.choice([0, 1, 255], (10, 7))
    calls = []
    whole = score(logits, labels, side=10)
    cut = score(logits, labels, side=4, after_tile=lambda: calls.append(1))
    assert cut.confusion == whole.confusion and cut.threshold == whole.threshold
    assert cut.loss == pytest.approx(whole.loss, rel=1e-6)
    assert len(calls) == 6


def test_pixels_without_data_but_labelled_count_as_zero(pointwise, as_is):
    """An image's nodata is 0 after normalisation, whatever the file holds there."""
    valid = np.array([[True, False]])
    source = ArraySource(np.full((1, 2, 1), 9.0), np.array([[1, 255]], np.uint8), valid)
    tiles = [(NormalisedSource(source, as_is(1)), Window(0, 0, 2, 2))]
    scores = evaluate(pointwise([[1.0]]), tiles, 0)
    assert (scores.confusion.tp, scores.confusion.fn, scores.confusion.tn) == (1, 0, 0)


def test_a_sure_mistake_has_a_finite_loss(score):
    assert score([[[500.0]]], [[0]], side=1).loss == pytest.approx(-math.log(1e-7))


def test_an_image_without_features_has_no_recall(score):
    scores = score([[[-1.0]]], [[0]], side=1)
    assert math.isnan(scores.confusion.recall) and math.isnan(scores.confusion.f1)
    assert 0 < scores.threshold < 1


def test_cancelling_goes_on(score):
    def cancel():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        score([[[1.0]]], [[0]], side=1, after_tile=cancel)


def test_probabilities():
    np.testing.assert_allclose(
        probabilities(np.array([[0.0], [2.0]], np.float32)), [[0.5], [1 / (1 + math.exp(-2))]]
    )
    found = probabilities(np.log(np.array([[0.5, 0.2, 0.3]], np.float32)))
    np.testing.assert_allclose(found, [[0.2, 0.3]], rtol=1e-6)


@pytest.mark.parametrize("outputs", [1, 3])
def test_feature_scores_against_numpy(outputs):
    rng = np.random.default_rng(outputs)
    logits = rng.normal(size=(2, 9, 8, outputs)).astype(np.float32)
    labels = rng.integers(0, max(outputs, 2), (2, 9, 8))
    weights = rng.choice([0.0, 1.0, 2.5], (2, 9, 8)).astype(np.float32)
    truth = np.zeros((2, 9, 8, 4), np.float32)
    truth[..., LABEL], truth[..., WEIGHT] = labels, weights
    metric = FeatureScores()
    for k in range(2):
        metric.update_state(truth[k : k + 1], logits[k : k + 1])
    found = logits[..., 0] > 0 if outputs == 1 else logits.argmax(axis=-1)
    counted = weights > 0
    expected = {
        "tp": np.sum(counted & (labels > 0) & (found == labels)),
        "fp": np.sum(counted & (found > 0) & (found != labels)),
        "fn": np.sum(counted & (labels > 0) & (found != labels)),
        "tn": np.sum(counted & (labels == 0) & (found == labels)),
        "confused": np.sum(counted & (labels > 0) & (found > 0) & (found != labels)),
    }
    assert {name: float(value) for name, value in metric.result().items()} == expected
    metric.reset_state()
    assert all(float(value) == 0 for value in metric.result().values())
    assert isinstance(metric, keras.metrics.Metric)


def test_activation_is_that_of_the_middle(pointwise):
    image = np.arange(48, dtype=np.float32).reshape(6, 8, 1)
    found = class_activation(pointwise([[0.1]]), image, (2, 4))
    np.testing.assert_allclose(found, 1 / (1 + np.exp(-0.1 * image[2:4, 2:6])), rtol=1e-5)


def test_examples_show_features(pointwise, as_is):
    """Of four tiles two hold features; what is shown is cut out around them."""
    rng = np.random.default_rng(0)
    image = rng.normal(size=(80, 80, 1)).astype(np.float32)
    labels = np.full((80, 80), 255, np.uint8)
    labels[:, 40:] = 0
    labels[60:70, 60:70] = 1
    labels[2:5, 41:44] = 1
    labels[0, 0] = 0
    source = NormalisedSource(ArraySource(image, labels), as_is(1))
    tiles = labelled_tiles([source], 40, 100)
    assert len(tiles) == 3
    examples = take_examples(pointwise([[2.0]]), tiles, context=3, side=20)
    assert len(examples) == 2
    upper, lower = examples
    assert np.array_equal(upper.labels, labels[:20, 40:60])
    assert np.array_equal(lower.labels, labels[54:74, 54:74])
    assert np.array_equal(lower.image, image[54:74, 54:74])
    np.testing.assert_allclose(lower.activation, 1 / (1 + np.exp(-2 * lower.image)), rtol=1e-5)


def test_examples_without_features(pointwise, as_is):
    source = NormalisedSource(
        ArraySource(np.ones((9, 9, 1), np.float32), np.zeros((9, 9), np.uint8)), as_is(1)
    )
    examples = take_examples(pointwise([[1.0]]), labelled_tiles([source], 4, 9), 0, count=2)
    assert [example.labels.shape for example in examples] == [(4, 4), (4, 4)]
    assert take_examples(pointwise([[1.0]]), [], 0) == []


def test_examples_end_where_the_image_ends(pointwise, as_is):
    """Nothing that is mirrored is shown, of a tile at the edge and of one larger than the image."""
    image = np.random.default_rng(0).normal(size=(9, 7, 1)).astype(np.float32)
    labels = np.zeros((9, 7), np.uint8)
    labels[8, 6] = 1
    source = NormalisedSource(ArraySource(image, labels), as_is(1))
    for side, rows, cols in ((4, slice(5, 9), slice(3, 7)), (20, slice(9), slice(7))):
        (example,) = take_examples(pointwise([[1.0]]), labelled_tiles([source], side, 99), 2)
        assert np.array_equal(example.image, image[rows, cols])
        assert np.array_equal(example.labels, labels[rows, cols])
        np.testing.assert_allclose(example.activation, 1 / (1 + np.exp(-example.image)), rtol=1e-5)


@pytest.fixture
def squares(pointwise, as_is):
    """A network, and an image of 100 squares in tiles of 40 pixels; the brighter the likelier."""
    rng = np.random.default_rng(0)
    logits, labels = np.full((200, 200, 1), -3, np.float32), np.zeros((200, 200), np.uint8)
    for row in range(5, 200, 20):
        for col in range(5, 200, 20):
            peak = rng.uniform(0, 4)
            logits[row : row + 6, col : col + 6] = peak
            labels[row : row + 6, col : col + 6] = rng.random() < peak / 4
    # Across the border of two tiles, and at the rim of the image.
    logits[35:45, 34:37] = logits[0:3, 196:200] = 4
    source = NormalisedSource(ArraySource(logits, labels), as_is(1))
    return pointwise(np.eye(1)), labelled_tiles([source], 40, 100)


def test_objects_of_tiles(squares):
    network, tiles = squares
    objects = find_objects(network, tiles, 0, 0.5)
    # The one that is cut off by a tile is left out in both.
    assert len(objects) == 101
    assert len(set(objects.groups)) == 25
    assert 30 < objects.is_landslide.sum() < 70
    assert sorted(set(objects.areas)) == [12.0, 36.0]


def test_calibration_of_a_network(squares):
    network, tiles = squares
    calibration = calibrate(network, tiles, 0, 0.5)
    assert calibration.objects == 101
    assert calibration.error < calibration.error_before
    assert calibrate(network, tiles, 0, 0.99) is None
