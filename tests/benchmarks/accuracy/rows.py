"""What is measured on: data to learn from and, apart from them, data to verify on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import repository  # noqa: F401
from scarp.core.stacking.settings import RELIEF, SLOPE
from scarp.models.data.image_sources import ArraySource

#: Rows that the ablations are measured on.
ABLATION_ROWS = ("iburi W>E", "hrgldd+l4s -C")
#: Files of a folder of the data, and of one that `preparing.prepare` has written.
HRGLDD, LANDSLIDE4SENSE = "hrgldd_3m.h5", "landslide4sense_10m.h5"
#: Iburi and its two parts, each a file of a prepared folder.
IBURI = ("whole", "west", "east")
#: Ends the names of rows whose images have `TERRAIN_BANDS` besides, and of the files of these.
_WITH_TERRAIN = ", terrain"
#: Bands of the terrain, as `scarp.core.stacking.settings` names them, beside red, green and blue.
TERRAIN_BANDS = (SLOPE, RELIEF)
#: A group of HR-GLDD's scenes with more patches than these is left out in a row of its own.
_FEW_PATCHES = 15
#: Of images that no other is a piece of the same scene of.
_ALONE = ""


@dataclass(frozen=True)
class Parts:
    """The data of a row, each image with its labels.

    Attributes:
        training: To learn from; none where the training before it is all.
        verification: Held out: they influence nothing that is learned or chosen. The images of
            each scene, by its name, which is empty where there is one scene only.
    """

    training: Sequence[ArraySource]
    verification: Mapping[str, Sequence[ArraySource]]


def row_names(data: Path) -> list[str]:
    """Names of the rows, in the order of the table.

    Args:
        data: The folder of the data: the groups of HR-GLDD that are left out are told by its file.
    """
    groups = _large_groups(data)
    return [
        "iburi W>E",
        "iburi E>W",
        "l4s>iburi W>E",
        *(f"hrgldd+l4s -{group}" for group in groups),
        "l4s>hrgldd",
        "hrgldd+l4s>iburi",
    ]


def further_row_names(data: Path) -> list[str]:
    """Names of rows that are measured only where they are asked for."""
    return [
        *(f"hrgldd -{group}" for group in _large_groups(data)),
        *(f"iburi {parts}{_WITH_TERRAIN}" for parts in ("W>E", "E>W")),
    ]


def band_count(row: str) -> int:
    """Number of the bands of a row's images."""
    return 3 + (len(TERRAIN_BANDS) if row.endswith(_WITH_TERRAIN) else 0)


def is_pretrained(row: str) -> bool:
    """Whether a row's networks learn from Landslide4Sense before they learn from its own data."""
    return row.startswith("l4s>")


def load_parts(row: str, data: Path) -> Parts:
    """Reads the data of a row.

    Args:
        row: One of `row_names` or of `further_row_names`.
        data: The folder of the data, as it is or as `preparing.prepare` writes it.
    """
    if "W>E" in row or "E>W" in row:
        iburi = _iburi(data, terrain=row.endswith(_WITH_TERRAIN))
        learned, verified = ("west", "east") if "W>E" in row else ("east", "west")
        return Parts([iburi[learned]], {_ALONE: [iburi[verified]]})
    groups = _hrgldd(data)
    if row == "l4s>hrgldd":
        return Parts([], {group: groups[group] for group in _large_groups(data)})
    if row == "hrgldd+l4s>iburi":
        verification = [_iburi(data)["whole"]]
    else:
        verification = groups.pop(row.split(" -")[1])
    training = [source for sources in groups.values() for source in sources]
    if row.startswith("hrgldd+l4s"):
        training += load_pretraining(data)
    return Parts(training, {_ALONE: verification})


def load_pretraining(data: Path) -> list[ArraySource]:
    """Landslide4Sense's patches: 10 m, of other events than Iburi's.

    Which of them are of one scene is not known, and each has a contrast of its own.
    """
    return [source for _, source in _patches(data / LANDSLIDE4SENSE, of_scenes=False)]


def prepared_path(folder: Path, part: str, terrain: bool) -> Path:
    """Where a prepared folder holds one of `IBURI`, alone or with the terrain."""
    return folder / f"iburi_{part}{'_terrain' if terrain else ''}.npz"


def _iburi(data: Path, terrain: bool = False) -> dict[str, ArraySource]:
    """The image with its labels, and the west and the east of them, each an image of its own."""
    if not prepared_path(data, IBURI[0], terrain).exists():
        from preparing import cut_iburi  # Needs GDAL.

        return {part: ArraySource(**arrays) for part, arrays in cut_iburi(data, terrain).items()}
    sources = {}
    for part in IBURI:
        with np.load(prepared_path(data, part, terrain)) as arrays:
            texts = {name: arrays[name].tolist() for name in ("names", "groups")}
            sources[part] = ArraySource(**{**arrays, **texts})
    return sources


def _hrgldd(data: Path) -> dict[str, list[ArraySource]]:
    """The patches by their group of scenes."""
    groups: dict[str, list[ArraySource]] = {}
    for group, source in _patches(data / HRGLDD, of_scenes=True):
        groups.setdefault(group, []).append(source)
    return groups


def _large_groups(data: Path) -> list[str]:
    with h5py.File(data / HRGLDD, "r") as file:
        counts = Counter(group.decode() for group in file["group"][()])
    return sorted(group for group, count in counts.items() if count > _FEW_PATCHES)


def _patches(path: Path, of_scenes: bool) -> list[tuple[str, ArraySource]]:
    """The patches of a file, each with the name of its group, which may be its scene."""
    with h5py.File(path, "r") as file:
        images, labels = file["image"][()], file["label"][()]
        groups = [group.decode() for group in file["group"][()]]
        names = file.attrs["bands"].split(",")
    return [
        (group, ArraySource(image, label, names=names, scene=group if of_scenes else None))
        for image, label, group in zip(images, labels, groups)
    ]
