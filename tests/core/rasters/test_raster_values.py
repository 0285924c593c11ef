"""Values of rasters: scale and offset, what is alpha and what is not, reading by threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from helpers.rasters import GRID, box, whole, wkt, write_polygons, write_raster
from osgeo import gdal
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.messages import ScarpError
from scarp.core.rasters.datasets import files_of
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.raster_view import RasterView, write_view
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import PolygonSource


def numbers(bands=3, rows=40, cols=50, dtype=np.uint16, least=1):
    return np.random.default_rng(1).integers(least, 200, (bands, rows, cols)).astype(dtype)


def scaled(path, scale=0.0001, offset=-0.1) -> str:
    dataset = gdal.Open(path, gdal.GA_Update)
    for number in range(1, dataset.RasterCount + 1):
        dataset.GetRasterBand(number).SetScale(scale)
        dataset.GetRasterBand(number).SetOffset(offset)
    return path


def bands_last(array):
    return np.moveaxis(array, 0, -1)


def test_scale_and_offset(tmp_path):
    array = numbers()
    with Raster(scaled(write_raster(tmp_path / "a.tif", array, nodata=7))) as raster:
        assert raster.is_scaled and raster.scales == [0.0001] * 3 and raster.offsets == [-0.1] * 3
        values, valid = raster.read_valid(whole(array[0]))
        assert values.dtype == np.float32
        np.testing.assert_allclose(values, bands_last(array) * 0.0001 - 0.1, rtol=1e-6)
        np.testing.assert_array_equal(raster.read(whole(array[0])), values)
        # Nodata is a stored number.
        np.testing.assert_array_equal(valid, (array != 7).all(axis=0))
        np.testing.assert_array_equal(raster.read_stored(whole(array[0])), bands_last(array))


def test_stored_values_without_the_offset(tmp_path):
    """Sentinel-2 before and after 2022-01-25, when 1000 was added to all that is stored."""
    before = numbers()
    path = scaled(write_raster(tmp_path / "a.tif", before + 1000))
    with Raster(path) as raster:
        raster.choose_bands([2, 0])
        raster.take_stored_values()
        read = raster.read(whole(before[0]))
        np.testing.assert_allclose(read, bands_last(before)[..., [2, 0]], atol=1e-3)


def test_no_scale_leaves_values_alone(tmp_path):
    array = numbers()
    with Raster(scaled(write_raster(tmp_path / "a.tif", array), 1, 0)) as raster:
        assert not raster.is_scaled
        assert raster.read(whole(array[0])).dtype == np.uint16


@pytest.mark.parametrize("suffix", ["tif", "vrt"])
def test_a_label_raster_keeps_scale_and_offset(tmp_path, suffix):
    array = numbers(rows=12, cols=14)
    image = scaled(write_raster(tmp_path / "a.tif", array, names=["red", "green", "nir"]))
    inventory = PolygonSource(write_polygons(tmp_path / "i.gpkg", [box(1, 2, 3, 4)]))
    output = str(tmp_path / f"label.{suffix}")
    create_label_raster(LabelRasterSettings(image, inventory, output))
    with Raster(image) as source, LabelRaster(output) as labels:
        assert (labels.scales, labels.offsets) == (source.scales, source.offsets)
        assert labels.names == ["red", "green", "nir"]
        np.testing.assert_array_equal(labels.read(whole(array[0])), source.read(whole(array[0])))


def four_bands(path, last, name="") -> str:
    """Three bands, and one that GDAL marks as alpha, as its GeoTIFF driver does by default."""
    array = np.concatenate([numbers(dtype=np.uint8), last[None].astype(np.uint8)])
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 50, 40, 4, gdal.GDT_Byte)
    dataset.SetGeoTransform(GRID)
    dataset.SetProjection(wkt())
    dataset.WriteArray(array)
    band = dataset.GetRasterBand(4)
    assert band.GetColorInterpretation() == gdal.GCI_AlphaBand
    band.SetDescription(name)
    return str(path)


def opaque_but_for_a_corner():
    values = np.full((40, 50), 255)
    values[:10, :10] = 0
    values[10:13] = 128  # a soft edge
    return values


@pytest.mark.parametrize("name", ["", "nir", "NIR"])
def test_near_infrared_is_a_band(tmp_path, said, name):
    nir = numbers(1, least=0)[0]
    with Raster(four_bands(tmp_path / "a.tif", nir, name)) as raster:
        assert raster.bands == [1, 2, 3, 4]
        assert (nir == 0).any() and raster.valid(whole(nir)).all()
        raster.say_remarks(said)
    assert len(said.sentences) == 1 and "marked as transparency (alpha)" in said.sentences[0]


@pytest.mark.parametrize("name", ["", "alpha", "Alpha channel", "mask", "Band 4", "アルファ"])
def test_what_is_opaque_or_not_is_alpha(tmp_path, said, name):
    alpha = opaque_but_for_a_corner()
    with Raster(four_bands(tmp_path / "a.tif", alpha, name)) as raster:
        assert raster.bands == [1, 2, 3]
        np.testing.assert_array_equal(raster.valid(whole(alpha)), alpha != 0)
        raster.say_remarks(said)
    assert said.sentences == []


@pytest.mark.parametrize(
    "grid",
    [(0, 0, 0, 0, 0, 0), (5e5, 10, 0, 4.7e6, 0, 0), (5e5, 1e200, 0, 4.7e6, 0, -1e200)],
)
def test_absurd_georeference_refused(tmp_path, grid):
    with Raster(write_raster(tmp_path / "a.tif", numbers(), grid=grid)) as raster:
        with pytest.raises(ScarpError, match=r"is damaged|has no georeference"):
            raster.require_georeference()


@pytest.mark.parametrize("nodata", [None, 0, 65535, -9999])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.float32])
def test_valid_is_what_gdal_says(tmp_path, dtype, nodata):
    """Though bands are not read a second time for it."""
    array = numbers(2, 30, 20, dtype, least=0)
    path = write_raster(tmp_path / "a.tif", array, nodata=nodata)
    dataset = gdal.Open(path)
    masks = [dataset.GetRasterBand(number).GetMaskBand().ReadAsArray() for number in (1, 2)]
    with Raster(path) as raster:
        expected = np.all(np.array(masks) != 0, axis=0)
        np.testing.assert_array_equal(raster.valid(whole(array[0])), expected)
        np.testing.assert_array_equal(raster.read_valid(whole(array[0]))[1], expected)


def test_each_thread_has_the_file_for_itself(tmp_path):
    array = numbers(2, 300, 200)
    raster = Raster(write_raster(tmp_path / "a.tif", array))
    window, together = Window(10, 20, 200, 100), threading.Barrier(4)

    def read(_):
        together.wait(10)
        return id(raster.dataset), raster.read(window)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(read, range(4)))
    assert len({dataset for dataset, _ in results} | {id(raster.dataset)}) == 5
    for _, values in results:
        np.testing.assert_array_equal(values, bands_last(array)[10:210, 20:120])


def test_files_of_a_mosaic_of_a_mosaic(tmp_path):
    image = write_raster(tmp_path / "a.tif", numbers())
    inner, outer = str(tmp_path / "inner.vrt"), str(tmp_path / "outer.vrt")
    gdal.BuildVRT(inner, [image]).FlushCache()
    gdal.BuildVRT(outer, [inner]).FlushCache()
    assert set(files_of(outer)) == {image, inner, outer}


def palette(path, transparent=None, nodata=None) -> str:
    """Indices 0 to 2: black, red and green."""
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 50, 40, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform(GRID)
    dataset.SetProjection(wkt())
    table = gdal.ColorTable()
    for number, colour in enumerate([(0, 0, 0), (200, 30, 10), (20, 180, 40)]):
        table.SetColorEntry(number, (*colour, 0 if number == transparent else 255))
    band = dataset.GetRasterBand(1)
    band.SetColorTable(table)
    if nodata is not None:
        band.SetNoDataValue(nodata)
    band.WriteArray(numbers(1, dtype=np.uint8)[0] % 3)
    return str(path)


@pytest.mark.parametrize("nodata", [None, 1])
def test_colours_of_a_table(tmp_path, nodata):
    source = palette(tmp_path / "a.tif", nodata=nodata)
    index = gdal.Open(source).ReadAsArray()
    view = write_view(source, str(tmp_path / "view.tif"), RasterView(has_colours=True))
    with Raster(view) as raster:
        assert raster.names == ["red", "green", "blue"]
        colours = np.array([(0, 0, 0), (200, 30, 10), (20, 180, 40)])
        values, valid = raster.read_valid(whole(index))
        expected = np.ones_like(index, bool) if nodata is None else index != nodata
        np.testing.assert_array_equal(valid, expected)
        np.testing.assert_array_equal(values[valid], colours[index][valid])


def test_another_crs_and_other_nodata(tmp_path):
    array = numbers(2)
    source = write_raster(tmp_path / "a.tif", array, nodata=5, names=["red", "nir"])
    view = RasterView(("NUM_THREADS=2",), wkt(32610), (None, 9.0))
    with Raster(write_view(source, str(tmp_path / "view.tif"), view)) as raster:
        assert 'AUTHORITY["EPSG","32610"]' in raster.crs_wkt and raster.names == ["red", "nir"]
        np.testing.assert_array_equal(raster.valid(whole(array[0])), array[1] != 9)


@pytest.mark.parametrize("alpha", [False, True])
def test_a_label_raster_does_not_refer_to_a_view(tmp_path, alpha):
    """It lies in a temporary folder, and the label raster's VRT is to be read without it."""
    last = opaque_but_for_a_corner() if alpha else numbers(1)[0]
    source = four_bands(tmp_path / "a.tif", last, "" if alpha else "nir")
    folder = tmp_path / "temporary"
    folder.mkdir()
    view = write_view(source, str(folder / "a.tif"), RasterView(crs_wkt=wkt(32610)))
    inventory = PolygonSource(write_polygons(tmp_path / "i.gpkg", [box(1, 2, 3, 4)], epsg=32610))
    output = tmp_path / "label.vrt"
    create_label_raster(LabelRasterSettings(view, inventory, str(output)))
    assert "temporary" not in output.read_text(encoding="utf-8")
    (folder / "a.tif").unlink()
    # Files in its folder are named relative to it.
    moved = tmp_path.with_name(f"{tmp_path.name} moved")
    tmp_path.rename(moved)
    with LabelRaster(str(moved / "label.vrt")) as labels, Raster(str(moved / "a.tif")) as image:
        window = whole(last)
        assert len(labels.bands) == (3 if alpha else 4)
        np.testing.assert_array_equal(labels.read(window)[..., :3], image.read(window)[..., :3])
        assert (labels.labels(window) == 1).sum() == (12 if not alpha else 0)
        assert (labels.labels(window) == 255).sum() == (0 if not alpha else 100)


