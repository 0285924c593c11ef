"""Running a network over images that are larger or smaller than a tile."""

from __future__ import annotations

import dataclasses
import itertools

import keras
import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import Normalisation, NormalisedSource
from scarp.models.inference.classifier import Classifier
from scarp.models.inference.tile_store import TileStore
from scarp.models.networks import NETWORKS, legal_size_from, network_class
from scarp.models.networks.build import load_network
from scarp.models.settings import ClassifySettings, NetworkSettings
from scarp.models.training.new_model import initialize_model

MARGIN = 92
ON_CPU = {"precision": "float32", "device": "CPU"}


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
def run(model):
    """Classifies with a small network and gives the sink."""

    def classified(source, tile_size=252, part=None, augment=False, **options):
        sink = Sink(*(part[2:] if part else source.shape))
        settings = ClassifySettings(tile_size=tile_size, augment=augment, **ON_CPU)
        Classifier(model, settings).classify(source, sink, part, **options)
        return sink

    return classified


@pytest.fixture(scope="module")
def whole(model, network):
    """The values of an image of 100 x 90 pixels, from one run of the bare network."""
    source = image(100, 90)
    tile = NormalisedSource(source, model.normalisation).read(Window(-MARGIN, -MARGIN, 300, 300))
    logits = keras.ops.convert_to_numpy(network(tile[None]))[0]
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

    total, squares = np.zeros((20, 20, 1)), np.zeros((20, 20, 1))
    for way in itertools.product((False, True), (1, -1), (1, -1)):
        logits = keras.ops.convert_to_numpy(network(turn(tile, *way)[None].copy()))[0]
        values = back(1 / (1 + np.exp(-logits)), *way)
        total += values
        squares += values**2
    spread = Sink(20, 20)
    sink = run(source, 204, augment=True, spread=spread)
    np.testing.assert_allclose(sink.values, total / 8, atol=1e-5)
    deviation = np.sqrt(np.maximum(squares / 8 - (total / 8) ** 2, 0))
    np.testing.assert_allclose(spread.values, deviation, atol=1e-4)
    assert spread.values.max() > 1e-3
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
    source, sink = image(20, 20), Sink(20, 20, 2)
    Classifier(two, ClassifySettings(tile_size=204, **ON_CPU)).classify(source, sink)
    tile = NormalisedSource(source, model.normalisation).read(Window(-MARGIN, -MARGIN, 204, 204))
    powers = np.exp(keras.ops.convert_to_numpy(load_network(two)(tile[None]))[0])
    expected = powers / powers.sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(sink.values, expected[..., 1:], atol=1e-5)


def test_refuses_an_untrained_model(untrained):
    with pytest.raises(ScarpError, match="has not been trained yet"):
        Classifier(untrained, ClassifySettings(**ON_CPU))


def test_refuses_an_illegal_tile_size(run):
    with pytest.raises(ScarpError, match="cannot take patches of 200 pixels: choose 188 or 204"):
        run(image(9, 9), 200)


def test_cancelling_goes_on(run):
    def cancel(fraction, message="", **values):
        raise InterruptedError(fraction)

    with pytest.raises(InterruptedError, match=r"0\.455"):
        run(image(100, 90), progress=cancel)


@pytest.mark.parametrize("shape", [(20, 20), (36, 20), (37, 52), (32, 33)])
def test_images_about_the_size_of_a_tile(run, shape):
    """Exactly a tile of 16 or 32 pixels, and one pixel or a few more."""
    small, large = run(image(*shape), 204), run(image(*shape), 300)
    assert np.all(small.written == 1)
    np.testing.assert_allclose(small.values, large.values, atol=1e-5)


def test_an_image_of_nodata_only(run):
    source = image(40, 40, np.zeros((40, 40), bool))
    sink = run(source)
    assert not sink.written.any() and not source.reads


class Narrow(CountedSource):
    """Has no memory for large windows, until it is given some."""

    most = 252**2

    def read(self, window):
        if window.height * window.width > self.most:
            raise MemoryError
        return super().read(window)


def narrow(rows: int, cols: int) -> Narrow:
    source = image(rows, cols)
    return Narrow(source.read(Window(0, 0, rows, cols)))


def test_halves_tiles_when_memory_runs_out(run, said):
    """What is done stays done, and values are the same."""
    source = narrow(400, 300)
    sink = run(source, tile_size=572, progress=said)
    assert np.all(sink.written == 1)
    expected = run(image(400, 300), tile_size=252)
    np.testing.assert_allclose(sink.values, expected.values, atol=1e-5)
    assert said.sentences == [
        "Memory ran out: from here on in tiles of 192 x 192 pixels.",
        "Memory ran out: from here on in tiles of 96 x 96 pixels.",
        "Memory ran out: from here on in tiles of 48 x 48 pixels.",
    ]
    assert said.fractions == sorted(said.fractions) and said.fractions[-1] == 1


