"""Drawing training patches."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window, mirrored_index
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.label_counts import count_labels
from scarp.models.data.normalisation import Normalisation, NormalisedSource
from scarp.models.data.patches import Geometry, PatchIndex, TrainingPatches
from scarp.models.data.targets import CLASS, LABEL, STRENGTH, WEIGHT, targets_reach, widen
from scarp.models.settings import TrainingSettings

GEOMETRY = Geometry(side=28, margin=4)


def numbered(labels: np.ndarray) -> NormalisedSource:
    """An image whose bands are each pixel's row and column."""
    image = np.stack(np.indices(labels.shape), axis=-1).astype(np.float32)
    return NormalisedSource(ArraySource(image, labels), Normalisation((0.0, 0.0), (1.0, 1.0)))


@pytest.fixture
def draw(plain):
    """Makes the patches of some sources, of 2 bands."""

    def make(*sources, geometry=GEOMETRY, batch=1, begin=0, **settings):
        return TrainingPatches(PatchIndex(sources), geometry, plain(**settings), batch, begin)

    return make


@pytest.fixture
def source():
    """120 x 100 pixels with one feature; the last columns are unlabelled."""
    labels = np.zeros((120, 100), np.uint8)
    labels[70:80, 40:52] = 1
    labels[:, 90:] = 255
    return numbered(labels)


def test_a_batch(draw, source):
    images, truth = draw(source, batch=3)[0]
    assert images.shape == (3, 28, 28, 2) and images.dtype == np.float32
    assert truth.shape == (3, 20, 20, 4) and truth.dtype == np.float32


def test_labels_lie_under_the_middle_of_the_image(draw, source):
    """Where the image's bands say that a pixel is, there its label is from."""
    every = source.labels(Window(0, 0, 120, 100))
    for images, truth in (draw(source, augment_flip=True)[k] for k in range(40)):
        rows, cols = np.moveaxis(images[0, 4:-4, 4:-4].astype(int), -1, 0)
        known = truth[0, ..., WEIGHT] == 1
        for channel in (LABEL, CLASS, STRENGTH):
            assert np.array_equal(truth[0, ..., channel][known], every[rows, cols][known])
        assert np.all(every[rows, cols][known] != 255)


@pytest.mark.parametrize("side", [28, 29])
def test_straight_patches_are_pixels_of_the_image(draw, side):
    """None is mixed of several, and each lies under its own label."""
    labels = np.random.default_rng(0).choice([0, 1, 255], (200, 200)).astype(np.uint8)
    labels[:40] = labels[-40:] = 255
    labels[:, :40] = labels[:, -40:] = 255
    patches = draw(
        numbered(labels),
        geometry=Geometry(side, 4),
        augment_rotation=True,
        augment_scale=True,
        augment_flip=True,
        straight_share=1.0,
        blur_max=2.5,
    )
    ways = set()
    for number in range(60):
        images, truth = patches[number]
        rows, cols = np.moveaxis(images[0].astype(int), -1, 0)
        assert np.array_equal(images[0], np.stack([rows, cols], axis=-1))
        assert len(set(zip(rows.flat, cols.flat))) == side**2
        under = labels[rows, cols][4:-4, 4:-4]
        assert np.array_equal(truth[0, ..., LABEL], np.where(under == 255, 0, under))
        assert np.array_equal(truth[0, ..., WEIGHT] > 0, under != 255)
        ways.add((rows[1, 0] - rows[0, 0], rows[0, 1] - rows[0, 0], cols[0, 1] - cols[0, 0]))
    assert len(ways) >= 6  # of eight, told apart by four of them


