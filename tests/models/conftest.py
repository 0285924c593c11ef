"""Small networks, images and settings for the tests of ``models``."""

from __future__ import annotations

import dataclasses
import os
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import pytest
from scarp.core.confidence.calibration import Calibration
from scarp.models.data.image_sources import ArraySource
from scarp.models.data.normalisation import Normalisation
from scarp.models.networks.build import load_network
from scarp.models.settings import NetworkSettings, TrainingSettings
from scarp.models.training.new_model import initialize_model

#: What makes probabilities of a model's landslides.
CALIBRATION = Calibration(
    coefficients=(0.5, 1.0, 0.25, 0.75, 0.125),
    covariance=((0.25,) * 5,) * 5,
    centre=(0.0, 1.0, 3.0, 0.5),
    scale=(1.0, 1.0, 0.5, 0.25),
    low=(-3.0, -2.0, 2.0, 0.0),
    high=(3.0, 4.0, 5.0, 1.0),
    objects=90,
    landslides=60,
    error_before=0.1875,
    error=0.0625,
    bins=((30, 0.25, 0.3), (60, 0.75, 0.7)),
)
#: Training settings without chance in the pixels, in full precision.
PLAIN = {
    "augment_rotation": False,
    "augment_scale": False,
    "augment_flip": False,
    "augment_brightness": False,
    "precision": "float32",
    "device": "CPU",
}


def _run_eagerly():
    if keras.backend.backend() != "tensorflow":
        yield
        return
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    warnings.filterwarnings("ignore", "Even though the `tf.config")
    yield
    tf.config.run_functions_eagerly(False)


#: Run step by step: for a few steps that is faster than to build TensorFlow's graph.
eagerly = pytest.fixture(_run_eagerly)
all_eagerly = pytest.fixture(_run_eagerly, scope="module")


@pytest.fixture(scope="session")
def plain():
    """Makes training settings without augmentation, on the CPU in float32."""
    return lambda **settings: TrainingSettings(**{**PLAIN, **settings})


@pytest.fixture(scope="session")
def untrained():
    """A model for 2 bands, of patches of 204 pixels (20 of output), with initial weights."""
    return initialize_model(NetworkSettings(bands=2, patch_size=204, width=1, seed=3))


@pytest.fixture(scope="session")
def model(untrained):
    """The same, taken for a trained one."""
    return dataclasses.replace(
        untrained,
        band_names=("red", "nir"),
        pixel_size=10.0,
        pixel_sizes=(5.0, 10.0),
        normalisation=Normalisation((100.0, 50.0), (10.0, 5.0)),
        training={"epochs": 2},
        history={"loss": [0.5, 0.25], "val_loss": [0.75, 0.625]},
        best_epoch=2,
        threshold=0.375,
        calibration=CALIBRATION,
    )


@pytest.fixture(scope="session")
def network(model):
    """The network of `model`."""
    return load_network(model)


@pytest.fixture(scope="session")
def blobs():
    """Makes images of 2 bands with noise, on which discs are brighter and labelled."""

    def make(seed: int, side: int = 160, discs: int = 8) -> ArraySource:
        rng = np.random.default_rng(seed)
        rows, cols = np.mgrid[:side, :side]
        labels = np.zeros((side, side), np.uint8)
        for _ in range(discs):
            row, col = rng.integers(0, side, 2)
            labels[np.hypot(rows - row, cols - col) < rng.uniform(8, 16)] = 1
        image = rng.normal(100, 10, (side, side, 2)) + 60 * labels[..., None]
        return ArraySource(image.astype(np.float32), labels)

    return make


@pytest.fixture(scope="session")
def pointwise():
    """Makes a network without margin: logits are a linear function of each pixel's bands."""

    def make(kernel, bias=0.0) -> keras.Model:
        kernel = np.asarray(kernel, np.float32)
        inputs = keras.Input((None, None, kernel.shape[0]))
        layer = keras.layers.Conv2D(kernel.shape[1], 1)
        network = keras.Model(inputs, layer(inputs))
        layer.set_weights([kernel[None, None], np.full(kernel.shape[1], bias, np.float32)])
        return network

    return make


@pytest.fixture(scope="session")
def as_is():
    """Makes a normalisation that changes nothing."""
    return lambda bands: Normalisation((0.0,) * bands, (1.0,) * bands)
