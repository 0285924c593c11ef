"""Files that an earlier version of Scarp has made still work; they lie in tests/earlier.

Made by version 0.1.0 before its rooms were rearranged: an image, its label raster as .tif and as
.vrt, a model trained on it (ResUNet of width 1), and the image's class activation raster.
"""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import numpy as np
import pytest
from scarp.core.cam.cam import Cam
from scarp.core.cam.threshold_choice import MODEL, choose_threshold
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.rasters.windows import Window
from scarp.core.tracing.landslide_polygons import PolygonSettings, landslide_polygons
from scarp.models.model_file import load_model
from scarp.models.settings import TrainingSettings
from scarp.runtime import jobs

WHOLE = Window(0, 0, 96, 96)
SETTINGS = {"precision": "float32", "device": "CPU"}


@pytest.fixture
def earlier(tmp_path) -> Path:
    """A copy of the files, since GDAL writes beside what it reads."""
    folder = tmp_path / "earlier"
    shutil.copytree(Path(__file__).parents[1] / "earlier", folder)
    return folder


@pytest.mark.parametrize("name", ["labels.tif", "labels.vrt"])
def test_label_rasters(earlier, name):
    with LabelRaster(str(earlier / name)) as raster:
        labels = raster.labels(WHOLE)
        assert raster.classes == ["landslide"] and raster.names == ["red", "nir"]
    assert labels[10:30, 12:40].all() and labels[60:80, 50:70].all() and labels[20:36, 70:90].all()
    assert np.count_nonzero(labels) == 20 * 28 + 20 * 20 + 16 * 20


def test_class_activation_rasters(earlier):
    path = str(earlier / "cam.tif")
    with Cam(path) as cam:
        described = cam.description
    assert (described.classes, described.model, described.image) == (
        ["landslide"],
        "trained.h5",
        "image.tif",
    )
    chosen = choose_threshold(path)
    assert chosen.source == MODEL
    polygons = list(landslide_polygons(PolygonSettings(path), chosen.value))
    assert len(polygons) == 3


def test_models_classify_as_they_did(earlier, tmp_path, said):
    output = str(tmp_path / "cam.tif")
    arguments = {"image": str(earlier / "image.tif"), "model": str(earlier / "trained.h5")}
    jobs.classify(said, **arguments, output=output, settings=SETTINGS)
    with Cam(output) as found, Cam(str(earlier / "cam.tif")) as expected:
        np.testing.assert_allclose(found.values(WHOLE)[0], expected.values(WHOLE)[0], atol=1e-4)
        assert found.description == expected.description


def test_models_are_reported_on_and_trained_further(earlier, tmp_path, said):
    told = jobs.model_info(
        said, model=str(earlier / "trained.h5"), output=str(tmp_path / "report.html")
    )
    assert told["network"] == "ResUNet" and told["best_epoch"] == 6
    settings = TrainingSettings(epochs=1, patches_per_epoch=1, **SETTINGS)
    output = tmp_path / "further.h5"
    jobs.train_model(
        said,
        model=str(earlier / "trained.h5"),
        training=[str(earlier / "labels.tif")],
        validation=[str(earlier / "labels.vrt")],
        settings=dataclasses.asdict(settings),
        output=str(output),
    )
    further = load_model(output)
    assert [one["model"] for one in further.parents] == ["trained.h5"]
    assert further.before["f1"] > 0.9
