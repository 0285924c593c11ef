"""Makes the repository importable as ``scarp``, whatever its folder is called."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from pathlib import Path

import pytest

with contextlib.suppress(ImportError):  # `models` is tested without GDAL too.
    from osgeo import gdal  # noqa: F401 - before TensorFlow, as in the worker (see runtime/jobs)

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
DATA = ROOT.parent / "shared" / "data"
#: Why tests on real data are skipped.
_NO_DATA = "the real data (shared/data beside the repository) is absent"

sys.path.insert(0, str(TESTS))  # for `scene`

if "scarp" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "scarp", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["scarp"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["scarp"])


def real_data(name: str) -> Path:
    """A file or folder of the real data; skips where it is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(_NO_DATA)
    return path


@pytest.fixture(scope="session")
def iburi() -> Path:
    """The folder of the real scene; skips where it is absent."""
    return real_data("iburi_s2")


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter):
    """Says last of all how many tests were skipped for want of the real data."""
    yield
    reports = terminalreporter.stats.get("skipped", [])
    count = sum(_NO_DATA in str(report.longrepr) for report in reports)
    if count:
        terminalreporter.write_line(f"{count} skipped: {_NO_DATA}", yellow=True)


class Said:
    """A `Progress` that keeps what it is told.

    Attributes:
        fractions: How much was done, where it was told.
        sentences: What was said.
    """

    def __init__(self):
        self.fractions: list[float] = []
        self.sentences: list[str] = []

    def __call__(self, fraction, message="", **values):
        if fraction is not None:
            self.fractions.append(fraction)
        if message:
            self.sentences.append(message.format(**values))


@pytest.fixture
def said() -> Said:
    """A `Progress` that keeps the fractions and the sentences."""
    return Said()
