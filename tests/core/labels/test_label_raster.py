"""Label rasters: what stands in each pixel."""

import numpy as np
import pytest
from helpers.label_rasters import ALL, COLS, FORMATS, ROWS, labels_of, make, rectangles, write_image
from helpers.rasters import GRID, box, read_raster, whole, wkt, write_raster
from osgeo import gdal
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.messages import ScarpError
from scarp.core.rasters.georeference import spatial_reference


@FORMATS
def test_each_pixel(tmp_path, suffix):
    result, output = make(tmp_path, [box(1, 2, 3, 4), box(5, 7, 1, 1)], output=f"out{suffix}")
    expected = rectangles((1, 2, 3, 4, 1), (5, 7, 1, 1, 1))
    np.testing.assert_array_equal(labels_of(output), expected)
    bands = read_raster(output)
    np.testing.assert_array_equal(bands[:3], read_raster(tmp_path / "image.tif"))
    np.testing.assert_array_equal(bands[3], expected)
    assert result.classes == ["landslide"]
    assert (result.feature_pixels, result.background_pixels) == (13, 35)


@FORMATS
def test_same_grid_and_what_it_says_of_itself(tmp_path, suffix):
    image = write_image(tmp_path / "image.tif", names=["red", "green", "nir"])
    _, output = make(tmp_path, [box(1, 2, 3, 4)], output=f"out{suffix}", image=image)
    raster = LabelRaster(output)
    assert raster.geotransform == GRID and raster.shape == (ROWS, COLS)
    assert spatial_reference(raster.crs_wkt).IsSame(spatial_reference(wkt()))
    assert raster.names == ["red", "green", "nir"] and raster.bands == [1, 2, 3]
    assert raster.classes == ["landslide"]
    bands = [raster.dataset.GetRasterBand(number) for number in range(1, 5)]
    assert bands[3].GetDescription() == "label"
    assert [band.GetNoDataValue() for band in bands] == [None] * 4
    np.testing.assert_array_equal(
        raster.read(whole(rectangles())), np.moveaxis(read_raster(image), 0, -1)
    )


def test_pixels_by_their_centre_or_all_that_are_touched(tmp_path):
    polygon = box(1.6, 2.4, 2, 2)  # rows 1.6-3.6, columns 2.4-4.4
    _, by_centre = make(tmp_path, [polygon], output="centre.tif")
    np.testing.assert_array_equal(labels_of(by_centre), rectangles((2, 2, 2, 2, 1)))
    _, touched = make(tmp_path, [polygon], output="touched.tif", all_touched=True)
    np.testing.assert_array_equal(labels_of(touched), rectangles((1, 2, 3, 3, 1)))


def test_hole_is_background(tmp_path):
    outer, inner = box(0, 0, 5, 5), box(1, 1, 2, 2)
    ring = inner[len("POLYGON (") : -1]
    _, output = make(tmp_path, [f"{outer[:-1]}, {ring})"])
    np.testing.assert_array_equal(labels_of(output), rectangles((0, 0, 5, 5, 1), (1, 1, 2, 2, 0)))


@FORMATS
def test_outside_the_area_nothing_is_known(tmp_path, suffix):
    result, output = make(
        tmp_path, [box(1, 2, 3, 4)], area=[box(0, 3, 6, 3), box(0, 7, 1, 1)], output=f"out{suffix}"
    )
    expected = rectangles((0, 3, 6, 3, 0), (0, 7, 1, 1, 0), (1, 3, 3, 3, 1), background=255)
    np.testing.assert_array_equal(labels_of(output), expected)
    assert (result.feature_pixels, result.background_pixels) == (9, 10)


@FORMATS
def test_without_data_nothing_is_known(tmp_path, suffix):
    values = np.random.default_rng(6).integers(1, 200, (2, ROWS, COLS)).astype(np.int16)
    values[:, 2, :5] = -99
    image = write_raster(tmp_path / "image.tif", values, nodata=-99)
    result, output = make(tmp_path, [box(1, 2, 3, 4)], image=image, output=f"out{suffix}")
    np.testing.assert_array_equal(labels_of(output), rectangles((1, 2, 3, 4, 1), (2, 0, 1, 5, 255)))
    assert (result.feature_pixels, result.background_pixels) == (9, 34)
    raster = LabelRaster(output)
    assert raster.fill == -99
    if suffix == ".tif":
        bands = [raster.dataset.GetRasterBand(number) for number in (1, 2, 3)]
        assert [band.GetNoDataValue() for band in bands] == [None] * 3
    np.testing.assert_array_equal(raster.valid(ALL), values[0] != -99)


@FORMATS
def test_masked_pixels_are_not_known(tmp_path, suffix):
    mask = np.ones((ROWS, COLS), dtype=bool)
    mask[0, :3] = mask[3, 3] = False
    image = write_image(tmp_path / "image.tif", mask=mask)
    _, output = make(tmp_path, [box(1, 2, 3, 4)], image=image, output=f"out{suffix}")
    expected = rectangles((1, 2, 3, 4, 1))
    expected[~mask] = 255
    np.testing.assert_array_equal(labels_of(output), expected)
    np.testing.assert_array_equal(LabelRaster(output).valid(ALL), mask)


