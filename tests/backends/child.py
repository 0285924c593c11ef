"""What one backend makes of a model and an image: run by that backend's Python.

    KERAS_BACKEND=… python child.py TASK INPUT.npz OUTPUT.npz

It writes too which libraries were imported that a bare GPU node does not have: that has Keras,
numpy, h5py, scikit-image and the backend.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ABSENT = {"osgeo", "qgis", "PyQt5", "plotly", "onnx", "onnxruntime"}
_BACKENDS = {"tensorflow", "torch", "jax"}

spec = importlib.util.spec_from_file_location(
    "scarp", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
)
sys.modules["scarp"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["scarp"])

import keras  # noqa: E402
import numpy as np  # noqa: E402
from scarp.core.messages import ScarpError  # noqa: E402
from scarp.models.data.image_sources import ArraySource  # noqa: E402
from scarp.models.hardware.backends import hardware  # noqa: E402
from scarp.models.hardware.devices import choose_precision, list_gpus  # noqa: E402
from scarp.models.hardware.software import backend  # noqa: E402
from scarp.models.inference.classifier import Classifier  # noqa: E402
from scarp.models.model_file import load_model, save_model  # noqa: E402
from scarp.models.networks.build import load_network, weights_of  # noqa: E402
from scarp.models.settings import ClassifySettings, TrainingSettings  # noqa: E402
from scarp.models.training.checkpoint import Checkpoint  # noqa: E402
from scarp.models.training.losses import PixelLoss  # noqa: E402
from scarp.models.training.monitor import log_for_tensorboard  # noqa: E402
from scarp.models.training.optimizers import make_optimizer  # noqa: E402
from scarp.models.training.train import train  # noqa: E402


class _Sink:
    def __init__(self, shape: tuple[int, ...]):
        self.values = np.full(shape, np.nan, np.float32)

    def write(self, window, values, valid):
        rows, cols = (
            slice(window.row, window.row + window.height),
            slice(window.col, window.col + window.width),
        )
        self.values[rows, cols] = values


class _Losses(keras.callbacks.Callback):
    """Keeps the loss of each step; Keras tells the mean of all so far."""

    def __init__(self, stop_after: int = 0):
        super().__init__()
        self.means: list[float] = []
        self._stop_after = stop_after

    def on_train_batch_end(self, batch, logs=None):
        self.means.append(float(logs["loss"]))
        if len(self.means) == self._stop_after:
            raise KeyboardInterrupt

    @property
    def steps(self) -> np.ndarray:
        """The loss of each step of the epoch."""
        sums = np.cumsum(np.ones(len(self.means))) * self.means
        return np.diff(sums, prepend=0)


def classify(model, given, options) -> dict:
    """The class activation raster of an image, in tiles."""
    source = ArraySource(given["image"], given["labels"])
    sink = _Sink((*source.shape, len(model.network.classes)))
    Classifier(model, ClassifySettings(device="CPU", **options)).classify(source, sink)
    return {"cam": sink.values}


def train_ten_steps(model, given, options) -> dict:
    """The losses of ten steps from given weights, and the weights after them."""
    source = ArraySource(given["image"], given["labels"])
    losses = _Losses()
    settings = TrainingSettings(
        epochs=1, patches_per_epoch=20, patches_per_batch=2, device="CPU", **options
    )
    result = train(model, [source], [source], settings, callbacks=[losses])
    history = {f"history/{name}": values for name, values in result.last.history.items()}
    return {"losses": losses.steps, **history, "software": result.last.software["backend"]}


def divide_cpu() -> None:
    """Makes two devices of the CPU, which take the place of GPUs."""
    if keras.backend.backend() == "tensorflow":
        from tensorflow import config

        cpu = config.list_physical_devices("CPU")[0]
        config.set_logical_device_configuration(cpu, [config.LogicalDeviceConfiguration()] * 2)
    # To torch it cannot be divided.
    divided = [hardware().cpu] * 2
    if keras.backend.backend() != "torch":
        divided = keras.distribution.list_devices()
    type(hardware()).gpus = lambda self: divided


def train_on_two(model, given, options) -> dict:
    """As `train_ten_steps`, each batch shared among two devices."""
    divide_cpu()
    source, losses, said = ArraySource(given["image"], given["labels"]), _Losses(), []
    settings = TrainingSettings(
        epochs=1, patches_per_epoch=19, patches_per_batch=1, device="all GPUs", **options
    )
    sink = _Sink((*source.shape, 1))
    Classifier(
        model, ClassifySettings(device="all GPUs", precision="float32", tile_size=268)
    ).classify(source, sink)
    result = train(
        model,
        [source],
        [source],
        settings,
        lambda fraction, message="", **values: said.append(message.format(**values)),
        callbacks=[losses],
    )
    return {
        "losses": losses.steps,
        "device": result.device,
        "said": said,
        "cam": sink.values,
        **{f"history/{name}": values for name, values in result.last.history.items()},
    }


def resume(model, given, options) -> dict:
    """Figures of a training that was ended in its second epoch and gone on with, and without."""
    source = ArraySource(given["image"], given["labels"])
    if options["device"] == "all GPUs":
        divide_cpu()
    settings = TrainingSettings(epochs=3, patches_per_epoch=4, patches_per_batch=2, **options)
    folder = Path(sys.argv[3] + "-checkpoint")
    folder.mkdir()

    def run(stop_after=0, checkpoint=None):
        return train(
            model,
            [source],
            [source],
            settings,
            checkpoint=checkpoint,
            callbacks=[_Losses(stop_after)],
        )

    whole = run().last
    with contextlib.suppress(KeyboardInterrupt):
        run(3, Checkpoint(folder, model, settings, {}))
    said = []
    checkpoint = Checkpoint(folder, model, settings, {})
    state = checkpoint.load()
    resumed = train(
        model,
        [source],
        [source],
        settings,
        lambda fraction, message="", **values: said.append(message),
        checkpoint=checkpoint,
    ).last
    difference = max(
        float(np.abs(resumed.weights[name] - array).max()) for name, array in whole.weights.items()
    )
    return {
        "whole": whole.history["loss"],
        "resumed": resumed.history["loss"],
        "difference": difference,
        "place": state.epoch,
        "went_on": any("goes on" in one for one in said),
    }


def fine_tune(model, given, options) -> dict:
    """A model trained on elsewhere, its encoder frozen, and saved again."""
    source = ArraySource(given["image"], given["labels"])
    settings = TrainingSettings(
        epochs=1, patches_per_epoch=4, freeze_encoder=True, device="CPU", **options
    )
    last = train(model, [source], [source], settings).last
    save_model(last, Path(sys.argv[3]).with_suffix(".h5"))
    changed = {
        name: float(np.abs(array - model.weights[name]).max())
        for name, array in last.weights.items()
    }
    return {
        "encoder": max(change for name, change in changed.items() if name.startswith("down")),
        "decoder": max(change for name, change in changed.items() if not name.startswith("down")),
    }


def float16_steps(model, given, options) -> dict:
    """Losses in float16 with loss scaling, which the CPU can do, though slowly."""
    network = load_network(model, "mixed_float16")
    optimizer = make_optimizer(TrainingSettings(**options), 100, "mixed_float16")
    optimizer.build(network.trainable_variables)
    network.compile(optimizer, PixelLoss(), jit_compile=keras.backend.backend() == "jax")
    before = weights_of(network)
    losses = [float(network.train_on_batch(given["x"], given["y"])) for _ in range(4)]
    after = weights_of(network)
    return {
        "losses": losses,
        "scale": float(keras.ops.convert_to_numpy(network.optimizer.dynamic_scale)),
        "change": max(float(np.abs(after[name] - array).max()) for name, array in before.items()),
    }


def watch(model, given, options) -> dict:
    """Logs for TensorBoard, or why there are none."""
    source, folder = ArraySource(given["image"], given["labels"]), Path(sys.argv[3] + "-logs")
    settings = TrainingSettings(epochs=2, patches_per_epoch=2, device="CPU", **options)
    try:
        train(model, [source], [source], settings, callbacks=[log_for_tensorboard(str(folder))])
    except ScarpError as problem:
        return {"problem": str(problem), "written": folder.exists()}
    return {"problem": "", "written": any(folder.rglob("events.out.tfevents*"))}


def tell(model, given, options) -> dict:
    """What there is."""
    return {
        "backend": backend(),
        "gpus": list_gpus(),
        "mixed": choose_precision("mixed", "cpu:0"),
    }


if __name__ == "__main__":
    task, taken, output = sys.argv[1:4]
    given = dict(np.load(taken))
    model = load_model(Path(taken).with_suffix(".h5"))
    options = json.loads(str(given.get("options", "{}")))
    found = globals()[task](model, given, options)
    others = _BACKENDS - {os.environ["KERAS_BACKEND"]}
    np.savez(output, **found, superfluous=sorted(set(sys.modules) & (_ABSENT | others)))
