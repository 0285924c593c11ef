"""How small everything is made, so that the table takes less than two hours on two cores.

Numbers are those of the whole benchmark: configurations differ in nothing that stands here but
the network, and learn for the same time.
"""

from __future__ import annotations

from dataclasses import replace

import repository  # noqa: F401
from scarp.models.settings import NetworkSettings, TrainingSettings

#: Minutes that each training takes, where nothing else is asked for. Building the network, reading
#: and verifying take about half a minute more.
MINUTES = 1.5
#: With ``--quick``: nothing is learned, but everything is run through.
QUICK_MINUTES = 0.02
#: Feature maps of the first level; 64 in full.
WIDTH = 8
#: Sides of patches in pixels, of networks whose output is smaller. ENVINet5 takes 188 + 16 k, and
#: gives back 184 pixels less.
PATCH_SIZE = {"ENVINet5": 252}
#: Of all other networks: the side of HR-GLDD's and Landslide4Sense's images.
OTHER_PATCH_SIZE = 128
EPOCHS = 10


def scaled_network(network: NetworkSettings, seed: int, as_it_is: bool) -> NetworkSettings:
    """A configuration's network in the benchmark's size, or ``as_it_is`` in its own."""
    if as_it_is:
        return replace(network, seed=seed)
    side = PATCH_SIZE.get(network.network, OTHER_PATCH_SIZE)
    return replace(network, width=WIDTH, patch_size=side, seed=seed)


def scaled_training(training: TrainingSettings, seed: int) -> TrainingSettings:
    """A configuration's training in the benchmark's number of epochs.

    How many patches an epoch has, `lasting` says, once the speed is known: 0 until then.
    """
    # With the rate itself: a default that changes makes another run.
    return replace(training.with_rate, epochs=EPOCHS, patches_per_epoch=0, seed=seed)


def lasting(training: TrainingSettings, minutes: float, seconds_a_patch: float) -> TrainingSettings:
    """A training with as many patches as it takes in a time, in whole batches.

    Args:
        training: As `scaled_training` gives it.
        minutes: How long it is to take.
        seconds_a_patch: As `scarp.models.training.trial.try_training` measures them.
    """
    batch = max(training.patches_per_batch, 1)
    batches = minutes * 60 / seconds_a_patch / training.epochs / batch
    return replace(training, patches_per_epoch=max(round(batches), 1) * batch)
