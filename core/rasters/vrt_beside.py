"""VRTs of an image and of further bands in a raster beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from osgeo import gdal

from .datasets import open_dataset
from .raster import Raster


def write_vrt_beside(
    path: Path,
    folder: Path,
    image: Raster,
    beside: str,
    types: Sequence[int],
    describe: Callable[[gdal.Dataset], None],
) -> None:
    """Writes a VRT of an image's bands and, after them, those of a raster beside it.

    Args:
        path: Path of the VRT.
        folder: Folder in which it will be read; files in it are named relative to it.
        image: The image.
        beside: Name of the other raster, which will be in the same folder, on the same grid.
        types: GDAL data types of its bands.
        describe: Describes the bands: it is given a dataset with all bands of the image's file,
            those that are no bands of the image too, and the others.
    """
    source = os.path.abspath(image.path) if os.path.exists(image.path) else image.path
    dataset = gdal.GetDriverByName("VRT").CreateCopy(str(path), open_dataset(source))
    rows, cols = image.shape
    rectangle = f'xOff="0" yOff="0" xSize="{cols}" ySize="{rows}"'
    for number, data_type in enumerate(types, start=1):
        dataset.AddBand(data_type)
        dataset.GetRasterBand(dataset.RasterCount).SetMetadataItem(
            "source_0",
            f'<SimpleSource><SourceFilename relativeToVRT="1">{escape(beside)}</SourceFilename>'
            f"<SourceBand>{number}</SourceBand><SrcRect {rectangle}/><DstRect {rectangle}/>"
            "</SimpleSource>",
            "new_vrt_sources",
        )
    describe(dataset)
    del dataset
    tree = ElementTree.parse(path)
    root = tree.getroot()
    bands = root.findall("VRTRasterBand")
    kept = [bands[number - 1] for number in image.bands] + bands[-len(types) :]
    for band in bands:
        root.remove(band)
    for number, band in enumerate(kept, start=1):
        band.set("band", str(number))
        root.append(band)
    for name in root.iter("SourceFilename"):
        place = Path(name.text or "")
        if name.get("relativeToVRT") == "0" and place.is_absolute() and folder in place.parents:
            name.text = place.relative_to(folder).as_posix()
            name.set("relativeToVRT", "1")
    tree.write(path, encoding="utf-8")
