"""Settings of a search for training parameters."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.messages import tr
from .parameter import Parameter, setting


@dataclass(frozen=True)
class SearchRanges:
    """From what a search for training parameters draws: (least, most) of each."""

    class_weight: tuple[float, float] = setting(
        (0.0, 3.0),
        Parameter(
            tr("Range of the class weight"),
            tr("In the first epoch; it falls evenly to the minimum given below."),
        ),
    )
    loss_weight: tuple[float, float] = setting(
        (0.0, 2.0),
        Parameter(
            tr("Range of the loss weight"),
            tr("How much more feature pixels weigh than others; 0: no more."),
        ),
    )
    solid_distance: tuple[float, float] = setting(
        (0.0, 2.0),
        Parameter(
            tr("Range of the solid distance (pixels)"),
            tr("By how much features are widened."),
        ),
    )
    blur_distance: tuple[float, float] = setting(
        (0.0, 6.0),
        Parameter(
            tr("Range of the blur distance (pixels)"),
            tr("In the first epoch; it falls evenly to the minimum given below."),
        ),
    )
    learning_rate: tuple[float, float] = setting(
        (2e-4, 5e-3),
        Parameter(
            tr("Range of the learning rate"),
            tr("Drawn evenly in its logarithm."),
            least=1e-9,
        ),
    )
