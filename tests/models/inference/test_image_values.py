"""Values of an image against those of a training."""

import numpy as np
import pytest
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import Normalisation
from scarp.models.inference.image_values import take_values_of_training, warn_of_other_values
from scarp.models.model_file import Model
from scarp.models.settings import NetworkSettings


class Image(ArraySource):
    """An array with what a raster says of itself.

    Args:
        level: About which its values lie.
        scale: Of the bands.
        offset: Of the bands.
    """

    def __init__(self, level=2464.0, scale=1.0, offset=0.0):
        rng = np.random.default_rng(0)
        super().__init__(rng.normal(level, 0.2 * level, (300, 400, 3)).astype(np.float32))
        self.path = "image.tif"
        self.scale, self.offsets = scale, [offset] * 3

    @property
    def is_scaled(self):
        return self.scale != 1 or any(self.offsets)

    def take_stored_values(self):
        self.offsets = [offset / self.scale for offset in self.offsets]
        self.scale = 1.0


def model(each_image=False) -> Model:
    normalisation = Normalisation((2400.0, 2464.0, 2500.0), (500.0,) * 3, each_image)
    return Model(NetworkSettings(), {}, normalisation=normalisation)


def warnings(said, model, image) -> list[str]:
    warn_of_other_values(model, image, said)
    return said.sentences


def test_an_image_like_those_of_training(said):
    assert warnings(said, model(), Image()) == []


@pytest.mark.parametrize("level", [2000, 3500])
def test_another_season_is_no_reason(said, level):
    assert warnings(said, model(), Image(level)) == []


@pytest.mark.parametrize(("level", "figure"), [(117, "117"), (0.2464, "0.246"), (25_000, "2.5")])
def test_values_far_away(said, level, figure):
    (sentence,) = warnings(said, model(), Image(level))
    assert f"are around {figure}" in sentence and "around 2464" in sentence


def test_images_that_are_normalised_by_themselves_may_have_any_values(said):
    assert warnings(said, model(each_image=True), Image(117)) == []


@pytest.mark.parametrize(
    ("are_scaled", "scale", "offset", "expected", "words"),
    [
        (True, 0.0001, -0.1, (0.0001, -0.1), "scale and offset of its bands are applied"),
        (False, 0.0001, -0.1, (1, -1000), "the offset of its bands, -1000 in stored numbers"),
        (False, 0.0001, 0.0, (1, 0), "the scale of its bands is not applied"),
        (False, 1.0, 0.0, (1, 0), ""),
        (True, 1.0, 0.0, (1, 0), ""),
    ],
)
def test_values_in_the_units_of_training(said, are_scaled, scale, offset, expected, words):
    image = Image(scale=scale, offset=offset)
    take_values_of_training([image], are_scaled, said)
    assert image.scale == expected[0]
    np.testing.assert_allclose(image.offsets, expected[1])
    assert len(said.sentences) == bool(words) and all(words in one for one in said.sentences)
