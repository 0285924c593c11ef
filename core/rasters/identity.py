"""Telling whether a raster holds the same pixels as before, whatever was written beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from osgeo import gdal

from ..hashing import file_hash, json_hash
from .datasets import open_dataset, readable

#: Endings of files beside a raster that GDAL writes when it is viewed, or whose content it reports.
_BESIDE = (".aux.xml", ".ovr", ".tfw", ".tifw", ".wld", ".prj")
#: Elements of a VRT that do not change pixels.
_SEEN_ONLY = ("Histograms", "OverviewList", "Overview")
_STATISTICS = "STATISTICS_"


def identity(
    path: str,
    dataset: gdal.Dataset | None = None,
    by_content: bool = True,
    known: dict[str, str] | None = None,
) -> str:
    """Identifies a raster by everything that determines its pixels.

    That is what GDAL reports of it, or the elements of a mosaic (VRT), and every file with pixels,
    also those of mosaics in mosaics. Statistics and overviews are ignored.

    Args:
        path: The raster.
        dataset: The raster itself, if it is open.
        by_content: Whether to identify files by their content; else by name, size and time of
            change, without reading them. Files on the network are always identified so.
        known: Known hashes of files by path, to which new ones are added.

    Returns:
        A SHA-256 as hexadecimal digits, the same as long as the raster has not changed.
    """
    known = {} if known is None else known

    def state(file: str) -> str | list[str | int]:
        if not by_content:
            return _file_state(file)
        if file not in known:
            # A file on the network would have to be fetched as a whole.
            known[file] = file_hash(file) if os.path.isfile(file) else json_hash(_file_state(file))
        return known[file]

    parts = list(_all(path, dataset))
    return json_hash([_told(part) + [state(file) for file in files] for part, files in parts])


def identities(paths: Sequence[str]) -> list[str]:
    """Identifies rasters by content as `identity` does; files of several rasters are read once."""
    known: dict[str, str] = {}
    return [identity(path, known=known) for path in paths]


def distinct_names(paths: Sequence[str]) -> list[str]:
    """Names files, with as many of their folders as are needed to tell different files apart."""
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
    """Yields a raster and all rasters that it is made of, each with its files of pixels."""
    waiting, seen = [(path, dataset)], {path}
    while waiting:
        name, dataset = waiting.pop()
        dataset = dataset or open_dataset(name)
        if dataset is None:
            yield None, [name]
            continue
        listed = map(readable, dataset.GetFileList() or [name])
        files = [file for file in listed if not file.endswith(_BESIDE)]
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
    """What GDAL reports of a dataset that determines the meaning of its pixels."""
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
            # As text, because a nodata value may be NaN, which equals nothing.
            [
                band.DataType,
                repr(band.GetNoDataValue()),
                # A side file sets the defaults even where there is no scale or offset.
                1.0 if band.GetScale() is None else band.GetScale(),
                band.GetOffset() or 0.0,
                band.GetColorInterpretation(),
                readable(band.GetDescription()),
            ]
            for band in bands
        ],
    ]


def _elements(dataset: gdal.Dataset) -> str:
    """The XML of a VRT without what GDAL adds to it when it is viewed."""
    text = readable(dataset.GetMetadata("xml:VRT")[0])
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:  # GDAL accepts characters that XML does not allow.
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


def _file_state(path: str) -> list[str | int]:
    """Path, size and time of change of a file."""
    try:
        found = os.stat(path)
        return [path, found.st_size, found.st_mtime_ns]
    except (OSError, ValueError):
        there = gdal.VSIStatL(path)
        return [path, there.size if there else 0, there.mtime if there else 0]
