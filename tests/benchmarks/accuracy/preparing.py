"""Making the arrays that rows are read from, with GDAL, for machines that have none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import repository  # noqa: F401
from osgeo import gdal
from rows import HRGLDD, IBURI, LANDSLIDE4SENSE, TERRAIN_BANDS, prepared_path
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.labels.split_area import SplitSettings, split_area
from scarp.core.labels.values import UNLABELLED
from scarp.core.rasters.windows import Window
from scarp.core.stacking.settings import StackSettings
from scarp.core.stacking.stack import stack_images
from scarp.core.vectors.polygon_layer import PolygonSource

gdal.UseExceptions()

#: Share of Iburi's labelled pixels that is west of the cut.
WEST = 0.6


def prepare(data: Path, folder: Path) -> None:
    """Writes all that the rows are read from, without GDAL, into a folder.

    Args:
        data: The folder of the data.
        folder: The folder to write; it is made where it is not there yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for terrain in (False, True):
        for part, arrays in cut_iburi(data, terrain).items():
            np.savez_compressed(prepared_path(folder, part, terrain), **arrays)
    for name in (HRGLDD, LANDSLIDE4SENSE):
        shutil.copyfile(data / name, folder / name)


def cut_iburi(data: Path, terrain: bool = False) -> dict[str, dict]:
    """The image and the west and the east of its labelled area: what `ArraySource` takes, by name.

    Args:
        data: The folder of the data.
        terrain: Whether to add the bands of the terrain, from the surface model.

    Returns:
        By the names of `IBURI`.
    """
    folder = data / "iburi_s2"
    with tempfile.TemporaryDirectory() as work:
        labels, *parts = (str(Path(work) / f"{name}.tif") for name in IBURI)
        image = str(folder / "post_rgb_utm54n.tif")
        if terrain:
            stack = str(Path(work) / "stack.tif")
            dem = str(folder / "dsm_epsg4326.tif")
            stack_images(StackSettings(image, stack, dem=dem, derived=TERRAIN_BANDS))
            image = stack
        inventory = str(folder / "inventory.gpkg")
        create_label_raster(
            LabelRasterSettings(
                image,
                PolygonSource(inventory, "landslides"),
                labels,
                area=PolygonSource(inventory, "tiles"),
            )
        )
        # Without a guard: each part becomes an image of its own, of which nothing is seen in the
        # other.
        split_area(SplitSettings(labels, *parts, WEST, "west to east", guard=0))
        cut = [_arrays(labels), *(_arrays(path, cropped=True) for path in parts)]
        return dict(zip(IBURI, cut))


def _arrays(path: str, cropped: bool = False) -> dict:
    """A label raster in memory.

    Args:
        path: The label raster.
        cropped: Without the columns beside its labelled area, so that nothing of the one part is
            seen in the other, not even without its labels.
    """
    with LabelRaster(path) as raster:
        rows, cols = raster.shape
        window = Window(0, 0, rows, cols)
        if cropped:
            labelled = np.flatnonzero((raster.labels(window) != UNLABELLED).any(0))
            first, last = int(labelled[0]), int(labelled[-1])
            window = Window(0, first, rows, last - first + 1)
        return {
            "image": raster.read(window),
            "labels": raster.labels(window),
            "valid": raster.valid(window),
            "names": raster.names,
            "groups": raster.groups,
        }
