"""Measures one backend in one precision: the child process of `gpu.py`.

    KERAS_BACKEND=… python gpu_measuring.py REQUEST

prints what it found as JSON, in its last line.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location(
    "scarp", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
)
sys.modules["scarp"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["scarp"])

import h5py  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
from scarp.core.prefetch import Prefetcher  # noqa: E402
from scarp.models.data.image_sources import ArraySource  # noqa: E402
from scarp.models.data.normalisation import NormalisedSource, fit_normalisation  # noqa: E402
from scarp.models.data.patches import Geometry, PatchIndex, TrainingPatches  # noqa: E402
from scarp.models.hardware import devices  # noqa: E402
from scarp.models.hardware.memory import is_out_of_memory  # noqa: E402
from scarp.models.hardware.software import backend  # noqa: E402
from scarp.models.inference.classifier import Classifier  # noqa: E402
from scarp.models.networks import network_class  # noqa: E402
from scarp.models.networks.build import load_network  # noqa: E402
from scarp.models.settings import (  # noqa: E402
    ClassifySettings,
    NetworkSettings,
    TrainingSettings,
)
from scarp.models.training.batch_size import automatic_batch  # noqa: E402
from scarp.models.training.losses import PixelLoss  # noqa: E402
from scarp.models.training.new_model import initialize_model  # noqa: E402
from scarp.models.training.optimizers import make_optimizer  # noqa: E402
from scarp.models.training.train import train  # noqa: E402

_WARM_UP = 4
_LEAST_STEPS = 8
#: The group of HR-GLDD that F1 is measured on; the others are trained on.
_HELD_OUT = -1


class _Enough(Exception):
    """Ends a training when enough steps are counted."""


class _Clock:
    """Seconds a step, counted after a warm-up; as a `Progress` it ends a training."""

    def __init__(self, seconds: float):
        self._wanted = seconds
        self._steps = 0
        self._started = self._last = 0.0

    def step(self) -> bool:
        """Counts a step; says whether there are enough."""
        self._last = time.perf_counter()
        self._steps += 1
        if self._steps == _WARM_UP:
            self._started = self._last
        counted = self._steps - _WARM_UP
        return counted >= _LEAST_STEPS and self._last - self._started >= self._wanted

    def __call__(self, fraction, message="", **values):
        if message:
            print(message.format(**values), file=sys.stderr, flush=True)
        elif self.step():
            raise _Enough

    @property
    def seconds_a_step(self) -> float:
        return (self._last - self._started) / (self._steps - _WARM_UP)


class _Measuring:
    def __init__(self, request: dict):
        self.request = request
        self.devices = devices.choose_devices(request["device"])
        self.is_gpu = devices.is_gpu(self.devices[0])
        self.settings = NetworkSettings(
            width=request["width"], patch_size=request["patch_size"], bands=3
        )
        self.model = initialize_model(self.settings)
        self.training = TrainingSettings(
            epochs=1,
            patches_per_epoch=1_000_000,
            precision=request["precision"],
            device=request["device"],
        )
        self.source = _scene(3 * request["patch_size"])

    def peak(self) -> float:
        """FLOP/s of a large product of matrices, in the data type that is computed in."""
        side = 8192 if self.is_gpu else 1024
        dtype = self.request["precision"].replace("mixed_", "")
        rng = np.random.default_rng(0)
        with keras.device(self.devices[0]):
            factor = rng.standard_normal((side, side), np.float32) / np.sqrt(side)
            factor = keras.ops.cast(keras.ops.convert_to_tensor(factor), dtype)
            best = 0.0
            for _ in range(5):
                product, started = factor, time.perf_counter()
                for _ in range(20):
                    product = keras.ops.matmul(product, factor)
                float(keras.ops.cast(product[0, 0], "float32"))  # Waits until all is computed.
                best = max(best, 20 * 2 * side**3 / (time.perf_counter() - started))
        return best

    def bare(self, batch: int, jit: bool) -> float:
        """Patches a second that a network is trained on that is given one batch over and over."""
        with keras.device(self.devices[0]):
            network = load_network(self.model, self.request["precision"])
            optimizer = make_optimizer(self.training, 1000, self.request["precision"])
            network.compile(optimizer, PixelLoss(), jit_compile=jit)
            arrays = (np.concatenate([array] * batch) for array in self.patches()[0])
            images, truth = map(keras.ops.convert_to_tensor, arrays)
            clock = _Clock(self.request["seconds"])
            while True:
                network.train_on_batch(images, truth)
                if clock.step():
                    return batch / clock.seconds_a_step

    def patches(self) -> TrainingPatches:
        """The patches that `train` draws, one a batch."""
        normalised = NormalisedSource(self.source, fit_normalisation([self.source]))
        geometry = Geometry(self.settings.patch_size, network_class("ENVINet5").margin)
        return TrainingPatches(PatchIndex([normalised]), geometry, self.training, 1)

    def prepared(self, threads: int) -> float:
        """Patches a second that are prepared with nothing beside."""
        clock = _Clock(min(self.request["seconds"], 5))
        with Prefetcher() as prefetcher:
            for _ in self.patches().prefetched(prefetcher, threads):
                if clock.step():
                    return 1 / clock.seconds_a_step
        raise AssertionError

    def trained(self, batch: int) -> float:
        """Patches a second of `train`, which draws and changes them."""
        clock = _Clock(self.request["seconds"])
        settings = TrainingSettings(**{**vars(self.training), "patches_per_batch": batch})
        with contextlib.suppress(_Enough):
            train(self.model, [self.source], [self.source], settings, clock)
        return batch / clock.seconds_a_step

    def megapixels(self) -> float:
        """Megapixels a second of `Classifier`, from array to array, when all is compiled."""
        side = 8640 if self.is_gpu and not self.request["quick"] else 2 * self.request["patch_size"]
        image = _scene(side)
        normalisation = fit_normalisation([self.source])
        model = type(self.model)(**{**vars(self.model), "normalisation": normalisation})
        settings = ClassifySettings(
            precision=self.request["precision"], device=self.request["device"]
        )
        classifier = Classifier(model, settings)
        for _ in range(2):
            started = time.perf_counter()
            classifier.classify(image, _Sink((side, side, 1)))
        return side**2 / (time.perf_counter() - started) / 1e6

    def f1(self) -> float | None:
        """F1 of landslide pixels of HR-GLDD's last group, after training on the others."""
        if not self.request["data"]:
            return None
        quick = self.request["quick"]
        with h5py.File(self.request["data"]) as file:
            images, labels, groups = (file[name][:] for name in ("image", "label", "group"))
        held_out = groups == np.unique(groups)[_HELD_OUT]
        sources = [ArraySource(image, label) for image, label in zip(images, labels)]
        parts = [
            [source for source, held in zip(sources, held_out) if held == wanted]
            for wanted in (False, True)
        ]
        network = NetworkSettings("ResUNet", patch_size=128, width=4 if quick else 32)
        settings = TrainingSettings(
            epochs=2 if quick else 20,
            patches_per_epoch=20 if quick else 800,
            patches_per_batch=4 if quick else 8,
            precision=self.request["precision"],
            device=self.request["device"],
        )
        best = train(initialize_model(network), *parts, settings).best
        return best.history["val_f1"][best.best_epoch - 1]


