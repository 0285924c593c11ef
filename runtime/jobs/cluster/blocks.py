"""Classifying an image in blocks: what the nodes do, and joining what they have made."""

from __future__ import annotations

import json
import math
import platform
import posixpath
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from ....core.cam.cam import Cam, CamDescription, CamWriter, create_cam
from ....core.messages import Progress, no_progress, tr
from ....core.rasters.georeference import window_geotransform
from ....core.rasters.raster import Raster
from ....core.rasters.resampled import ResampledRaster
from ....core.rasters.windows import Window
from ....core.storage import (
    look_again,
    make_folder,
    names_in,
    read_bytes,
    remove_folder,
    staged_anywhere,
)
from ....models.inference.clock import Clock
from ....models.inference.tiling import Tiling
from ....models.model_file import Model
from ....models.networks import network_class
from ....models.settings import ClassifySettings
from .connection import Cluster, receive

#: Blocks have this side of tiles at most: a block is what is lost with a node.
_MOST_TILES = 4
#: So many blocks for each node, at least, where the image is large enough: all are to end together.
_BLOCKS_A_NODE = 8
#: Share of a node's free memory that a tile may take, as in `Classifier`.
_SHARE_OF_MEMORY = 0.5
_CUT = "blocks.json"


@dataclass(frozen=True)
class BlockJob:
    """What the nodes need to know of a classification.

    Attributes:
        image: Path of the image.
        bands: Places of its bands that the model takes, from 0.
        scales: Of these bands.
        offsets: Likewise.
        shape: Rows and columns of the image when it is resampled; None: it is not.
        settings: Of `scarp.models.settings.ClassifySettings`.
        classes: Names of the model's classes.
        tiling: The tiles.
        folder: Where blocks are written to.
        kinds: 1; 2 with the spread over flips and turns.
    """

    image: str
    bands: tuple[int, ...]
    scales: tuple[float, ...]
    offsets: tuple[float, ...]
    shape: tuple[int, int] | None
    settings: dict
    classes: tuple[str, ...]
    tiling: Tiling
    folder: str
    kinds: int

    def path_of(self, block: Window, kind: int = 0) -> str:
        """Path of a block's CAM, or of its spread with 1."""
        ending = "-spread" if kind else ""
        return posixpath.join(self.folder, f"{'_'.join(map(str, block))}{ending}.tif")


# On the nodes


@dataclass(frozen=True)
class _Ready:
    """What a node keeps open for a classification."""

    job: BlockJob
    image: Any
    grid: tuple[float, ...]
    wkt: str
    classifier: Any


_LOCK = threading.Lock()
_READY: dict[str, _Ready] = {}


def classify_block(name: str, block: Window, mask: bytes | None) -> tuple:
    """Writes the class activation values of a block; runs on a node.

    It may be done twice: a file appears whole or not at all.

    Args:
        name: Of what the node has been sent: a `BlockJob` and a model.
        block: The block, on the image.
        mask: Where values are wanted: bits of bool (rows, columns), compressed; None: everywhere.

    Returns:
        The block, and the seconds that it took.
    """
    started = time.perf_counter()
    # A network takes all cores of a node, or its GPU.
    with _LOCK, ExitStack() as stack:
        if name not in _READY:
            _READY.clear()
            _READY[name] = _make_ready(*receive(name))
        ready = _READY[name]
        job = ready.job
        sinks = [stack.enter_context(_block_writer(job, ready, block, k)) for k in range(job.kinds)]
        ready.classifier.classify(
            ready.image,
            sinks[0],
            block,
            None if mask is None else _within(mask, block),
            spread=sinks[1] if job.kinds > 1 else None,
            cut_as=job.tiling,
        )
    return block, time.perf_counter() - started


def _packed(inside: np.ndarray | None) -> bytes | None:
    """A mask as `classify_block` takes it: few bytes, as those of all blocks are kept."""
    if inside is None or inside.all():
        return None
    return zlib.compress(np.packbits(inside).tobytes(), 1)


def _within(mask: bytes, block: Window) -> Callable[[Window], np.ndarray]:
    bits = np.unpackbits(np.frombuffer(zlib.decompress(mask), np.uint8))
    inside = bits[: block.height * block.width].reshape(block[2:]).astype(bool)

    def wanted(window: Window) -> np.ndarray:
        row, col = window.row - block.row, window.col - block.col
        return inside[row : row + window.height, col : col + window.width]

    return wanted


def _make_ready(job: BlockJob, model: Model) -> _Ready:
    from ....models.inference.classifier import Classifier

    raster = Raster(job.image)
    raster.choose_bands(list(job.bands))
    raster.scales, raster.offsets = list(job.scales), list(job.offsets)
    image = ResampledRaster(raster, job.shape) if job.shape else raster
    classifier = Classifier(model, ClassifySettings(**job.settings))
    return _Ready(job, image, image.geotransform, raster.crs_wkt, classifier)


@contextmanager
def _block_writer(job: BlockJob, ready: _Ready, block: Window, kind: int) -> Iterator[CamWriter]:
    path = job.path_of(block, kind)
    grid = window_geotransform(ready.grid, block.row, block.col)
    about = CamDescription(list(job.classes), is_spread=bool(kind))
    with staged_anywhere(path) as temporary:
        writer = CamWriter(create_cam(temporary, block[2:], grid, ready.wkt, about), path)
        try:
            yield writer
            writer.close_plain()
        finally:
            writer.close()