def test_mean_weight(draw):
    """That of the patches themselves, of all of them where they are few."""
    labels = np.full((300, 300), 255, np.uint8)
    labels[100:110, 100:105] = 1
    labels[200:, 200:] = 0
    few = draw(numbered(labels), epochs=2, patches_per_epoch=5, loss_weight=0.5, blur_max=3.0)
    weights = [few[number][1][..., WEIGHT].sum() for number in range(10)]
    assert np.std(weights) > 20
    assert few.mean_weight() == pytest.approx(np.mean(weights), rel=1e-5)
    many = draw(numbered(labels), epochs=30, patches_per_epoch=50, loss_weight=0.5)
    weights = [many[number][1][..., WEIGHT].sum() for number in range(1500)]
    assert many.mean_weight() == pytest.approx(np.mean(weights), rel=0.12)
    full = draw(numbered(np.ones((90, 90), np.uint8)), geometry=Geometry(1, 0))
    assert full.mean_weight() == 1


def test_is_mirrored_at_the_edge(draw):
    labels = np.ones((9, 8), np.uint8)
    patches = draw(numbered(labels))
    for number in range(10):
        images, truth = patches[number]
        known = np.argwhere(truth[0, ..., WEIGHT] == 1)
        row, col = known.min(axis=0)  # of the raster's first pixel on the output
        rows, cols = mirrored_index(-row - 4, 28, 9), mirrored_index(-col - 4, 28, 8)
        assert np.array_equal(images[0, ..., 0], np.repeat(rows[:, None], 28, axis=1))
        assert np.array_equal(images[0, ..., 1], np.repeat(cols[None], 28, axis=0))
        assert len(known) == 72


def test_weights_are_zero_just_where_nothing_is_known(draw):
    labels = np.random.default_rng(0).choice([0, 1, 255], (60, 60)).astype(np.uint8)
    source = numbered(labels)
    for number in range(20):
        images, truth = draw(source)[number]
        # Row and column 0 come first, unmirrored: rows and columns rise on the raster alone.
        rows, cols = images[0, :, 0, 0], images[0, 0, :, 1]
        row, col = first_of(rows), first_of(cols)
        true = source.labels(Window(row + 4, col + 4, 20, 20))
        assert np.array_equal(truth[0, ..., WEIGHT] == 0, true == 255)
        assert np.array_equal(truth[0, ..., LABEL], np.where(true == 255, 0, true))


def first_of(values: np.ndarray) -> int:
    """The first row of a patch, of whose rows some are mirrored at 0 or 59."""
    candidates = [
        start for start in range(-28, 60) if np.array_equal(mirrored_index(start, 28, 60), values)
    ]
    return candidates[0]


def test_depend_on_seed_epoch_and_number_only(draw, source):
    chance = {f"augment_{kind}": True for kind in ("rotation", "scale", "flip", "brightness")}
    settings = dict(epochs=3, patches_per_epoch=8, **chance)
    single = draw(source, **settings)
    batches = draw(source, batch=3, **settings)
    assert single.batches_per_epoch == 8 and batches.batches_per_epoch == 3
    assert len(single) == 24 and len(batches) == 9
    fourth = batches[3 + 1][0]  # of the second epoch: patches 3 to 5
    for place, number in enumerate((3, 4, 5)):
        assert np.array_equal(single[8 + number][0][0], fourth[place])
    assert len(batches[2][0]) == 2  # the last batch of an epoch is smaller
    assert not np.array_equal(single[3][0], single[8 + 3][0])
    assert not np.array_equal(single[3][0], single[4][0])
    other = draw(source, seed=1, **settings)
    assert not np.array_equal(single[3][0], other[3][0])
    resumed = draw(source, batch=3, begin=1, **settings)
    assert len(resumed) == 6
    assert np.array_equal(resumed[1][0], fourth)


