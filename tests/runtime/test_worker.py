"""Jobs in real worker processes that end well, and what is refused in words."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys

import h5py
import keras
import numpy as np
import pytest
from scarp.core.cam.cam import Cam
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.models.model_file import load_model, save_model
from scarp.models.settings import NetworkSettings
from scarp.runtime import jobs
from scarp.runtime.client import Worker

GRID = (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, -10.0)
NETWORK = {"bands": 2, "patch_size": 204, "width": 1, "classes": ["landslide"]}
ON_CPU = {"precision": "float32", "device": "CPU"}


def quiet(fraction, message="", **values):
    """A `Progress` that reports nothing."""


@pytest.fixture
def model_file(tmp_path):
    """A model file without weights, written without Keras: enough to be reported on."""
    from scarp.models.model_file import Model

    path = tmp_path / "model.h5"
    save_model(Model(NetworkSettings(), {"kernel": np.zeros(3, np.float32)}), path)
    return str(path)


@pytest.fixture(scope="module")
def initial(tmp_path_factory):
    """A model file that the worker has initialised, the result, and what it said."""
    path = str(tmp_path_factory.mktemp("models") / "initial 東.h5")
    said = []
    result = Worker(sys.executable).run(
        "initialize_model",
        {"output": path, "settings": NETWORK},
        lambda fraction, message="", **values: said.append((fraction, message, values)),
    )
    return path, result, said


@pytest.fixture(scope="module")
def trained(tmp_path_factory, initial, files):
    """Paths that a training has written, by argument, and its result."""
    folder = tmp_path_factory.mktemp("trained")
    outputs = {
        name: str(folder / file)
        for name, file in (
            ("output", "best.h5"),
            ("last_model", "last.h5"),
            ("report", "report.html"),
            ("log", "log.csv"),
        )
    }
    settings = {"epochs": 2, "patches_per_epoch": 2, "augment_rotation": False, **ON_CPU}
    arguments = {
        "model": initial[0],
        "training": [files["labels"]],
        "validation": [files["labels"]],
        "settings": settings,
        **outputs,
    }
    return outputs, Worker(sys.executable).run("train_model", arguments, quiet)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, trained, files):
    """The CAM of the whole image."""
    path = str(tmp_path_factory.mktemp("cams") / "whole.tif")
    printed = []
    arguments = classify_arguments(trained, files, path)
    Worker(sys.executable).run("classify", arguments, quiet, printed.append)
    assert not [line for line in printed if "osgeo" in line]  # Warnings of GDAL.
    return path


def classify_arguments(trained, files, output, **options):
    return {
        "image": files["image"],
        "model": trained[0]["output"],
        "output": output,
        "settings": {"tile_size": 252, **ON_CPU},
        **options,
    }


def test_check_runtime(said):
    result = Worker(sys.executable).run("check_runtime", {}, said)
    assert result["missing"] == []
    found = result["found"]
    assert found["keras"] == keras.__version__ and found["h5py"] == h5py.__version__
    assert found["interpreter"] == sys.executable
    assert found["backend"].split()[0] == keras.backend.backend()
    assert "Loading Keras and its backend." in said.sentences


def test_an_outdated_package_is_missing(said, monkeypatch):
    versions = {"shapely": "1.8.5"}
    monkeypatch.setattr(
        "scarp.runtime.jobs.runtime_checks._version", lambda name: versions.get(name, "9.9")
    )
    assert jobs.check_runtime(said)["missing"] == ["shapely>=2"]


def test_initialize_model(initial):
    path, result, said = initial
    model = load_model(path)
    assert model.network == NetworkSettings(bands=2, patch_size=204, width=1)
    assert not model.is_trained
    weights = sum(array.size for array in model.weights.values())
    described = result.pop("model")
    assert result == {"weights": weights, "patch_size": 204}
    assert described["path"] == path and described["made"] == model.made > "2026"
    network = {"network": "ENVINet5", "bands": 2, "width": 1, "patch_size": 204}
    assert described["network"] == network and not described["is_trained"]
    last = [one for one in said if one[0] is not None][-1]
    values = {"network": "ENVINet5", "weights": result["weights"]}
    assert last == (1, "{network} with {weights} weights.", values)


def test_training_writes_its_files(trained, initial, files):
    outputs, result = trained
    best, last = load_model(outputs["output"]), load_model(outputs["last_model"])
    assert best.is_trained and best.band_names == ("band 1", "band 2")
    assert best.pixel_size == 10
    assert list(best.inputs) == ["labels.tif"]
    assert result["best_epoch"] == best.best_epoch and last.best_epoch == 2
    assert result["loss"] == best.history["val_loss"][best.best_epoch - 1]
    changed = best.weights["logits/kernel"] - load_model(initial[0]).weights["logits/kernel"]
    assert np.abs(changed).max() > 0
    with open(outputs["log"], encoding="utf-8") as file:
        head, *rows = file.read().splitlines()
    assert head.split(",")[:2] == ["epoch", "loss"]
    assert [row.split(",")[0] for row in rows] == ["1", "2"]
    assert float(rows[1].split(",")[1]) == best.history["loss"][1]
    with open(outputs["report"], encoding="utf-8") as file:
        assert f"<th>Best epoch</th><td>{best.best_epoch}</td>" in file.read()


def test_cam_lies_on_the_images_grid(whole, trained, files):
    with Cam(whole) as cam, LabelRaster(files["labels"]) as labels:
        assert cam.shape == labels.shape
        assert cam.geotransform == labels.geotransform
        assert cam.crs_wkt == labels.crs_wkt
        assert cam.description.model == "best.h5" and cam.description.image == "image.tif"
        assert cam.description.threshold == trained[1]["threshold"]
        values, valid = cam.values(Window(0, 0, *cam.shape))
    assert valid.all()
    assert np.ptp(values) > 0


def test_extent_and_mask(tmp_path, whole, trained, files):
    """Only what lies in both is computed, with the values of the whole."""
    extent = [GRID[0] + 250, GRID[3] - 600, GRID[0] + 555, GRID[3] - 105]
    mask = {"path": files["mask"], "layer": "mask", "crs_wkt": None, "name": "the mask"}
    output = str(tmp_path / "part.tif")
    arguments = classify_arguments(trained, files, output, extent=extent, mask=mask)
    Worker(sys.executable).run("classify", arguments, quiet)
    part = Window(10, 25, 50, 31)  # the last column only in part
    with Cam(output) as cam, Cam(whole) as all_of_it:
        assert cam.shape == part[2:]
        assert cam.geotransform == (GRID[0] + 250, 10, 0, GRID[3] - 100, 0, -10)
        values, valid = cam.values(Window(0, 0, *cam.shape))
        expected, _ = all_of_it.values(part)
    masked = np.zeros((90, 70), bool)
    masked[20:40, 20:40] = True
    assert np.array_equal(valid, masked[10:60, 25:56])
    np.testing.assert_allclose(values[valid], expected[valid], atol=1e-5)


def test_problems_of_the_job_arrive_as_template_and_values(tmp_path):
    arguments = {"model": str(tmp_path / "gone 東.h5"), "output": str(tmp_path / "report.html")}
    with pytest.raises(ScarpError) as caught:
        Worker(sys.executable).run("model_info", arguments, quiet)
    assert caught.value.template == "There is no model file {path}."
    assert caught.value.values == {"path": arguments["model"]}
    assert str(caught.value) == f"There is no model file {arguments['model']}."


def test_an_unknown_job():
    log = []
    sentence = "^The worker failed: KeyError: 'make_coffee'$"
    with pytest.raises(ScarpError, match=sentence) as caught:
        Worker(sys.executable).run("make_coffee", {}, quiet, log.append)
    assert caught.value.traceback.startswith("Traceback") and log == []


def test_what_libraries_print_becomes_log(tmp_path, plugin_folder, model_file, monkeypatch):
    """A copy of the plugin, in a folder of another name, whose jobs print on standard output."""
    folder = tmp_path / "scarp-main 東"
    for room in ("core", "models", "runtime"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(plugin_folder / room, folder / room, ignore=ignored)
    shutil.copy(plugin_folder / "__init__.py", folder)
    with open(folder / "runtime" / "jobs" / "__init__.py", "a", encoding="utf-8") as jobs:
        jobs.write("import os\nprint('printed 東')\nprint('{\"type\": \"result\"}')\n")
        jobs.write("os.write(1, b'written\\n')\nos.system('echo echoed')\n")
    monkeypatch.syspath_prepend(tmp_path)
    client = importlib.import_module(f"{folder.name}.runtime.client")
    log, output = [], tmp_path / "report.html"
    arguments = {"model": model_file, "output": str(output)}
    result = client.Worker(sys.executable).run("model_info", arguments, quiet, log.append)
    assert result["network"] == "ENVINet5" and result["patch_size"] == 572
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for line in ("printed 東", '{"type": "result"}', "written", "echoed"):
        assert line in log


def test_variables_for_another_python_do_no_harm(tmp_path, model_file, monkeypatch):
    (tmp_path / "numpy.py").write_text("raise SystemExit('the wrong numpy')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    for name in ("PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH", "LD_LIBRARY_PATH"):
        monkeypatch.setenv(name, str(tmp_path))
    arguments = {"model": model_file, "output": str(tmp_path / "report.html")}
    result = Worker(sys.executable).run("model_info", arguments, quiet)
    assert result["classes"] == "landslide"


def test_a_python_without_the_packages(tmp_path):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    python = str(tmp_path / "bare" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    with pytest.raises(ScarpError) as caught:
        Worker(python).run("check_runtime", {}, quiet)
    assert str(caught.value) == (
        f"The runtime {python} lacks the package “numpy”: run “Install runtime” again, or "
        "install it there."
    )


def test_a_python_that_is_not_there(tmp_path):
    with pytest.raises(ScarpError, match="could not be started: No such file or directory"):
        Worker(str(tmp_path / "python")).run("check_runtime", {}, quiet)
