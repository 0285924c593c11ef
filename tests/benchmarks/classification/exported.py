"""Measures ONNX Runtime with a network of Scarp's, and prints a line of JSON.

python tests/benchmarks/classification/exported.py '{"model": PATH, "output": PATH, …}'

On the CPU, in float32, in a process of its own, set up as the worker is.
"""

from __future__ import annotations

import functools
import json
import sys

import paths  # noqa: F401 - GDAL before Keras
from bare import seconds_a_run
from cases import ONNX_SIDE

_ROUNDS = 2


def measure(request: dict) -> dict:
    """Measures the model that "Export model" writes, and the network alone.

    Args:
        request: ``model``: a model file; ``output``: path of the exported model;
            ``seconds``: that are counted at least.

    Returns:
        ``exported`` and ``alone``, each with ``side``: of the tile, in pixels; ``seconds``: that
        it takes, in each round.
    """
    from scarp.models.model_file import load_model
    from scarp.models.onnx.export import export_model

    model = load_model(request["model"])
    export_model(model, request["output"], ONNX_SIDE)
    sessions = {"exported": _Session(request["output"]), "alone": _Session(_alone(model))}
    found = {name: {"side": one.side, "seconds": []} for name, one in sessions.items()}
    for _ in range(_ROUNDS):
        for name, session in sessions.items():
            found[name]["seconds"].append(seconds_a_run(session.run, request["seconds"]))
    return found


class _Session:
    """A model in ONNX Runtime, and a tile for it.

    Args:
        model: A path, or the model itself.

    Attributes:
        side: Of the tile, in pixels.
        run: Runs the model on the tile.
    """

    def __init__(self, model: str | bytes):
        import numpy as np
        import onnxruntime

        session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        (given,) = session.get_inputs()
        tile = np.random.default_rng(0).random(given.shape, np.float32)
        self.side = given.shape[-1]
        self.run = functools.partial(session.run, None, {given.name: tile})


def _alone(model) -> bytes:
    """A model's network in ONNX, without the border that an exported model adds to a tile."""
    from scarp.models.networks import legal_size_up_to
    from scarp.models.networks.build import load_network
    from scarp.models.onnx.graph import OnnxGraph, add_network

    network, graph = load_network(model), OnnxGraph()
    side = legal_size_up_to(network, ONNX_SIDE)
    inner = side - 2 * network.margin
    logits = add_network(graph, network, "image")
    given = "image", (1, model.network.bands, side, side)
    made = graph.model("alone", given, (logits, (1, model.network.outputs, inner, inner)))
    return made.SerializeToString()


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))), flush=True)