@FORMATS
def test_not_a_number_is_not_known(tmp_path, suffix):
    values = np.random.default_rng(7).random((2, ROWS, COLS)).astype(np.float32)
    values[0, 4, 4] = np.nan
    image = write_raster(tmp_path / "image.tif", values)
    _, output = make(tmp_path, [box(3, 3, 3, 3)], image=image, output=f"out{suffix}")
    np.testing.assert_array_equal(labels_of(output), rectangles((3, 3, 3, 3, 1), (4, 4, 1, 1, 255)))
    np.testing.assert_array_equal(LabelRaster(output).valid(ALL), np.isfinite(values[0]))


@FORMATS
def test_nodata_in_one_band_is_enough(tmp_path, suffix):
    values = np.random.default_rng(8).integers(1, 200, (3, ROWS, COLS)).astype(np.uint16)
    values[1, 0, 0] = 0
    image = write_raster(tmp_path / "image.tif", values, nodata=0)
    _, output = make(tmp_path, [box(1, 2, 3, 4)], image=image, output=f"out{suffix}")
    raster = LabelRaster(output)
    assert raster.labels(ALL)[0, 0] == 255
    np.testing.assert_array_equal(raster.valid(ALL), values[1] != 0)


def test_dark_pixels_that_are_labelled_have_data(tmp_path):
    """Where no nodata value is set, 0 is a value like others."""
    image = write_raster(tmp_path / "image.tif", np.zeros((2, ROWS, COLS), dtype=np.uint8))
    _, output = make(tmp_path, [box(1, 2, 3, 4)], image=image)
    assert LabelRaster(output).valid(ALL).all()


@pytest.mark.parametrize(
    ("dtype", "kept"),
    [
        (np.uint8, gdal.GDT_Byte),
        (np.int16, gdal.GDT_Int16),
        (np.uint16, gdal.GDT_UInt16),
        (np.float32, gdal.GDT_Float32),
        (np.float64, gdal.GDT_Float64),
    ],
)
@pytest.mark.parametrize("bands", [1, 3, 4])
def test_data_types(tmp_path, dtype, kept, bands):
    image = write_image(tmp_path / "image.tif", dtype, bands)
    _, tif = make(tmp_path, [box(1, 2, 3, 4)], image=image, area=[box(0, 0, 5, 8)])
    _, vrt = make(
        tmp_path, [box(1, 2, 3, 4)], image=image, area=[box(0, 0, 5, 8)], output="out.vrt"
    )
    expected = rectangles((1, 2, 3, 4, 1), (5, 0, 1, 8, 255))
    for path in (tif, vrt):
        raster = LabelRaster(path)
        assert raster.bands == list(range(1, bands + 1))
        label = raster.dataset.GetRasterBand(bands + 1)
        assert label.GetColorInterpretation() != gdal.GCI_AlphaBand
        assert raster.valid(ALL).all()
        np.testing.assert_array_equal(raster.labels(ALL), expected)
        np.testing.assert_array_equal(raster.read(ALL), np.moveaxis(read_raster(image), 0, -1))
        assert raster.read(ALL).dtype == dtype
    with LabelRaster(tif) as raster:
        band_types = {raster.dataset.GetRasterBand(k + 1).DataType for k in range(bands)}
    assert band_types == {kept}


def test_alpha_is_left_out(tmp_path):
    values = np.random.default_rng(9).integers(1, 200, (4, ROWS, COLS)).astype(np.uint8)
    values[3] = 255
    values[3, 0] = 0
    image = write_raster(tmp_path / "image.tif", values, alpha=True)
    for output in ("out.tif", "out.vrt"):
        _, path = make(tmp_path, [box(1, 2, 3, 4)], image=image, output=output)
        raster = LabelRaster(path)
        assert raster.bands == [1, 2, 3] and raster.dataset.RasterCount == 4
        np.testing.assert_array_equal(
            raster.labels(ALL), rectangles((1, 2, 3, 4, 1), (0, 0, 1, 8, 255))
        )


@pytest.mark.parametrize(
    "grid",
    [
        (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, 10.0),
        (500_000.0, 8.0, -6.0, 4_700_000.0, -6.0, -8.0),
    ],
)
def test_south_up_and_rotated_grids(tmp_path, grid):
    image = write_image(tmp_path / "image.tif", grid=grid)
    for output in ("out.tif", "out.vrt"):
        _, path = make(tmp_path, [box(1, 2, 3, 4, grid)], image=image, output=output)
        np.testing.assert_array_equal(labels_of(path), rectangles((1, 2, 3, 4, 1)))
        assert LabelRaster(path).geotransform == grid


@pytest.mark.parametrize("missing", ["grid", "epsg"])
def test_image_without_georeference_refused(tmp_path, missing):
    image = write_image(tmp_path / "image.tif", **{missing: None})
    with pytest.raises(ScarpError, match="has no georeference"):
        make(tmp_path, [box(1, 2, 3, 4)], image=image)


def test_complex_image_refused(tmp_path):
    image = write_image(tmp_path / "image.tif", np.complex64, bands=1)
    with pytest.raises(ScarpError, match="complex numbers"):
        make(tmp_path, [box(1, 2, 3, 4)], image=image)
