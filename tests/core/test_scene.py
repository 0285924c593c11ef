"""The synthetic scene: what it promises to the tests and the demo that build on it."""

import numpy as np
import pytest
from osgeo import gdal, ogr, osr
from scene import Scene, make_scene, writing

WIDTH, HEIGHT = 300, 200


def _pixels(image_path):
    return gdal.Open(str(image_path)).ReadAsArray()


def _landslides(inventory_path):
    """(id, type, polygon) of every landslide."""
    inventory = ogr.Open(str(inventory_path))
    layer = inventory.GetLayer("landslides")
    return [(f["id"], f["type"], f.GetGeometryRef().Clone()) for f in layer]


def _landslide_mask(image_path, inventory_path):
    image = gdal.Open(str(image_path))
    mask = gdal.GetDriverByName("MEM").Create("", image.RasterXSize, image.RasterYSize)
    mask.SetProjection(image.GetProjection())
    mask.SetGeoTransform(image.GetGeoTransform())
    inventory = ogr.Open(str(inventory_path))
    gdal.RasterizeLayer(mask, [1], inventory.GetLayer("landslides"), burn_values=[1])
    return mask.ReadAsArray() == 1


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_scene(tmp_path_factory.mktemp("scene"), WIDTH, HEIGHT, seed=1)


def test_image_format(made):
    image = gdal.Open(str(made[0]))
    assert (image.RasterXSize, image.RasterYSize, image.RasterCount) == (WIDTH, HEIGHT, 4)
    bands = [image.GetRasterBand(number) for number in range(1, 5)]
    assert [band.GetDescription() for band in bands] == ["red", "green", "blue", "nir"]
    assert {band.DataType for band in bands} == {gdal.GDT_UInt16}
    assert {band.GetNoDataValue() for band in bands} == {0}
    assert bands[0].GetBlockSize() == [256, 256]
    assert image.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") == "DEFLATE"
    assert image.GetGeoTransform()[1] == 3 and image.GetGeoTransform()[5] == -3
    reference = osr.SpatialReference(image.GetProjection())
    assert reference.GetAuthorityCode(None) == "32654"
    inventory = ogr.Open(str(made[1]))
    assert inventory.GetLayer("landslides").GetSpatialRef().GetAuthorityCode(None) == "32654"


def test_nodata_is_an_edge_in_all_bands(made):
    pixels = _pixels(made[0])
    empty = pixels == 0
    assert (empty.all(axis=0) == empty.any(axis=0)).all()
    assert 0.01 < empty[0].mean() < 0.1
    assert empty[0, 0, 0] and not empty[0, :, WIDTH // 2 :].any()


def test_same_seed_makes_the_same_scene(made, tmp_path):
    again = make_scene(tmp_path, WIDTH, HEIGHT, seed=1)
    np.testing.assert_array_equal(_pixels(made[0]), _pixels(again[0]))
    first, second = _landslides(made[1]), _landslides(again[1])
    assert [(i, t, g.ExportToWkt()) for i, t, g in first] == [
        (i, t, g.ExportToWkt()) for i, t, g in second
    ]


@pytest.mark.parametrize("strip_rows", [64, 77, 1000])
def test_strips_and_blocks_leave_no_trace(made, tmp_path, monkeypatch, strip_rows):
    monkeypatch.setattr(writing, "BLOCK", strip_rows + 20)
    again = make_scene(tmp_path, WIDTH, HEIGHT, seed=1, strip_rows=strip_rows)
    np.testing.assert_array_equal(_pixels(made[0]), _pixels(again[0]))
    assert len(_landslides(made[1])) == len(_landslides(again[1]))


def test_strips_that_cross_rows_of_cells_leave_no_trace(tmp_path):
    results = [
        make_scene(tmp_path / str(strip_rows), 80, 1100, seed=2, strip_rows=strip_rows)
        for strip_rows in (256, 600)
    ]
    first, second = (_pixels(image) for image, _ in results)
    np.testing.assert_array_equal(first, second)
    first, second = (_landslides(inventory) for _, inventory in results)
    assert [i for i, _, _ in first] == list(range(1, len(second) + 1))
    assert all(one[2].Equals(other[2]) for one, other in zip(first, second))


def test_another_seed_makes_another_scene(made, tmp_path):
    other = make_scene(tmp_path, WIDTH, HEIGHT, seed=2)
    assert (_pixels(made[0]) != _pixels(other[0])).mean() > 0.8


def test_landslides_are_valid_apart_and_inside(made):
    landslides = _landslides(made[1])
    assert len(landslides) >= 5
    assert [i for i, _, _ in landslides] == list(range(1, len(landslides) + 1))
    assert {t for _, t, _ in landslides} == {"scar", "flow"}
    left, top = writing.ORIGIN
    for number, (_, _, polygon) in enumerate(landslides):
        assert polygon.IsValid() and 200 < polygon.Area() < 50_000
        west, east, south, north = polygon.GetEnvelope()
        assert left <= west and east <= left + 3 * WIDTH
        assert top - 3 * HEIGHT <= south and north <= top
        assert not any(polygon.Intersects(other) for _, _, other in landslides[:number])


def test_landslides_are_where_the_image_is_bare(made):
    mask, pixels = _landslide_mask(*made), _pixels(made[0]).astype(float)
    recorded = pixels[0] > 0
    assert recorded[mask].all()
    assert 0.02 < mask[recorded].mean() < 0.15
    red, nir = pixels[0], pixels[3]
    assert np.median(red[mask]) > 2 * np.median(red[recorded & ~mask])
    ratio = nir / np.maximum(red, 1)
    assert np.median(ratio[mask]) < 0.5 * np.median(ratio[recorded & ~mask])


def test_outlines_are_true_to_the_pixel(made):
    """Moving the inventory by two pixels makes the landslides inside it less bare."""
    mask, pixels = _landslide_mask(*made), _pixels(made[0]).astype(float)
    bareness = pixels[0] / np.maximum(pixels[3], 1)
    here = bareness[mask].mean()
    for axis in (0, 1):
        for shift in (-2, 2):
            assert bareness[np.roll(mask, shift, axis)].mean() < here


def test_no_landslide_under_the_cloud(made):
    settings = Scene(WIDTH, HEIGHT, seed=1)
    column, row = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
    clouded = settings.cloud(3 * column, 3 * row) > 0.5
    assert clouded.any() and not _landslide_mask(*made)[clouded].any()
