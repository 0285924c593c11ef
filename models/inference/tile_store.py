"""Finished tiles, kept in a folder so that an interrupted run can be resumed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np

from ...core.files import remove_leftovers, staged
from ...core.hashing import json_hash
from ...core.rasters.windows import Window
from .tiling import Tiling

_PREFIX = "classification-"
_NAME = re.compile(r"\d+_\d+_[1-9]\d*_[1-9]\d*")


class TileStore:
    """The finished tiles of one classification.

    They lie in a folder of their own, named after all that decides their values: those of another
    image, model or setting are never taken for them. Each tile is a file that is there whole or
    not at all.

    Args:
        folder: The folder for all classifications.
        described: What decides the values; anything that JSON can hold.
    """

    def __init__(self, folder: str | Path, described: dict):
        self._folder = Path(folder) / f"{_PREFIX}{json_hash(described)[:16]}"
        self._tiling = self._folder / "tiling.json"
        remove_leftovers(self._folder)

    def tiling(self) -> Tiling | None:
        """Returns the tiling of the interrupted run; None if there was none."""
        try:
            return Tiling(**json.loads(self._tiling.read_text(encoding="utf-8")))
        except (FileNotFoundError, TypeError, ValueError):  # Or damaged.
            return None

    def keep_tiling(self, tiling: Tiling) -> None:
        """Keeps how the image is cut."""
        values = {"network": tiling.network, "rows": tiling.rows, "cols": tiling.cols}
        with staged(self._tiling) as path:
            path.write_text(json.dumps(values), encoding="utf-8")

    def windows(self) -> list[Window]:
        """The tiles that are there."""
        names = sorted(path.stem for path in self._folder.glob("*.npy"))
        return [Window(*map(int, name.split("_"))) for name in names if _NAME.fullmatch(name)]

    def save(self, window: Window, values: np.ndarray) -> None:
        """Keeps the values of a tile: (kinds of values, rows, columns, classes)."""
        with staged(self._path(window)) as path:
            np.save(path, values)

    def load(self, window: Window) -> np.ndarray | None:
        """The values of a tile that is there; None if its file was damaged: it is deleted."""
        path = self._path(window)
        try:
            # Mapped, so that no more is taken for an array than the file holds.
            values = np.array(np.load(path, mmap_mode="r", allow_pickle=False))
        except (EOFError, ValueError):
            values = None
        if values is None or values.shape[1:3] != (window.height, window.width):
            path.unlink(missing_ok=True)
            return None
        return values

    def others(self) -> tuple[int, int]:
        """How many other classifications have left tiles in the same folder, and their bytes.

        Each can be resumed only with the image, the model and the settings that it began with.
        """
        folders = [one for one in self._folder.parent.glob(f"{_PREFIX}*") if one != self._folder]
        sizes = [path.stat().st_size for one in folders for path in one.glob("*")]
        return len(folders), sum(sizes)

    def remove(self) -> None:
        """Deletes all tiles: the classification is done."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, window: Window) -> Path:
        return self._folder / f"{'_'.join(map(str, window))}.npy"
