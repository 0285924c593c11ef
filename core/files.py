"""Output files that appear complete or not at all."""

from __future__ import annotations

import csv
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .companion_files import companions, is_there
from .messages import Progress, ScarpError, tr

#: The names of folders in which outputs are made begin with this.
_STAGING = ".scarp-"
_LOCK = "lock"
#: Folder in a staging folder that keeps the old files while the new ones move into place.
_OLD = "old"
#: The longest file name of most file systems in bytes; and suffixes of SQLite databases, beside
#: which files with longer names are made.
_LONGEST_NAME, _OF_SQLITE = 255, (".gpkg", ".sqlite", ".db")
#: Numbers of errors of a disk that is full or broken; numpy gives None.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, None)


class ResultKept(ScarpError):
    """A finished result could not be moved into place, and is kept in a folder beside it.

    The message names the folder. Other outputs that are being written are finished all the same.
    """


def is_remote(path: str | Path) -> bool:
    """Whether a path is not one of the file system, but one of GDAL's (``/vsis3/bucket/name``)."""
    return str(path).startswith("/vsi")


def check_writable(path: str | Path) -> None:
    """Makes sure that a file can be written at ``path``; creates its folder if necessary.

    Raises:
        ScarpError: if the folder cannot be created or written into, or an existing file cannot be
            replaced. What GDAL reaches is not looked at.
    """
    if is_remote(path):
        return
    path = Path(path).absolute()
    with staging_folder(path.parent):
        check_replaceable(path)


def warn_of_space(path: str | Path, needed: float, progress: Progress) -> None:
    """Warns if the disk may become full.

    How well a file compresses is not known beforehand, so nothing is refused.

    Args:
        path: Path of the file; its folder need not exist yet.
        needed: Bytes that the file takes at most.
        progress: Told the warning.
    """
    if is_remote(path):
        return
    folder = next(one for one in Path(path).absolute().parents if one.is_dir())
    free = shutil.disk_usage(folder).free
    if free < needed:
        progress(
            None,
            tr(
                "{path} may take up to {needed:.1f} GB, and its disk has {free:.1f} GB left: if it "
                "becomes full, choose another disk."
            ),
            path=str(path),
            needed=needed / 1e9,
            free=free / 1e9,
        )


def check_replaceable(path: str | Path) -> None:
    """Makes sure that a file can take the place of an existing one at ``path``.

    Raises:
        ScarpError: if the name is too long, ``path`` is a folder or a device, another program has
            the old file open, or it is a database with changes in its write-ahead log.
    """
    path = Path(path).absolute()
    longest = _LONGEST_NAME - (len("-journal") if path.suffix.lower() in _OF_SQLITE else 0)
    # Windows counts characters instead of bytes.
    name = path.name if sys.platform == "win32" else os.fsencode(path.name)
    if len(name) > longest:
        raise ScarpError(
            tr("The name {name} is too long: {most} bytes at most are possible."),
            name=path.name,
            most=longest,
        )
    try:
        kind = os.stat(path).st_mode
    except OSError:
        kind = None
    if kind is not None and stat.S_ISDIR(kind):
        raise ScarpError(tr("{path} is a folder: choose another name."), path=str(path))
    if kind is not None and not stat.S_ISREG(kind):
        raise ScarpError(tr("{path} is not a plain file: choose another name."), path=str(path))
    if _has_unwritten_changes(path):
        raise ScarpError(
            tr(
                "{path} is open in another program, which has not written all changes into it yet "
                "({log} is not empty): close it there, or choose another output."
            ),
            path=str(path),
            log=f"{path.name}-wal",
        )
    for part in (path, *companions(path)):
        try:
            if is_there(part):
                # Windows refuses even this where another program has the file open.
                os.rename(part, part)
        except OSError as error:
            raise ScarpError(
                tr(
                    "{path} cannot be replaced ({reason}): close it in other programs, or choose "
                    "another output."
                ),
                path=str(part),
                reason=error.strerror,
            ) from error


def without_staging(text: str) -> str:
    """Replaces names of files in staging folders by their final names in a message."""
    return re.sub(rf"{re.escape(_STAGING)}[^/\\]+[/\\]", "", text)


def _has_unwritten_changes(path: Path) -> bool:
    """Whether SQLite (and so GeoPackage) still keeps changes in a write-ahead log."""
    log = path.with_name(f"{path.name}-wal")
    return is_there(path) and is_there(log) and log.stat().st_size > 0


