"""QGIS's own Python, in folders laid out as its installers lay them out.

How real Windows and macOS systems answer is not tested: what they have where is.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scarp.core.messages import ScarpError
from scarp.runtime.install.base_python import (
    Place,
    candidates,
    dll_folders,
    find_base_python,
    this_place,
)


def lay_out(root: Path, *programs: str) -> None:
    for program in programs:
        path = root / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\nexit 1\n")
        path.chmod(0o755)


def test_windows(tmp_path):
    """OSGeo4W, and the installers made of it; its Python in bin needs PYTHONHOME, so comes last."""
    root = tmp_path / "QGIS 3.40.1"
    lay_out(root, "bin/qgis-bin.exe", "bin/python.exe", "bin/python3.exe")
    lay_out(root, "apps/Python312/python.exe", "apps/Python312/pythonw.exe")
    place = Place(
        "win32", str(root / "bin" / "qgis-bin.exe"), str(root / "apps" / "Python312"), (3, 12)
    )
    found = candidates(place)
    assert found[0] == root / "apps" / "Python312" / "python.exe"
    assert root / "bin" / "qgis-bin.exe" not in found
    assert found[-1].parent == root / "bin"
    assert dll_folders(place) == (str(root / "bin"),)


def test_windows_with_the_program_in_apps(tmp_path):
    """As QGIS is when it is started from apps/qgis/bin; the prefix is a short name of DOS."""
    root = tmp_path / "OSGeo4W"
    lay_out(root, "bin/python.exe", "apps/qgis-ltr/bin/qgis.exe", "apps/Python39/python.exe")
    program = root / "apps" / "qgis-ltr" / "bin" / "qgis.exe"
    place = Place("win32", str(program), str(root / "apps" / "Python39"), (3, 9))
    assert candidates(place) == [root / "apps" / "Python39" / "python.exe"]
    assert dll_folders(place) == (str(program.parent), str(root / "bin"))


def test_windows_conda(tmp_path):
    lay_out(tmp_path, "python.exe", "Library/bin/qgis.exe")
    program = tmp_path / "Library" / "bin" / "qgis.exe"
    place = Place("win32", str(program), str(tmp_path), (3, 12))
    assert candidates(place) == [tmp_path / "python.exe"]


@pytest.mark.parametrize(
    ("prefix", "python"),
    [
        ("MacOS", "MacOS/bin/python3.9"),
        ("MacOS", "MacOS/bin/python3"),
        ("Frameworks", "MacOS/python3.9"),
        ("Resources/python", "Resources/python/bin/python3"),
        (
            "Frameworks/Python.framework/Versions/3.9",
            "Frameworks/Python.framework/Versions/3.9/bin/python3.9",
        ),
    ],
)
def test_macos(tmp_path, prefix, python):
    contents = tmp_path / "QGIS-LTR.app" / "Contents"
    lay_out(contents, "MacOS/QGIS", python)
    place = Place("darwin", str(contents / "MacOS" / "QGIS"), str(contents / prefix), (3, 9))
    assert candidates(place) == [contents / python]
    assert dll_folders(place) == ()


def test_linux_with_another_python_on_the_path(tmp_path):
    """`sys.executable` in QGIS is what PATH has first: pyenv's, conda's."""
    lay_out(tmp_path, "usr/bin/python3", "usr/bin/python3.11", "home/.pyenv/shims/python3")
    place = Place(
        "linux", str(tmp_path / "home/.pyenv/shims/python3"), str(tmp_path / "usr"), (3, 11)
    )
    found = candidates(place)
    assert found[0] == tmp_path / "usr/bin/python3.11"
    assert found[-1] == tmp_path / "home/.pyenv/shims/python3"


def test_this_one():
    base = find_base_python(this_place())
    assert Path(base.path).parent == Path(sys.base_prefix) / "bin"
    from osgeo import gdal

    assert base.gdal == gdal.__version__ and base.numpy.count(".") == 2


def test_what_is_of_another_version_or_no_python_is_passed_over(tmp_path):
    """The first does nothing, the second is of another version, the third is right."""
    real = find_base_python(this_place()).path
    major, minor = sys.version_info[:2]
    lay_out(tmp_path, f"bin/python{major}.{minor}")
    (tmp_path / "bin" / f"python{major}").write_text('#!/bin/sh\necho \'[[2, 7], "1", "2"]\'\n')
    (tmp_path / "bin" / f"python{major}").chmod(0o755)
    place = Place("linux", real, str(tmp_path), (major, minor))
    assert find_base_python(place).path == real
    with pytest.raises(ScarpError, match=r"own Python 2\.7 was not found .*conda.*SCARP_PYTHON"):
        find_base_python(Place("linux", real, str(tmp_path), (2, 7)))


def test_one_without_gdal_is_not_taken(tmp_path):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    place = Place("linux", "", str(tmp_path / "bare"), sys.version_info[:2])
    assert candidates(place)
    with pytest.raises(ScarpError, match="was not found as a program that has GDAL and numpy"):
        find_base_python(place)
