"""Fixtures for the tests of ``core``."""

from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr


@pytest.fixture(params=[False, True], ids=["without exceptions", "with exceptions"])
def with_and_without_exceptions(request):
    """GDAL's exceptions, which other plugins may have turned on in QGIS."""
    assert not gdal.GetUseExceptions()
    modules = (gdal, ogr, osr) if request.param else ()
    for module in modules:
        module.UseExceptions()
    yield
    # As GDAL wants it: the last one first.
    for module in reversed(modules):
        module.DontUseExceptions()


@pytest.fixture
def open_when_moved(monkeypatch):
    """Names of the files that were still open when moved into place: Windows refuses that."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("Only Linux tells which files are open.")
    import scarp.core.files as files

    found, replace = [], files.os.replace

    def watching(source, target):
        opened = [link.resolve() for link in descriptors.iterdir() if link.exists()]
        if Path(source).resolve() in opened:
            found.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(files.os, "replace", watching)
    return found
