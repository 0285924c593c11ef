"""Adapting a model to an image without labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scarp.core.cam.histogram import histogram, otsu
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.inference.classifier import Classifier
from scarp.models.settings import (
    DICE,
    EACH_IMAGE_ALIKE,
    ClassifySettings,
    NetworkSettings,
    TrainingSettings,
)
from scarp.models.training.adaptation import adapt
from scarp.models.training.new_model import initialize_model
from scarp.models.training.train import train

NAMES = ["red", "green", "blue"]


def scene(seed: int, ground=(60, 70, 40), scar=(40, 15, 20), side=256) -> ArraySource:
    """Noise of one colour, with rectangles that are brighter, in red most of all."""
    rng = np.random.default_rng(seed)
    image = rng.normal(ground, 6, (side, side, 3))
    labels = np.zeros((side, side), np.uint8)
    for row, col in rng.integers(8, side - 40, (10, 2)):
        place = slice(row, row + 24), slice(col, col + 16)
        labels[place] = 1
    image[labels == 1] += scar
    return ArraySource(image.clip(0, 255).astype(np.uint8), labels, names=list(NAMES))


@pytest.fixture(scope="module")
def trained():
    """A model that has learned a little from one scene."""
    settings = TrainingSettings(
        epochs=2,
        patches_per_epoch=160,
        learning_rate=2e-2,
        patches_per_batch=8,
        loss=DICE,
        normalisation=EACH_IMAGE_ALIKE,
        augment_rotation=False,
        augment_scale=False,
        precision="float32",
    )
    first = initialize_model(NetworkSettings("UNet", patch_size=64, width=8))
    model = train(first, [scene(0)], [scene(0)], settings).last
    return replace(
        model, threshold=None, unseen={"a": 0.5}, pixel_size=3.0, pixel_sizes=(3.0, 10.0)
    )


class Map:
    """A sink of class activation values."""

    def __init__(self, shape):
        self.values = np.zeros(shape, np.float32)

    def write(self, window, values, valid):
        """Keeps values."""
        rows, cols = slice(window.row, None), slice(window.col, None)
        self.values[rows, cols][: window.height, : window.width] = values[..., 0]


def mapped(model, source) -> np.ndarray:
    sink = Map(source.shape)
    Classifier(model, ClassifySettings(precision="float32")).classify(source, sink)
    return sink.values


def f1(model, source) -> float:
    values = mapped(model, source)
    found = values >= otsu(histogram(values.ravel()))
    truth = source.labels(Window(0, 0, *source.shape)) == 1
    return 2 * (found & truth).sum() / (found.sum() + truth.sum())


def test_a_map_without_labels_becomes_better(trained):
    """On a scene of other light, of which no label is used."""
    other = scene(1, ground=(90, 60, 110), scar=(10, 4, 8))
    window = Window(0, 0, *other.shape)
    unlabelled = ArraySource(other.read(window), names=list(NAMES))
    said = []
    adaptation = adapt(
        trained,
        [unlabelled],
        0.3,
        ClassifySettings(precision="float32"),
        lambda fraction, sentence="", **values: said.append((fraction, sentence)),
        "starter.h5",
    )
    assert not adaptation.reason
    before, after = f1(trained, other), f1(adaptation.model, other)
    assert after > 0.7 > 0.4 > before, (before, after)
    model = adaptation.model
    assert model.parents[-1]["model"] == "starter.h5"
    assert (model.threshold, model.unseen, model.history) == (None, {"a": 0.5}, {})
    assert model.calibration is None
    assert (model.band_names, model.pixel_size) == (tuple(NAMES), 3.0)
    assert model.normalisation.each_image and model.normalisation.alike
    fractions = [fraction for fraction, _ in said if fraction is not None]
    assert fractions == sorted(fractions) and fractions[-1] == 1


def test_is_given_up_where_nothing_could_be_learned(trained, monkeypatch):
    monkeypatch.setattr("scarp.models.training.adaptation._LEAST_AGREEMENT", 1.01)
    said = []
    adaptation = adapt(
        trained,
        [scene(2)],
        0.05,
        ClassifySettings(precision="float32"),
        lambda fraction, sentence="", **values: said.append(sentence),
    )
    assert adaptation.model is trained
    assert "given up" in adaptation.reason and adaptation.reason in said


def test_can_be_cancelled(trained):
    def cancel(fraction, *_, **__):
        if fraction:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        adapt(trained, [scene(2)], 0.05, ClassifySettings(precision="float32"), cancel)


def test_refuses_models_of_a_fixed_normalisation(trained):
    fixed = replace(trained, normalisation=replace(trained.normalisation, each_image=False))
    with pytest.raises(ScarpError, match="leave the minutes of adaptation at 0"):
        adapt(fixed, [scene(2)], 1, ClassifySettings())


def test_refuses_an_image_without_data(trained):
    empty = ArraySource(np.zeros((64, 64, 3)), valid=np.zeros((64, 64), bool))
    with pytest.raises(ScarpError, match="holds no data"):
        adapt(trained, [empty], 1, ClassifySettings())