def test_gives_up_where_the_smallest_tile_is_too_large(run):
    source = narrow(40, 40)
    source.most = 10
    with pytest.raises(MemoryError):
        run(source)


def test_other_errors_are_passed_on(run):
    class Broken(CountedSource):
        def read(self, window):
            raise ScarpError("It cannot be read.")

    whole = image(40, 40)
    with pytest.raises(ScarpError, match="It cannot be read"):
        run(Broken(whole.read(Window(0, 0, 40, 40))))


class Cancelled(Exception):
    """What the button in QGIS raises."""


def interrupted(run, source, store, tiles: int, **options):
    """A run that is cancelled when so many tiles are written."""
    done = []

    def cancel(fraction, message="", **values):
        done.append(fraction)
        if len(done) == tiles:
            raise Cancelled

    with pytest.raises(Cancelled):
        run(source, store=store, progress=cancel, **options)


@pytest.mark.parametrize("augment", [False, True])
def test_goes_on_from_the_tiles_that_are_there(run, tmp_path, said, augment):
    store, source = TileStore(tmp_path, {"image": 1}), image(100, 90)
    interrupted(run, source, store, 1, tile_size=252, augment=augment)
    kept = len(store.windows())
    assert 1 <= kept < 4
    source.reads = 0
    options = {"spread": Sink(100, 90)} if augment else {}
    # The tile size of a run that goes on is that of the first.
    sink = run(source, 204, store=store, augment=augment, progress=said, **options)
    assert source.reads == 4 - kept and np.all(sink.written == 1)
    assert said.sentences == [f"{kept} tiles of an earlier run are there."]
    expected = run(image(100, 90), 252, augment=augment)
    np.testing.assert_array_equal(sink.values, expected.values)
    if augment:
        assert np.all(options["spread"].written == 1)


def test_goes_on_after_tiles_were_halved(run, tmp_path):
    source, store = narrow(400, 300), TileStore(tmp_path, {})
    interrupted(run, source, store, 12, tile_size=572)
    assert 48 in {window.height for window in store.windows()}
    source.most = 10**6
    sink = run(source, store=store)
    expected = run(image(400, 300), tile_size=252)
    np.testing.assert_allclose(sink.values, expected.values, atol=1e-5)
    assert np.all(sink.written >= 1)


def test_a_store_is_of_one_classification(run, tmp_path):
    store = TileStore(tmp_path, {"image": 1})
    interrupted(run, image(100, 90), store, 1)
    assert store.windows() and not TileStore(tmp_path, {"image": 2}).windows()
    store.remove()
    assert not store.windows() and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["cut off", "another array", "no array", "empty"])
def test_a_tile_that_was_damaged_is_computed_anew(run, tmp_path, damage):
    source, store = image(100, 90), TileStore(tmp_path, {})
    interrupted(run, source, store, 3)
    tile = next(tmp_path.glob("*/[0-9]*.npy"))
    if damage == "cut off":
        tile.write_bytes(tile.read_bytes()[:-10])
    elif damage == "another array":
        np.save(tile, np.zeros((1, 3, 3, 1), np.float32))
    else:
        tile.write_bytes(b"" if damage == "empty" else b"no array")
    tile.with_name("1_2.npy").write_bytes(b"not named as tiles are")
    sink = run(source, store=store)
    expected = run(image(100, 90))
    np.testing.assert_array_equal(sink.values, expected.values)


def test_a_damaged_note_on_the_tiles_is_no_note(run, tmp_path):
    source, store = image(100, 90), TileStore(tmp_path, {})
    interrupted(run, source, store, 1)
    next(tmp_path.glob("*/tiling.json")).write_text("{")
    assert store.tiling() is None
    assert np.all(run(source, store=store).written >= 1)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_large_image_has_no_seams(name):
    """1500 x 1300 pixels at once, and in tiles of three sizes."""
    settings = NetworkSettings(
        name, bands=2, patch_size=252 if name == "ENVINet5" else 256, width=2
    )
    model = dataclasses.replace(
        initialize_model(settings), normalisation=Normalisation((100.0, 50.0), (10.0, 5.0))
    )
    source, kind = image(1500, 1300), network_class(name)
    values = []
    for side in (1500 + 2 * network_class(name).context, 380, 700, 1132):
        sink = Sink(1500, 1300)
        options = ClassifySettings(tile_size=legal_size_from(kind, side), **ON_CPU)
        Classifier(model, options).classify(source, sink)
        values.append(sink.values)
    assert values[0].std() > 0.01
    for other in values[1:]:
        assert np.abs(other - values[0]).max() <= 1e-5
