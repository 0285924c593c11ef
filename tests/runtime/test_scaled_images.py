"""The same reflectances stored in other ways give the same map, and a model knows its units."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from osgeo import gdal
from scarp.core.cam.cam import Cam
from scarp.core.rasters.windows import Window
from scarp.models.model_file import load_model
from scarp.runtime.client import Worker

pytestmark = pytest.mark.slow

ON_CPU = {"precision": "float32", "device": "CPU"}


def quiet(fraction, message="", **values):
    """A `Progress` that reports nothing."""


def restored(path, to, add=0, scale=None, offset=None) -> str:
    """A copy whose stored numbers are larger, and whose bands have a scale and an offset."""
    dataset = gdal.Translate(str(to), path, outputType=gdal.GDT_UInt16)
    for number in (1, 2):  # A label raster has one more.
        band = dataset.GetRasterBand(number)
        band.WriteArray(band.ReadAsArray() + add)
        if scale is not None:
            band.SetScale(scale)
            band.SetOffset(offset)
    del band, dataset
    return str(to)


@pytest.fixture(scope="module")
def initial(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("models") / "initial.h5")
    network = {"bands": 2, "patch_size": 204, "width": 1, "classes": ["landslide"]}
    Worker(sys.executable).run("initialize_model", {"output": path, "settings": network}, quiet)
    return path


def trained(initial, labels, output) -> str:
    arguments = {
        "model": initial,
        "training": [labels],
        "validation": [labels],
        "settings": {"epochs": 1, "patches_per_epoch": 2, **ON_CPU},
        "output": str(output),
    }
    Worker(sys.executable).run("train_model", arguments, quiet)
    return str(output)


@pytest.fixture(scope="module")
def plain_model(initial, files, tmp_path_factory) -> str:
    """Trained on stored numbers without scale and offset."""
    return trained(initial, files["labels"], tmp_path_factory.mktemp("plain") / "model.h5")


def classified(model, image, output, said=quiet) -> np.ndarray:
    arguments = {"image": image, "model": model, "output": str(output), "settings": ON_CPU}
    Worker(sys.executable).run("classify", arguments, said)
    with Cam(str(output)) as cam:
        return cam.values(Window(0, 0, *cam.shape))[0]


def test_an_offset_that_was_added_later(plain_model, files, tmp_path, said):
    """As Sentinel-2's of 2022-01-25."""
    assert not load_model(plain_model).is_scaled
    later = restored(files["image"], tmp_path / "later.tif", 1000, 0.0001, -0.1)
    plain = classified(plain_model, files["image"], tmp_path / "plain.tif")
    shifted = classified(plain_model, later, tmp_path / "shifted.tif", said)
    assert plain.std() > 0
    np.testing.assert_allclose(shifted, plain, atol=2e-3)
    assert any("the offset of its bands, -1000 in stored" in one for one in said.sentences)


def test_a_model_of_scaled_values(initial, files, tmp_path, said):
    """Images stored otherwise are the same to it, and one in other units is warned of."""
    labels = restored(files["labels"], tmp_path / "labels.tif", 0, 0.0001, 0.0)
    keep_labels(files["labels"], labels)
    model = trained(initial, labels, tmp_path / "model.h5")
    loaded = load_model(model)
    assert loaded.is_scaled and 0 < loaded.normalisation.centre[0] < 0.1
    one = restored(files["image"], tmp_path / "one.tif", 0, 0.0001, 0.0)
    other = restored(files["image"], tmp_path / "other.tif", 1000, 0.0001, -0.1)
    of_one = classified(model, one, tmp_path / "cam_one.tif", said)
    of_other = classified(model, other, tmp_path / "cam_other.tif")
    np.testing.assert_allclose(of_other, of_one, atol=2e-3)
    assert not any("hardly find anything" in sentence for sentence in said.sentences)
    classified(model, files["image"], tmp_path / "cam.tif", said)
    assert any("hardly find anything" in sentence for sentence in said.sentences)


def keep_labels(of: str, to: str) -> None:
    """Describes the label band of a copy, which a change of the data type has made anew."""
    source, target = gdal.Open(of), gdal.Open(to, gdal.GA_Update)
    one, other = source.GetRasterBand(3), target.GetRasterBand(3)
    other.SetDescription(one.GetDescription())
    other.SetMetadata(one.GetMetadata())
    assert np.array_equal(one.ReadAsArray(), other.ReadAsArray())


def test_pixels_of_another_size(plain_model, files, tmp_path, said):
    """A model knows the pixels of its training; images of others are resampled to these."""
    assert load_model(plain_model).pixel_sizes == (10, 10)
    coarse = str(tmp_path / "coarse.tif")
    gdal.Translate(coarse, files["image"]).SetGeoTransform((5e5, 30, 0, 4.7e6, 0, -30))
    classified(plain_model, coarse, tmp_path / "cam.tif", said)
    assert any("is resampled from pixels of 30 m to 10 m" in one for one in said.sentences)


def test_other_values(plain_model, files, tmp_path, said):
    bright = restored(files["image"], tmp_path / "bright.tif", 5000)
    classified(plain_model, bright, tmp_path / "cam.tif", said)
    assert any("hardly find anything right" in one for one in said.sentences)
