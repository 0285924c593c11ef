"""Whether a raster is the same as before: its pixels count, not what lies beside them."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from helpers.label_rasters import make
from helpers.rasters import box, write_raster
from osgeo import gdal
from scarp.core.rasters.identity import distinct_names, identities, identity

PIXELS = np.random.default_rng(5).integers(1, 200, (2, 300, 300)).astype(np.uint8)


@pytest.fixture(params=["image.tif", "mosaic.vrt", "mosaic_of_mosaics.vrt", "image.img"])
def path(request, tmp_path):
    """A raster, or a mosaic of it and of another."""
    image, other = tmp_path / "image.tif", tmp_path / "other.tif"
    write_raster(image, PIXELS)
    write_raster(other, PIXELS, grid=(503_000.0, 10.0, 0.0, 4_700_000.0, 0.0, -10.0))
    mosaic, upper = str(tmp_path / "mosaic.vrt"), str(tmp_path / "mosaic_of_mosaics.vrt")
    gdal.BuildVRT(mosaic, [str(image), str(other)]).FlushCache()
    gdal.BuildVRT(upper, [mosaic]).FlushCache()
    gdal.Translate(str(tmp_path / "image.img"), str(image), format="ENVI").FlushCache()
    return str(tmp_path / request.param)


def both(path):
    """The quick identity as JSON, and the hash."""
    return identity(path, by_content=False), identity(path)


def source_of(path):
    """A file with pixels of a raster."""
    return Path(path).with_name("image.img" if path.endswith(".img") else "image.tif")


def change(path):
    """Rewrites a file with as many bytes and other pixels."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_what_is_written_while_looking_counts_for_nothing(path):
    before = both(path)
    for name in (path, str(source_of(path))):
        dataset = gdal.Open(name)
        for number in range(1, dataset.RasterCount + 1):
            dataset.GetRasterBand(number).ComputeStatistics(False)
            dataset.GetRasterBand(number).GetDefaultHistogram(force=True)
        dataset = None
        dataset = gdal.Open(name)
        dataset.BuildOverviews("NEAREST", [2, 4])
        dataset = None
    assert list(Path(path).parent.glob("*.aux.xml")) and list(Path(path).parent.glob("*.ovr"))
    assert both(path) == before


def test_other_pixels_of_a_source_count(path):
    before = both(path)
    change(source_of(path))
    now = both(path)
    assert now[0] != before[0] and now[1] != before[1]


def test_pixels_that_come_back_have_the_hash_that_they_had(path):
    before = both(path)
    change(source_of(path))
    change(source_of(path))
    os.utime(source_of(path), ns=(1, 1))
    now = both(path)
    assert now[0] != before[0] and now[1] == before[1]


@pytest.mark.parametrize("path", ["mosaic.vrt"], indirect=True)
def test_what_the_side_file_of_a_source_says_of_its_pixels_counts(path):
    before = both(path)
    dataset = gdal.OpenEx(str(source_of(path)), gdal.OF_RASTER)  # read only: beside it
    dataset.GetRasterBand(1).SetNoDataValue(7)
    dataset = None
    assert source_of(path).with_name("image.tif.aux.xml").exists()
    now = both(path)
    assert now[0] != before[0] and now[1] != before[1]


def test_a_mask_beside_it_counts(tmp_path):
    path = write_raster(tmp_path / "image.tif", PIXELS)
    before = both(path)
    dataset = gdal.Open(path)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(np.eye(300, dtype=np.uint8) * 255)
    dataset = None
    assert Path(f"{path}.msk").exists()
    now = both(path)
    assert now[0] != before[0] and now[1] != before[1]


@pytest.mark.parametrize("path", ["mosaic.vrt", "mosaic_of_mosaics.vrt"], indirect=True)
def test_a_missing_source_counts(path):
    before = both(path)
    source_of(path).unlink()
    assert both(path) != before


@pytest.mark.parametrize("setting", ["SetScale", "SetOffset", "SetNoDataValue"])
def test_what_is_written_beside_a_single_file_counts_if_it_changes_values(tmp_path, setting):
    path = write_raster(tmp_path / "image.tif", PIXELS)
    before = both(path)
    dataset = gdal.Open(path)  # Not for writing, so that it goes into a file beside.
    getattr(dataset.GetRasterBand(1), setting)(3)
    del dataset
    assert Path(f"{path}.aux.xml").exists()
    now = both(path)
    assert now[0] != before[0] and now[1] != before[1]


def test_labels_that_were_drawn_anew_count(tmp_path):
    """A label raster that only refers to its image, whose own file stays as it was."""
    _, path = make(tmp_path, [box(1, 1, 2, 2)], output="out.vrt")
    text, before = Path(path).read_bytes(), both(path)
    make(tmp_path, [box(1, 1, 3, 2)], output="out.vrt", image=str(tmp_path / "image.tif"))
    assert Path(path).read_bytes() == text
    now = both(path)
    assert now[0] != before[0] and now[1] != before[1]


def test_a_file_of_several_mosaics_is_read_once(tmp_path, monkeypatch):
    image = write_raster(tmp_path / "image.tif", PIXELS)
    mosaics = [str(tmp_path / f"{number}.vrt") for number in range(3)]
    for mosaic in mosaics:
        gdal.BuildVRT(mosaic, [image]).FlushCache()
    known: dict[str, str] = {}
    assert len(set(identity(mosaic, known=known) for mosaic in mosaics)) == 1
    assert list(known) == [image]
    assert identities(mosaics) == [identity(mosaics[0])] * 3


def test_files_of_one_name_are_kept_apart():
    paths = ["/a/2018/x/training.tif", "/a/2019/x/training.tif", "/a/other.tif", "/a/other.tif"]
    assert distinct_names(paths) == [
        *("2018/x/training.tif", "2019/x/training.tif", "other.tif", "other.tif")
    ]
