"""Fitting a trained network to images with other bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

#: The only weights whose shapes depend on the number of bands; the second is ResUNet's.
_FIRST = ("down1_conv1/kernel", "down1_shortcut/kernel")


def weights_for_bands(
    weights: Mapping[str, np.ndarray], own: Sequence[str], wanted: Sequence[str]
) -> dict[str, np.ndarray]:
    """Gives a network's weights for other bands than it was trained on.

    A band that it knows by name, whatever the case, keeps its weights in the first convolution;
    another one gets the mean of those of all bands. All are scaled by the number of bands, so that
    the response to a grey image stays.

    Args:
        weights: By name, as `scarp.models.networks.build.weights_of` gives them.
        own: Names of the bands that the network was trained on.
        wanted: Names of the bands that it is to take.

    Returns:
        The weights by name; of the first convolution (rows, columns, bands, maps) in float32.
    """
    known, asked = ([name.strip().lower() for name in names] for names in (own, wanted))
    fitted = dict(weights)
    for path in _FIRST:
        if path not in weights:
            continue
        kernel = weights[path]
        mean = kernel.mean(axis=2)
        bands = [
            kernel[:, :, known.index(name)] if known.count(name) == 1 else mean for name in asked
        ]
        scaled = np.stack(bands, axis=2) * (len(own) / len(wanted))
        fitted[path] = scaled.astype(np.float32)
    return fitted
