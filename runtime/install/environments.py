"""The environments that Scarp makes in the QGIS profile, of which at most one is in use.

Each is made in a numbered folder of its own, because a virtual environment cannot be moved. A file
beside them names the one in use; it is written once that one has been verified. Any other folder is
incomplete or outdated, and is deleted by the next run.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ...core.messages import ScarpError, tr

_STATE = "installed.json"
_LOCK = "lock"
_PROGRAM = "Scripts/python.exe" if sys.platform == "win32" else "bin/python3"


@dataclass(frozen=True)
class Installed:
    """The environment in use.

    Attributes:
        number: The name of its folder.
        choice: A key of `scarp.runtime.install.backends.BACKENDS`.
        backend: Keras's name of the backend.
        python: The version of its Python, such as "3.11".
        megabytes: The disk space that it takes.
        made: When it was made, in ISO 8601.
    """

    number: str
    choice: str
    backend: str
    python: str
    megabytes: int
    made: str


def program_of(environment: Path) -> Path:
    """The Python of a virtual environment."""
    return environment / _PROGRAM


def read_installed(managed: Path) -> Installed | None:
    """The environment in use, None if there is none.

    Args:
        managed: The folder that holds the environments.
    """
    try:
        return Installed(**json.loads((managed / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def installed_program(managed: Path, installed: Installed) -> str:
    """The Python of the environment in use.

    Raises:
        ScarpError: if the Python that it was made from is gone, or no longer QGIS's.
    """
    environment = managed / installed.number
    program = program_of(environment)
    if not program.exists() or not _home_of(environment).is_dir():
        raise ScarpError(
            tr(
                "The runtime in {folder} has lost the Python that it was made from, as after an "
                "update of QGIS: run “Install runtime” again."
            ),
            folder=str(environment),
        )
    current = python_version()
    if installed.python != current:
        raise ScarpError(
            tr(
                "The runtime was made for Python {old}, and QGIS has Python {new} now: run "
                "“Install runtime” again."
            ),
            old=installed.python,
            new=current,
        )
    return str(program)


def python_version() -> str:
    """Version of this Python, which is QGIS's, such as "3.11"."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _home_of(environment: Path) -> Path:
    """The folder of the Python that an environment was made from."""
    try:
        lines = (environment / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() == "home":
            return Path(value.strip())
    return environment / "nowhere"


def take_into_use(managed: Path, installed: Installed) -> None:
    """Makes an environment the one in use, atomically."""
    temporary = managed / f"{_STATE}.new"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(asdict(installed), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(managed / _STATE)


def next_number(managed: Path) -> str:
    """The name of the next environment's folder."""
    return str(max((int(folder.name) for folder in _numbered(managed)), default=0) + 1)


def remove_unused(managed: Path) -> None:
    """Deletes all environments but the one in use; files open on Windows stay until later."""
    installed = read_installed(managed)
    for folder in _numbered(managed):
        if installed is None or folder.name != installed.number:
            remove_tree(folder)


def remove_all(managed: Path) -> None:
    """Takes the environment out of use and deletes it."""
    (managed / _STATE).unlink(missing_ok=True)
    remove_unused(managed)


def _numbered(managed: Path) -> list[Path]:
    if not managed.is_dir():
        return []
    return [entry for entry in managed.iterdir() if entry.name.isdigit() and entry.is_dir()]


def remove_tree(folder: Path) -> None:
    """Deletes as much of a folder as possible."""

    def make_writable(_, path, __):
        with suppress(OSError):
            Path(path).chmod(stat.S_IWRITE | stat.S_IREAD)
            Path(path).unlink()

    shutil.rmtree(folder, onerror=make_writable)


def folder_size(folder: Path) -> int:
    """Bytes in a folder; links are not followed, and files that vanish meanwhile not counted."""
    total, waiting = 0, [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        total += entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
    return total


@contextmanager
def locked(managed: Path) -> Iterator[None]:
    """Keeps other QGIS windows out; the system releases the lock when this process ends.

    Raises:
        ScarpError: if another window holds the lock, or the folder cannot be created.
    """
    try:
        managed.mkdir(parents=True, exist_ok=True)
        file = open(managed / _LOCK, "a+b")  # noqa: SIM115 - closed below
    except OSError as error:
        raise ScarpError(
            tr("Nothing can be written into the QGIS profile's folder {folder} ({reason})."),
            folder=str(managed),
            reason=error.strerror,
        ) from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise ScarpError(
                tr(
                    "The runtime is being installed or removed elsewhere at this moment, perhaps "
                    "in another window of QGIS: wait until that is done."
                )
            ) from error
        yield


def _lock(file) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
