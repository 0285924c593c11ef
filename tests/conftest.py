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

sys.path.insert(0, str(TESTS))  # for `scene`

if "scarp" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "scarp", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["scarp"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["scarp"])


@pytest.fixture(scope="session")
def iburi() -> Path:
    """The folder of the real scene; skips where it is absent."""
    folder = DATA / "iburi_s2"
    if not folder.is_dir():
        pytest.skip("the real data (shared/data beside the repository) is absent")
    return folder


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
