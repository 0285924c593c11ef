"""What the runtime is, and whether it works."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

try:
    from osgeo import gdal
except ImportError:
    gdal = None  # `check_runtime` says so.

from ...core.messages import Progress, ScarpError, tr
from ...models.settings import NetworkSettings, TrainingSettings

_NEEDED = ("numpy", "h5py", "scikit-image", "plotly", "shapely", "psutil", "keras")
#: The first versions that will do, where earlier ones are still about.
_FIRST = {"shapely": 2}
_ALSO_TOLD = (
    *("scipy", "protobuf", "tensorflow", "tensorflow-cpu", "torch", "jax"),
    *("tensorboard", "onnx", "onnxruntime", "pip"),
)


def check_runtime(
    progress: Progress, *, device: str = "automatic", precision: str = "automatic"
) -> dict:
    """Says which interpreter, packages, backend and device there are, and what is missing.

    Args:
        progress: Told what is done.
        device: One of `scarp.core.device_options.DEVICES`.
        precision: One of `scarp.core.device_options.PRECISIONS`.
    """
    found = {"Python": platform.python_version(), "interpreter": sys.executable}
    found |= {name: _version(name) for name in (*_NEEDED, *_ALSO_TOLD) if _version(name)}
    missing = [name for name in _NEEDED if name not in found]
    missing += [
        f"{name}>={first}"
        for name, first in _FIRST.items()
        if name in found and int(found[name].split(".")[0]) < first
    ]
    if gdal is None:
        missing.append("GDAL")
    else:
        found["GDAL"] = gdal.__version__
    if not missing:
        progress(None, tr("Loading Keras and its backend."))
        try:
            found |= _devices(device, precision)
        except ImportError as error:
            missing.append(error.name or str(error))
    found["free disk"] = _gigabytes(shutil.disk_usage(tempfile.gettempdir()).free)
    return {"found": found, "missing": missing}


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _devices(wished: str, precision: str) -> dict[str, str]:
    """What the network runs on, and what else there is."""
    from ...models.hardware import devices, memory, software

    found = {
        "backend": software.backend(),
        "GPUs": ", ".join(devices.list_gpus()) or "-",
        "free memory": _gigabytes(memory.available_memory()),
    }
    try:
        device = devices.choose_device(wished)
    except ScarpError as problem:
        return {**found, "device": str(problem)}
    found["device"] = devices.describe(device)
    found["precision"] = devices.choose_precision(precision, device)
    if not device.startswith("cpu"):
        found["free GPU memory"] = _gigabytes(memory.free_memory(device))
    return found


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


def verify_runtime(progress: Progress) -> dict:
    """Trains a tiny network for one step, keeps it and reads it again.

    Raises:
        ScarpError: if GDAL gives no arrays, or what is read is not what was written.
    """
    if gdal is None:
        raise ScarpError(tr("The runtime has no GDAL: it must be made from QGIS's own Python."))
    # GDAL's arrays are of the numpy that it was built for.
    raster = gdal.GetDriverByName("MEM").Create("", 64, 64, 3)
    rng = np.random.default_rng(0)
    for number in range(3):
        raster.GetRasterBand(number + 1).WriteArray(rng.integers(0, 250, (64, 64), np.uint8))
    image = np.moveaxis(raster.ReadAsArray(), 0, -1)
    progress(0.1, tr("Loading Keras and its backend."))
    # Reports need them, and say so only at their end.
    import plotly  # noqa: F401
    import skimage.filters  # noqa: F401

    from ...core.vectors import intersections  # noqa: F401
    from ...models.data.image_sources import ArraySource
    from ...models.hardware import devices, software
    from ...models.model_file import load_model, save_model
    from ...models.training.new_model import initialize_model
    from ...models.training.train import train

    labels = np.zeros((64, 64), np.uint8)
    labels[20:40, 20:40] = 1
    source = ArraySource(image, labels)
    network = NetworkSettings(network="ResUNet", patch_size=64, width=2)
    settings = TrainingSettings(epochs=1, patches_per_epoch=1, patches_per_batch=1)
    progress(0.3, tr("Training a tiny network for one step."))
    trained = train(initialize_model(network), [source], [source], settings).best
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tiny.h5"
        save_model(trained, path)
        read = load_model(path)
    if any(not np.array_equal(read.weights[name], trained.weights[name]) for name in read.weights):
        raise ScarpError(tr("A model that was written is read differently: install again."))
    device = devices.choose_device("automatic")
    return {"backend": software.backend(), "device": devices.describe(device)}