def test_a_file_of_alpha_alone_is_no_image(tmp_path):
    path = write_raster(tmp_path / "a.tif", opaque_but_for_a_corner().astype(np.uint8), alpha=True)
    with pytest.raises(ScarpError, match="holds transparency \\(alpha\\) only, and no image"):
        Raster(path)


def test_complex_numbers_are_refused_by_every_step(tmp_path):
    path = write_raster(tmp_path / "a.tif", numbers(1).astype(np.complex64))
    with pytest.raises(ScarpError, match="holds complex numbers: real ones are needed"):
        Raster(path)


def test_each_band_is_read_once(tmp_path, monkeypatch):
    """For its values and for where they are valid; of a label raster also the labels."""
    image = write_raster(tmp_path / "a.tif", numbers(4), nodata=7)
    inventory = PolygonSource(write_polygons(tmp_path / "i.gpkg", [box(1, 2, 3, 4)]))
    label = str(tmp_path / "label.tif")
    create_label_raster(LabelRasterSettings(image, inventory, label))
    read, reads = gdal.Band.ReadAsArray, []

    def counting(band, *arguments, **options):
        reads.append(band)
        return read(band, *arguments, **options)

    monkeypatch.setattr(gdal.Band, "ReadAsArray", counting)
    for kind, path, bands in ((Raster, image, 4), (LabelRaster, label, 5)):
        with kind(path) as raster:
            reads.clear()
            raster.read_valid(Window(0, 0, 20, 20))
            assert len(reads) == bands
