"""What the loss compares with: labels widened, blurred and weighted."""

from __future__ import annotations

import math

import numpy as np

from ..core.labels.values import UNLABELLED
from .losses import CLASS, LABEL, STRENGTH, WEIGHT
from .settings import TrainingSettings
from .targets import pixel_weights, widen


def truth_reach(settings: TrainingSettings, epoch: int) -> int:
    """Pixels around a patch in which labels change its truth.

    Border weights of objects further away than three sigma are left out; they are below 1.2 % of
    the largest.
    """
    distance = settings.solid_distance + settings.blur_distance(epoch)
    if settings.border_weight:
        distance = max(distance, 3 * settings.border_sigma)
    return math.ceil(distance)


def make_truth(labels: np.ndarray, settings: TrainingSettings, epoch: int) -> np.ndarray:
    """Makes the truth of a patch.

    Args:
        labels: uint8 (rows, columns): 0 background, 1… classes, 255 unknown.
        settings: Of the training.
        epoch: Number of the epoch, from 0, for the blur distance.

    Returns:
        float32 (rows, columns, 4): the label (0 where unknown), the weight (0 where unknown), the
        class of the nearest feature and its strength, in the channels of `scarp.models.losses`.
    """
    classes, strength = widen(labels, settings.solid_distance, settings.blur_distance(epoch))
    truth = np.empty((*labels.shape, 4), np.float32)
    truth[..., LABEL] = np.where(labels == UNLABELLED, 0, labels)
    truth[..., WEIGHT] = pixel_weights(
        labels, strength, settings.loss_weight, settings.border_weight, settings.border_sigma
    )
    truth[..., CLASS] = classes
    truth[..., STRENGTH] = strength
    return truth
