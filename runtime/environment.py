"""Finding the Python that has Keras, and the environment to start it in."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .problems import WorkerProblem, tr

VARIABLE = "SCARP_PYTHON"
_REQUIREMENTS = Path(__file__).parents[1] / "requirements" / "runtime.txt"
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


@dataclass(frozen=True)
class Interpreter:
    """A Python to run jobs in.

    Attributes:
        path: The program.
        origin: Where it was found: "setting", "variable" or "managed".
    """

    path: str
    origin: str


def find_interpreter(setting: str, managed: Path) -> Interpreter:
    """Looks for the runtime's Python: the setting, ``SCARP_PYTHON``, the managed environment.

    Args:
        setting: The interpreter of the user's setting, "" if none.
        managed: Folder of the managed virtual environment.

    Raises:
        WorkerProblem: if one is named but is not there, or there is none at all.
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
            return Interpreter(found, origin)
    program = managed / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python3")
    if program.exists():
        return Interpreter(str(program), "managed")
    raise WorkerProblem(
        tr(
            "No Python with Keras was found. Make one with “python3 -m venv "
            "--system-site-packages {folder}” and “{pip} install -r {requirements}”, or name one "
            "in the environment variable {variable}."
        ),
        folder=str(managed),
        pip=str(program.with_name("pip")),
        requirements=str(_REQUIREMENTS),
        variable=VARIABLE,
    )


def worker_environment(backend: str = "") -> dict[str, str]:
    """The environment variables of a worker.

    Args:
        backend: Keras's backend; "" leaves it to Keras (TensorFlow).
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _NOT_INHERITED and not name.startswith("PIP_")
    }
    kept["PYTHONUNBUFFERED"] = "1"
    kept["PYTHONIOENCODING"] = "utf-8"
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
