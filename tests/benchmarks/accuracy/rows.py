"""What is measured on: data to learn from and, apart from them, data to verify on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import repository  # noqa: F401
from scarp.models.data.image_sources import ArraySource

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
#: Files of a folder of the data, and of one that `preparing.prepare` has written.
HRGLDD, LANDSLIDE4SENSE = "hrgldd_3m.h5", "landslide4sense_10m.h5"
#: Parts of Iburi, each a file of a prepared folder.
IBURI = ("west", "east")


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
        data: The folder of the data, as it is or as `preparing.prepare` writes it.
    """
    kind, part = row.removeprefix("l4s>").split()
    if kind == "hrgldd":
        return _hrgldd(data / HRGLDD, left_out=part[1:])
    west, east = _iburi(data)
    return Parts([west], [east]) if part == "W>E" else Parts([east], [west])


def load_pretraining(data: Path) -> list[ArraySource]:
    """Landslide4Sense's patches: 10 m, of other events than Iburi's."""
    return [source for _, source in _patches(data / LANDSLIDE4SENSE)]


def prepared_path(folder: Path, part: str) -> Path:
    """Where a prepared folder holds one of the parts of `IBURI`."""
    return folder / f"iburi_{part}.npz"


def _iburi(data: Path) -> list[ArraySource]:
    """The west and the east of the labelled area, each an image of its own."""
    if not prepared_path(data, IBURI[0]).exists():
        from preparing import cut_iburi  # Needs GDAL.

        return [ArraySource(**arrays) for arrays in cut_iburi(data)]
    sources = []
    for part in IBURI:
        with np.load(prepared_path(data, part)) as arrays:
            sources.append(ArraySource(**{**arrays, "names": arrays["names"].tolist()}))
    return sources


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
