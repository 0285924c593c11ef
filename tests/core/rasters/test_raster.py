"""Rasters read by windows."""

import math
import os

import numpy as np
import pytest
from helpers.rasters import EPSG, GRID, box, whole, wkt, write_polygons, write_raster
from osgeo import gdal
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.messages import ScarpError
from scarp.core.rasters.datasets import is_same_file
from scarp.core.rasters.georeference import (
    extent_window,
    footprint,
    spatial_reference,
    window_geotransform,
)
from scarp.core.rasters.identity import identity
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import PolygonSource, open_layer

SOUTH_UP = (500_000.0, 10.0, 0.0, 4_699_900.0, 0.0, 10.0)
# Columns run to the south-east, rows to the south-west.
ROTATED = (500_000.0, 8.0, -6.0, 4_700_000.0, -6.0, -8.0)


def _array(bands=3, rows=6, cols=8, dtype=np.uint16):
    return np.random.default_rng(1).integers(1, 200, (bands, rows, cols)).astype(dtype)


def test_what_it_says_of_itself(tmp_path):
    path = write_raster(tmp_path / "image.tif", _array(), names=["B4 red", "", "nir"])
    with Raster(path) as raster:
        assert raster.shape == (6, 8)
        assert raster.bands == [1, 2, 3]
        assert raster.names == ["B4 red", "band 2", "nir"]
        assert raster.geotransform == GRID
        assert raster.pixel_size == pytest.approx(10)
        assert f'AUTHORITY["EPSG","{EPSG}"]' in raster.crs_wkt
        raster.require_georeference()


def test_bands_are_named_by_their_colour(tmp_path):
    path = str(tmp_path / "image.tif")
    options = ["PHOTOMETRIC=RGB"]
    gdal.GetDriverByName("GTiff").Create(path, 8, 6, 3, gdal.GDT_Byte, options).FlushCache()
    assert Raster(path).names == ["red", "green", "blue"]


def test_reads_windows(tmp_path):
    array = _array()
    raster = Raster(write_raster(tmp_path / "image.tif", array))
    read = raster.read(Window(1, 2, 3, 4))
    assert read.dtype == np.uint16
    np.testing.assert_array_equal(read, np.moveaxis(array[:, 1:4, 2:6], 0, -1))


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ((gdal.GDT_Byte, gdal.GDT_UInt16), gdal.GDT_UInt16),
        ((gdal.GDT_Int16, gdal.GDT_UInt16), gdal.GDT_Int32),
        ((gdal.GDT_Byte, gdal.GDT_Float32), gdal.GDT_Float32),
    ],
)
def test_data_type_holds_all_bands(tmp_path, types, expected):
    path = str(tmp_path / "image.vrt")
    dataset = gdal.GetDriverByName("VRT").Create(path, 4, 4, 0)
    for data_type in types:
        dataset.AddBand(data_type)
    del dataset
    assert Raster(path).data_type() == expected


def test_alpha_is_a_mask_and_no_band(tmp_path):
    array = _array(4, dtype=np.uint8)
    array[3] = 255
    array[3, 2, 5] = 0
    raster = Raster(write_raster(tmp_path / "image.tif", array, alpha=True))
    assert raster.bands == [1, 2, 3] and len(raster.names) == 3
    np.testing.assert_array_equal(raster.read(whole(array[0])), np.moveaxis(array[:3], 0, -1))
    np.testing.assert_array_equal(raster.valid(whole(array[0])), array[3] == 255)


def test_everything_is_valid_without_nodata(tmp_path):
    array = _array() * 0
    assert Raster(write_raster(tmp_path / "image.tif", array)).valid(whole(array[0])).all()


def test_valid_where_no_band_has_nodata(tmp_path):
    array = _array()
    array[:, 0, 0] = 0
    array[1, 5, 7] = 0
    raster = Raster(write_raster(tmp_path / "image.tif", array, nodata=0))
    expected = np.ones((6, 8), dtype=bool)
    expected[0, 0] = expected[5, 7] = False
    np.testing.assert_array_equal(raster.valid(whole(expected)), expected)
    np.testing.assert_array_equal(raster.valid(Window(4, 6, 2, 2)), [[True, True], [True, False]])


def test_valid_by_mask_band(tmp_path):
    mask = np.random.default_rng(2).random((6, 8)) < 0.5
    raster = Raster(write_raster(tmp_path / "image.tif", _array(), mask=mask))
    np.testing.assert_array_equal(raster.valid(whole(mask)), mask)


def test_not_a_number_is_not_valid(tmp_path):
    array = _array(dtype=np.float32)
    array[0, 1, 1], array[2, 3, 4], array[1, 5, 5] = np.nan, np.inf, -np.inf
    raster = Raster(write_raster(tmp_path / "image.tif", array))
    np.testing.assert_array_equal(raster.valid(whole(array[0])), np.isfinite(array).all(axis=0))


