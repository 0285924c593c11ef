"""Running a network over images that are larger or smaller than a tile."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from scarp.core.errors import ScarpError
from scarp.core.windows import Window
from scarp.models.building import initialize_model, load_network
from scarp.models.inference import automatic_tile_size, classify, tile_step
from scarp.models.networks import check_patch_size
from scarp.models.normalisation import NormalisedSource
from scarp.models.settings import ClassifySettings, NetworkSettings
from scarp.models.sources import ArraySource

MARGIN = 92


class Sink:
    """Puts together what is written, and fails where something is written twice."""

    def __init__(self, rows: int, cols: int, classes: int = 1):
        self.values = np.full((rows, cols, classes), np.nan, np.float32)
        self.valid = np.zeros((rows, cols), bool)
        self.written = np.zeros((rows, cols), int)

    def write(self, window, values, valid):
        place = np.s_[
            window.row : window.row + window.height, window.col : window.col + window.width
        ]
        assert values.shape[:2] == valid.shape == self.valid[place].shape
        self.values[place] = values
        self.valid[place] = valid
        self.written[place] += 1


class CountedSource(ArraySource):
    """Counts how often it is read: once a tile."""

    reads = 0

    def read(self, window):
        self.reads += 1
        return super().read(window)


def image(rows: int, cols: int, valid=None) -> CountedSource:
    """A rough image of 2 bands."""
    values = np.random.default_rng(rows).normal((100, 50), (20, 10), (rows, cols, 2))
    return CountedSource(values.astype(np.float32), valid=valid)


@pytest.fixture
def run(model, network):
    """Classifies with a small network and gives the sink."""

    def classified(source, tile_size=252, part=None, augment=False, **options):
        sink = Sink(*(part[2:] if part else source.shape))
        settings = ClassifySettings(tile_size=tile_size, augment=augment)
        classify(model, network, source, sink, settings, part, **options)
        return sink

    return classified


@pytest.fixture(scope="module")
def whole(model, network):
    """The values of an image of 100 x 90 pixels, from one run of the bare network."""
    source = image(100, 90)
    tile = NormalisedSource(source, model.normalisation).read(Window(-MARGIN, -MARGIN, 300, 300))
    logits = np.asarray(network(tile[None]))[0]
    return (1 / (1 + np.exp(-logits)))[:100, :90]


def test_values_are_worth_comparing(whole):
    assert whole.std() > 0.01


@pytest.mark.parametrize("tile_size", [188, 204, 252, 0])
def test_values_do_not_depend_on_the_tiles(run, whole, tile_size):
    sink = run(image(100, 90), tile_size)
    np.testing.assert_allclose(sink.values, whole, atol=1e-5)
    assert sink.valid.all() and np.all(sink.written == 1)


@pytest.mark.parametrize("tile_size", [252, 0])
@pytest.mark.parametrize("part", [Window(33, 21, 40, 50), Window(99, 0, 1, 90)])
def test_values_of_a_part_are_those_of_the_whole(run, whole, part, tile_size):
    sink = run(image(100, 90), tile_size, part)
    expected = whole[part.row : part.row + part.height, part.col : part.col + part.width]
    np.testing.assert_allclose(sink.values, expected, atol=1e-5)
    assert np.all(sink.written == 1)


def test_pixels_without_data(run):
    valid = np.ones((100, 90), bool)
    valid[:70, :66] = False  # the first of four tiles, and a little more
    source = image(100, 90, valid)
    sink = run(source)
    assert source.reads == 3
    assert np.array_equal(sink.valid, valid)
    assert np.isfinite(sink.values[valid]).all()
    assert not sink.written[:64, :64].any()


def test_mask(run, whole):
    """Tiles outside it are not computed; the image outside it still counts around it."""
    wanted = np.zeros((100, 90), bool)
    wanted[40:60, 70:80] = True
    source = image(100, 90)

    def mask(window):
        rows, cols = slice(window.row, window.row + window.height), slice(window.col, None)
        return wanted[rows, cols][:, : window.width]

    part = Window(8, 4, 90, 86)
    sink = run(source, part=part, mask=mask)
    assert source.reads == 1
    found = np.zeros_like(wanted)
    found[8:98, 4:90] = sink.valid
    assert np.array_equal(found, wanted)
    np.testing.assert_allclose(sink.values[sink.valid], whole[wanted], atol=1e-5)


def test_augmenting_is_the_mean_over_the_eight_transforms(run, model, network):
    source = image(20, 20)
    tile = NormalisedSource(source, model.normalisation).read(Window(-MARGIN, -MARGIN, 204, 204))

    def turn(array, transposed, down, across):
        return (array.transpose(1, 0, 2) if transposed else array)[::down, ::across]

    def back(array, transposed, down, across):
        mirrored = array[::down, ::across]
        return mirrored.transpose(1, 0, 2) if transposed else mirrored

    total = np.zeros((20, 20, 1))
    for way in itertools.product((False, True), (1, -1), (1, -1)):
        logits = np.asarray(network(turn(tile, *way)[None].copy()))[0]
        total += back(1 / (1 + np.exp(-logits)), *way)
    sink = run(source, 204, augment=True)
    np.testing.assert_allclose(sink.values, total / 8, atol=1e-5)
    assert np.abs(sink.values - run(source, 204).values).max() > 1e-3


def test_augmented_values_do_not_depend_on_the_tiles(run):
    source = image(20, 36)
    small, large = (run(source, size, augment=True).values for size in (204, 252))
    np.testing.assert_allclose(small, large, atol=1e-5)


@pytest.mark.parametrize("shape", [(1, 1), (3, 50), (70, 1)])
def test_images_smaller_than_a_tile(run, shape):
    sink = run(image(*shape))
    assert sink.values.shape == (*shape, 1)
    assert np.all((sink.values > 0) & (sink.values < 1))
    assert np.all(sink.written == 1)


def test_several_classes_have_a_value_each(model):
    settings = NetworkSettings(bands=2, patch_size=204, width=1, classes=("slide", "flow"))
    two = dataclasses.replace(initialize_model(settings), normalisation=model.normalisation)
    network, source, sink = load_network(two), image(20, 20), Sink(20, 20, 2)
    classify(two, network, source, sink, ClassifySettings(tile_size=204))
    tile = NormalisedSource(source, model.normalisation).read(Window(-MARGIN, -MARGIN, 204, 204))
    powers = np.exp(np.asarray(network(tile[None]))[0])
    expected = powers / powers.sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(sink.values, expected[..., 1:], atol=1e-5)


def test_refuses_an_untrained_model(untrained, network):
    with pytest.raises(ScarpError, match="has not been trained yet"):
        classify(untrained, network, image(9, 9), Sink(9, 9), ClassifySettings())


def test_refuses_an_illegal_tile_size(run):
    with pytest.raises(ScarpError, match="cannot take patches of 200 pixels: choose 188 or 204"):
        run(image(9, 9), 200)


def test_cancelling_goes_on(run):
    def cancel(fraction, message="", **values):
        raise InterruptedError(fraction)

    with pytest.raises(InterruptedError, match="0.25"):
        run(image(100, 90), progress=cancel)


@pytest.mark.parametrize("width", [1, 16, 64])
@pytest.mark.parametrize("size", [1, 256, 257, 1000, 20_000])
def test_automatic_tile_size(model, width, size):
    wide = dataclasses.replace(model, network=dataclasses.replace(model.network, width=width))
    side = automatic_tile_size(wide, Window(7, 7, size, size // 2 + 1))
    check_patch_size("ENVINet5", side)
    output = side - 2 * MARGIN
    assert tile_step(output, 16) // 256 * 256 <= output < tile_step(output, 16) // 256 * 256 + 16
    assert output < size + 256 + 16  # no larger than needed
    assert side**2 * width <= 1212**2 * 64  # nor than fits into memory
    if width == 64 and size == 20_000:
        assert side > 1212 - 256 - 16


@pytest.mark.parametrize(("output", "step"), [(20, 16), (36, 32), (388, 384), (32, 32)])
def test_tile_step(output, step):
    assert tile_step(output, 16) == step
