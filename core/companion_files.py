"""Files that belong to another file: the parts of a Shapefile, statistics, overviews."""

from __future__ import annotations

from pathlib import Path

#: Files beside a file that belong to it, by what is added to its name.
_ADDED = (".aux.xml", ".ovr", ".msk", "-wal", "-shm", "-journal")
#: Files that belong to one of a format, by their suffixes.
_PARTS = {
    ".shp": (
        *(".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qpj", ".shp.xml"),
        *(".idm", ".ind", ".atx"),
    ),
    ".csv": (".csvt",),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".mif": (".mid",),
    ".gml": (".xsd", ".gfs"),
}
#: Ending of the file of labels beside a label raster that refers to its image.
LABELS_BESIDE = "_label.tif"
#: Likewise of the bands of a stack that are not the image's.
BANDS_BESIDE = "_bands.tif"


def companions(path: str | Path) -> list[Path]:
    """Lists the names of the files that belong to a file, such as the parts of a Shapefile.

    Args:
        path: The file; neither it nor the others need exist.
    """
    path = Path(path)
    names = [path.with_name(path.name + added) for added in _ADDED]
    suffix = path.suffix.lower()
    names += [path.with_name(path.stem + part) for part in _PARTS.get(suffix, ())]
    if suffix == ".vrt":
        for ending in (LABELS_BESIDE, BANDS_BESIDE):
            beside = path.with_name(path.stem + ending)
            names += [beside, *companions(beside)]
    return names


def is_there(path: Path) -> bool:
    """Whether a path exists; a name that is too long for the file system does not."""
    try:
        return path.exists()
    except OSError:
        return False
