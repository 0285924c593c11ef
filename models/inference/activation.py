"""What a network gives, as class activation values."""

from __future__ import annotations

import keras
import numpy as np


def probabilities(logits: np.ndarray) -> np.ndarray:
    """Computes the probabilities of the classes, without the background.

    Args:
        logits: Of shape `(..., outputs)`: one output (sigmoid), or background and classes
            (softmax).

    Returns:
        float32 of shape `(..., classes)`, in 0-1.
    """
    if logits.shape[-1] == 1:
        return keras.ops.convert_to_numpy(keras.ops.sigmoid(logits))
    return keras.ops.convert_to_numpy(keras.ops.softmax(logits, axis=-1))[..., 1:]


def class_activation(
    network: keras.Model, image: np.ndarray, shape: tuple[int, int] | None = None
) -> np.ndarray:
    """Runs a network over one image.

    Args:
        network: A network that gives logits.
        image: float32 (rows, columns, bands), normalised.
        shape: Rows and columns of the part in the middle that is wanted; None: all.

    Returns:
        float32 (rows, columns, classes) in 0-1.
    """
    # A batch that is shared among devices needs something for each.
    shared = keras.distribution.distribution()
    copies = shared.num_model_replicas if shared else 1
    batch = np.ascontiguousarray(np.broadcast_to(image, (copies, *image.shape)))
    values = probabilities(network.predict_on_batch(batch))[0]
    if shape is None:
        return values
    top, left = ((given - kept) // 2 for given, kept in zip(values.shape, shape))
    return values[top : top + shape[0], left : left + shape[1]]
