"""What a network is to learn from labels: widened features, and the weight of each pixel."""

from __future__ import annotations

import math

import numpy as np
from scipy.ndimage import binary_erosion, distance_transform_edt, find_objects
from skimage.measure import label

from ...core.labels.values import UNLABELLED
from ..settings import TrainingSettings

#: Channels of the targets, float32 (patches, rows, columns, 4): the label; the weight of the pixel,
#: 0 where nothing is known; the class of the widened features; their strength, in 0-1.
LABEL, WEIGHT, CLASS, STRENGTH = range(4)
#: Standard deviations from an object beyond which its border weight is taken for 0.
_REACH = 5


def widen(labels: np.ndarray, solid: float, blur: float) -> tuple[np.ndarray, np.ndarray]:
    """Widens features, as ENVI does by its solid distance and blur distance.

    Distances are Euclidean, in pixels, from centre to centre. Features beyond the array are not
    seen: where there are any, give labels that reach ``solid + blur`` pixels further.

    Args:
        labels: uint8 (rows, columns), 0 background, `UNLABELLED` where nothing is known.
        solid: Distance from the nearest feature pixel up to which a pixel is a feature too.
        blur: Distance beyond ``solid`` over which the feature fades out.

    Returns:
        classes: uint8 (rows, columns), the class of the nearest feature pixel; 0 where none is
            in reach. Feature pixels keep their own.
        strength: float32 (rows, columns), 1 up to ``solid``, then falling in a straight line to
            0 at ``solid + blur``.
    """
    features = (labels != 0) & (labels != UNLABELLED)
    if solid + blur <= 0 or not features.any():
        return np.where(features, labels, 0).astype(np.uint8), features.astype(np.float32)
    distance, nearest = distance_transform_edt(~features, return_indices=True)
    if blur > 0:
        strength = np.clip(1 - (distance - solid) / blur, 0, 1).astype(np.float32)
    else:
        strength = (distance <= solid).astype(np.float32)
    classes = np.where(strength > 0, labels[tuple(nearest)], 0).astype(np.uint8)
    return classes, strength


def border_weights(labels: np.ndarray, weight: float, sigma: float) -> np.ndarray:
    """Weights of the pixels between close objects, so that the network learns to part them.

    The second term of Equation 2 of Ronneberger et al. 2015:
    ``weight * exp(-(d1 + d2)^2 / (2 sigma^2))``, with the distances d1 and d2 to the borders of
    the nearest and of the second nearest object, in pixels from centre to centre. An object is
    a group of pixels of one class that touch by side or corner. Its border are those of its
    pixels that have a neighbour by side outside it, in the array.

    Distances to an object are computed in its bounding box, 5 ``sigma`` larger on each side.
    Beyond that the weight is below 4e-6 ``weight``, and is taken for 0.

    Args:
        labels: uint8 (rows, columns), 0 background, `UNLABELLED` where nothing is known.
        weight: w0 of the equation.
        sigma: Standard deviation in pixels, above 0.

    Returns:
        float32 (rows, columns) from 0 to ``weight``.
    """
    objects = label(np.where(labels == UNLABELLED, 0, labels), connectivity=2)
    boxes = find_objects(objects)
    first = np.full(labels.shape, np.inf, np.float32)
    second = first.copy()
    if len(boxes) < 2:
        return np.zeros(labels.shape, np.float32)
    reach = math.ceil(_REACH * sigma)
    for number, box in enumerate(boxes, 1):
        around = tuple(slice(max(side.start - reach, 0), side.stop + reach) for side in box)
        inside = objects[around] == number
        border = inside & ~binary_erosion(inside, border_value=1)
        distance = distance_transform_edt(~border).astype(np.float32)
        second[around] = np.minimum(second[around], np.maximum(first[around], distance))
        first[around] = np.minimum(first[around], distance)
    exponents = -((first + second) ** 2) / np.float32(2 * sigma**2)
    return np.float32(weight) * np.exp(exponents)


def pixel_weights(
    labels: np.ndarray,
    strength: np.ndarray,
    loss_weight: float,
    border_weight: float,
    border_sigma: float,
) -> np.ndarray:
    """How much each pixel counts in the loss.

    Args:
        labels: uint8 (rows, columns), `UNLABELLED` where nothing is known.
        strength: float32 (rows, columns) in 0-1, as `widen` gives it.
        loss_weight: By how much a feature pixel counts more than the background.
        border_weight: Weight of pixels between close objects, see `border_weights`; 0: none.
        border_sigma: Its standard deviation in pixels.

    Returns:
        float32 (rows, columns): 1 for background, 1 + ``loss_weight`` for features, and the
        border weight on top; 0 where nothing is known.
    """
    weights = np.float32(1) + np.float32(loss_weight) * strength
    if border_weight > 0:
        weights = weights + border_weights(labels, border_weight, border_sigma)
    return np.where(labels == UNLABELLED, np.float32(0), weights)


def targets_reach(settings: TrainingSettings, epoch: int) -> int:
    """Pixels around a patch in which labels change its targets.

    Border weights of objects further away than three sigma are left out; they are below 1.2 % of
    the largest.
    """
    distance = settings.solid_distance + settings.blur_distance(epoch)
    if settings.border_weight:
        distance = max(distance, 3 * settings.border_sigma)
    return math.ceil(distance)


def make_targets(labels: np.ndarray, settings: TrainingSettings, epoch: int) -> np.ndarray:
    """Makes the targets of a patch, with which the loss compares.

    Args:
        labels: uint8 (rows, columns): 0 background, 1… classes, 255 unknown.
        settings: Of the training.
        epoch: Number of the epoch, from 0, for the blur distance.

    Returns:
        float32 (rows, columns, 4): the label (0 where unknown), the weight (0 where unknown), the
        class of the nearest feature and its strength, in the channels `LABEL`, `WEIGHT`, `CLASS`
        and `STRENGTH`.
    """
    classes, strength = widen(labels, settings.solid_distance, settings.blur_distance(epoch))
    targets = np.empty((*labels.shape, 4), np.float32)
    targets[..., LABEL] = np.where(labels == UNLABELLED, 0, labels)
    targets[..., WEIGHT] = pixel_weights(
        labels, strength, settings.loss_weight, settings.border_weight, settings.border_sigma
    )
    targets[..., CLASS] = classes
    targets[..., STRENGTH] = strength
    return targets
