"""Finding QGIS's own Python: on Windows and macOS the running program is QGIS itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ...core.messages import ScarpError, tr
from ..process_environment import hidden_window, inherited_environment

#: What a Python is asked; the arguments are the folders of QGIS's DLLs.
_QUESTION = """
import json, os, sys
for folder in sys.argv[1:]:
    os.add_dll_directory(folder)
import numpy
from osgeo import gdal
print(json.dumps([list(sys.version_info[:2]), numpy.__version__, gdal.__version__]))
"""
_PATIENCE = 60.0


@dataclass(frozen=True)
class Place:
    """Where a running Python is, as `this_place` finds it.

    Attributes:
        platform: `sys.platform`.
        executable: `sys.executable`: on Windows and macOS the QGIS program.
        base_prefix: `sys.base_prefix`.
        version: Major and minor version.
    """

    platform: str
    executable: str
    base_prefix: str
    version: tuple[int, int]


@dataclass(frozen=True)
class BasePython:
    """The Python to make virtual environments from.

    Attributes:
        path: The program.
        numpy: Version of its numpy.
        gdal: Version of its GDAL.
        dll_folders: On Windows, folders of DLLs that QGIS finds and this Python does not.
    """

    path: str
    numpy: str
    gdal: str
    dll_folders: tuple[str, ...] = ()


def this_place() -> Place:
    """The place of the running Python."""
    version = sys.version_info.major, sys.version_info.minor
    return Place(sys.platform, sys.executable or "", sys.base_prefix, version)


def candidates(place: Place) -> list[Path]:
    """Existing programs that may be QGIS's Python, the likeliest first.

    - Linux: ``bin/python3.11`` under the prefix. `sys.executable` is what ``PATH`` has first,
      which may be another Python.
    - Windows (OSGeo4W and the installers made of it): ``apps/Python312/python.exe``, the prefix,
      while the program is ``bin/qgis-bin.exe``. The ``python.exe`` in ``bin`` needs
      ``PYTHONHOME``, so a virtual environment made from it does not start.
    - macOS: ``QGIS.app/Contents/MacOS/bin/python3``; the program is ``Contents/MacOS/QGIS``, and
      the prefix ``Contents/MacOS``, ``Contents/Frameworks`` or ``Contents/Resources/python``.
    """
    major, minor = place.version
    base = Path(place.base_prefix)
    program = Path(place.executable) if place.executable else base / "nothing"
    if place.platform == "win32":
        versioned = f"apps/Python{major}{minor}"
        folders = [base, *(root / versioned for root in _osgeo4w(program)), program.parent]
        names = ["python.exe", "python3.exe"]
    else:
        names = [f"python{major}.{minor}", f"python{major}", "python"]
        folders = [base / "bin"]
        if place.platform == "darwin":
            contents = [parent for parent in program.parents if parent.name == "Contents"]
            contents += [parent for parent in base.parents if parent.name == "Contents"]
            for folder in contents:
                versioned = f"Frameworks/Python.framework/Versions/{major}.{minor}/bin"
                folders += [folder / "MacOS" / "bin", folder / "MacOS", folder / versioned]
                folders += [folder / "Frameworks" / "bin", folder / "Resources" / "python" / "bin"]
        folders.append(program.parent)
    found = dict.fromkeys(folder / name for folder in folders for name in names)
    return [path for path in found if path.is_file() and os.access(path, os.X_OK)]


def dll_folders(place: Place) -> tuple[str, ...]:
    """On Windows, the folders where QGIS finds its DLLs: beside its program or set at start."""
    if place.platform != "win32":
        return ()
    program = Path(place.executable)
    folders = [program.parent, *(root / "bin" for root in _osgeo4w(program))]
    return tuple(dict.fromkeys(str(folder) for folder in folders if folder.is_dir()))


def _osgeo4w(program: Path) -> list[Path]:
    """The OSGeo4W folder that contains a program, if any."""
    return [folder for folder in program.parents if (folder / "apps").is_dir()][:1]


def find_base_python(place: Place) -> BasePython:
    """The Python that QGIS runs in, as a program of its own.

    Args:
        place: As `this_place` gives it.

    Raises:
        ScarpError: if none is found with the same version, GDAL and numpy.
    """
    looked_at = candidates(place)
    folders = dll_folders(place)
    for path in looked_at:
        answer = _ask(path, folders)
        if answer and tuple(answer[0]) == place.version:
            return BasePython(str(path), answer[1], answer[2], folders)
    raise ScarpError(
        tr(
            "QGIS's own Python {version} was not found as a program that has GDAL and numpy "
            "(looked at: {paths}). Make an environment with conda instead, and name its Python in "
            "Settings > Options > Scarp or in SCARP_PYTHON."
        ),
        version=".".join(map(str, place.version)),
        paths=", ".join(map(str, looked_at)) or "-",
    )


def _ask(path: Path, folders: tuple[str, ...]) -> list | None:
    try:
        answer = subprocess.run(
            [str(path), "-c", _QUESTION, *folders],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=inherited_environment(),
            timeout=_PATIENCE,
            **hidden_window(),
        )
        return json.loads(answer.stdout) if answer.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
