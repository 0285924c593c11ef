"""Files and folders on disk or, by names that begin with ``/vsi``, on what GDAL can reach."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .files import is_remote, staged
from .messages import ScarpError, tr


@contextmanager
def staged_anywhere(path: str | Path) -> Iterator[Path]:
    """Does what `scarp.core.files.staged` does, on what GDAL reaches too.

    There, the files are written at the end, from a temporary folder.

    Raises:
        ScarpError: as `scarp.core.files.staged` does; or if they cannot be written.
    """
    if not is_remote(path):
        with staged(path) as local:
            yield local
        return
    parent, _, name = str(path).rpartition("/")
    with tempfile.TemporaryDirectory(prefix="scarp-") as folder:
        yield Path(folder, name)
        for part in sorted(Path(folder).iterdir()):
            copy_to(part, f"{parent}/{part.name}")


def write_bytes(path: str, data: bytes) -> None:
    """Writes a file; a reader on object storage sees all of it or nothing.

    Raises:
        ScarpError: if that is not possible on what GDAL reaches.
        OSError: if it is not possible on disk.
    """
    if not is_remote(path):
        Path(path).write_bytes(data)
        return
    from osgeo import gdal

    file = gdal.VSIFOpenL(path, "wb")
    written = file is not None and gdal.VSIFWriteL(data, 1, len(data), file) == len(data)
    # Object storage is written when the file is closed.
    if file is None or gdal.VSIFCloseL(file) != 0 or not written:
        raise could_not_write(path)


def copy_to(source: Path, path: str) -> None:
    """Copies a file to what GDAL reaches.

    Raises:
        ScarpError: if that is not possible.
    """
    from osgeo import gdal

    file = gdal.VSIFOpenL(path, "wb")
    if file is None:
        raise could_not_write(path)
    written = True
    with open(source, "rb") as given:
        while written and (data := given.read(1 << 24)):
            written = gdal.VSIFWriteL(data, 1, len(data), file) == len(data)
    if gdal.VSIFCloseL(file) != 0 or not written:
        raise could_not_write(path)


def read_bytes(path: str) -> bytes | None:
    """The contents of a file; None where it is not there."""
    if not is_remote(path):
        return Path(path).read_bytes() if Path(path).is_file() else None
    from osgeo import gdal

    look_again(path)
    found = gdal.VSIStatL(path, gdal.VSI_STAT_EXISTS_FLAG | gdal.VSI_STAT_SIZE_FLAG)
    file = gdal.VSIFOpenL(path, "rb") if found is not None else None
    if file is None:
        return None
    try:
        return bytes(gdal.VSIFReadL(1, found.size, file))
    finally:
        gdal.VSIFCloseL(file)


def names_in(folder: str) -> list[str]:
    """Names of the files in a folder; none where it is not there."""
    if not is_remote(folder):
        return sorted(one.name for one in Path(folder).glob("*"))
    from osgeo import gdal

    look_again(folder)
    return sorted(name for name in gdal.ReadDir(folder) or () if name not in (".", ".."))


def look_again(path: str) -> None:
    """Forgets what GDAL remembers of a path: others may have written it since."""
    if is_remote(path):
        from osgeo import gdal

        gdal.VSICurlPartialClearCache(path)


def make_folder(folder: str) -> None:
    """Makes a folder with those above it; object storage needs none."""
    if not is_remote(folder):
        Path(folder).mkdir(parents=True, exist_ok=True)


def remove_file(path: str) -> None:
    """Deletes a file, if it is there."""
    if not is_remote(path):
        Path(path).unlink(missing_ok=True)
        return
    from osgeo import gdal

    gdal.Unlink(path)


def remove_folder(folder: str) -> None:
    """Deletes a folder with all that is in it, as far as that is possible."""
    if not is_remote(folder):
        shutil.rmtree(folder, ignore_errors=True)
        return
    for name in names_in(folder):
        remove_file(f"{folder}/{name}")


def could_not_write(path: str) -> ScarpError:
    """Makes the error to raise where GDAL could not write a file."""
    from osgeo import gdal

    return ScarpError(
        tr("{path} could not be written ({reason})."),
        path=path,
        reason=gdal.GetLastErrorMsg() or "?",
    )
