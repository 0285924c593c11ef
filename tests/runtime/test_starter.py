"""Jobs with the starter model: adaptation that can be resumed, few polygons, other bands."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import write_raster
from scarp.core.labels.label_raster_writer import label_raster_writer
from scarp.core.messages import ScarpError
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.models.model_file import load_model
from scarp.models.settings import FEW_POLYGONS, PRESETS, STARTER
from scarp.runtime import jobs
from scarp.runtime.jobs import learning

GRID = (500_000.0, 3.0, 0.0, 4_700_000.0, 0.0, -3.0)
NAMES = ["red", "green", "blue"]


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> str:
    """A dark image with bright rectangles."""
    rng = np.random.default_rng(0)
    pixels = rng.normal(50, 5, (3, 96, 128))
    pixels[:, 20:60, 30:50] += np.array([60, 30, 25])[:, None, None]
    path = tmp_path_factory.mktemp("image") / "image.tif"
    return str(write_raster(path, pixels.astype(np.uint8), grid=GRID, names=NAMES))


def _classify(image, folder, progress, **options) -> dict:
    settings = {"precision": "float32", "device": "CPU", "adapt": 0.02}
    arguments = {"image": image, "model": str(STARTER), "output": str(folder / "cam.tif")}
    return jobs.classify(progress, settings=settings, **arguments, **options)


def test_card_and_size():
    model = load_model(STARTER)
    assert STARTER.stat().st_size <= 8_000_000
    assert model.band_names == ("red", "green", "blue")
    assert model.unseen and all(0 < f1 < 1 for f1 in model.unseen.values())
    assert model.normalisation.each_image and model.normalisation.alike
    assert (STARTER.parent / "README.md").exists()


def test_an_interrupted_run_goes_on_with_the_adapted_model(image, tmp_path, said):
    """The model is adapted once, and its tiles are those of the adapted one."""
    folder = tmp_path / "checkpoint"
    folder.mkdir()

    class Interrupted(Exception):
        pass

    def interrupt(fraction, sentence="", **values):
        if "Classification runs" in sentence:
            raise Interrupted

    with pytest.raises(Interrupted):
        _classify(image, tmp_path, interrupt, checkpoint=str(folder))
    (kept,) = folder.glob("adapted-*.h5")
    written = kept.stat().st_mtime_ns
    output = tmp_path / "adapted.h5"
    _classify(image, tmp_path, said, checkpoint=str(folder), adapted=str(output))
    assert any("an earlier run adapted" in sentence for sentence in said.sentences)
    assert output.stat().st_mtime_ns > written
    assert not list(folder.iterdir())


def test_an_output_needs_an_adaptation(image, tmp_path, said):
    with pytest.raises(ScarpError, match="give the minutes"):
        jobs.classify(
            said,
            image=image,
            model=str(STARTER),
            output=str(tmp_path / "cam.tif"),
            settings={"adapt": 0},
            adapted=str(tmp_path / "adapted.h5"),
        )


@pytest.mark.parametrize(
    ("classes", "most", "begun_with_it"),
    [(["scar"], 12_288, True), (["scar"], 12_287, False), (["scar", "deposit"], 12_288, False)],
)
def test_few_polygons(image, tmp_path, said, monkeypatch, classes, most, begun_with_it):
    """The starter is trained on, whatever the class is called; it knows no second one.

    Where there are more labels, a new UNet is.
    """
    monkeypatch.setattr(learning, "FEW_LABELLED_PIXELS", most)
    labels = np.zeros((96, 128), np.uint8)
    labels[20:60, 30:50] = 1
    labels[70:90, 90:110] = len(classes)
    path = str(tmp_path / "labels.tif")
    with Raster(image) as raster, label_raster_writer(path, raster, classes, 0) as writer:
        window = Window(0, 0, *raster.shape)
        writer.write(window, raster.read(window), labels)
    output = str(tmp_path / "model.h5")
    jobs.train_model(
        said,
        model=None,
        training=[path],
        validation=[path],
        settings={"epochs": 1, "patches_per_epoch": 2, "precision": "float32", "device": "CPU"},
        output=output,
        network=PRESETS[FEW_POLYGONS].sizes,
        from_starter=True,
    )
    model = load_model(output)
    assert model.network.network == "UNet"
    parents = [parent["model"] for parent in model.parents]
    assert parents == ([STARTER.name] if begun_with_it else [])
    assert model.normalisation.each_image == begun_with_it
