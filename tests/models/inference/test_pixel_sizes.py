"""Pixels of an image against those of a training."""

from types import SimpleNamespace

import pytest
from scarp.models.inference.pixel_sizes import choose_pixel_size, warn_of_other_pixels
from scarp.models.model_file import Model
from scarp.models.settings import NetworkSettings

IN_DEGREES = 3.0 / 111_320


def model(*sizes, first=3.0) -> Model:
    return Model(NetworkSettings(), {}, pixel_size=first, pixel_sizes=sizes)


@pytest.mark.parametrize(
    ("sizes", "found", "expected"),
    [
        ((3.0, 10.0), 1.9, 3.0),
        ((3.0, 10.0), 2.1, None),
        ((3.0, 10.0), 5.0, None),
        ((3.0, 10.0), 14.9, None),
        ((3.0, 10.0), 15.1, 10.0),
        ((3.0, 3.0), 10.0, 3.0),
        ((), 10.0, 3.0),
        ((), 1.9, 3.0),
        ((), 2.5, None),
    ],
)
def test_automatic(sizes, found, expected):
    """The nearer end of what was trained on; a model of an earlier version knows one size."""
    assert choose_pixel_size(model(*sizes), found, None) == expected


def test_a_model_that_knows_no_size():
    assert choose_pixel_size(model(first=0.0), 10.0, None) is None


def test_a_model_that_gives_degrees():
    assert choose_pixel_size(model(first=IN_DEGREES), 3.0, None) is None
    assert choose_pixel_size(model(first=IN_DEGREES), 10.0, None) == pytest.approx(3)


def test_what_is_given_counts():
    assert choose_pixel_size(model(), 10.0, 0.0) is None
    assert choose_pixel_size(model(), 3.0, 4.0) == 4


@pytest.mark.parametrize("size", [10.0, 1.5])
def test_training_warns_of_other_pixels(said, size):
    warn_of_other_pixels(3.0, SimpleNamespace(path="image.tif", pixel_size=size), said)
    (sentence,) = said.sentences
    assert f"are of {size:g} m" in sentence and "trained on of 3 m" in sentence


@pytest.mark.parametrize("trained", [0.0, 2.5, IN_DEGREES])
def test_pixels_that_are_alike_or_not_known(said, trained):
    warn_of_other_pixels(trained, SimpleNamespace(path="image.tif", pixel_size=3.0), said)
    assert said.sentences == []
