"""Class activation rasters, written and read back."""

import gc
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from helpers.rasters import GRID, read_raster, whole, wkt, write_cam, write_raster
from osgeo import gdal
from scarp.core.cam import cam as cam_module
from scarp.core.cam.cam import NODATA, Cam, CamDescription, cam_writer
from scarp.core.cam.histogram import BINS, histogram
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window


def _values(*shape):
    return np.random.default_rng(3).random(shape).astype(np.float32)


def _valid(*shape):
    return np.random.default_rng(4).random(shape) < 0.7


def test_written_and_read_back(tmp_path):
    values, valid = _values(30, 40, 2), _valid(30, 40)
    path = write_cam(tmp_path / "cam.tif", values, valid=valid, classes=["slide", "flow"])
    with Cam(path) as cam:
        assert cam.shape == (30, 40) and cam.geotransform == GRID and cam.crs_wkt == wkt()
        read, where = cam.values(whole(values))
        np.testing.assert_array_equal(where, valid)
        np.testing.assert_array_equal(read, np.where(valid[..., None], values, 0))
        part, where = cam.values(Window(3, 5, 7, 11))
        np.testing.assert_array_equal(where, valid[3:10, 5:16])
        np.testing.assert_array_equal(part, read[3:10, 5:16])


def test_file_format(tmp_path):
    valid = _valid(30, 40)
    path = write_cam(tmp_path / "cam.tif", _values(30, 40), valid=valid)
    dataset = gdal.Open(path)
    band = dataset.GetRasterBand(1)
    assert band.DataType == gdal.GDT_Float32 and band.GetNoDataValue() == NODATA == -1
    assert band.GetBlockSize() == [256, 256]
    assert dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") == "DEFLATE"
    assert (band.ReadAsArray()[~valid] == NODATA).all()


def test_description(tmp_path):
    path = write_cam(
        tmp_path / "cam.tif",
        _values(3, 4, 2),
        classes=["Rutschung", "泥石流, nass"],
        model="Modell ä.h5",
        image="post.tif",
        threshold=0.1234567890123,
    )
    cam = Cam(path)
    assert cam.description == CamDescription(
        ["Rutschung", "泥石流, nass"], "Modell ä.h5", "post.tif", 0.1234567890123
    )
    assert cam.names == ["Rutschung", "泥石流, nass"]


def test_no_threshold_is_none(tmp_path):
    assert Cam(write_cam(tmp_path / "cam.tif", _values(3, 4))).description.threshold is None


def test_any_raster_with_values_in_0_to_1_is_a_cam(tmp_path):
    path = write_raster(tmp_path / "other.tif", _values(2, 3, 4), names=["slide"])
    cam = Cam(path)
    assert cam.description == CamDescription(["slide", "band 2"])
    assert cam.values(Window(0, 0, 3, 4))[1].all()