@pytest.mark.parametrize("nodata", [np.nan, -9999.0])
def test_floating_point_nodata(tmp_path, nodata):
    array = _array(dtype=np.float32)
    array[:, 2, 3] = nodata
    valid = Raster(write_raster(tmp_path / "image.tif", array, nodata=nodata)).valid(
        whole(array[0])
    )
    assert not valid[2, 3] and valid.sum() == valid.size - 1


@pytest.mark.parametrize("missing", ["grid", "epsg"])
def test_without_georeference_refused(tmp_path, missing):
    path = write_raster(tmp_path / "image.tif", _array(), **{missing: None})
    with pytest.raises(ScarpError, match=r"image\.tif has no georeference"):
        Raster(path).require_georeference()


@pytest.mark.parametrize("content", [None, b"", b"not a raster"])
def test_unreadable_refused(tmp_path, content):
    path = tmp_path / "image.tif"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ScarpError, match=r"image\.tif is not a raster that GDAL can read"):
        Raster(path)


def test_vector_file_refused(tmp_path):
    path = tmp_path / "polygons.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(ScarpError, match="is not a raster"):
        Raster(path)


def test_broken_file_is_said_with_its_place(tmp_path):
    path = tmp_path / "image.tif"
    write_raster(path, _array(1, 300, 200))
    with path.open("r+b") as file:
        file.truncate(60_000)
    raster = Raster(path)
    assert raster.read(Window(0, 0, 10, 200)).shape == (10, 200, 1)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        with pytest.raises(ScarpError, match=r"image\.tif cannot be read at row 290, column 3"):
            raster.read(Window(290, 3, 5, 5))
    finally:
        gdal.PopErrorHandler()


def test_part_of_a_grid():
    assert window_geotransform(GRID, 3, 2) == (500_020.0, 10, 0, 4_699_970.0, 0, -10)
    # Two columns and three rows on: 2 * (8, -6) + 3 * (-6, -8).
    assert window_geotransform(ROTATED, 3, 2)[::3] == (499_998.0, 4_699_964.0)


def test_footprint_of_a_rotated_grid():
    corners = footprint(ROTATED, Window(0, 0, 10, 100))
    assert corners == [
        (500_000, 4_700_000),
        (500_800, 4_699_400),
        (500_740, 4_699_320),
        (499_940, 4_699_920),
    ]


def test_pixel_size_of_a_rotated_grid(tmp_path):
    assert Raster(write_raster(tmp_path / "a.tif", _array(), grid=ROTATED)).pixel_size == 10


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        ((500_020, 4_699_960, 500_050, 4_699_990), Window(1, 2, 3, 3)),
        # Of pixels that are touched, all belong to it.
        ((500_019, 4_699_960, 500_050, 4_699_991), Window(0, 1, 4, 4)),
        # Rounding does not make one pixel more.
        ((500_020 - 1e-7, 4_699_960 - 1e-7, 500_050 + 1e-7, 4_699_990), Window(1, 2, 3, 3)),
        # A point is in one pixel.
        ((500_025, 4_699_975, 500_025, 4_699_975), Window(2, 2, 1, 1)),
        # What lies beyond the raster is left out.
        ((0, 0, 1e7, 1e7), Window(0, 0, 10, 20)),
        ((500_190, 4_699_000, 501_000, 4_699_905), Window(9, 19, 1, 1)),
    ],
)
def test_extent_window(extent, expected):
    assert extent_window(GRID, (10, 20), extent) == expected


def test_extent_window_of_a_south_up_grid():
    extent = (500_020, 4_699_960, 500_050, 4_699_990)
    assert extent_window(SOUTH_UP, (10, 20), extent) == Window(6, 2, 3, 3)


def test_extent_window_of_a_rotated_grid_holds_the_extent():
    shape, extent = (100, 100), (500_000.0, 4_699_300.0, 500_090.0, 4_699_350.0)
    window = extent_window(ROTATED, shape, extent)
    # Columns and rows by hand: (dx * 8 - dy * 6) / 100 and (-dx * 6 - dy * 8) / 100.
    assert window == Window(
        math.floor((-90 * 6 + 650 * 8) / 100),
        math.floor((0 * 8 + 650 * 6) / 100),
        56 - 46,
        50 - 39,
    )


@pytest.mark.parametrize("extent", [(0, 0, 1, 1), (499_000, 4_699_960, 500_000, 4_699_990)])
def test_extent_outside_refused(extent):
    with pytest.raises(ScarpError, match="The extent lies outside the image"):
        extent_window(GRID, (10, 20), extent)