@pytest.mark.parametrize("begin", [0, 1, 2])
@pytest.mark.parametrize("batch", [1, 2, 3, 5, 8, 9])
def test_goes_on_with_batches_of_any_size(draw, source, begin, batch):
    """Each patch that is left comes once, in order, and none of the next epoch beside it."""
    settings = dict(epochs=3, patches_per_epoch=8)
    single = draw(source, **settings)
    left = [single[number][0][0] for number in range(8 * begin, 24)]
    patches = draw(source, batch=batch, begin=begin, **settings)
    batches = [patches[number][0] for number in range(len(patches))]
    assert np.array_equal(np.concatenate(batches), left)
    assert patches.batches_per_epoch == -(-8 // batch)
    assert sum(map(len, batches[: patches.batches_per_epoch])) == 8


def test_class_weight_and_blur_distance_fall_in_equal_steps():
    settings = TrainingSettings(
        epochs=4, class_weight_max=3.0, class_weight_min=1.5, blur_max=6, blur_min=0
    )
    assert [settings.class_weight(epoch) for epoch in range(4)] == [3.0, 2.5, 2.0, 1.5]
    assert [settings.blur_distance(epoch) for epoch in range(4)] == [6, 4, 2, 0]
    assert TrainingSettings(epochs=1, class_weight_max=2.0).class_weight(0) == 2.0


@pytest.mark.parametrize("weight", [0.0, 1.0, 3.0])
def test_class_weight_is_the_share_of_features(draw, weight):
    """One pixel of 4096 is a feature: chance alone hardly ever finds it."""
    labels = np.zeros((64, 64), np.uint8)
    labels[10, 50] = 1
    patches = draw(
        numbered(labels),
        geometry=Geometry(side=2, margin=0),
        patches_per_epoch=2000,
        class_weight_max=weight,
    )
    # Pixel 1 of 2 is the place drawn.
    hits = sum(tuple(patches[number][0][0, 1, 1]) == (10, 50) for number in range(2000))
    share = weight / (1 + weight)
    assert hits / 2000 == pytest.approx(share, abs=0.002 + 4 * np.sqrt(share * (1 - share) / 2000))


def test_all_labelled_pixels_are_as_likely():
    small, large = np.zeros((32, 32), np.uint8), np.zeros((64, 96), np.uint8)
    small[:8] = 1
    large[0, 0] = 1
    large[32:] = 255  # 3072 of 4096 labelled pixels are on the large one
    sources = [numbered(small), numbered(large)]
    index = PatchIndex(sources)
    assert (index.labelled, index.features) == (4096, 257)
    rng = np.random.default_rng(0)
    any_place = [index.draw(rng, feature=False) for _ in range(3000)]
    from_large = np.mean([source is sources[1] for source, _, _ in any_place])
    assert from_large == pytest.approx(0.75, abs=0.03)
    assert max(row for _, row, _ in any_place) == 31  # nothing is known further down
    features = [index.draw(rng, feature=True) for _ in range(3000)]
    assert all(source.labels(Window(row, col, 1, 1)) == 1 for source, row, col in features)
    assert np.mean([source is sources[1] for source, _, _ in features]) == pytest.approx(
        1 / 257, abs=0.01
    )


def test_cells_reach_to_the_edges():
    """Places in the incomplete cells of a raster that no cell divides."""
    labels = np.full((33, 1030), 255, np.uint8)
    labels[32, 1025:] = 1
    index = PatchIndex([numbered(labels)])
    rng = np.random.default_rng(0)
    places = {index.draw(rng, feature=True)[1:] for _ in range(200)}
    assert places == {(32, col) for col in range(1025, 1030)}


def test_counts_labels_in_cells():
    labels = np.random.default_rng(2).choice([0, 1, 2, 255], (1070, 40)).astype(np.uint8)
    labelled, features = count_labels(numbered(labels))
    assert labelled.shape == features.shape == (34, 2)
    for row in (0, 31, 32, 33):
        for col in (0, 1):
            part = labels[32 * row : 32 * row + 32, 32 * col : 32 * col + 32]
            assert labelled[row, col] == np.sum(part != 255)
            assert features[row, col] == np.sum((part == 1) | (part == 2))


@pytest.mark.parametrize(("labelled", "expected"), [(400, 2), (4000, 20), (10, 1)])
def test_automatic_number_of_patches_covers_the_area_twice(draw, labelled, expected):
    labels = np.full((100, 50), 255, np.uint8)
    labels.flat[:labelled] = 1
    patches = draw(numbered(labels), patches_per_epoch=0)
    assert patches.patches_per_epoch == expected


@pytest.mark.parametrize("value", [0, 255])
def test_refuses_rasters_without_features(draw, value):
    with pytest.raises(ScarpError, match="have no feature pixels"):
        draw(numbered(np.full((40, 40), value, np.uint8)))


def test_features_beyond_the_patch_widen_into_it(draw):
    """Targets are those of the whole image, wherever a patch cuts it."""
    labels = np.zeros((90, 90), np.uint8)
    labels[30:34, 20:60] = 1
    labels[60:, 40:44] = 1
    source = numbered(labels)
    patches = draw(
        source, epochs=3, patches_per_epoch=20, solid_distance=1.5, blur_max=4.5, blur_min=0.5
    )
    partial = 0
    for number in range(60):
        classes, strength = widen(labels, 1.5, [4.5, 2.5, 0.5][number // 20])
        images, truth = patches[number]
        known = truth[0, ..., WEIGHT] > 0
        rows, cols = np.moveaxis(images[0, 4:-4, 4:-4].astype(int), -1, 0)
        np.testing.assert_allclose(truth[0, ..., STRENGTH][known], strength[rows, cols][known])
        assert np.array_equal(truth[0, ..., CLASS][known], classes[rows, cols][known])
        assert np.array_equal(truth[0, ..., LABEL][known], labels[rows, cols][known])
        partial += np.any((truth[..., STRENGTH] > 0) & (truth[..., STRENGTH] < 1))
    assert partial > 15


def test_weights_favour_features_and_gaps_between_them(draw):
    labels = np.zeros((60, 60), np.uint8)
    labels[20:40, 20:29] = labels[20:40, 31:40] = 1
    _, truth = draw(
        numbered(labels), geometry=Geometry(100, 0), loss_weight=2.0, border_weight=10.0
    )[0]
    plain_weights = np.where(truth[0, ..., LABEL] == 1, 3.0, 1.0)
    added = truth[0, ..., WEIGHT] - plain_weights
    known = truth[0, ..., WEIGHT] > 0
    assert np.all(added[known] >= -1e-5) and added.max() > 5


def test_truth_reach():
    settings = TrainingSettings(epochs=2, solid_distance=1.2, blur_max=3.0, blur_min=0.5)
    assert targets_reach(settings, 0) == 5 and targets_reach(settings, 1) == 2
    assert targets_reach(TrainingSettings(), 0) == 0
    assert targets_reach(TrainingSettings(border_weight=1, border_sigma=4), 0) == 12


def test_brightness_changes_each_band_a_little(draw, source):
    """A linear change of each band, another one in each patch, and no change of the labels."""
    same, changed = draw(source), draw(source, augment_brightness=True)
    gains = []
    for number in range(30):
        (before, truth), (after, other_truth) = same[number], changed[number]
        assert np.array_equal(truth, other_truth)
        for band in range(2):
            gain, offset = np.polyfit(before[..., band].ravel(), after[..., band].ravel(), 1)
            np.testing.assert_allclose(
                after[..., band], gain * before[..., band] + offset, atol=1e-3
            )
            assert 1 / 1.2 - 1e-3 <= gain <= 1.2 + 1e-3 and abs(offset) <= 0.2 + 1e-2
            gains.append(gain)
    assert np.ptp(gains) > 0.25


def test_nothing_is_known_beyond_the_raster():
    source = numbered(np.arange(6, dtype=np.uint8).reshape(2, 3))
    found = source.labels(Window(-1, 1, 4, 3))
    assert found.tolist() == [[255] * 3, [1, 2, 255], [4, 5, 255], [255] * 3]
    assert np.all(source.labels(Window(10, 10, 2, 2)) == 255)


def test_defaults_are_those_of_the_toolbox():
    settings = TrainingSettings()
    assert (settings.epochs, settings.patches_per_epoch, settings.patches_per_batch) == (30, 500, 1)