class _Sink:
    def __init__(self, shape: tuple[int, ...]):
        self.values = np.zeros(shape, np.float32)

    def write(self, window, values, valid):
        row, col = window.row, window.col
        self.values[row : row + window.height, col : col + window.width] = values


def _scene(side: int) -> ArraySource:
    """An image of 3 bands of bytes with noise, on which squares are brighter and labelled."""
    rng = np.random.default_rng(0)
    labels = np.zeros((side, side), np.uint8)
    for row, col in rng.integers(0, side, (side**2 // 10_000, 2)):
        labels[row : row + rng.integers(5, 30), col : col + rng.integers(5, 30)] = 1
    image = rng.integers(60, 140, (side, side, 3), np.uint8)
    image[labels == 1] += 60
    return ArraySource(image, labels)


def forward_flops(network: keras.Model, side: int) -> float:
    """Floating-point operations of the convolutions of a network, of a patch of ``side``."""
    shapes, flops = {}, 0
    for layer in network.layers:
        if isinstance(layer, keras.layers.InputLayer):
            shapes[id(layer.output)] = (1, side, side, layer.output.shape[-1])
            continue
        given = layer.input if isinstance(layer.input, list) else [layer.input]
        taken = [shapes[id(tensor)] for tensor in given]
        made = layer.compute_output_shape(taken if len(taken) > 1 else taken[0])
        shapes[id(layer.output)] = made
        if isinstance(layer, keras.layers.Conv2DTranspose):
            # Each pixel that goes in is multiplied with the whole kernel.
            flops += 2 * taken[0][1] * taken[0][2] * int(np.prod(layer.kernel.shape))
        elif isinstance(layer, keras.layers.Conv2D):
            flops += 2 * made[1] * made[2] * int(np.prod(layer.kernel.shape))
    return float(flops)


def measure(request: dict) -> dict:
    """All figures of a backend in a precision, by name."""
    measuring = _Measuring(request)
    batch = request["batch"] or automatic_batch(measuring.settings, *measuring.devices)
    bare = compiled = None
    while bare is None:
        try:
            bare = measuring.bare(max(batch // len(measuring.devices), 1), devices.jit_compile())
        except Exception as error:
            if batch == 1 or not is_out_of_memory(error):
                raise
        if bare is None:
            batch //= 2
    # On the CPU TensorFlow's was slower, and torch's takes minutes to compile.
    if measuring.is_gpu and not devices.jit_compile():
        try:
            compiled = measuring.bare(max(batch // len(measuring.devices), 1), True)
        except Exception as error:
            print(f"Not compiled: {type(error).__name__}: {error}"[:500], file=sys.stderr)
    trained = measuring.trained(batch)
    network = load_network(measuring.model)
    # Backward, a convolution is computed twice: for what it is given, and for its weights.
    flops = 3 * forward_flops(network, request["patch_size"]) * bare
    peak = measuring.peak()
    threads = devices.threads_beside(measuring.devices[0])
    return {
        "version": backend(),
        "device": devices.describe(*measuring.devices),
        "batch": batch,
        "bare": bare,
        "compiled": compiled,
        "trained": trained,
        "busy": trained / (bare * len(measuring.devices)),
        "flops": flops / 1e12,
        "peak": peak / 1e12,
        "share": flops / peak,
        "threads": threads,
        "prepared": measuring.prepared(threads),
        "megapixels": measuring.megapixels(),
        "f1": measuring.f1(),
    }


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))), flush=True)
