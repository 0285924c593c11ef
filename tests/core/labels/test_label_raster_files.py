"""Label rasters as files: names, places, and what is left after a failure."""

import gc
import shutil

import numpy as np
import pytest
from helpers.label_rasters import FORMATS, labels_of, make, rectangles, write_image
from helpers.rasters import box, read_raster, write_polygons
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.messages import ScarpError
from scarp.core.vectors.polygon_layer import PolygonSource


def test_vrt_moved_with_its_labels(tmp_path):
    (tmp_path / "one").mkdir()
    image = write_image(tmp_path / "image.tif")
    _, output = make(tmp_path / "one", [box(1, 2, 3, 4)], image=image, output="out.vrt")
    assert {p.name for p in (tmp_path / "one").iterdir()} >= {"out.vrt", "out_label.tif"}
    before = read_raster(output)
    shutil.move(tmp_path / "one", tmp_path / "other place")
    np.testing.assert_array_equal(read_raster(tmp_path / "other place" / "out.vrt"), before)
    assert (before[3] == 1).sum() == 12


def test_vrt_of_an_image_in_the_same_folder_by_a_relative_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_image("image.tif")
    inventory = write_polygons("inventory.gpkg", [box(1, 2, 3, 4)])
    settings = LabelRasterSettings("image.tif", PolygonSource(inventory), "out.vrt")
    create_label_raster(settings)
    monkeypatch.chdir("/")
    np.testing.assert_array_equal(labels_of(str(tmp_path / "out.vrt")), rectangles((1, 2, 3, 4, 1)))


@FORMATS
@pytest.mark.parametrize("name", ["a b.c", "Übung 地すべり", "R&D <1> 'x'", "100% {0}"])
def test_names_with_spaces_and_letters_of_all_kinds(tmp_path, suffix, name):
    folder = tmp_path / f"folder {name}"
    folder.mkdir()
    image = write_image(folder / f"image {name}.tif")
    _, output = make(folder, [box(1, 2, 3, 4)], image=image, output=f"{name}{suffix}")
    np.testing.assert_array_equal(labels_of(output), rectangles((1, 2, 3, 4, 1)))
    np.testing.assert_array_equal(read_raster(output)[:3], read_raster(image))


@pytest.mark.parametrize("output", ["image.tif", "folder/../image.tif"])
def test_output_that_is_the_input_refused(tmp_path, output):
    (tmp_path / "folder").mkdir()
    image = write_image(tmp_path / "image.tif")
    before = read_raster(image)
    with pytest.raises(ScarpError, match="is the input: choose another output"):
        make(tmp_path, [box(1, 2, 3, 4)], image=image, output=output)
    np.testing.assert_array_equal(read_raster(image), before)


def test_labels_beside_a_vrt_do_not_overwrite_the_image(tmp_path):
    """``out.vrt`` keeps its labels in ``out_label.tif``, which may be the image's name."""
    image = write_image(tmp_path / "out_label.tif")
    before = read_raster(image)
    with pytest.raises(ScarpError, match="is the input: choose another output"):
        make(tmp_path, [box(1, 2, 3, 4)], image=image, output="out.vrt")
    np.testing.assert_array_equal(read_raster(image), before)


@pytest.mark.parametrize("output", ["out.png", "out"])
def test_other_formats_refused(tmp_path, output):
    with pytest.raises(ScarpError, match=r"A label raster is a \.tif or a \.vrt file"):
        make(tmp_path, [box(1, 2, 3, 4)], output=output)


@pytest.mark.parametrize(("suffix", "made"), [(".tif", 1), (".vrt", 2)])
def test_only_the_outputs_are_left(tmp_path, suffix, made):
    make(tmp_path, [box(1, 2, 3, 4)], output=f"out/out{suffix}")
    gc.collect()
    assert len(list((tmp_path / "out").iterdir())) == made


@FORMATS
def test_closed_before_it_is_moved(tmp_path, suffix, open_when_moved):
    make(tmp_path, [box(1, 2, 3, 4)], output=f"out{suffix}")
    assert open_when_moved == []


class _Cancelled(Exception):
    pass


@FORMATS
def test_cancelling_leaves_nothing_and_keeps_the_old_file(tmp_path, suffix):
    output = tmp_path / "out" / f"out{suffix}"
    output.parent.mkdir()
    output.write_text("old")

    def cancel(fraction, message="", **values):
        raise _Cancelled

    with pytest.raises(_Cancelled):
        make(tmp_path, [box(1, 2, 3, 4)], output=f"out/out{suffix}", progress=cancel)
    gc.collect()
    assert {entry.name: entry.read_text() for entry in output.parent.iterdir()} == {
        output.name: "old"
    }


def test_other_rasters_are_no_label_rasters(tmp_path):
    with pytest.raises(ScarpError, match="its last band is not named “label”"):
        LabelRaster(write_image(tmp_path / "image.tif"))
    with pytest.raises(ScarpError, match="is not a label raster"):
        LabelRaster(write_image(tmp_path / "only.tif", bands=1, names=["label"]))
