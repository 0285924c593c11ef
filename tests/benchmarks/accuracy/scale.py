"""How small everything is made, so that the table takes less than two hours on two cores.

About 90 seconds of one core a run. Numbers are those of the whole benchmark: configurations
differ in nothing that stands here but the network.
"""

from __future__ import annotations

from dataclasses import replace

import repository  # noqa: F401
from scarp.models.settings import NetworkSettings, TrainingSettings

#: Feature maps of the first level; 64 in full.
WIDTH = 8
#: Sides of patches in pixels. ENVINet5 takes 188 + 16 k, and gives back 184 pixels less.
PATCH_SIZE = {"ENVINet5": 252, "ResUNet": 128}
#: Of these patches, which take the two networks about the same time.
PATCHES_PER_EPOCH = {"ENVINet5": 80, "ResUNet": 80}
#: By the beginning of a row's name.
EPOCHS = {"iburi": 10, "hrgldd": 10, "l4s": 10}
#: Of the training on Landslide4Sense, before that on the row's own data.
PRETRAINING_EPOCHS = 10
#: With ``--quick``: nothing is learned, but everything is run through.
QUICK = {"epochs": 2, "patches_per_epoch": 8}


def scaled_network(network: NetworkSettings, seed: int) -> NetworkSettings:
    """A configuration's network in the benchmark's size."""
    return replace(network, width=WIDTH, patch_size=PATCH_SIZE[network.network], seed=seed)


def scaled_training(
    training: TrainingSettings, network: str, row: str, seed: int, quick: bool
) -> TrainingSettings:
    """A configuration's training in the benchmark's length.

    Args:
        training: The configuration's.
        network: Name of the network.
        row: Name of the row.
        seed: Of all random draws.
        quick: Whether to train as little as can be.
    """
    length = {
        "epochs": EPOCHS[row.split()[0].split(">")[0]],
        "patches_per_epoch": PATCHES_PER_EPOCH[network],
    }
    # With the rate itself: a default that changes makes another run.
    return replace(training.with_rate, **(QUICK if quick else length), seed=seed)


def scaled_pretraining(training: TrainingSettings, quick: bool) -> TrainingSettings:
    """The training on Landslide4Sense that goes before one on a row's own data."""
    return training if quick else replace(training, epochs=PRETRAINING_EPOCHS)
