"""What goes along with a result, or stands in its way, does not cost it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from scarp.core.messages import ScarpError
from scarp.models.model_file import load_model
from scarp.runtime.client import Worker

pytestmark = pytest.mark.slow

NETWORK = {"bands": 2, "patch_size": 204, "width": 1, "classes": ["landslide"]}
ON_CPU = {"precision": "float32", "device": "CPU"}
FILES = {"output": "best.h5", "last_model": "last.h5", "report": "r.html", "log": "log.csv"}


@pytest.fixture(scope="module")
def initial(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("models") / "initial.h5")
    arguments = {"output": path, "settings": NETWORK}
    Worker(sys.executable).run("initialize_model", arguments, lambda *_, **__: None)
    return path


class InTheWay:
    """Puts a folder where a file is to be, once a training is under way; keeps what is said.

    Args:
        path: Of the file.
    """

    def __init__(self, path: Path):
        self._path = path
        self.said: list[str] = []

    def __call__(self, fraction, message="", **values):
        if message:
            self.said.append(message.format(**values))
        if message.startswith("Epoch") and not self._path.is_dir():
            self._path.unlink(missing_ok=True)
            (self._path / "in the way").mkdir(parents=True)


def train(initial, files, folder: Path, progress, python=sys.executable, **changed) -> dict:
    arguments = {
        "model": initial,
        "training": [files["labels"]],
        "validation": [files["labels"]],
        "settings": {"epochs": 3, "patches_per_epoch": 2, **ON_CPU},
        **{name: str(folder / file) for name, file in FILES.items()},
        **changed,
    }
    return Worker(python).run("train_model", arguments, progress)


def test_a_report_that_cannot_be_written(initial, files, tmp_path):
    progress = InTheWay(tmp_path / "r.html")
    result = train(initial, files, tmp_path, progress)
    assert result["report"] is None and result["best_epoch"] >= 1
    assert load_model(tmp_path / "best.h5").is_trained
    (sentence,) = [one for one in progress.said if "r.html" in one]
    assert "is a folder" in sentence and "All but the report has been saved." in progress.said


def test_a_log_that_is_open_elsewhere(initial, files, tmp_path):
    progress = InTheWay(tmp_path / "log.csv")
    result = train(initial, files, tmp_path, progress)
    assert len(load_model(tmp_path / "best.h5").history["loss"]) == 3
    assert Path(result["report"]).exists()
    # Once, though two epochs could not be written down.
    assert len([one for one in progress.said if "log.csv" in one]) == 1


def test_a_model_that_cannot_take_its_place(initial, files, tmp_path):
    progress = InTheWay(tmp_path / "best.h5")
    with pytest.raises(ScarpError, match=r"best\.h5 is a folder") as caught:
        train(initial, files, tmp_path, progress)
    assert "Traceback" not in str(caught.value)
    (sentence,) = [one for one in progress.said if one.startswith("The model is kept as ")]
    kept = Path(sentence.removeprefix("The model is kept as ").removesuffix("."))
    assert load_model(kept).is_trained and load_model(tmp_path / "last.h5").is_trained
    assert (tmp_path / "r.html").exists()
    kept.unlink()
    kept.parent.rmdir()


def test_what_a_report_needs_is_looked_for_first(initial, files, tmp_path):
    without = tmp_path / "python without plotly"
    lines = (
        f"#!{sys.executable}",
        "import runpy, sys",
        "sys.modules['plotly'] = None",
        "del sys.argv[0]",
        "runpy.run_path(sys.argv[0], run_name='__main__')",
    )
    without.write_text("\n".join(lines))
    without.chmod(0o755)
    said = []
    with pytest.raises(ScarpError, match="lacks the package “plotly”"):
        train(initial, files, tmp_path, lambda *told, **_: said.append(told), str(without))
    assert not any("Epoch" in str(one) for one in said)
    assert not (tmp_path / "best.h5").exists()
    train(initial, files, tmp_path, lambda *_, **__: None, str(without), report=None)
    assert (tmp_path / "best.h5").exists()