def test_overviews_and_statistics(tmp_path):
    values = _values(600, 520)
    path = write_cam(tmp_path / "cam.tif", values)
    dataset = gdal.Open(path)
    band = dataset.GetRasterBand(1)
    sizes = [(band.GetOverview(k).XSize, band.GetOverview(k).YSize) for k in range(2)]
    assert band.GetOverviewCount() == 2 and sizes == [(260, 300), (130, 150)]
    averages = values.reshape(300, 2, 260, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(band.GetOverview(0).ReadAsArray(), averages, atol=1e-6)
    least, greatest, mean, _ = band.GetStatistics(False, False)
    assert (least, greatest) == pytest.approx((values.min(), values.max()))
    assert mean == pytest.approx(values.mean(), rel=1e-5)


def test_windows_never_written_are_nodata(tmp_path):
    path, values = str(tmp_path / "cam.tif"), _values(40, 300)
    window = Window(10, 260, 20, 30)
    with cam_writer(path, (300, 600), GRID, wkt(), CamDescription(["landslide"])) as writer:
        writer.write(window, values[:20, :30, None], np.ones((20, 30), dtype=bool))
    read, valid = Cam(path).values(Window(0, 0, 300, 600))
    expected = np.zeros((300, 600), dtype=bool)
    expected[10:30, 260:290] = True
    np.testing.assert_array_equal(valid, expected)
    np.testing.assert_array_equal(read[10:30, 260:290, 0], values[:20, :30])


def test_all_nodata(tmp_path):
    path = write_cam(tmp_path / "cam.tif", _values(5, 6), valid=np.zeros((5, 6), dtype=bool))
    cam = Cam(path)
    assert not cam.values(Window(0, 0, 5, 6))[1].any() and cam.histogram().sum() == 0


def test_only_one_file_is_left(tmp_path):
    write_cam(tmp_path / "cam.tif", _values(300, 400))
    gc.collect()
    assert [entry.name for entry in tmp_path.iterdir()] == ["cam.tif"]


def test_closed_before_it_is_moved(tmp_path, open_when_moved):
    write_cam(tmp_path / "cam.tif", _values(30, 40))
    assert open_when_moved == []


def test_failure_leaves_nothing(tmp_path):
    with (
        pytest.raises(ZeroDivisionError) as caught,
        cam_writer(
            str(tmp_path / "cam.tif"), (30, 40), GRID, wkt(), CamDescription(["landslide"])
        ) as writer,
    ):
        writer.write(Window(0, 0, 3, 4), _values(3, 4, 1), _valid(3, 4))
        raise ZeroDivisionError
    del caught, writer
    gc.collect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bad", [-0.01, 1.01, 37.0])
def test_values_outside_0_to_1_refused(tmp_path, bad):
    values = _values(1, 5, 6)
    values[0, 2, 3] = bad
    cam = Cam(write_raster(tmp_path / "image.tif", values))
    for read in (lambda: cam.values(Window(0, 0, 5, 6)), cam.histogram):
        with pytest.raises(ScarpError, match=r"image\.tif is not a class activation raster"):
            read()
    assert cam.values(Window(0, 0, 2, 6))[1].all()


@pytest.mark.parametrize("name", ["cam.vrt", "cam", "cam.png"])
def test_other_formats_refused(tmp_path, name):
    with pytest.raises(ScarpError, match=r"A class activation raster is a \.tif file"):
        write_cam(tmp_path / name, _values(3, 4))
    assert list(tmp_path.iterdir()) == []


def test_histogram_is_of_the_highest_class(tmp_path, said):
    values, valid = _values(30, 40, 3), _valid(30, 40)
    path = write_cam(tmp_path / "cam.tif", values, valid=valid, classes=["a", "b", "c"])
    counts = Cam(path).histogram(said)
    assert len(counts) == BINS and counts.sum() == valid.sum()
    np.testing.assert_array_equal(counts, histogram(values.max(axis=-1)[valid]))
    assert said.fractions[-1] == 1


def test_an_old_cam_is_replaced(tmp_path):
    write_cam(tmp_path / "cam.tif", _values(3, 4) * 0)
    path = write_cam(tmp_path / "cam.tif", _values(5, 6))
    np.testing.assert_array_equal(read_raster(path)[0], _values(5, 6))


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("SCARP_CLASSES", "not JSON"),
        ("SCARP_CLASSES", '{"a": 1}'),
        ("SCARP_CLASSES", "[1]"),
        ("SCARP_CLASSES", '["a", "b"]'),
        ("SCARP_THRESHOLD", "half"),
        ("SCARP_THRESHOLD", "nan"),
        ("SCARP_THRESHOLD", "7"),
    ],
)
def test_metadata_that_cannot_be_read_is_left_out(tmp_path, item, text):
    path = write_cam(tmp_path / "cam.tif", _values(3, 4), threshold=0.4)
    gdal.Open(path, gdal.GA_Update).SetMetadataItem(item, text)
    with Cam(path) as cam:
        assert cam.description.classes == ["landslide"]
        assert cam.description.threshold == (None if item == "SCARP_THRESHOLD" else 0.4)


_WRITES = """
import importlib.util, resource, signal, sys
import numpy as np
root, path = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "scarp", root + "/__init__.py", submodule_search_locations=[root]
)
sys.modules["scarp"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["scarp"])
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
values = np.random.default_rng(0).random((400, 400, 1), np.float32)
grid = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
try:
    with cam_writer(path, (400, 400), grid, "", CamDescription(["landslide"])) as writer:
        writer.write(Window(0, 0, 400, 400), values, np.ones((400, 400), bool))
except ScarpError as problem:
    print(problem)
"""


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path):
    """As which a limit of the size of files stands in."""
    path, root = tmp_path / "cam.tif", Path(cam_module.__file__).resolve().parents[2]
    path.write_text("an old one")
    ended = subprocess.run(
        [sys.executable, "-c", _WRITES, str(root), str(path)], capture_output=True, text=True
    )
    assert "cam.tif could not be written (" in ended.stdout, ended.stderr
    assert "is the disk full?" in ended.stdout and "Traceback" not in ended.stderr
    assert path.read_text() == "an old one" and [*tmp_path.iterdir()] == [path]
