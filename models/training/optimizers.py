"""The optimizers that a network is trained with."""

from __future__ import annotations

import keras

from ..settings import ADAMW, SGD, TrainingSettings

_MOMENTUM = 0.99
#: Share of the steps in which the learning rate rises.
_WARM_UP = 0.05


def make_optimizer(
    settings: TrainingSettings, steps: int, precision: str = "float32"
) -> keras.optimizers.Optimizer:
    """Makes the optimizer.

    SGD with momentum 0.99 and a fixed learning rate, as in Zhang et al. 2020; or the same or AdamW
    (Loshchilov & Hutter 2019) with a learning rate that rises over the first twentieth of the
    steps and then falls to 0 as a cosine (Loshchilov & Hutter 2017). In float16 the loss is scaled,
    so that small gradients do not become 0 (Micikevicius et al. 2018).

    Args:
        settings: Of the training.
        steps: Changes of the weights in all.
        precision: Keras's data type policy of the network.
    """
    optimizer = _in_full_precision(settings, steps)
    if precision == "mixed_float16":
        # Keras does so itself only for models that have the policy, not for those of such layers.
        return keras.optimizers.LossScaleOptimizer(optimizer)
    return optimizer


def _in_full_precision(settings: TrainingSettings, steps: int) -> keras.optimizers.Optimizer:
    rate = settings.rate
    if settings.optimizer == SGD:
        return keras.optimizers.SGD(rate, momentum=_MOMENTUM)
    warm_up = int(_WARM_UP * steps)
    schedule = keras.optimizers.schedules.CosineDecay(
        rate / (warm_up + 1), steps - warm_up, warmup_target=rate, warmup_steps=warm_up
    )
    if settings.optimizer == ADAMW:
        return keras.optimizers.AdamW(schedule)
    return keras.optimizers.SGD(schedule, momentum=_MOMENTUM)
