"""The backends that are compared, each with an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scarp.models.data.normalisation import Normalisation
from scarp.models.model_file import Model, save_model
from scarp.models.settings import NetworkSettings
from scarp.models.training.new_model import initialize_model

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("child.py")
#: Each backend's Python. `make test-backends` makes them; one that is missing fails the tests.
PYTHONS = {
    "tensorflow": ROOT / "build" / "runtime" / "bin" / "python",
    "torch": ROOT / "build" / "backend-torch" / "bin" / "python",
    "jax": ROOT / "build" / "backend-jax" / "bin" / "python",
}


def make_model(network: str, width: int, patch_size: int) -> Model:
    """A model whose weights come from numpy, for 3 bands, taken for a trained one."""
    settings = NetworkSettings(network, bands=3, patch_size=patch_size, width=width)
    model = initialize_model(settings)
    rng = np.random.default_rng(7)
    for name, array in model.weights.items():
        if name.endswith("kernel"):
            # He et al. 2015; up-convolutions have their inputs last but not least.
            inputs = array.size / array.shape[-2 if "upconv" in name else -1]
            array[:] = rng.normal(size=array.shape) * np.sqrt(2 / inputs)
    return Model(
        settings,
        model.weights,
        band_names=("red", "green", "blue"),
        normalisation=Normalisation((100.0, 90.0, 80.0), (20.0, 25.0, 30.0)),
    )


def make_scene(side: int) -> tuple[np.ndarray, np.ndarray]:
    """An image of 3 bands with noise, on which discs are brighter, and their labels."""
    rng = np.random.default_rng(1)
    rows, cols = np.mgrid[:side, :side]
    labels = np.zeros((side, side), np.uint8)
    for row, col in rng.integers(0, side, (side // 12, 2)):
        labels[np.hypot(rows - row, cols - col) < rng.uniform(5, 14)] = 1
    image = rng.normal((100, 90, 80), (20, 25, 30), (side, side, 3)) + 40 * labels[..., None]
    return image.astype(np.float32), labels


@pytest.fixture(scope="session")
def run_on(tmp_path_factory):
    """Runs a task of `child.py` on a backend; gives what it wrote."""
    folder = tmp_path_factory.mktemp("backends")
    image, labels = make_scene(240)

    def run(backend: str, task: str, model: Model, arrays=None, **options) -> dict:
        number = len(list(folder.iterdir()))
        taken, output = folder / f"{number}-taken.npz", folder / f"{number}-{backend}.npz"
        save_model(model, taken.with_suffix(".h5"))
        np.savez(taken, image=image, labels=labels, options=json.dumps(options), **(arrays or {}))
        done = subprocess.run(
            [PYTHONS[backend], CHILD, task, taken, output],
            env={**_environment(), "KERAS_BACKEND": backend},
            capture_output=True,
            text=True,
            timeout=900,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        found = {name: array[()] for name, array in np.load(output).items()}
        assert not len(found["superfluous"])
        return {**found, "path": output}

    return run


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {
        **kept,
        "PYTHONWARNINGS": "ignore",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "CUDA_VISIBLE_DEVICES": "",
        "JAX_PLATFORMS": "cpu",
        "XLA_FLAGS": "--xla_force_host_platform_device_count=2",
    }
