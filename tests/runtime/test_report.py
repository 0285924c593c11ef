"""Reports that hold no user's name, and the log that they show."""

from __future__ import annotations

import sys

import pytest
from scarp.core.messages import ScarpError
from scarp.runtime.client import Worker
from scarp.runtime.report import anonymous, compose, computer, scarp_version


@pytest.mark.parametrize(
    ("text", "home", "shown"),
    [
        ("/home/hana/x, /home/hana: /home/hanako/y", "/home/hana", "~/x, ~: /home/hanako/y"),
        ("/media/hana/disk and /mnt/hana", "/home/hana", "/media/…/disk and /mnt/…"),
        (r"C:\Users\Hana\AppData c:/users/hana/x", r"C:\Users\Hana", r"~\AppData ~/x"),
        (r"'C:\\Users\\Hana\\x'", r"C:\Users\Hana", r"'~\\x'"),
    ],
)
def test_without_the_users_name(text, home, shown):
    assert anonymous(text, home, "hana") == shown


def test_a_report(tmp_path):
    values = computer("3.22", tmp_path / "not there")
    log = [f"line {number}" for number in range(100)]
    report = compose("Runtime", {"Computer": values, "Log": log, "Nothing": []})
    assert report.startswith("Runtime\n\n## Computer\n\n- Scarp: ")
    assert f"- Scarp: {scarp_version()}\n- QGIS: 3.22\n" in report
    assert "line 99\n```\n" in report and "line 59\n" not in report and "line 60\n" in report
    assert "Nothing" not in report


def test_the_last_workers_log(tmp_path):
    kept = tmp_path / "scarp" / "worker.log"
    worker = Worker(sys.executable, log_file=kept)
    with pytest.raises(ScarpError):
        worker.run("make_coffee", {}, lambda *_, **__: None)
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("make_coffee, ")
    assert any(line.startswith("Traceback") for line in lines)
    assert lines[-1] == "ScarpError: The worker failed: KeyError: 'make_coffee'"
    assert [path.name for path in kept.parent.iterdir()] == ["worker.log"]


def test_verification(said):
    """A step of training, by a real worker."""
    result = Worker(sys.executable).run("verify_runtime", {}, said)
    assert result["backend"].startswith("tensorflow")
    assert "Training a tiny network for one step." in said.sentences
