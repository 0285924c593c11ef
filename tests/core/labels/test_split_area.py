"""Splitting a labelled area into a training and a validation part."""

import gc

import numpy as np
import pytest
from helpers.rasters import GRID, read_raster, wkt, write_raster
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_writer import label_raster_writer
from scarp.core.labels.split_area import AUTOMATIC, METHODS, REACH, SplitSettings, split_area
from scarp.core.messages import ScarpError
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window, cut
from scipy.ndimage import maximum_filter

SHAPE = (200, 240)
METHOD = pytest.mark.parametrize("method", METHODS)


def _labels(unlabelled=0.0, seed=0, shape=SHAPE):
    """Labels 0, 1 and 2, with some rectangles unlabelled."""
    rng = np.random.default_rng(seed)
    labels = rng.choice([0, 1, 2], shape, p=[0.8, 0.15, 0.05]).astype(np.uint8)
    for _ in range(12 if unlabelled else 0):
        row, col = rng.integers(0, shape[0]), rng.integers(0, shape[1])
        labels[row : row + int(shape[0] * unlabelled), col : col + 60] = 255
    return labels


def _write(folder, labels, name="labels.tif"):
    """A label raster of two bands with these labels; gives its path."""
    image = np.random.default_rng(1).integers(1, 200, (2, *labels.shape)).astype(np.uint8)
    path = write_raster(folder / "image.tif", image, names=["red", "nir"])
    window = Window(0, 0, *labels.shape)
    output = str(folder / name)
    with Raster(path) as raster, label_raster_writer(output, raster, ["a", "b"], 0.0) as writer:
        writer.write(window, raster.read(window), labels)
    return output


def _split(folder, labels, suffix=".tif", progress=None, **options):
    """Splits, without a guard if none is given; gives the result and the two parts' labels."""
    paths = [str(folder / f"{part}{suffix}") for part in ("training", "validation")]
    settings = SplitSettings(_write(folder, labels), *paths, **{"guard": 0, **options})
    result = split_area(settings, *([progress] if progress else []))
    return result, *(read_raster(path)[-1] for path in paths)


def _known(labels):
    return labels != 255


@METHOD
@pytest.mark.parametrize("fraction", [0.25, 0.6, 0.8])
@pytest.mark.parametrize("unlabelled", [0.0, 0.25])
def test_fractions(tmp_path, method, fraction, unlabelled):
    labels = _labels(unlabelled)
    result, training, validation = _split(
        tmp_path, labels, method=method, fraction=fraction, block_size=16
    )
    total = _known(labels).sum()
    # As near as whole blocks, columns or rows go.
    tolerance = {"blocks": 16 * 16, "west to east": 200, "north to south": 240}[method] / 2 / total
    assert _known(training).sum() / total == pytest.approx(fraction, abs=tolerance)
    assert _known(validation).sum() / total == pytest.approx(1 - fraction, abs=tolerance)
    assert result.training_pixels == _known(training).sum()
    assert result.validation_pixels == _known(validation).sum()
    assert result.training_features == (_known(training) & (training > 0)).sum()
    assert result.validation_features == (_known(validation) & (validation > 0)).sum()


@METHOD
def test_disjoint_and_together_all(tmp_path, method):
    labels = _labels(0.25)
    _, training, validation = _split(tmp_path, labels, method=method, block_size=30)
    assert not (_known(training) & _known(validation)).any()
    np.testing.assert_array_equal(np.minimum(training, validation), labels)


@METHOD
@pytest.mark.parametrize("suffix", [".tif", ".vrt"])
def test_parts_are_label_rasters_of_the_same_image(tmp_path, method, suffix):
    labels = _labels()
    _split(tmp_path, labels, suffix, method=method, block_size=64)
    for part in ("training", "validation"):
        raster = LabelRaster(str(tmp_path / f"{part}{suffix}"))
        assert raster.shape == SHAPE and raster.geotransform == GRID and raster.crs_wkt == wkt()
        assert raster.names == ["red", "nir"] and raster.classes == ["a", "b"]
        bands = read_raster(raster.path)
        np.testing.assert_array_equal(bands[:2], read_raster(tmp_path / "image.tif"))


