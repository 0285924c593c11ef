"""Drawing training patches and cutting tiles."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.errors import ScarpError
from scarp.core.windows import Window, mirrored_index
from scarp.models.patches import (
    Geometry,
    PatchIndex,
    TrainingPatches,
    labelled_tiles,
    read_labels,
)
from scarp.models.settings import TrainingSettings
from scarp.models.sources import ArraySource

GEOMETRY = Geometry(side=28, margin=4)


def numbered(labels: np.ndarray, offset: int = 0) -> ArraySource:
    """An image whose bands are each pixel's row and column, from ``offset``."""
    image = np.stack(np.indices(labels.shape), axis=-1).astype(np.float32) + offset
    return ArraySource(image, labels)


@pytest.fixture
def draw(plain, as_is):
    """Makes the patches of some sources, of 2 bands."""

    def make(*sources, geometry=GEOMETRY, **settings):
        return TrainingPatches(sources, geometry, as_is(2), plain(**settings))

    return make


@pytest.fixture
def source():
    """120 x 100 pixels with one feature; the last columns are unlabelled."""
    labels = np.zeros((120, 100), np.uint8)
    labels[70:80, 40:52] = 1
    labels[:, 90:] = 255
    return numbered(labels)


def test_a_batch(draw, source):
    images, labels, weights = draw(source, patches_per_batch=3)[0]
    assert images.shape == (3, 28, 28, 2) and images.dtype == np.float32
    assert labels.shape == (3, 20, 20, 1) and labels.dtype == np.float32
    assert weights.shape == (3, 20, 20) and weights.dtype == np.float32


def test_labels_lie_under_the_middle_of_the_image(draw, source):
    """Where the image's bands say that a pixel is, there its label is from."""
    every = source.labels(Window(0, 0, 120, 100))
    for images, labels, weights in (draw(source, augment_flip=True)[k] for k in range(40)):
        rows, cols = np.moveaxis(images[0, 4:-4, 4:-4].astype(int), -1, 0)
        known = weights[0] == 1
        assert np.array_equal(labels[0, ..., 0][known], every[rows, cols][known])
        assert np.all(every[rows, cols][known] != 255)


def test_is_mirrored_at_the_edge(draw):
    labels = np.ones((9, 8), np.uint8)
    patches = draw(numbered(labels))
    for number in range(10):
        images, _, weights = patches[number]
        known = np.argwhere(weights[0] == 1)
        row, col = known.min(axis=0)  # of the raster's first pixel on the output
        rows, cols = mirrored_index(-row - 4, 28, 9), mirrored_index(-col - 4, 28, 8)
        assert np.array_equal(images[0, ..., 0], np.repeat(rows[:, None], 28, axis=1))
        assert np.array_equal(images[0, ..., 1], np.repeat(cols[None], 28, axis=0))
        assert len(known) == 72


def test_weights_are_zero_just_where_nothing_is_known(draw):
    labels = np.random.default_rng(0).choice([0, 1, 255], (60, 60)).astype(np.uint8)
    source = numbered(labels)
    for number in range(20):
        images, found, weights = draw(source)[number]
        # Row and column 0 come first, unmirrored: rows and columns rise on the raster alone.
        rows, cols = images[0, :, 0, 0], images[0, 0, :, 1]
        row, col = first_of(rows), first_of(cols)
        true = read_labels(source, Window(row + 4, col + 4, 20, 20))
        assert np.array_equal(weights[0] == 0, true == 255)
        assert np.array_equal(found[0, ..., 0], np.where(true == 255, 0, true))


def first_of(values: np.ndarray) -> int:
    """The first row of a patch, of whose rows some are mirrored at 0 or 59."""
    candidates = [
        start for start in range(-28, 60) if np.array_equal(mirrored_index(start, 28, 60), values)
    ]
    return candidates[0]


def test_depend_on_seed_epoch_and_number_only(draw, source):
    settings = dict(epochs=3, patches_per_epoch=8, augment_rotation=True, augment_scale=True)
    single = draw(source, patches_per_batch=1, **settings)
    batches = draw(source, patches_per_batch=3, **settings)
    assert single.batches_per_epoch == 8 and batches.batches_per_epoch == 3
    assert len(single) == 24 and len(batches) == 9
    fourth = batches[3 + 1][0]  # of the second epoch: patches 3 to 5
    for place, number in enumerate((3, 4, 5)):
        assert np.array_equal(single[8 + number][0][0], fourth[place])
    assert len(batches[2][0]) == 2  # the last batch of an epoch is smaller
    assert not np.array_equal(single[3][0], single[8 + 3][0])
    assert not np.array_equal(single[3][0], single[4][0])
    other = draw(source, patches_per_batch=1, seed=1, **settings)
    assert not np.array_equal(single[3][0], other[3][0])


