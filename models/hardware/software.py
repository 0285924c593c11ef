"""Versions of the software that makes a model."""

from __future__ import annotations

import importlib
import platform

import h5py
import keras
import numpy as np
import skimage


def backend() -> str:
    """Keras's backend and its version, such as "tensorflow 2.21.0"."""
    name = keras.backend.backend()
    return f"{name} {importlib.import_module(name).__version__}"


def software_versions() -> dict[str, str]:
    """Versions of Python and of the packages that make a model."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "keras": keras.__version__,
        "backend": backend(),
        "scikit-image": skimage.__version__,
        "h5py": h5py.__version__,
    }
