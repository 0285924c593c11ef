"""What is measured on: data to learn from and, apart from them, data to verify on."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import repository  # noqa: F401
from scarp.core.label_raster import LabelRaster, LabelRasterSettings, create_label_raster
from scarp.core.labels import UNLABELLED
from scarp.core.split import SplitSettings, split_area
from scarp.core.vector import PolygonSource
from scarp.core.windows import Window
from scarp.models.sources import ArraySource

#: In the order of the table: Iburi cut in two, HR-GLDD without a group of scenes, and Iburi again
#: with networks that have learned from Landslide4Sense before.
ROWS = (
    "iburi W>E",
    "iburi E>W",
    "hrgldd -B",
    "hrgldd -C",
    "hrgldd -E",
    "l4s>iburi W>E",
)
#: Rows that the ablations are measured on.
ABLATION_ROWS = ("iburi W>E", "hrgldd -C")
#: Share of Iburi's labelled pixels that is west of the cut.
WEST = 0.6


@dataclass(frozen=True)
class Parts:
    """The data of a row, each image with its labels.

    Attributes:
        training: To learn from.
        verification: Held out: they influence nothing that is learned or chosen.
    """

    training: Sequence[ArraySource]
    verification: Sequence[ArraySource]


def is_pretrained(row: str) -> bool:
    """Whether a row's networks learn from Landslide4Sense before they learn from its own data."""
    return row.startswith("l4s>")


def load_parts(row: str, data: Path) -> Parts:
    """Reads the data of a row.

    Args:
        row: One of `ROWS`.
        data: The folder of the data.
    """
    kind, part = row.removeprefix("l4s>").split()
    if kind == "hrgldd":
        return _hrgldd(data / "hrgldd_3m.h5", left_out=part[1:])
    west, east = _iburi(data / "iburi_s2")
    return Parts([west], [east]) if part == "W>E" else Parts([east], [west])


def load_pretraining(data: Path) -> list[ArraySource]:
    """Landslide4Sense's patches: 10 m, of other events than Iburi's."""
    return [source for _, source in _patches(data / "landslide4sense_10m.h5")]


def _iburi(folder: Path) -> tuple[ArraySource, ArraySource]:
    """The west and the east of the labelled area, each an image of its own."""
    with tempfile.TemporaryDirectory() as work:
        labels, west, east = (str(Path(work) / f"{name}.tif") for name in ("all", "west", "east"))
        inventory = str(folder / "inventory.gpkg")
        create_label_raster(
            LabelRasterSettings(
                str(folder / "post_rgb_utm54n.tif"),
                PolygonSource(inventory, "landslides"),
                labels,
                area=PolygonSource(inventory, "tiles"),
            )
        )
        split_area(SplitSettings(labels, west, east, WEST, "west to east"))
        return _labelled_columns(west), _labelled_columns(east)


def _labelled_columns(path: str) -> ArraySource:
    """A label raster in memory, without the columns beside its labelled area.

    So that nothing of the one part is seen in the other, not even without its labels.
    """
    with LabelRaster(path) as raster:
        rows, cols = raster.shape
        labelled = np.flatnonzero((raster.labels(Window(0, 0, rows, cols)) != UNLABELLED).any(0))
        first, last = int(labelled[0]), int(labelled[-1])
        window = Window(0, first, rows, last - first + 1)
        return ArraySource(
            raster.read(window), raster.labels(window), raster.valid(window), raster.names
        )


def _hrgldd(path: Path, left_out: str) -> Parts:
    """All groups of scenes to learn from, but the one to verify on."""
    training, verification = [], []
    for group, source in _patches(path):
        (verification if group == left_out else training).append(source)
    return Parts(training, verification)


def _patches(path: Path) -> list[tuple[str, ArraySource]]:
    """The patches of a file, each with the name of its group."""
    with h5py.File(path, "r") as file:
        images, labels, groups = (file[name][()] for name in ("image", "label", "group"))
        names = file.attrs["bands"].split(",")
    return [
        (group.decode(), ArraySource(image, label, names=names))
        for image, label, group in zip(images, labels, groups)
    ]
