"""How the starter model is made: its network and its training, as they measured best.

`tests/benchmarks/ACCURACY.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import repository  # noqa: F401
from scarp.core.messages import Progress, no_progress
from scarp.models.data.image_sources import ArraySource
from scarp.models.model_file import Model
from scarp.models.settings import DICE, EACH_IMAGE_ALIKE, NetworkSettings, TrainingSettings

NETWORK = NetworkSettings("UNet", bands=3, patch_size=128, width=12)
TRAINING = TrainingSettings(
    epochs=20,
    patches_per_epoch=480,
    patches_per_batch=16,
    loss=DICE,
    normalisation=EACH_IMAGE_ALIKE,
    augment_gamma=True,
    augment_saturation=True,
    augment_haze=True,
    augment_shadow=True,
    augment_blur=True,
    augment_noise=True,
)


def learn(
    model: Model,
    sources: Sequence[ArraySource],
    training: TrainingSettings,
    progress: Progress = no_progress,
) -> Model:
    """Trains on all of some labelled images.

    Nothing is held out, so there are no figures of validation, the weights are those of the last
    epoch, and no threshold is suggested.

    Args:
        model: The model before.
        sources: The images.
        training: How to train.
        progress: Told how far it is.
    """
    from scarp.models.training.train import train

    # Something has to be given to validate on.
    trained = train(model, sources, sources[:1], training, progress=progress).last
    return replace(trained, threshold=None, history={}, best_epoch=0)
