"""Finding the Python that has Keras, and the environment to start it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .managed import installed_program, read_installed
from .problems import WorkerProblem, tr

VARIABLE = "SCARP_PYTHON"
MEMORY_LIMIT = "SCARP_MEMORY_LIMIT"
#: What QGIS, a bundle or another environment sets for its own Python, and is wrong for this one.
_NOT_INHERITED = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONEXECUTABLE",
    "PYTHONSTARTUP",
    "PYTHONNOUSERSITE",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
    "LD_PRELOAD",
)
#: Where QGIS finds its libraries and their data: wrong for other versions of them.
_OF_QGIS = (
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
    "GDAL_PYTHON_DRIVER_PATH",
    "OGR_DRIVER_PATH",
    "GEOTIFF_CSV",
    "PROJ_LIB",
    "PROJ_DATA",
    "LD_LIBRARY_PATH",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QGIS_PREFIX_PATH",
)
_OF_QGIS_ON_MACOS = "DYLD_"


@dataclass(frozen=True)
class Interpreter:
    """A Python to run jobs in.

    Attributes:
        path: The program.
        origin: Where it was found: "setting", "variable" or "managed".
        backend: Keras's backend in it, "" for its default.
    """

    path: str
    origin: str
    backend: str = ""


def find_interpreter(setting: str, managed: Path, backend: str = "") -> Interpreter:
    """Looks for the runtime's Python: the setting, ``SCARP_PYTHON``, the managed environment.

    Args:
        setting: The interpreter of the user's setting, "" if none.
        managed: Folder of the managed environments.
        backend: Keras's backend that the user has chosen, "" if none.

    Raises:
        WorkerProblem: if one is named but is not there, there is none at all, or the managed
            environment has another backend or is of another Python than QGIS.
    """
    named = named_interpreter(setting)
    if named:
        return Interpreter(*named, backend)
    installed = read_installed(managed)
    if installed is None:
        raise WorkerProblem(
            tr(
                "No Python with Keras was found. Run “Install runtime” (in the toolbox under Scarp "
                "> Runtime, or by the button in Settings > Options > Scarp), or name a Python of "
                "your own there or in the environment variable {variable}."
            ),
            variable=VARIABLE,
        )
    if backend and backend != installed.backend:
        raise WorkerProblem(
            tr(
                "The backend chosen in Settings > Options > Scarp is {chosen}, but the runtime has "
                "{installed}: choose automatic there, or run “Install runtime” with {chosen}."
            ),
            chosen=backend,
            installed=installed.backend,
        )
    return Interpreter(installed_program(managed, installed), "managed", installed.backend)


def named_interpreter(setting: str) -> tuple[str, str] | None:
    """The Python that the setting or ``SCARP_PYTHON`` names, and which of them; None if neither.

    Raises:
        WorkerProblem: if it is not there.
    """
    for origin, named in (("setting", setting), ("variable", os.environ.get(VARIABLE, ""))):
        if named:
            found = shutil.which(os.path.expanduser(named))
            if not found:
                raise WorkerProblem(
                    tr("The Python named in {place} is not there: {path}. Mend or clear it."),
                    place="Settings > Options > Scarp" if origin == "setting" else VARIABLE,
                    path=named,
                )
            return found, origin
    return None


def hidden_window() -> dict:
    """Arguments of `subprocess.Popen` that keep Windows from opening a console."""
    return {"creationflags": subprocess.CREATE_NO_WINDOW} if sys.platform == "win32" else {}


def inherited_environment() -> dict[str, str]:
    """The environment variables of this process, without what is meant for its Python alone."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    kept["PYTHONUNBUFFERED"] = "1"
    kept["PYTHONIOENCODING"] = "utf-8"
    return kept


def _is_of_qgis(name: str) -> bool:
    return name in _OF_QGIS or name.startswith(_OF_QGIS_ON_MACOS)


def worker_environment(
    backend: str = "", memory_limit: int = 0, isolated: bool = False
) -> dict[str, str]:
    """The environment variables of a worker.

    Args:
        backend: Keras's backend; "" leaves it to Keras (TensorFlow).
        memory_limit: Main memory that jobs may take, in megabytes; 0: what is free.
        isolated: Whether it is of the managed environment, which uses QGIS's libraries and no
            packages in the user's home. A Python of the user's own has its own libraries.
    """
    kept = {
        name: value
        for name, value in inherited_environment().items()
        if not name.startswith("PIP_") and (isolated or not _is_of_qgis(name))
    }
    if isolated:
        kept["PYTHONNOUSERSITE"] = "1"
    if memory_limit:
        kept[MEMORY_LIMIT] = str(memory_limit)
    kept.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    kept["TF_FORCE_GPU_ALLOW_GROWTH"] = "true"
    # Else glibc gives the memory of every large array back to the system, which clears it anew
    # for the next: measured, that took a third of a training's processor time.
    kept.setdefault("MALLOC_MMAP_MAX_", "0")
    kept.setdefault("MALLOC_TRIM_THRESHOLD_", str(1 << 40))
    # Only the first of glibc's arenas holds large arrays without the above: other threads' would
    # be given back all the same.
    kept.setdefault("MALLOC_ARENA_MAX", "1")
    # In megabytes. Its default is a share of the computer's memory, which labels of a large raster
    # would fill to no use.
    kept.setdefault("GDAL_CACHEMAX", "64")
    if backend:
        kept["KERAS_BACKEND"] = backend
    return kept
