"""Running a network over a whole image."""

from __future__ import annotations

import gc
import queue
from dataclasses import dataclass
from functools import partial
from typing import Callable, Protocol

import keras
import numpy as np

from ...core.messages import Progress, no_progress, tr
from ...core.prefetch import Prefetcher
from ...core.rasters.windows import Window, are_covered
from ..data.image_sources import ImageSource
from ..data.normalisation import NormalisedImage
from ..hardware.devices import (
    choose_devices,
    choose_precision,
    describe,
    jit_compile,
    threads_beside,
)
from ..hardware.memory import free_memory, is_out_of_memory
from ..model_file import Model
from ..networks import network_class
from ..networks.build import load_network
from ..settings import ClassifySettings
from .activation import class_activation
from .clock import Clock
from .compatibility import check_trained
from .tile_store import TileStore
from .tiling import Tiling

#: Share of the free memory that a tile may take.
_SHARE_OF_MEMORY = 0.5
#: Tiles that are read at the same time, at most: each is held in memory.
_MOST_READERS = 4
#: Seconds to wait for a tile that is being computed, when nothing more is wanted.
_PATIENCE = 0.5


class ActivationSink(Protocol):
    """What class activation values are written to, such as `scarp.core.cam.cam.CamWriter`."""

    def write(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """Takes values (rows, columns, classes) of a window, and where they are valid."""


@dataclass
class _Tile:
    """A tile on its way from the image to the sinks.

    Attributes:
        window: On the image.
        valid: bool (rows, columns), where values are wanted.
        given: What the network is given, float32 (rows, columns, bands); None where nothing is
            to be computed.
        values: float32 (1, rows, columns, classes), or (2, …) with the spread; None where there
            are none.
        stored: Whether the values were there already.
    """

    window: Window
    valid: np.ndarray
    given: np.ndarray | None = None
    values: np.ndarray | None = None
    stored: bool = False


class Classifier:
    """A trained network, ready to be run over images.

    Args:
        model: The model, trained.
        settings: How to compute.
        progress: Told what it runs on.

    Attributes:
        devices: Keras's names of the devices that it runs on.
        device: The first of them.
        precision: Keras's data type policy.

    Raises:
        ScarpError: if the model is not trained, or a GPU is asked for and there is none.
    """

    def __init__(self, model: Model, settings: ClassifySettings, progress: Progress = no_progress):
        self._normalisation = check_trained(model)
        self.devices = choose_devices(settings.device)
        self.device = self.devices[0]
        self.precision = choose_precision(settings.precision, self.device)
        self._model = model
        self._settings = settings
        #: Devices with a network each, that have nothing to compute.
        self._idle: queue.Queue = queue.Queue()
        for device in self.devices:
            with keras.device(device):
                network = load_network(model, self.precision)
            network.compile(jit_compile=jit_compile())
            self._idle.put((device, network))
        progress(
            0,
            tr("Classification runs on {device}, in {precision}."),
            device=describe(*self.devices),
            precision=self.precision,
        )

    def classify(  # noqa: C901 - its inner functions share what is open
        self,
        image: ImageSource,
        sink: ActivationSink,
        part: Window | None = None,
        mask: Callable[[Window], np.ndarray] | None = None,
        progress: Progress = no_progress,
        spread: ActivationSink | None = None,
        store: TileStore | None = None,
        cut_as: Tiling | None = None,
    ) -> None:
        """Computes class activation values tile by tile.

        Reading, computing and writing run side by side. Values do not depend on how the image is
        cut into tiles (see `Tiling`). Where memory runs out, tiles are halved.

        Args:
            image: The image, with the model's number of bands.
            sink: Takes the values of ``part``; tiles without data are neither computed nor
                written.
            part: Window of the image to classify; None: all of it. The sink's row 0 and column 0
                are its corner.
            mask: Gives bool (rows, columns) of a window on the image, where values are wanted.
            progress: Told after each tile.
            spread: Takes the standard deviation of the values over flips and turns, where the
                settings ask for these.
            store: Where tiles are kept and those of an earlier run are found; None: nowhere.
            cut_as: How the image is cut; None: as the settings say.

        Raises:
            ScarpError: if the tile size is not one for the network.
        """
        part = part or Window(0, 0, *image.shape)
        tiling = cut_as or (store and store.tiling()) or self._tiling(part)
        stored = set(store.windows() if store else ())
        cut = list(tiling.cut(part))
        left = [tile for tile, there in zip(cut, are_covered(cut, stored)) if not there]
        tiles = dict.fromkeys([*sorted(stored), *left])
        clock = Clock(sum(tile.height * tile.width for tile in left), progress)
        if stored:
            progress(None, tr("{count} tiles of an earlier run are there."), count=len(stored))
        sinks = [sink] if spread is None else [sink, spread]
        source = NormalisedImage(image, self._normalisation.of(image))

        def read(window: Window) -> _Tile:
            valid = image.valid(window)
            if mask is not None:
                valid = valid & mask(window)
            tile = _Tile(window, valid)
            if store and window in stored:
                tile.values = store.load(window)
                tile.stored = tile.values is not None
            if not tile.stored and valid.any():
                tile.given = source.read(tiling.input_of(window))
            return tile

        def write(tile: _Tile) -> None:
            if tile.values is None:
                return
            if store and not tile.stored:
                store.save(tile.window, tile.values)
            row, col, *size = tile.window
            place = Window(row - part.row, col - part.col, *size)
            for to, values in zip(sinks, tile.values):
                to.write(place, values, tile.valid)

        readers = min(threads_beside(self.devices[0]), _MOST_READERS)
        while tiles:
            if store:
                store.keep_tiling(tiling)
            try:
                with Prefetcher(_PATIENCE) as prefetcher:
                    given = prefetcher.map(read, tuple(tiles), readers)
                    compute = partial(self._compute, tiling)
                    for tile in prefetcher.map(compute, given, len(self.devices)):
                        write(tile)
                        del tiles[tile.window]
                        clock.count(0 if tile.stored else tile.window.height * tile.window.width)
            except Exception as error:
                if not is_out_of_memory(error) or tiling.is_smallest:
                    raise
            if tiles:
                # Its exception is gone: what the failed attempt held can be given back.
                gc.collect()
                tiling = tiling.halved()
                tiles = dict.fromkeys(tiling.cut_again(tiles))
                progress(
                    None,
                    tr("Memory ran out: from here on in tiles of {rows} x {cols} pixels."),
                    rows=tiling.rows,
                    cols=tiling.cols,
                )

    def _tiling(self, part: Window) -> Tiling:
        """The tiles that are asked for, or the largest that fit into memory."""
        network = self._model.network
        if self._settings.tile_size:
            return Tiling.of_side(network.network, self._settings.tile_size)
        bytes_a_pixel = network_class(network.network).inference_bytes * network.width
        most = _SHARE_OF_MEMORY * min(map(free_memory, self.devices)) / bytes_a_pixel
        return Tiling.fitting(network.network, part, most)

    def _compute(self, tiling: Tiling, tile: _Tile) -> _Tile:
        """Gives a tile its values, on a device that has nothing else to compute."""
        if tile.given is None:
            return tile
        device, network = self._idle.get()
        try:
            with keras.device(device):
                predicted = self._predict(network, tile.given)
        finally:
            self._idle.put((device, network))
        tile.values = np.stack([tiling.inner(tile.window, one) for one in predicted])
        tile.given = None
        return tile

    def _predict(self, network: keras.Model, image: np.ndarray) -> list[np.ndarray]:
        """Class activation values of a normalised image, and their spread if that is computed."""
        if not self._settings.augment:
            return [class_activation(network, image)]
        turned = []
        for turns in range(4):
            for flip in (False, True):
                given = np.rot90(image[:, ::-1] if flip else image, turns)
                values = class_activation(network, given)
                back = np.rot90(values, -turns)
                turned.append(back[:, ::-1] if flip else back)
        return [np.mean(turned, axis=0), np.std(turned, axis=0)]
