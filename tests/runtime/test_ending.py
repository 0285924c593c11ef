"""Workers that are cancelled, killed or left behind."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from scarp.core.files import remove_leftovers
from scarp.core.messages import ScarpError
from scarp.models.data.normalisation import Normalisation
from scarp.models.model_file import save_model
from scarp.models.settings import NetworkSettings
from scarp.models.training.new_model import initialize_model
from scarp.runtime import client
from scarp.runtime.client import Worker, died
from scarp.runtime.process_environment import worker_environment

ON_CPU = {"precision": "float32", "device": "CPU"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


#: Seconds that only what hangs takes.
LONG = 60


class CancelledError(Exception):
    """What the button in QGIS raises."""


class WatchedWorker(Worker):
    """A worker whose exit code can be read."""

    def _start(self) -> subprocess.Popen:
        self.process = super()._start()
        return self.process


@pytest.fixture
def patient(monkeypatch):
    """Workers are never killed for being slow: how they end does not depend on this machine."""
    monkeypatch.setattr(client, "GRACE", LONG)


@pytest.fixture
def impatient(monkeypatch):
    """Workers that do not end by themselves are killed soon."""
    assert 0 < client.GRACE < 2  # Nobody waits for longer who has cancelled.
    monkeypatch.setattr(client, "GRACE", 0.1)


@pytest.fixture(scope="module")
def model_file(tmp_path_factory):
    """A model that may be used, and may go on to be trained."""
    return make_model(tmp_path_factory.mktemp("models") / "model.h5", width=1)


def make_model(path, width: int) -> str:
    model = initialize_model(NetworkSettings(bands=2, patch_size=204, width=width))
    normalisation = Normalisation((100.0, 100.0), (50.0, 50.0))
    save_model(dataclasses.replace(model, normalisation=normalisation), path)
    return str(path)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.usefixtures("patient")
def test_cancelling_a_training_ends_it_and_leaves_its_log_only(tmp_path, model_file, files):
    """In its third epoch, far from the last."""
    outputs = {"output": "best.h5", "last_model": "last.h5", "report": "r.html", "log": "log.csv"}
    arguments = {
        "model": model_file,
        "training": [files["labels"]],
        "validation": [],
        "settings": {"epochs": 1000, "patches_per_epoch": 2, **ON_CPU},
        **{name: str(tmp_path / file) for name, file in outputs.items()},
    }
    worker = WatchedWorker(sys.executable)

    def cancel(fraction, message="", **values):
        if fraction and fraction > 0.002:
            raise CancelledError

    with pytest.raises(CancelledError):
        worker.run("train_model", arguments, cancel)
    assert worker.process.returncode == 130 and not is_running(worker.pid)
    remove_leftovers(tmp_path)  # as the toolbox does
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]
    rows = (tmp_path / "log.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("epoch,loss,") and rows[1].startswith("1,")
    assert 3 <= len(rows) < 100


def test_a_killed_worker_is_told_of_and_harms_nothing(tmp_path, model_file, large_image):
    output = tmp_path / "cam.tif"
    output.write_bytes(b"an old map")
    arguments = classification(large_image, model_file, output, tile_size=204)
    worker, killed = Worker(sys.executable), []

    def kill(fraction, message="", **values):
        if fraction and not killed:
            killed.append(fraction)
            os.kill(worker.pid, signal.SIGKILL)

    with pytest.raises(ScarpError, match=r"^The worker was killed: out of memory\?") as caught:
        worker.run("classify", arguments, kill)
    assert 0 < killed[0] < 1
    assert caught.value.values["signal"] == "SIGKILL"
    assert not is_running(worker.pid)
    assert output.read_bytes() == b"an old map"
    remove_leftovers(tmp_path)
    assert {entry.name for entry in tmp_path.iterdir()} == {"cam.tif", "large.tif"}


def classification(large_image, model_file, output, **settings) -> dict:
    """Arguments of the job "classify"."""
    return {
        "image": large_image,
        "model": model_file,
        "output": str(output),
        "settings": {**ON_CPU, **settings},
    }


@pytest.mark.usefixtures("patient")
def test_cancelling_a_classification_ends_it_at_once(tmp_path, tmp_path_factory, large_image):
    """In the middle of a tile that takes seconds, not after it."""
    model = make_model(tmp_path_factory.mktemp("models") / "slow.h5", width=48)
    finished = tmp_path_factory.mktemp("tiles")
    arguments = {
        **classification(large_image, model, tmp_path / "cam.tif", augment=True),
        "checkpoint": str(finished),
    }
    worker, said = WatchedWorker(sys.executable), []

    def cancel(fraction, message="", **values):
        said.append(message.split(" ")[0])
        if "Classification" in said and said[-5:] == [""] * 5:  # It computes, and is silent.
            raise CancelledError

    with pytest.raises(CancelledError):
        worker.run("classify", arguments, cancel)
    assert worker.process.returncode == 130 and not is_running(worker.pid)
    assert list(finished.glob("*/*.npy")) == []
    remove_leftovers(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["large.tif"]


def test_a_killed_classification_goes_on(tmp_path, model_file, large_image):
    """With the tiles that it had done, to the same values."""
    folder = tmp_path / "checkpoint"
    arguments = {
        **classification(large_image, model_file, tmp_path / "cam.tif", tile_size=380),
        "checkpoint": str(folder),
    }
    worker, said = Worker(sys.executable), []

    def kill(fraction, message="", **values):
        if fraction and fraction > 0.3:
            os.kill(worker.pid, signal.SIGKILL)

    def listen(fraction, message="", **values):
        said.append(message.format(**values))

    with pytest.raises(ScarpError, match="killed"):
        worker.run("classify", arguments, kill)
    kept = len(list(folder.glob("*/*.npy")))
    assert kept >= 6
    Worker(sys.executable).run("classify", arguments, listen)
    assert f"{kept} tiles of an earlier run are there." in said
    assert list(folder.iterdir()) == []
    through = classification(large_image, model_file, tmp_path / "through.tif", tile_size=380)
    Worker(sys.executable).run("classify", through, listen)
    one, other = (gdal.Open(str(tmp_path / f"{name}.tif")) for name in ("cam", "through"))
    np.testing.assert_array_equal(one.ReadAsArray(), other.ReadAsArray())


def test_a_worker_ends_with_qgis(plugin_folder):
    """QGIS's end of standard input closes when it is gone, whatever ended it."""
    process = subprocess.Popen(
        [sys.executable, str(plugin_folder / "runtime" / "worker.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=worker_environment(),
        encoding="utf-8",
    )
    process.stdin.write(json.dumps({"job": "check_runtime", "arguments": {}}) + "\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["type"] == "progress"  # loading Keras
    process.stdin.close()
    assert process.wait(10) == 130
    assert '"result"' not in process.stdout.read()
    process.stdout.close()


def script(path: Path, *lines: str) -> str:
    """A program that stands in for a Python: whatever it is asked, it does this."""
    path.write_text("\n".join([f"#!{sys.executable}", *lines]), encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.usefixtures("impatient")
def test_a_worker_that_does_not_listen_is_killed(tmp_path):
    deaf = script(
        tmp_path / "deaf",
        "import signal, time",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "print('deaf', flush=True)",
        f"time.sleep({LONG})",
    )
    worker, heard = WatchedWorker(deaf), []

    def cancel(fraction, message="", **values):
        if heard:
            raise CancelledError

    with pytest.raises(CancelledError):
        worker.run("check_runtime", {}, cancel, heard.append)
    assert worker.process.returncode == -signal.SIGKILL and not is_running(worker.pid)


def test_a_worker_that_dies_before_it_is_asked(tmp_path):
    """A request larger than the pipe holds cannot be sent to it."""
    dying = script(tmp_path / "dying", "import sys", "sys.exit('no library for you')")
    with pytest.raises(ScarpError) as caught:
        Worker(dying).run("check_runtime", {"large": "x" * 1_000_000}, lambda *_: None)
    assert str(caught.value) == (
        "The worker ended with the exit code 1. Last output: no library for you"
    )


@pytest.mark.parametrize("size", [1, 1_000_000])
def test_a_worker_that_cannot_be_started_by_its_launcher(tmp_path, size):
    """A shell's code; it never reads what it is sent."""
    launcher = tmp_path / "launcher"
    launcher.write_text("#!/bin/sh\nexec nowhere/python\n")
    launcher.chmod(0o755)
    with pytest.raises(ScarpError, match=r"^The worker ended with the exit code 127") as caught:
        Worker(str(launcher)).run("check_runtime", {"large": "x" * size}, lambda *_: None)
    assert "nowhere/python" in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        '{"type": "progress"}',
        '{"type": "progress", "fraction": "half", "message": "", "values": {}}',
        '{"type": "progress", "fraction": 0.5, "message": null, "values": {}}',
        '{"type": "error", "message": "broken"}',
        '{"type": "result"}',
        '{"type": "nothing known"}',
        '{"type": ["result"]}',
        '["result"]',
        "[" * 100_000,
    ],
    ids=lambda line: line[:40],
)
def test_lines_that_are_no_messages_are_logged(tmp_path, line):
    told, heard = [], []
    strange = script(
        tmp_path / "strange",
        f"print({line!r})",
        'print(\'{"type": "result", "result": {"done": 1}}\', flush=True)',
    )
    worker = Worker(strange)
    result = worker.run("check_runtime", {}, lambda *told_: told.append(told_), heard.append)
    assert result == {"done": 1} and heard == [line]
    assert all(fraction is None for fraction, *_ in told)


@pytest.mark.usefixtures("patient")
def test_a_worker_is_not_ended_in_the_middle_of_its_end(tmp_path, monkeypatch):
    """It has a moment to itself after its result was taken."""
    taken, ended = tmp_path / "taken", tmp_path / "ended"
    leisurely = script(
        tmp_path / "leisurely",
        "import pathlib, time",
        'print(\'{"type": "result", "result": {"done": 1}}\', flush=True)',
        f"while not pathlib.Path({str(taken)!r}).exists():",
        "    time.sleep(0.01)",
        f"pathlib.Path({str(ended)!r}).touch()",
    )
    let_end = client._let_end

    def watching(process: subprocess.Popen) -> None:
        taken.touch()
        let_end(process)

    monkeypatch.setattr(client, "_let_end", watching)
    worker = WatchedWorker(leisurely)
    assert worker.run("check_runtime", {}, lambda *_: None) == {"done": 1}
    assert ended.exists() and worker.process.returncode == 0


def test_a_signal_after_the_last_word_is_ignored(plugin_folder, tmp_path):
    """As QGIS sends one where the worker takes too long: no traceback follows a success."""
    process = subprocess.Popen(
        [sys.executable, str(plugin_folder / "runtime" / "worker.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=worker_environment(),
        encoding="utf-8",
    )
    request = {"job": "model_info", "arguments": {"model": "nowhere", "output": "nowhere"}}
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["type"] == "error"
    process.terminate()
    _, errors = process.communicate(timeout=20)
    assert "KeyboardInterrupt" not in errors and process.returncode == 1


def test_a_traceback_is_kept_and_not_shown(tmp_path):
    log_file, heard = tmp_path / "worker.log", []
    worker = Worker(sys.executable, log_file=log_file)
    with pytest.raises(ScarpError, match=r"^The worker failed: TypeError: ") as caught:
        worker.run("check_runtime", {"unexpected": 1}, lambda *_, **__: None, heard.append)
    assert "Traceback" not in "\n".join([*heard, str(caught.value)])
    kept = log_file.read_text(encoding="utf-8")
    assert "Traceback (most recent call last):" in kept and "TypeError" in kept


@pytest.mark.usefixtures("impatient")
def test_a_worker_that_ends_late_has_done_its_job(tmp_path):
    late = script(
        tmp_path / "late",
        "import time",
        'print(\'{"type": "result", "result": {"done": 1}}\', flush=True)',
        f"time.sleep({LONG})",
    )
    worker = WatchedWorker(late)
    assert worker.run("check_runtime", {}, lambda *_: None) == {"done": 1}
    assert worker.process.returncode == -signal.SIGTERM and not is_running(worker.pid)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (-9, "The worker was killed: out of memory? Last output: end"),
        (137, "The worker was killed: out of memory? Last output: end"),
        (-11, "The worker was ended by the signal SIGSEGV. Last output: end"),
        (3, "The worker ended with the exit code 3. Last output: end"),
        (0, "The worker ended with the exit code 0. Last output: end"),
    ],
)
def test_exit_codes_in_words(code, sentence):
    assert str(died(code, "end")) == sentence
