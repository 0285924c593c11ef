"""What can be installed: backends of Keras, and the packages of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: Key of `lock_file` for what any backend needs.
COMMON = "common"
REQUIREMENTS = Path(__file__).parents[2] / "requirements"


@dataclass(frozen=True)
class Backend:
    """A backend as it is installed.

    Attributes:
        key: Its key in `BACKENDS`, and the stem of its requirements file.
        keras: Keras's name of it.
        label: Its name as shown.
        installed: Megabytes that it takes on the disk, measured on Linux; for CUDA estimated.
        filled: Megabytes with its downloads.
        peak: Megabytes needed while it is being installed, pip's cache included.
        platforms: Values of `sys.platform` that there are packages for; empty for all.
        newest_python: The newest Python that there are packages for; None for any.
    """

    key: str
    keras: str
    label: str
    installed: int
    filled: int
    peak: int
    platforms: tuple[str, ...] = ()
    newest_python: tuple[int, int] | None = None

    def has_packages_for(self, python: tuple[int, int]) -> bool:
        """Whether there are packages for a version of Python."""
        return self.newest_python is None or python <= self.newest_python


#: The newest Python of TensorFlow 2.21.
_OF_TENSORFLOW = (3, 13)
#: In the order of the toolbox's enumeration; new ones go to the end.
BACKENDS = {
    backend.key: backend
    for backend in (
        Backend(
            *("tensorflow", "tensorflow", "TensorFlow (CPU)", 1800, 2200, 2700),
            newest_python=_OF_TENSORFLOW,
        ),
        Backend(
            *("tensorflow-cuda", "tensorflow", "TensorFlow with CUDA", 7000, 10500, 14000),
            platforms=("linux",),
            newest_python=_OF_TENSORFLOW,
        ),
        Backend("torch", "torch", "torch", 5300, 8100, 11000),
        Backend("jax", "jax", "JAX", 750, 1000, 1300),
    )
}
#: Keras's names of the backends, in that order.
KERAS_BACKENDS = tuple(dict.fromkeys(backend.keras for backend in BACKENDS.values()))


def requirement_files(key: str, numpy: str, folder: Path = REQUIREMENTS) -> list[Path]:
    """The requirements files of a backend.

    Args:
        key: A key of `BACKENDS`.
        numpy: The version of QGIS's numpy; a backend may have a separate file for numpy 1.
        folder: The folder of all requirements.
    """
    own = folder / f"{key}.txt"
    if numpy.split(".")[0] == "1":
        older = folder / f"{key}-numpy1.txt"
        own = older if older.exists() else own
    return [folder / f"{COMMON}.txt", own]


def lock_file(key: str, numpy: str, folder: Path = REQUIREMENTS) -> Path:
    """The file that names every package of a backend with its hashes; `tests/lock.py` makes it.

    Args:
        key: A key of `BACKENDS`, or `COMMON`.
        numpy: Version of QGIS's numpy.
        folder: The folder of all requirements.
    """
    return folder / "lock" / f"{key}-numpy{numpy.split('.')[0]}.txt"


def numpy_constraint(numpy: str) -> str:
    """The constraint that keeps numpy at the major version of QGIS's, for which GDAL was built.

    Args:
        numpy: Version of QGIS's numpy.
    """
    if numpy.split(".")[0] == "1":
        # The oldest version that the packages accept.
        return "numpy>=1.26,<2"
    major = int(numpy.split(".")[0])
    return f"numpy>={major},<{major + 1}"