# On the machine that asks for them


class ClusterClassifier:
    """Runs a network over an image on a cluster; what it writes is as `Classifier` writes it.

    Args:
        cluster: The cluster.
        model: The model.
        raster: The image, with the bands and in the units that the model takes.
        resampled: The same with pixels of another size; None: as it is.
        settings: How to compute.
        folder: Where blocks are written to, and found again; it is made.
        with_spread: Whether the spread over flips and turns is wanted.
    """

    def __init__(
        self,
        cluster: Cluster,
        model: Model,
        raster: Raster,
        resampled: ResampledRaster | None,
        settings: ClassifySettings,
        folder: str,
        with_spread: bool,
    ):
        self._cluster, self.folder = cluster, folder
        make_folder(folder)
        image = resampled or raster
        values = model.normalisation.of(image)
        self._model = replace(model, normalisation=values)
        every = Raster(raster.path)
        self._job = BlockJob(
            raster.path,
            tuple(every.bands.index(number) for number in raster.bands),
            tuple(raster.scales),
            tuple(raster.offsets),
            resampled and resampled.shape,
            asdict(settings),
            tuple(model.network.classes),
            Tiling(model.network.network, 0, 0),
            folder,
            2 if with_spread else 1,
        )
        every.close()

    def classify(
        self,
        image: Any,
        sinks: Sequence[Any],
        part: Window,
        mask: Callable[[Window], np.ndarray] | None = None,
        progress: Progress = no_progress,
    ) -> None:
        """Computes class activation values block by block.

        Arguments are those of `scarp.core.cam.resampled_cam.Classify`; the image is the one that it
        was made with.
        """
        tiling, blocks = self._cut(part)
        job = replace(self._job, tiling=tiling)
        there = set(names_in(job.folder))
        wanted = []
        for block in blocks:
            inside = None if mask is None else mask(block)
            if inside is None or inside.any():
                wanted.append((block, _packed(inside)))
        left = [
            one
            for one in wanted
            if not all(
                posixpath.basename(job.path_of(one[0], kind)) in there for kind in range(job.kinds)
            )
        ]
        if len(left) < len(wanted):
            progress(
                None,
                tr("{count} blocks of an earlier run are there."),
                count=len(wanted) - len(left),
            )
        name = self._cluster.share((job, self._model))

        clock = Clock(sum(block.height * block.width for block, _ in left), progress)
        busy = 0.0
        started = ended = time.monotonic()

        def count(done: tuple[Window, float]) -> None:
            nonlocal busy, ended
            block, seconds = done
            busy, ended = busy + seconds, time.monotonic()
            clock.count(block.height * block.width)

        tasks = ((name, block, inside) for block, inside in left)
        results = self._cluster.run(classify_block, tasks, count)
        computed = {block for block, _ in left}
        for block, _ in wanted:
            if block in computed:
                next(results)
            for kind, to in enumerate(sinks):
                _copy(job.path_of(block, kind), block, part, to)
        if left:
            progress(
                None,
                tr(
                    "{blocks} blocks, of {seconds:.1f} s each; nodes were busy {busy:.0%} of the "
                    "time."
                ),
                blocks=len(left),
                seconds=busy / len(left),
                busy=busy / max(self._cluster.size * (ended - started), 1e-9),
            )

    def _cut(self, part: Window) -> tuple[Tiling, list[Window]]:
        """The tiles and the blocks of a part of the image, as an earlier run cut it."""
        network = self._model.network
        path = posixpath.join(self._job.folder, _CUT)
        kept = read_bytes(path)
        if kept is None:
            tiling = self._tiling(part)
            tiles = math.sqrt(
                part.height
                * part.width
                / (tiling.rows * tiling.cols * self._cluster.size * _BLOCKS_A_NODE)
            )
            side = min(max(int(tiles), 1), _MOST_TILES)
            kept = json.dumps([tiling.rows, tiling.cols, side]).encode()
            with staged_anywhere(path) as temporary:
                temporary.write_bytes(kept)
        rows, cols, side = json.loads(kept)
        blocks = Tiling(network.network, rows * side, cols * side)
        return Tiling(network.network, rows, cols), list(blocks.cut(part))

    def _tiling(self, part: Window) -> Tiling:
        """The tiles that are asked for, or the largest that fit into the memory of each node."""
        network = self._model.network
        side = self._job.settings["tile_size"]
        if side:
            return Tiling.of_side(network.network, side)
        bytes_a_pixel = network_class(network.network).inference_bytes * network.width
        found = self._cluster.ask(_free_memory)
        sharing = Counter(host for host, _ in found)
        free = min(available / sharing[host] for host, available in found)
        return Tiling.fitting(network.network, part, _SHARE_OF_MEMORY * free / bytes_a_pixel)

    def remove(self) -> None:
        """Deletes the blocks: the classification is done."""
        remove_folder(self._job.folder)


def _free_memory() -> tuple[str, float]:
    """The name of a node's machine, and bytes that are free there for all its processes."""
    import psutil

    return platform.node(), float(psutil.virtual_memory().available)


def _copy(path: str, block: Window, part: Window, sink: Any) -> None:
    """Writes the values of a block's file to a sink."""
    look_again(posixpath.dirname(path))
    with Cam(path) as cam:
        values, valid = cam.values(Window(0, 0, *block[2:]))
        if valid.any():
            sink.write(
                Window(block.row - part.row, block.col - part.col, *block[2:]), values, valid
            )
