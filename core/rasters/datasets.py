"""Opening datasets with GDAL, and listing the files that they are read from."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from xml.etree import ElementTree

from osgeo import gdal

_SQLITE = (".gpkg", ".sqlite", ".sqlite3", ".db", ".mbtiles")


def open_dataset(
    path: str, flags: int = gdal.OF_RASTER, options: tuple[str, ...] = ()
) -> gdal.Dataset | None:
    """Opens a dataset without error messages; returns None if GDAL cannot open it.

    Args:
        path: Anything that GDAL opens.
        flags: Flags of `gdal.OpenEx`.
        options: Open options; a driver ignores those that it does not know.
    """
    if _is_endless(path):
        return None
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return gdal.OpenEx(str(path), flags, open_options=list(options))
    except RuntimeError:
        return None
    finally:
        gdal.PopErrorHandler()


def readable(text: str | bytes) -> str:
    """Decodes a text of GDAL, of which parts may not be UTF-8."""
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogateescape")
    return text.decode("utf-8", "replace")


def _is_endless(path: str) -> bool:
    """Whether a path is a pipe or a device, from which reading may never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False  # GDAL opens more than files.
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISBLK(mode))


def files_of(path: str) -> list[str]:
    """Lists all local files that a dataset is read from, including the parts of a mosaic (VRT).

    Args:
        path: Anything that GDAL or OGR opens.
    """
    if _is_sqlite(str(path)):
        return [str(path)] if os.path.exists(path) else []
    found: dict[str, bool] = {}
    waiting = [str(path)]
    while waiting:
        place = waiting.pop()
        dataset = open_dataset(place, gdal.OF_RASTER | gdal.OF_VECTOR)
        files = list(map(readable, dataset.GetFileList() or [])) if dataset is not None else []
        for file in [*files, *_sources_in(place)]:
            if file not in found and os.path.exists(file):
                found[file] = True
                if _is_made_of_others(file):
                    waiting.append(file)
    return list(found)


def _is_sqlite(path: str) -> bool:
    """Whether a path is that of an SQLite database, such as a GeoPackage.

    It must not be opened and closed here: with that, a process gives up all its locks on a file
    (POSIX), also those of an SQLite that is still editing it.
    """
    return path.lower().endswith(_SQLITE)


def _is_made_of_others(path: str) -> bool:
    if _is_sqlite(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(200).lstrip().startswith((b"<VRTDataset", b"<OGRVRTDataSource"))
    except OSError:
        return False


def _sources_in(path: str) -> list[str]:
    """The data sources of a VRT of layers, which GDAL does not list."""
    if not os.path.isfile(path) or not _is_made_of_others(path):
        return []
    try:
        named = ElementTree.parse(path).getroot().iter("SrcDataSource")
    except (ElementTree.ParseError, OSError):
        return []
    return [os.path.join(os.path.dirname(path), (one.text or "").strip()) for one in named]


def is_same_file(one: str | Path, other: str | Path) -> bool:
    """Whether two paths name the same existing file."""
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)