@contextmanager
def staged(path: str | Path) -> Iterator[Path]:
    """Gives a path in a staging folder, and at the end moves the file written there to ``path``.

    All files in that folder move along (a Shapefile's parts, ``.aux.xml``) and replace the old
    file with all files that belong to it: all of them or none. If the block raises, the new files
    are deleted and the old ones stay.

    Raises:
        ScarpError: if the folder cannot be written to, or the old file cannot be replaced.
        ResultKept: if it turns out only at the end that the old file cannot be replaced.
    """
    # Of a symbolic link, the target is replaced.
    final = Path(os.path.realpath(path))
    with staging_folder(final.parent) as folder:
        check_replaceable(final)
        kept = None
        try:
            yield folder / final.name
        except ResultKept as problem:
            kept = problem
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            raise ScarpError(
                tr("{path} could not be written ({reason}): is the disk full?"),
                path=str(final),
                reason=error.strerror or str(error),
            ) from error
        try:
            _move_into_place(folder, final)
        except OSError as error:
            raise ResultKept(
                tr(
                    "{path} cannot be replaced ({reason}): is it open in another program? The "
                    "result is kept as {kept}."
                ),
                path=str(final),
                reason=error.strerror,
                kept=str(_keep(folder, final)),
            ) from error
        if kept:
            raise kept


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """Makes a folder in ``parent`` that this process locks, and deletes it at the end."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder, lock = _make_staging_folder(parent)
    except OSError as error:
        raise ScarpError(
            tr("Nothing can be written into the folder {folder} ({reason}): choose another one."),
            folder=str(parent),
            reason=error.strerror,
        ) from error
    try:
        with lock:
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_staging_folder(parent: Path) -> tuple[Path, IO[bytes]]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=parent))
        # mkdtemp keeps out everyone else, even the group of a shared folder.
        folder.chmod(parent.stat().st_mode & 0o777)
        lock = open(folder / _LOCK, "wb")  # noqa: SIM115 - whoever wants the folder closes it
        _take_lock(lock)
        # Until it is locked, another process that clears up takes the folder for a leftover.
        if (folder / _LOCK).exists():
            return folder, lock
        lock.close()


def _take_lock(file: IO[bytes]) -> bool:
    """Locks an open file until it is closed; returns False if another process has locked it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _move_into_place(folder: Path, final: Path) -> None:
    """Moves all files of a staging folder beside ``final``, or none.

    Raises:
        OSError: if an old file or a new one cannot be moved.
    """
    if _has_unwritten_changes(final):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
    new = {part: final.with_name(part.name) for part in _files_in(folder)}
    old = [path for path in {final, *companions(final), *new.values()} if is_there(path)]
    if any(path.is_dir() for path in old):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if len(new) == 1 and old in ([], [final]):
        # This is atomic.
        os.replace(*new.popitem())
        return
    aside = folder / _OLD
    aside.mkdir()
    moved = []
    try:
        for source, target in [*((path, aside / path.name) for path in old), *new.items()]:
            os.replace(source, target)
            moved.append((target, source))
    except OSError:
        for target, source in reversed(moved):
            os.replace(target, source)
        raise
    shutil.rmtree(aside)


def _files_in(folder: Path) -> list[Path]:
    return [entry for entry in folder.iterdir() if entry.name not in (_LOCK, _OLD)]


def _keep(folder: Path, final: Path) -> Path:
    """Moves new files into a folder with a readable name; returns the main file's path."""
    kept = Path(tempfile.mkdtemp(prefix=f"{final.stem[:40]} new ", dir=final.parent))
    kept.chmod(folder.stat().st_mode & 0o777)
    for part in _files_in(folder):
        os.replace(part, kept / part.name)
    return kept / final.name


def remove_leftovers(folder: str | Path) -> None:
    """Deletes the staging folders in ``folder`` of processes that have ended.

    A process locks its staging folders, and the system releases the lock however the process ends.
    """
    folder = Path(folder)
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if not entry.name.startswith(_STAGING):
            continue
        if not entry.is_dir():
            entry.unlink(missing_ok=True)
        elif _is_abandoned(entry):
            # The process ended while it was moving files into place.
            for part in (entry / _OLD).glob("*"):
                os.replace(part, folder / part.name)
            shutil.rmtree(entry, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    try:
        with open(folder / _LOCK, "r+b") as lock:
            return _take_lock(lock)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def write_rows(path: str | Path, rows: Sequence[Mapping[str, object]]) -> None:
    """Writes a table as CSV; a reader never sees half of it.

    Args:
        path: Path of the file, which is replaced.
        rows: At least one row, all with the same column names; None becomes an empty field.

    Raises:
        ScarpError: as `staged` does.
    """
    with staged(path) as temporary, open(temporary, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