def test_same_file(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    assert not is_same_file(one, one)
    one.write_text("")
    assert is_same_file(str(one), str(tmp_path / "." / "one"))
    assert not is_same_file(one, other)
    other.write_text("")
    assert not is_same_file(one, other)


def test_geographic_coordinates_come_as_longitude_latitude(tmp_path):
    grid = (141.0, 0.001, 0, 42.0, 0, -0.001)
    raster = Raster(write_raster(tmp_path / "image.tif", _array(), grid=grid, epsg=4326))
    assert raster.crs_wkt == wkt(4326)
    assert extent_window(raster.geotransform, raster.shape, (141.002, 41.997, 141.004, 41.999)) == (
        Window(1, 2, 2, 2)
    )


def test_what_a_sparse_file_leaves_out_is_nodata(tmp_path):
    options = ["SPARSE_OK=TRUE", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]
    path = str(tmp_path / "sparse.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 256, 192, 2, gdal.GDT_Byte, options)
    for number in (1, 2):
        dataset.GetRasterBand(number).SetNoDataValue(0)
        dataset.GetRasterBand(number).WriteArray(np.full((64, 64), 7, np.uint8), 128, 64)
    del dataset
    raster = Raster(path)
    assert not raster.valid(Window(0, 0, 64, 256)).any()
    assert not raster.valid(Window(70, 0, 50, 128)).any()
    assert raster.valid(Window(64, 128, 64, 64)).all()
    valid = raster.valid(Window(0, 0, 192, 256))
    assert valid.sum() == 64 * 64 and valid[64:128, 128:192].all()


def test_what_a_sparse_file_without_nodata_leaves_out_is_zero(tmp_path):
    path = str(tmp_path / "sparse.tif")
    gdal.GetDriverByName("GTiff").Create(path, 64, 64, 1, gdal.GDT_Byte, ["SPARSE_OK=TRUE"])
    assert Raster(path).valid(Window(0, 0, 64, 64)).all()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.parametrize("name", ["image.tif", "image.png", "polygons.shp", "polygons.gpkg"])
def test_a_pipe_is_refused_at_once(tmp_path, name):
    """Nothing ever comes from it; GDAL would wait for ever."""
    os.mkfifo(tmp_path / name)
    path = str(tmp_path / name)
    with pytest.raises(ScarpError, match=r"that (GDAL can read|can be read)"):
        Raster(path) if "image" in name else open_layer(PolygonSource(path))


def test_texts_that_are_not_in_utf_8(tmp_path):
    """GDAL's Python gives them as bytes; a VRT may hold letters that XML has no place for."""
    path = tmp_path / "image.img"
    gdal.Translate(str(path), write_raster(tmp_path / "image.tif", _array()), format="ENVI")
    header = path.with_suffix(".hdr")
    text = header.read_bytes()
    assert b"Transverse_Mercator" in text and b"Band 1" in text
    header.write_bytes(text.replace(b"WGS_1984", b"\xff\xfe_1984").replace(b"Band 1", b"B\xe9nd"))
    with Raster(str(path)) as raster:
        assert isinstance(raster.crs_wkt, str) and all(isinstance(n, str) for n in raster.names)
        raster.require_georeference()
    assert identity(str(path), by_content=False) and identity(str(path))
    vrt = tmp_path / "image.vrt"
    gdal.Translate(str(vrt), str(tmp_path / "image.tif")).FlushCache()
    strange = b"<Description>\x01\xff</Description><ColorInterp>"
    vrt.write_bytes(vrt.read_bytes().replace(b"<ColorInterp>", strange, 1))
    with Raster(str(vrt)) as raster:
        assert all(isinstance(name, str) for name in raster.names)
    assert identity(str(vrt), by_content=False) and identity(str(vrt))


def test_a_crs_without_a_place_on_the_earth_is_named(tmp_path):
    """As of a drawing: no coordinates lead from or to it."""
    path = write_raster(tmp_path / "image.tif", _array(), epsg=None)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetProjection('LOCAL_CS["site plan",UNIT["metre",1]]')
    dataset = None
    inventory = PolygonSource(write_polygons(tmp_path / "inventory.gpkg", [box(1, 1, 3, 3)]))
    settings = LabelRasterSettings(path, inventory, str(tmp_path / "labels.tif"))
    with pytest.raises(ScarpError, match="cannot be brought from the CRS “WGS 84 / UTM"):
        create_label_raster(settings)


@pytest.mark.usefixtures("with_and_without_exceptions")
@pytest.mark.parametrize("wkt", ["", "no WKT"])
def test_a_crs_that_there_is_none_of(wkt):
    reference = spatial_reference(wkt)
    assert not reference.IsGeographic() and not reference.IsProjected()
