"""The steps of the runtime, and what the user's settings do."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from helpers.feedback import Feedback, refused
from qgis.core import QgsProcessingException, QgsSettings
from scarp.runtime import profile
from scarp.runtime.install.environments import Installed, program_of, python_version, take_into_use

WITH_RUNTIME = (
    "initializemodel trainmodel searchparameters modelinfo exportmodel classify suggestthreshold "
    "extractlandslides assessaccuracy"
).split()
WITHOUT = "createlabelraster splitarea thresholdtopolygons installruntime checkruntime".split()


@pytest.fixture
def settings(qgis_app):
    """Writes settings, and clears them afterwards."""

    def write(**values):
        profile.write_settings(dataclasses.replace(profile.read_settings(), **values))

    yield write
    QgsSettings().remove("scarp")


@pytest.fixture
def no_runtime(qgis_app, monkeypatch):
    monkeypatch.delenv("SCARP_PYTHON", raising=False)
    folder = profile.managed_environment()
    shutil.rmtree(folder, ignore_errors=True)  # The profile of the tests stays from run to run.
    yield
    shutil.rmtree(folder, ignore_errors=True)


def test_settings_are_kept(settings):
    assert profile.read_settings() == profile.Settings()
    settings(python="/usr/bin/python3", backend="jax", device="GPU", memory_limit=4000)
    assert profile.read_settings() == profile.Settings(
        "/usr/bin/python3", "jax", "GPU", "automatic", 4000
    )
    for name, value in (("device", "abacus"), ("precision", ""), ("memory_limit", "much")):
        QgsSettings().setValue(f"scarp/{name}", value)
    assert profile.read_settings() == profile.Settings("/usr/bin/python3", "jax")


def test_steps_that_need_a_runtime_say_so_before_their_window_opens(provider, no_runtime):
    for name in WITH_RUNTIME:
        fits, reason = provider.algorithm(name).canExecute()
        assert not fits and "“Install runtime”" in reason
    for name in WITHOUT:
        assert provider.algorithm(name).canExecute()[0]


def test_with_a_runtime_they_can_be_run(provider):
    assert all(provider.algorithm(name).canExecute()[0] for name in WITH_RUNTIME)


def test_check_without_a_runtime(run, no_runtime, tmp_path):
    file = tmp_path / "report.txt"
    found = run("checkruntime", OUTPUT=str(file))
    assert found["READY"] is False and found["INTERPRETER"] == ""
    assert "problem: No Python with Keras was found." in found["REPORT"]
    assert file.read_text(encoding="utf-8") == found["REPORT"]


def test_check(run, files, settings, monkeypatch, tmp_path):
    """The last job is told of, and the user's home is not."""
    settings(precision="float32")
    run("modelinfo", MODEL=files.model, REPORT=str(tmp_path / "info.html"))
    interpreter = run("checkruntime")["INTERPRETER"]
    home = Path(interpreter).parents[1]
    monkeypatch.setenv("HOME", str(home))
    feedback = Feedback()
    found = run("checkruntime", feedback)
    report = found["REPORT"]
    assert found["READY"] is True and str(home) not in report
    assert set(report.splitlines()) <= set(feedback.lines)
    for name in ("Scarp", "QGIS", "system", "numpy", "keras", "GDAL", "backend", "free memory"):
        assert f"\n- {name}: " in report
    assert "- interpreter: ~/bin/python" in report
    assert "- precision: float32\n" in report
    assert "model_info, " in report and "check_runtime" not in report


def test_the_device_of_the_settings_counts_where_a_step_says_automatic(
    run, files, settings, output
):
    settings(device="GPU")
    model = str(output / "model.h5")
    given = {
        "MODEL": files.initial,
        "TRAINING": [files.training],
        "VALIDATION": [files.validation],
        "EPOCHS": 1,
        "PATCHES_PER_EPOCH": 1,
    }
    refused(run, "trainmodel", "A GPU was asked for", OUTPUT=model, **given)


def test_a_backend_that_is_not_there(run, files, settings, output):
    settings(backend="jax")
    refused(
        run,
        "initializemodel",
        "lacks the package “jax”",
        PATCH_SIZE=188,
        WIDTH=1,
        OUTPUT=str(output / "model.h5"),
    )


def test_an_installation_that_fails_leaves_nothing(run, no_runtime, settings, tmp_path):
    settings(backend="tensorflow")
    empty, old = tmp_path / "empty", tmp_path / "old"
    for folder in (empty, old):
        folder.mkdir()
    (old / "keras-0.1-py3-none-any.whl").touch()
    for folder, because in ((empty, "holds no packages"), (old, "lacks the package ")):
        with pytest.raises(QgsProcessingException, match=because):
            run("installruntime", FOLDER=str(folder))
        managed = profile.managed_environment()
        assert [entry for entry in managed.iterdir() if entry.is_dir()] == []
    assert profile.read_settings().backend == "tensorflow"


def test_removal(run, no_runtime, settings):
    """Of an environment that is laid out; `tests/runtime` makes real ones."""
    managed = profile.managed_environment()
    program = program_of(managed / "1")
    program.parent.mkdir(parents=True)
    program.touch()
    installed = Installed("1", "jax", "jax", python_version(), 1, "2026-01-01T00:00:00")
    take_into_use(managed, installed)
    settings(backend="jax")
    run("installruntime", ACTION=1)
    assert not program.exists() and not (managed / "1").exists()
    assert profile.read_settings().backend == ""
    run("installruntime", ACTION=1)  # of nothing
