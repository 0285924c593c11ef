"""Opening files with GDAL, and the names of those that a raster is read from."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from xml.etree import ElementTree

from osgeo import gdal


def open_dataset(
    path: str, flags: int = gdal.OF_RASTER, options: tuple[str, ...] = ()
) -> gdal.Dataset | None:
    """Opens a dataset quietly; None where GDAL cannot, with or without its exceptions.

    Args:
        path: Anything that GDAL opens.
        flags: Of `gdal.OpenEx`.
        options: Open options; a driver that has no such option leaves it be.
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
    """What GDAL tells as a text, of which parts may not be in UTF-8."""
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogateescape")
    return text.decode("utf-8", "replace")


def _is_endless(path: str) -> bool:
    """Whether a path is of a pipe or a device, from which nothing may ever come."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False  # Not there, or no path: GDAL opens more than files.
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISBLK(mode))


def files_of(path: str) -> list[str]:
    """All files of this computer that a dataset is read from: of a mosaic (VRT) its parts too.

    Args:
        path: Anything that GDAL or OGR opens.
    """
    found, waiting = {}, [str(path)]
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


def _is_made_of_others(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(200).lstrip().startswith((b"<VRTDataset", b"<OGRVRTDataSource"))
    except OSError:
        return False


def _sources_in(path: str) -> list[str]:
    """The data sources of a VRT of layers, of which GDAL tells nothing."""
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