def test_cuts_have_straight_edges_and_sides(tmp_path):
    labels = _labels()
    _, west, _ = _split(tmp_path, labels, method="west to east", fraction=0.6)
    np.testing.assert_array_equal(_known(west), np.arange(240)[None, :].repeat(200, 0) < 144)
    _, north, _ = _split(tmp_path, labels, method="north to south", fraction=0.6)
    np.testing.assert_array_equal(_known(north), np.arange(200)[:, None].repeat(240, 1) < 120)


def test_cut_goes_by_labelled_pixels(tmp_path):
    """With the western half unlabelled, the cut halves the eastern one."""
    labels = _labels()
    labels[:, :120] = 255
    _, west, _ = _split(tmp_path, labels, method="west to east", fraction=0.5)
    assert np.flatnonzero(_known(west).any(axis=0)).tolist() == list(range(120, 180))


def test_guard_is_at_the_cut_only(tmp_path):
    """A strip without labels west of the cut belongs to no part."""
    labels = _labels()
    labels[:, 40:60] = 255
    _, west, east = _split(tmp_path, labels, method="west to east", fraction=0.5, guard=10)
    assert np.flatnonzero(_known(west).any(axis=0)).tolist() == [*range(40), *range(60, 120)]
    assert np.flatnonzero(_known(east).any(axis=0)).tolist() == list(range(130, 240))


def test_blocks_are_whole_squares(tmp_path):
    _, training, _ = _split(tmp_path, _labels(), method="blocks", block_size=50)
    sides = set()
    for row, col, rows, cols in cut(SHAPE, 50, 50):
        block = _known(training)[row : row + rows, col : col + cols]
        assert block.all() or not block.any()
        sides.add(bool(block.all()))
    assert sides == {True, False}


@METHOD
@pytest.mark.parametrize("guard", [1, 7, 16])
@pytest.mark.parametrize("unlabelled", [0.0, 0.25])
def test_guard(tmp_path, method, guard, unlabelled):
    """Brute force: no training pixel within the guard of a validation block, all others stay."""
    labels = _labels(unlabelled)
    options = {"method": method, "block_size": 32, "seed": 3}
    _, unguarded, validation = _split(tmp_path, labels, **options)
    result, training, guarded_validation = _split(tmp_path, labels, guard=guard, **options)
    np.testing.assert_array_equal(guarded_validation, validation)
    height, width = {"blocks": (32, 32), "west to east": (200, 1), "north to south": (1, 240)}[
        method
    ]
    blocks = np.zeros(SHAPE, dtype=bool)
    for row, col, rows, cols in cut(SHAPE, height, width):
        block = np.s_[row : row + rows, col : col + cols]
        blocks[block] = _known(validation)[block].any()
    near = maximum_filter(blocks, size=2 * guard + 1, mode="constant")
    np.testing.assert_array_equal(training, np.where(near, 255, unguarded))
    assert result.training_pixels == _known(training).sum() < _known(unguarded).sum()


def test_guard_at_the_smaller_blocks_of_the_edge(tmp_path):
    """200 x 240 in blocks of 64 leaves 8 rows and 48 columns at the edges."""
    for seed in range(5):
        _, training, validation = _split(
            tmp_path, _labels(), block_size=64, guard=20, fraction=0.7, seed=seed
        )
        near = maximum_filter(_known(validation), size=41, mode="constant")
        np.testing.assert_array_equal(_known(training), ~near)


@pytest.mark.parametrize(
    ("shape", "options", "expected"),
    [
        pytest.param((1100, 1300), {"block_size": 512}, REACH, id="large blocks"),
        pytest.param(SHAPE, {"block_size": 64}, 16, id="small blocks"),
        pytest.param((40, 1000), {"method": "west to east"}, REACH, id="a long way to the cut"),
        pytest.param(SHAPE, {"method": "west to east"}, 36, id="144 columns to the cut"),
        pytest.param(SHAPE, {"method": "north to south"}, 30, id="120 rows to the cut"),
        pytest.param(SHAPE, {"block_size": 3}, 0, id="tiny blocks"),
    ],
)
def test_automatic_guard(tmp_path, shape, options, expected):
    """As far as networks see, but most of the training part is left."""
    labels = _labels(shape=shape)
    paths = [str(tmp_path / f"{part}.tif") for part in ("training", "validation")]
    settings = SplitSettings(_write(tmp_path, labels), *paths, **options)
    assert settings.guard == AUTOMATIC
    result = split_area(settings)
    assert result.guard == expected
    training, validation = (read_raster(path)[-1] for path in paths)
    near = maximum_filter(_known(validation), size=2 * expected + 1, mode="constant")
    np.testing.assert_array_equal(_known(training), ~near)
    assert result.guarded_pixels == labels.size - _known(training).sum() - _known(validation).sum()
    unguarded = labels.size - _known(validation).sum()
    assert result.training_pixels > 0.4 * unguarded


