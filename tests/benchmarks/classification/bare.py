"""Measures a network that is given the same tile over and over, and prints a line of JSON.

python tests/benchmarks/classification/bare.py '{"model": PATH, "device": …, "tiles": [572, …], …}'

In a process of its own, set up as the worker is.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from typing import Callable

import numpy as np
import paths  # noqa: F401 - GDAL before Keras

#: Share of the memory that is free which may be used.
_SHARE = 0.8
#: Tiles that are counted at least, unless they take very long: then one will do.
_COUNTED = 2
_LONG = 30.0


def seconds_a_run(run: Callable[[], object], least: float) -> float:
    """Seconds that running something takes, over and over; the first time is not counted.

    Args:
        run: Runs a network on a tile.
        least: Seconds that are counted at least.
    """
    run()
    started, count, passed = time.perf_counter(), 0, 0.0
    while passed < _LONG and (count < _COUNTED or passed < least):
        run()
        count, passed = count + 1, time.perf_counter() - started
    return passed / count


def measure(request: dict) -> dict:
    """Measures tiles of several sides, from small to large, until one does not fit into memory.

    Args:
        request: ``model``: a model file; ``device``: a wish; ``tiles``: sides in pixels;
            ``seconds``: that are counted at least.

    Returns:
        ``precision``: Keras's data type policy; ``tiles``: a list of (side, pixels that a tile
        gives which no edge of it changes, seconds that it takes).
    """
    import keras
    from scarp.models.hardware.devices import choose_device, choose_precision, jit_compile
    from scarp.models.hardware.memory import is_out_of_memory
    from scarp.models.model_file import load_model
    from scarp.models.networks.build import load_network

    model = load_model(request["model"])
    device = choose_device(request["device"])
    precision = choose_precision("automatic", device)
    tiles = []
    with keras.device(device):
        network = load_network(model, precision)
        network.compile(jit_compile=jit_compile())
        for side in sorted(request["tiles"]):
            if not _fits(network, side, model.network.width, device):
                break
            shape = (1, side, side, model.network.bands)
            tile = np.random.default_rng(0).standard_normal(shape, np.float32)
            run = functools.partial(network.predict_on_batch, tile)
            try:
                seconds = seconds_a_run(run, request["seconds"])
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
                break
            tiles.append((side, (side - 2 * network.context) ** 2, seconds))
    return {"precision": precision, "tiles": tiles}


def _fits(network, side: int, width: int, device: str) -> bool:
    """Whether a tile should fit into main memory; on a GPU that shows by itself."""
    from scarp.models.hardware.memory import free_memory

    needed = network.inference_bytes * width * side**2
    return not device.startswith("cpu") or needed < _SHARE * free_memory(device)


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))), flush=True)
