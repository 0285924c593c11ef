"""Which Python is found, and what its processes inherit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scarp.core.messages import ScarpError
from scarp.runtime.install.environments import Installed, program_of, python_version, take_into_use
from scarp.runtime.interpreter import VARIABLE, find_interpreter
from scarp.runtime.process_environment import worker_environment


def program(path: Path) -> str:
    """Puts a program there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def install(managed: Path, backend: str = "tensorflow", python: str = "") -> None:
    """Lays out a managed environment; `test_installation` makes real ones."""
    environment = managed / "3"
    program(program_of(environment))
    home = f"home = {Path(sys.executable).parent}\n"
    (environment / "pyvenv.cfg").write_text(home, encoding="utf-8")
    python = python or python_version()
    take_into_use(managed, Installed("3", backend, backend, python, 1, "2026-01-01T00:00:00"))


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A Python for the setting, one for the variable, and the managed environment with its own."""
    managed = tmp_path / "managed"
    install(managed)
    monkeypatch.setenv(VARIABLE, program(tmp_path / "variable" / "python.exe"))
    return program(tmp_path / "setting" / "python.exe"), os.environ[VARIABLE], managed


def test_setting_comes_first(places):
    setting, _, managed = places
    found = find_interpreter(setting, managed)
    assert (found.path, found.origin) == (setting, "setting")


def test_variable_comes_second(places):
    _, variable, managed = places
    found = find_interpreter("", managed)
    assert (found.path, found.origin) == (variable, "variable")


def test_managed_environment_comes_third(places, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    found = find_interpreter("", places[2])
    assert (found.path, found.origin) == (str(program_of(places[2] / "3")), "managed")
    assert found.backend == "tensorflow"
    assert find_interpreter("", places[2], "tensorflow") == found


def test_another_backend_than_the_managed_one(places, monkeypatch):
    """A Python of the user's own may have any."""
    setting, _, managed = places
    assert find_interpreter(setting, managed, "jax").backend == "jax"
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(ScarpError, match="is jax, but the runtime has tensorflow: choose auto"):
        find_interpreter("", managed, "jax")


def test_qgis_has_another_python_now(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    install(tmp_path, python="2.7")
    with pytest.raises(ScarpError, match=r"made for Python 2\.7, and QGIS has .*“Install runtime"):
        find_interpreter("", tmp_path)


def test_qgis_has_moved(tmp_path, monkeypatch):
    """As the installers for Windows do with each version."""
    monkeypatch.delenv(VARIABLE, raising=False)
    install(tmp_path)
    (tmp_path / "3" / "pyvenv.cfg").write_text(f"home = {tmp_path / 'QGIS 3.40.1' / 'Python312'}")
    with pytest.raises(ScarpError, match=r"has lost the Python .* update of QGIS: run “Install"):
        find_interpreter("", tmp_path)


def test_an_environment_that_was_not_taken_into_use(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    install(tmp_path)
    (tmp_path / "installed.json").unlink()
    with pytest.raises(ScarpError, match="No Python with Keras was found"):
        find_interpreter("", tmp_path)


def test_a_command_is_looked_up(places, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(places[0]).parent))
    assert find_interpreter("python.exe", places[2]).path == places[0]


def test_named_in_the_setting_but_missing(places, tmp_path):
    missing = str(tmp_path / "gone" / "python")
    with pytest.raises(ScarpError) as caught:
        find_interpreter(missing, places[2])
    assert str(caught.value) == (
        f"The Python named in Settings > Options > Scarp was not found: {missing}. "
        "Correct or clear the setting."
    )


def test_named_in_the_variable_but_missing(places, monkeypatch):
    monkeypatch.setenv(VARIABLE, "no-such-python")
    with pytest.raises(ScarpError, match="named in SCARP_PYTHON was not found: no-such-python"):
        find_interpreter("", places[2])


def test_none_at_all(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(ScarpError) as caught:
        find_interpreter("", tmp_path / "managed")
    sentence = str(caught.value)
    assert sentence.startswith("No Python with Keras was found.")
    assert "“Install runtime”" in sentence and "SCARP_PYTHON" in sentence


def test_variables_of_another_python_are_not_inherited(monkeypatch):
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONEXECUTABLE", "PYTHONSTARTUP", "LD_PRELOAD"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("VIRTUAL_ENV", "/nowhere")
    monkeypatch.setenv("PIP_TARGET", "/nowhere")
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    variables = worker_environment()
    assert "/nowhere" not in variables.values()
    assert variables["PATH"] == os.environ["PATH"]
    assert "KERAS_BACKEND" not in variables
    assert worker_environment("torch")["KERAS_BACKEND"] == "torch"
    assert worker_environment(memory_limit=4000)["SCARP_MEMORY_LIMIT"] == "4000"
    assert "SCARP_MEMORY_LIMIT" not in variables and "PYTHONNOUSERSITE" not in variables
    assert worker_environment(isolated=True)["PYTHONNOUSERSITE"] == "1"
    assert os.environ["PYTHONHOME"] == "/nowhere"  # of this process nothing changes


@pytest.mark.parametrize(
    "name",
    [
        *("PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH", "OGR_DRIVER_PATH"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "QT_PLUGIN_PATH"),
    ],
)
def test_only_the_managed_python_inherits_where_qgis_has_its_libraries(monkeypatch, name):
    monkeypatch.setenv(name, "/of/qgis")
    assert name not in worker_environment()
    assert worker_environment(isolated=True)[name] == "/of/qgis"


def test_a_python_starts_in_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    asked = "import json, sys; print(json.dumps(sys.path + [sys.stdout.encoding, '東']))"
    answer = subprocess.run(
        [sys.executable, "-c", asked], env=worker_environment(), capture_output=True, check=True
    )
    *path, encoding, east = json.loads(answer.stdout)
    assert str(tmp_path) not in path
    assert (encoding, east) == ("utf-8", "東")