def test_automatic_guard_goes_by_the_labelled_area(tmp_path):
    """Not by how large the image is around it."""
    labels = np.full((60, 1000), 255, np.uint8)
    labels[:, 400:500] = 1
    result, *_ = _split(tmp_path, labels, method="west to east", fraction=0.6, guard=AUTOMATIC)
    assert result.guard == 15 and result.training_pixels == 60 * 45


def test_same_seed_same_parts_other_seed_others(tmp_path):
    labels = _labels()
    first, again, other = (
        _split(tmp_path, labels, block_size=20, seed=seed)[1] for seed in (5, 5, 6)
    )
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_windows_leave_no_trace(tmp_path, monkeypatch):
    labels, options = _labels(0.25), {"block_size": 30, "guard": 9}
    once = _split(tmp_path, labels, **options)
    for name in ("strips", "blocks"):
        monkeypatch.setattr(
            f"scarp.core.labels.split_area.{name}", lambda shape, *_: cut(shape, 17, shape[1])
        )
    again = _split(tmp_path, labels, **options)
    assert again[0] == once[0]
    np.testing.assert_array_equal(again[1], once[1])
    np.testing.assert_array_equal(again[2], once[2])


@METHOD
def test_too_small_refused(tmp_path, method):
    labels = np.full((40, 40), 255, dtype=np.uint8)
    with pytest.raises(ScarpError, match="too small to be split"):
        _split(tmp_path, labels, method=method, block_size=16)
    labels[20, 20] = 1
    with pytest.raises(ScarpError, match="too small to be split"):
        _split(tmp_path, labels, method=method, block_size=16)
    assert not (tmp_path / "training.tif").exists()


def test_one_block_refused(tmp_path):
    with pytest.raises(ScarpError, match="choose smaller blocks"):
        _split(tmp_path, _labels(shape=(40, 40)), block_size=64)


@METHOD
@pytest.mark.parametrize("fraction", [0.001, 0.999])
def test_each_part_gets_something(tmp_path, method, fraction):
    result, *_ = _split(tmp_path, _labels(), method=method, fraction=fraction, block_size=64)
    assert result.training_pixels > 0 and result.validation_pixels > 0


def test_guard_larger_than_blocks_refused(tmp_path):
    with pytest.raises(ScarpError, match="guard distance is larger than the block size"):
        _split(tmp_path, _labels(), block_size=16, guard=17)


def test_guard_that_leaves_no_training_refused(tmp_path):
    """Else the training would find out only later."""
    with pytest.raises(ScarpError):
        _split(tmp_path, _labels(), method="west to east", guard=200)


def test_other_rasters_refused(tmp_path):
    path = write_raster(tmp_path / "image.tif", np.ones((2, 9, 9), dtype=np.uint8))
    with pytest.raises(ScarpError, match="is not a label raster"):
        split_area(SplitSettings(path, str(tmp_path / "a.tif"), str(tmp_path / "b.tif")))


@pytest.mark.parametrize("part", ["training", "validation"])
def test_output_that_is_the_input_refused(tmp_path, part):
    source = _write(tmp_path, _labels())
    paths = {"training": str(tmp_path / "a.tif"), "validation": str(tmp_path / "b.tif")}
    with pytest.raises(ScarpError, match="is the input"):
        split_area(SplitSettings(source, **(paths | {part: source}), block_size=32))
    gc.collect()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["image.tif", "labels.tif"]


def test_parts_of_the_same_name_refused(tmp_path):
    """Else one of them would be lost."""
    source, same = _write(tmp_path, _labels()), str(tmp_path / "same.tif")
    with pytest.raises(ScarpError):
        split_area(SplitSettings(source, same, same, block_size=32))


def test_progress_rises(tmp_path, said, monkeypatch):
    for name in ("strips", "blocks"):
        monkeypatch.setattr(
            f"scarp.core.labels.split_area.{name}", lambda shape, *_: cut(shape, 50, shape[1])
        )
    _split(tmp_path, _labels(), progress=said, block_size=32)
    assert said.fractions == sorted(said.fractions) and 0.7 < said.fractions[-1] <= 1
