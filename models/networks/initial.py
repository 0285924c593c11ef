"""Weights of networks before any training."""

from __future__ import annotations

import keras


def initial_kernels(seed: int | None) -> keras.initializers.Initializer:
    """Returns the initializer of kernels (He et al. 2015).

    Args:
        seed: Of all that is drawn. None: zeros, for weights that are to be replaced; JAX compiles
            what draws anew for each shape, which takes a minute on a CPU.
    """
    if seed is None:
        return keras.initializers.Zeros()
    return keras.initializers.HeNormal(seed=keras.random.SeedGenerator(seed))
