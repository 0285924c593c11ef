"""Labels that are both learned from and measured with."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import GRID, write_raster
from osgeo import osr
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.shared_labels import shared_share, tell_repeated, tell_shared
from scarp.core.labels.split_area import SplitSettings, split_area
from scarp.core.rasters.georeference import spatial_reference, window_geotransform

SHAPE = (300, 400)


@pytest.fixture
def write(tmp_path):
    """Writes labels of one band as a label raster, and opens it."""

    def written(name: str, labels: np.ndarray, **place) -> LabelRaster:
        bands = np.stack([np.ones_like(labels), labels]).astype(np.uint8)
        path = write_raster(tmp_path / f"{name}.tif", bands, names=("red", "label"), **place)
        return LabelRaster(path)

    return written


def labelled(*slices, shape=SHAPE) -> np.ndarray:
    """Background where it is said, unlabelled elsewhere."""
    labels = np.full(shape, 255, np.uint8)
    labels[slices] = 0
    return labels


def test_training_rasters_that_overlap_are_told_of(write, said):
    """What is held out of one may be trained on in another."""
    west = write("west", labelled(slice(None), slice(0, 200)))
    east = write("east", labelled(slice(None), slice(200, 400)))
    tell_repeated([west, east], said)
    assert said.sentences == []
    across = write("across", labelled(slice(None), slice(150, 250)))
    tell_repeated([west, east, across], said)
    (sentence,) = said.sentences
    assert sentence.startswith("The training rasters overlap, so what is held out")


def test_labels_on_the_same_grid(write):
    """A quarter is learned from, too; another raster adds some that are not in that quarter."""
    validation = write("v", labelled(slice(None), slice(200, 300)))
    training = write("t", labelled(slice(None), slice(0, 225)))
    assert shared_share([training], [validation]) == 0.25
    more = write("more", labelled(slice(0, 10), slice(200, 250)))
    assert shared_share([training, more], [validation]) == 0.25 + 10 * 25 / (300 * 100)
    apart = write("apart", labelled(slice(None), slice(0, 200)))
    assert shared_share([apart], [validation]) == 0
    assert shared_share([apart, training], [apart, validation]) == (300 * 200 + 300 * 25) / (
        300 * 200 + 300 * 100
    )


@pytest.mark.parametrize("by", [(0, 0), (7, -13), (250, 390), (-299, 0)])
def test_grids_that_begin_elsewhere(write, by):
    rows, cols = by
    validation = write("v", labelled(slice(None), slice(None)))
    training = write(
        "t", labelled(slice(None), slice(None)), grid=window_geotransform(GRID, rows, cols)
    )
    expected = (SHAPE[0] - abs(rows)) * (SHAPE[1] - abs(cols)) / (SHAPE[0] * SHAPE[1])
    assert shared_share([training], [validation]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("grid", "shape"),
    [
        pytest.param((500_000, 2.5, 0, 4_700_000, 0, -2.5), (1200, 1600), id="smaller pixels"),
        pytest.param((500_000, 50, 0, 4_700_000, 0, -50), (60, 80), id="larger pixels"),
        pytest.param((500_000, 10, 0, 4_697_000, 0, 10), SHAPE, id="south up"),
        pytest.param((504_000, 0, -10, 4_700_000, -10, 0), (400, 300), id="turned by a quarter"),
    ],
)
def test_other_grids_of_the_same_place(write, grid, shape):
    """The training raster labels its eastern half, on the map."""
    validation = write("v", labelled(slice(None), slice(None)))
    labels = np.full(shape, 255, np.uint8)
    if shape == (400, 300):  # Rows go west.
        labels[:200] = 0
    else:
        labels[:, shape[1] // 2 :] = 0
    training = write("t", labels, grid=grid)
    assert shared_share([training], [validation]) == 0.5
    assert shared_share([validation], [training]) == 1


def test_another_crs(write):
    """Geographic coordinates, of the western half of the validation raster."""
    validation = write("v", labelled(slice(None), slice(None)))
    transformation = osr.CoordinateTransformation(
        spatial_reference(validation.crs_wkt), _geographic()
    )
    west, north = transformation.TransformPoint(500_000, 4_700_500)[:2]
    east, south = transformation.TransformPoint(502_000, 4_696_500)[:2]
    size = (east - west) / 300
    rows = round((north - south) / size)
    grid = (west, size, 0, north, 0, -size)
    training = write("t", np.zeros((rows, 300), np.uint8), grid=grid, epsg=4326)
    assert shared_share([training], [validation]) == pytest.approx(0.5, abs=0.01)
    far = write("far", np.zeros((rows, 300), np.uint8), grid=(10, size, 0, 5, 0, -size), epsg=4326)
    assert shared_share([far], [validation]) == 0


def _geographic() -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    return spatial_reference(reference.ExportToWkt())


def test_rasters_without_a_place_are_nowhere(write):
    one, other = (
        write(name, labelled(slice(None), slice(None)), grid=None, epsg=None) for name in "ab"
    )
    assert shared_share([one], [other]) == 0


def test_the_same_file(write, tmp_path):
    """By whatever name, and though it has no place on the map."""
    training = write("t", labelled(slice(100)), grid=None, epsg=None)
    (tmp_path / "link.tif").symlink_to("t.tif")
    for name in ("t.tif", "link.tif"):
        assert shared_share([training], [LabelRaster(str(tmp_path / name))]) == 1
    other = write("o", labelled(slice(200, 300)))
    assert shared_share([training], [training, other]) == 0.5


def test_shared_labels_are_told(write, said):
    training = write("t", labelled(slice(0, 110)))
    tell_shared([training], [write("v", labelled(slice(100, 200)))], said)
    (sentence,) = said.sentences
    assert sentence.startswith("10.0 % of the labelled pixels of the validation rasters are")


def test_parts_of_a_split_share_nothing(write, tmp_path, said):
    paths = [str(tmp_path / f"{part}.tif") for part in ("training", "validation")]
    split_area(SplitSettings(write("l", labelled(slice(None))).path, *paths, block_size=50))
    training, validation = map(LabelRaster, paths)
    tell_shared([training], [validation], said)
    assert said.sentences == []


def test_a_crs_that_cannot_be_compared(write):
    """Such as a local one: its rasters are nowhere in another."""
    local = osr.SpatialReference()
    local.SetLocalCS("somewhere")
    one, other = write("a", labelled(slice(None))), write("b", labelled(slice(None)))
    other.crs_wkt = local.ExportToWkt()
    assert shared_share([other], [one]) == 0
