"""Output files that appear whole or not at all."""

from __future__ import annotations

import csv
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .companion_files import companions, is_there
from .messages import Progress, ScarpError, tr

#: Folders in which outputs are made begin with this.
_STAGING = ".scarp-"
_LOCK = "lock"
#: What is put aside in a staging folder while the new files move into place.
_OLD = "old"
#: Bytes that a name can have in nearly all file systems, and files beside which others are made.
_LONGEST_NAME, _OF_SQLITE = 255, (".gpkg", ".sqlite", ".db")
#: Of an error where a disk is full or broken; numpy gives none.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, None)


class ResultKept(ScarpError):
    """A finished result could not take its place: it is kept in a folder beside it, named here.

    Other outputs that are being written around it are finished all the same.
    """


def check_writable(path: str | Path) -> None:
    """Makes sure that a file can be written at ``path``, making its folder if need be.

    Raises:
        ScarpError: if the folder cannot be made or nothing can be written into it, or what
            stands there cannot be replaced.
    """
    path = Path(path).absolute()
    with _staging_folder(path.parent):
        check_replaceable(path)


def warn_of_space(path: str | Path, needed: float, progress: Progress) -> None:
    """Says where a disk may become full.

    How far a file will be compressed is not known before, so nothing is refused.

    Args:
        path: Of the file; its folder may still have to be made.
        needed: Bytes that it takes at most.
        progress: Told of it.
    """
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
    """Makes sure that a file may take the place of what stands at ``path``, if anything does.

    Raises:
        ScarpError: if a folder stands there, another program keeps the old file, or a database
            there has changes that are not written into it yet.
    """
    path = Path(path).absolute()
    longest = _LONGEST_NAME - (len("-journal") if path.suffix.lower() in _OF_SQLITE else 0)
    # Windows counts letters.
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
                # Windows refuses this, too, where another program has the file open.
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
    """A message of a library, with the names that files will have in place of those they have."""
    return re.sub(rf"{re.escape(_STAGING)}[^/\\]+[/\\]", "", text)


def _has_unwritten_changes(path: Path) -> bool:
    """Whether SQLite, and with it GeoPackage, keeps changes in a write-ahead log."""
    log = path.with_name(f"{path.name}-wal")
    return is_there(path) and is_there(log) and log.stat().st_size > 0


@contextmanager
def staged(path: str | Path) -> Iterator[Path]:
    """Gives a path of the same name in a folder of its own, and moves what is there to ``path``.

    All files in that folder move along (a Shapefile's parts, ``.aux.xml``), and what belonged to
    the file that stood at ``path`` goes: all of it or nothing. Where the block raises, the new
    files are deleted and the old ones stay.

    Raises:
        ScarpError: if the folder cannot be written to, or the old file cannot be replaced.
        ResultKept: if the latter comes out at the end only.
    """
    # Where a link stands there, what it leads to is replaced.
    final = Path(os.path.realpath(path))
    with _staging_folder(final.parent) as folder:
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
def _staging_folder(parent: Path) -> Iterator[Path]:
    """A folder in ``parent`` that is locked by this process, and deleted at the end."""
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
        # mkdtemp keeps all others out, the group of a shared folder too.
        folder.chmod(parent.stat().st_mode & 0o777)
        lock = open(folder / _LOCK, "wb")
        _take_lock(lock)
        # Whoever clears up meanwhile takes a folder that is not locked yet for a leftover.
        if (folder / _LOCK).exists():
            return folder, lock
        lock.close()


def _take_lock(file: IO[bytes]) -> bool:
    """Locks an open file until it is closed; False if that cannot be done."""
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
    """Moves all files of a staging folder to where ``final`` is to be, or none.

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
        # From one moment to the next.
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
    """Moves new files into a folder with a name that a person can read; gives the chief one's."""
    kept = Path(tempfile.mkdtemp(prefix=f"{final.stem[:40]} new ", dir=final.parent))
    kept.chmod(folder.stat().st_mode & 0o777)
    for part in _files_in(folder):
        os.replace(part, kept / part.name)
    return kept / final.name


def remove_leftovers(folder: str | Path) -> None:
    """Deletes what processes that are no more had begun to write into ``folder``.

    A process locks its staging folders, and the system takes the lock back when it ends, whatever
    ended it.
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
            # Ended in the middle of moving files into place.
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


def write_rows(path: str | Path, rows: list[dict]) -> None:
    """Writes a table as CSV, anew, so that whoever watches it always finds it whole.

    Args:
        path: Where.
        rows: At least one, all with the same names; None becomes an empty field.

    Raises:
        ScarpError: as `staged`.
    """
    with staged(path) as temporary, open(temporary, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
