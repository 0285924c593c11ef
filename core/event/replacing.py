"""What an event inventory may replace; nothing heavy is imported here."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from osgeo import gdal

from ..messages import ScarpError, tr
from ..rasters.datasets import open_dataset
from .iso_metadata import GCO, GMD, OURS
from .settings import ASSESSMENT, LAYERS

#: Tables that an event inventory may have besides those that each has.
_MAY_HAVE = (ASSESSMENT, "layer_styles")


def check_output(path: str) -> None:
    """Makes sure that nothing but an event inventory of Scarp is replaced.

    Raises:
        ScarpError: if the file holds other tables or is no GeoPackage, or the metadata beside it
            are not Scarp's.
    """
    if not path.lower().endswith(".gpkg"):
        raise ScarpError(tr("An event inventory is a .gpkg file, not {path}."), path=path)
    beside = Path(f"{path}.xml")
    if beside.exists() and not _is_ours(beside):
        raise ScarpError(
            tr(
                "{path} was not written by Scarp and would be lost: choose another name for the "
                "event inventory."
            ),
            path=str(beside),
        )
    if not Path(path).exists():
        return
    names = _tables(path)
    needed = {name for name in LAYERS if name not in _MAY_HAVE}
    others = [name for name in names if name not in (*LAYERS, *_MAY_HAVE)]
    if others or not needed <= set(names):
        raise ScarpError(
            tr(
                "{path} holds other tables ({names}), which would be lost: choose another name for "
                "the event inventory."
            ),
            path=path,
            names=", ".join(others or names) or "-",
        )


def _tables(path: str) -> list[str]:
    """Names of the tables of a file, rasters included; none if it cannot be read."""
    dataset = open_dataset(path, gdal.OF_VECTOR | gdal.OF_RASTER)
    if dataset is None:
        return []
    names = [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]
    rasters = [name for name, _ in dataset.GetSubDatasets()] or [path] * dataset.RasterCount
    return names + [Path(name).name for name in dict.fromkeys(rasters)]


def _is_ours(path: Path) -> bool:
    """Whether a file holds metadata that Scarp has written."""
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, OSError, ValueError):
        return False
    text = root.findtext(f"{{{GMD}}}fileIdentifier/{{{GCO}}}CharacterString")
    return (text or "").startswith(OURS)
