"""Reading what the starter learns from: patches in HDF5, and events with an inventory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import h5py
import repository  # noqa: F401
from osgeo import gdal
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import PolygonSource
from scarp.models.data.image_sources import ArraySource

gdal.UseExceptions()

_INVENTORY = "inventory.gpkg"


def read_folder(folder: Path) -> tuple[list[ArraySource], dict[str, Path]]:
    """Reads all that a folder holds.

    Args:
        folder: With files ``*.h5`` of patches: datasets ``image`` (patches, rows, columns, bands),
            ``label`` (patches, rows, columns) with 0, 1 and 255, and ``group`` (patches,), the
            attributes ``bands``, their names, separated by commas, and ``gsd_m``, the side of a
            pixel in metres; and with folders of events,
            each with ``inventory.gpkg`` (layer ``landslides``, and ``tiles``, inside which they
            were mapped) and an image ``post*.tif``.

    Returns:
        The images with their labels, and the files by name.
    """
    sources, files = [], {}
    for path in sorted(folder.glob("*.h5")):
        sources += read_patches(path)
        files[path.name] = path
    for inventory in sorted(folder.glob(f"*/{_INVENTORY}")):
        for image in sorted(inventory.parent.glob("post*.tif")):
            sources.append(read_event(image, inventory))
            files[f"{image.parent.name}/{image.name}"] = image
    return sources, files


def read_patches(path: Path) -> list[ArraySource]:
    """The patches of a file.

    Those of one group are pieces of one scene. Where all are of one group, scenes are not known,
    and each is taken for a scene of its own.
    """
    with h5py.File(path, "r") as file:
        images, labels = file["image"][()], file["label"][()]
        groups = [group.decode() for group in file["group"][()]]
        names, pixel_size = file.attrs["bands"].split(","), float(file.attrs["gsd_m"])
    known = len(set(groups)) > 1
    return [
        _sized(
            ArraySource(image, label, names=names, scene=f"{path.stem} {group}" if known else None),
            pixel_size,
        )
        for image, label, group in zip(images, labels, groups)
    ]


def read_event(image: Path, inventory: Path) -> ArraySource:
    """An image and the landslides that were mapped on it, in memory."""
    layers = set(_layers(inventory))
    area = PolygonSource(str(inventory), "tiles") if "tiles" in layers else None
    with tempfile.TemporaryDirectory() as work:
        path = str(Path(work) / "labels.tif")
        landslides = PolygonSource(str(inventory), "landslides")
        create_label_raster(LabelRasterSettings(str(image), landslides, path, area=area))
        with LabelRaster(path) as raster:
            window = Window(0, 0, *raster.shape)
            values, valid = raster.read_valid(window)
            source = ArraySource(values, raster.labels(window), valid, raster.names)
            return _sized(source, raster.pixel_size)


def _sized(source: ArraySource, pixel_size: float) -> ArraySource:
    """The same with the side of its pixels in metres, which the model is to know."""
    source.pixel_size = pixel_size
    return source


def _layers(path: Path) -> Iterator[str]:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    for number in range(dataset.GetLayerCount()):
        yield dataset.GetLayer(number).GetName()
