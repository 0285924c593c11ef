"""Output files that appear whole or not at all."""

from __future__ import annotations

import csv
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import ScarpError, tr

_SIDECARS = (".aux.xml", ".ovr", ".msk")


def _leftover_prefix(pid: int) -> str:
    return f".scarp-{pid}-"


def check_writable(path: str | Path) -> None:
    """Makes sure that a file can be written at ``path``, making its folder if need be.

    Raises:
        ScarpError: if the folder cannot be made or nothing can be written into it.
    """
    folder = Path(path).absolute().parent
    probe = folder / f"{_leftover_prefix(os.getpid())}{uuid.uuid4().hex}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ScarpError(
            tr("Nothing can be written into the folder {folder} ({reason}): choose another one."),
            folder=str(folder),
            reason=error.strerror,
        ) from error


@contextmanager
def staged(path: str | Path) -> Iterator[Path]:
    """Gives a name beside ``path`` to write to, and moves the files into place at the end.

    All files whose names begin with the given name's stem move along (a Shapefile's parts,
    ``.aux.xml``). Where the block raises, they are deleted and what stood at ``path`` stays.

    Raises:
        ScarpError: if the folder cannot be written to, or the old file cannot be replaced.
    """
    final = Path(path).absolute()
    check_writable(final)
    stem = f"{_leftover_prefix(os.getpid())}{uuid.uuid4().hex[:8]}-{final.stem}"
    temporary = final.with_name(stem + final.suffix)
    try:
        yield temporary
        _move_into_place(final, stem)
    finally:
        for leftover in _beginning_with(final.parent, stem):
            leftover.unlink()


def _move_into_place(final: Path, stem: str) -> None:
    parts = _beginning_with(final.parent, stem)
    try:
        for part in parts:
            os.replace(part, final.with_name(final.stem + part.name[len(stem) :]))
        for suffix in _SIDECARS:
            if not any(part.name == stem + final.suffix + suffix for part in parts):
                final.with_name(final.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise ScarpError(
            tr("{path} cannot be replaced ({reason}): is it open in another program?"),
            path=str(final),
            reason=error.strerror,
        ) from error


def remove_leftovers(folder: str | Path, pid: int) -> None:
    """Deletes what a killed process ``pid`` had staged in ``folder``."""
    for leftover in _beginning_with(Path(folder), _leftover_prefix(pid)):
        leftover.unlink(missing_ok=True)


def _beginning_with(folder: Path, prefix: str) -> list[Path]:
    if not folder.is_dir():
        return []
    return [entry for entry in folder.iterdir() if entry.name.startswith(prefix)]


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
