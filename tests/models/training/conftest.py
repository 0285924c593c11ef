"""Trainings with a checkpoint."""

from __future__ import annotations

import pytest
from helpers.checkpoints import EPOCHS, INPUTS, OPTIMIZERS, Ending
from scarp.core.rasters.windows import Window
from scarp.models.data.image_sources import ArraySource
from scarp.models.settings import NetworkSettings
from scarp.models.training import train as training
from scarp.models.training.checkpoint import Checkpoint
from scarp.models.training.new_model import initialize_model


@pytest.fixture(scope="module")
def models(untrained):
    """Initial models by network."""
    resunet = NetworkSettings("ResUNet", bands=2, patch_size=32, width=1)
    return {"ENVINet5": untrained, "ResUNet": initialize_model(resunet)}


@pytest.fixture(scope="module")
def go(models, blobs, plain):
    """Trains a network, from the checkpoint in a folder on if one is given.

    The validation raster's labels are the wrong way round: what is learned only does harm, and
    the best epoch is the first one.
    """
    right = blobs(2, side=100)
    whole = Window(0, 0, 100, 100)
    wrong = ArraySource(right.read(whole), 1 - right.labels(whole))

    def train(
        network="ENVINet5",
        folder=None,
        progress=None,
        *,
        model=None,
        inputs=INPUTS,
        noting=None,
        **other,
    ):
        chance = {"blur_max": 2.0, "augment_rotation": True, "augment_brightness": True}
        sizes = {"epochs": EPOCHS, "patches_per_epoch": 5, "patches_per_batch": 2}
        how = {"optimizer": OPTIMIZERS[network], "learning_rate": 0.05}
        settings = plain(**{**sizes, **chance, **how, **other})
        model = model or models[network]
        return training.train(
            model,
            [blobs(1)],
            [wrong],
            settings,
            progress or Ending(),
            checkpoint=folder and Checkpoint(folder, model, settings, inputs),
            callbacks=[noting] if noting else [],
        )

    return train
