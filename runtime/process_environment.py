"""The environment variables of the programs that QGIS starts for Scarp."""

from __future__ import annotations

import os
import subprocess
import sys

MEMORY_LIMIT = "SCARP_MEMORY_LIMIT"
#: Set by QGIS, a bundle or another environment for its own Python, and wrong for others.
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
#: Where QGIS finds its libraries and their data; wrong for other versions of them.
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


def hidden_window() -> dict:
    """Arguments of `subprocess.Popen` that prevent a console window on Windows."""
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
        memory_limit: Main memory that jobs may take, in megabytes; 0 for all that is free.
        isolated: Whether the worker's Python is the managed environment's, which uses QGIS's
            libraries and no packages in the user's home. A Python of the user's own brings its own
            libraries.
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
    # Otherwise glibc returns the memory of every large array to the system, which clears it again
    # for the next one: measured, that took a third of a training's processor time.
    kept.setdefault("MALLOC_MMAP_MAX_", "0")
    kept.setdefault("MALLOC_TRIM_THRESHOLD_", str(1 << 40))
    # The two settings above act in glibc's first arena only: large arrays in those of other threads
    # would still be returned.
    kept.setdefault("MALLOC_ARENA_MAX", "1")
    # In megabytes. The default is a share of the computer's memory, which the labels of a large
    # raster would fill for nothing.
    kept.setdefault("GDAL_CACHEMAX", "64")
    if backend:
        kept["KERAS_BACKEND"] = backend
    return kept