def test_class_weight_falls_in_equal_steps(draw, source):
    patches = draw(source, epochs=4, class_weight_max=3.0, class_weight_min=1.5)
    assert [patches.class_weight(epoch) for epoch in range(4)] == [3.0, 2.5, 2.0, 1.5]
    assert draw(source, epochs=1, class_weight_max=2.0).class_weight(0) == 2.0


@pytest.mark.parametrize("weight", [0.0, 1.0, 3.0])
def test_class_weight_is_the_share_near_features(draw, weight):
    """Of 4 cells one holds features: chance alone gives a quarter."""
    labels = np.zeros((64, 64), np.uint8)
    labels[10, 50] = 1
    source = numbered(labels)
    side = Geometry(side=2, margin=0)
    patches = draw(
        source, geometry=side, patches_per_epoch=2000, class_weight_max=weight, patches_per_batch=1
    )
    near = 0
    for number in range(2000):
        row, col = patches[number][0][0, 1, 1]  # pixel 1 of 2 is the place drawn
        near += row < 32 <= col
    share = weight / (1 + weight)
    expected = share + (1 - share) / 4
    assert near / 2000 == pytest.approx(expected, abs=4 * np.sqrt(0.25 / 2000))


def test_sources_are_drawn_by_their_labelled_area():
    small, large = np.zeros((32, 32), np.uint8), np.zeros((64, 96), np.uint8)
    small[:8] = 1
    large[0, 0] = 1
    large[32:] = 255  # 3072 of 4096 labelled pixels are on the large one
    index = PatchIndex([numbered(small), numbered(large)])
    assert (index.labelled, index.features) == (4096, 257)
    rng = np.random.default_rng(0)
    any_place = [index.draw(rng, near_feature=False) for _ in range(3000)]
    assert np.mean([place[0] for place in any_place]) == pytest.approx(0.75, abs=0.03)
    assert {place[0] for place in any_place if place[1] >= 32} == set()  # nothing known there
    feature = [index.draw(rng, near_feature=True)[0] for _ in range(3000)]
    assert np.mean(feature) == pytest.approx(1 / 257, abs=0.01)


def test_cells_reach_to_the_edges():
    """Places in the incomplete cells of a raster that no cell divides."""
    labels = np.full((33, 1030), 255, np.uint8)
    labels[32, 1025:] = 1
    index = PatchIndex([numbered(labels)])
    rng = np.random.default_rng(0)
    places = {index.draw(rng, near_feature=True) for _ in range(200)}
    assert {row for _, row, _ in places} == {32}
    assert {col for _, _, col in places} == set(range(1024, 1030))


@pytest.mark.parametrize(("labelled", "expected"), [(400, 2), (4000, 20), (10, 1)])
def test_automatic_number_of_patches_covers_the_area_twice(draw, labelled, expected):
    labels = np.full((100, 50), 255, np.uint8)
    labels.flat[:labelled] = 1
    patches = draw(numbered(labels), patches_per_epoch=0, patches_per_batch=0)
    assert patches.patches_per_epoch == expected
    assert patches.batch_size == 4


@pytest.mark.parametrize("value", [0, 255])
def test_refuses_rasters_without_features(draw, value):
    with pytest.raises(ScarpError, match="have no feature pixels"):
        draw(numbered(np.full((40, 40), value, np.uint8)))


def test_read_labels_beyond_the_raster():
    source = numbered(np.arange(6, dtype=np.uint8).reshape(2, 3))
    found = read_labels(source, Window(-1, 1, 4, 3))
    assert found.tolist() == [[255] * 3, [1, 2, 255], [4, 5, 255], [255] * 3]
    assert np.all(read_labels(source, Window(10, 10, 2, 2)) == 255)


def test_labelled_tiles(draw):
    labels = np.full((70, 90), 255, np.uint8)
    labels[45:, :] = 0
    labels[5, 88] = 1
    source, other = numbered(labels), numbered(np.zeros((10, 10), np.uint8))
    tiles = labelled_tiles([source, other], 40, 100)
    expected = [(0, 80), (40, 0), (40, 40), (40, 80)]
    assert tiles == [(source, Window(*place, 40, 40)) for place in expected] + [
        (other, Window(0, 0, 40, 40))
    ]
    assert labelled_tiles([source, other], 40, 3) == [tiles[0], tiles[2], tiles[4]]
    assert labelled_tiles([], 40, 3) == []


def test_defaults_are_those_of_the_toolbox():
    settings = TrainingSettings()
    assert (settings.epochs, settings.patches_per_epoch, settings.patches_per_batch) == (30, 500, 1)
