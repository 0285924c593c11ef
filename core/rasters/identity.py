"""Telling whether a raster holds the same pixels as before, whatever was written beside it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from osgeo import gdal

from .datasets import open_dataset, readable

#: Files beside a raster that GDAL writes when it is looked at, or whose content it tells itself.
_BESIDE = (".aux.xml", ".ovr", ".tfw", ".tifw", ".wld", ".prj")
#: Elements of a VRT that decide no pixel.
_SEEN_ONLY = ("Histograms", "OverviewList", "Overview")
_STATISTICS = "STATISTICS_"


def identity(path: str, dataset: gdal.Dataset | None = None) -> list:
    """What decides the pixels of a raster, without reading them.

    What GDAL tells of it, of a mosaic (VRT) its elements, and name, size and time of change of
    each file with pixels, through mosaics of mosaics too. Statistics and overviews count for
    nothing.

    Args:
        path: The raster.
        dataset: The raster itself, if it is open.

    Returns:
        What JSON can hold: equal as long as the raster has not changed.
    """
    return [
        _told(part) + [_file_state(file) for file in files] for part, files in _all(path, dataset)
    ]


def content_hash(path: str, known: dict[str, str] | None = None) -> str:
    """As `identity`, but by what the files hold, not by their names and times.

    Args:
        path: The raster.
        known: Hashes of files by their paths, to which those that are computed are added.

    Returns:
        SHA-256 as hexadecimal digits.
    """
    known = {} if known is None else known
    parts = list(_all(path))
    hashes = [[_file_hash(file, known) for file in files] for _, files in parts]
    told = [_told(dataset) + found for (dataset, _), found in zip(parts, hashes)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def content_hashes(paths: Sequence[str]) -> list[str]:
    """`content_hash` of some rasters; what several are made of is read once."""
    known: dict[str, str] = {}
    return [content_hash(path, known) for path in paths]


def distinct_names(paths: Sequence[str]) -> list[str]:
    """The names of files, with as many of their folders as tell different ones apart."""
    parts = [Path(path).absolute().parts for path in paths]

    def name(own: tuple[str, ...]) -> str:
        for length in range(1, len(own) + 1):
            if all(own == other or own[-length:] != other[-length:] for other in parts):
                return "/".join(own[-length:])
        return "/".join(own)

    return [name(own) for own in parts]


def _all(
    path: str, dataset: gdal.Dataset | None = None
) -> Iterator[tuple[gdal.Dataset | None, list[str]]]:
    """A raster and all that it is made of, each with the files that hold its pixels."""
    waiting, seen = [(path, dataset)], {path}
    while waiting:
        name, dataset = waiting.pop()
        dataset = dataset or open_dataset(name)
        if dataset is None:
            yield None, [name]
            continue
        files = map(readable, dataset.GetFileList() or [name])
        files = [file for file in files if not file.endswith(_BESIDE)]
        if not _is_mosaic(dataset):
            yield dataset, sorted(files)
            continue
        yield dataset, []
        parts = sorted({*files} - seen)
        seen.update(parts)
        waiting += [(part, None) for part in parts]


def _is_mosaic(dataset: gdal.Dataset) -> bool:
    return dataset.GetDriver().ShortName == "VRT"


def _told(dataset: gdal.Dataset | None) -> list:
    """What GDAL tells of a dataset that decides what its pixels mean."""
    if dataset is None:
        return []
    if _is_mosaic(dataset):
        return [_elements(dataset)]
    bands = map(dataset.GetRasterBand, range(1, dataset.RasterCount + 1))
    return [
        dataset.RasterXSize,
        dataset.RasterYSize,
        dataset.GetGeoTransform(can_return_null=True),
        readable(dataset.GetProjection()),
        [
            # As text: a nodata value may be NaN, which equals nothing.
            [
                band.DataType,
                repr(band.GetNoDataValue()),
                # None and what means the same: a side file has them whether they are set or not.
                1.0 if band.GetScale() is None else band.GetScale(),
                band.GetOffset() or 0.0,
                band.GetColorInterpretation(),
                readable(band.GetDescription()),
            ]
            for band in bands
        ],
    ]


def _elements(dataset: gdal.Dataset) -> str:
    """The XML of a VRT without what GDAL adds to it when it is looked at."""
    text = readable(dataset.GetMetadata("xml:VRT")[0])
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:  # GDAL takes letters for XML that have no place in it.
        return text
    for parent in list(root.iter()):
        parent.text, parent.tail = (parent.text or "").strip(), ""
        for child in list(parent):
            if child.tag in _SEEN_ONLY or child.get("key", "").startswith(_STATISTICS):
                parent.remove(child)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "Metadata" and not len(child) and not child.text:
                parent.remove(child)
    return ElementTree.tostring(root, encoding="unicode")


def _file_state(path: str) -> list:
    try:
        found = os.stat(path)
        return [path, found.st_size, found.st_mtime_ns]
    except (OSError, ValueError):
        there = gdal.VSIStatL(path)
        return [path, there.size if there else 0, there.mtime if there else 0]


def _file_hash(path: str, known: dict[str, str]) -> str:
    if path not in known:
        digest = hashlib.sha256()
        if os.path.isfile(path):
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        else:
            # On the network: all of it would have to be fetched.
            digest.update(json.dumps(_file_state(path)).encode())
        known[path] = digest.hexdigest()
    return known[path]
