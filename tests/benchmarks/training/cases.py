"""What the benchmark of training measures: networks, ways of training, lengths."""

from __future__ import annotations

from dataclasses import dataclass, replace

import paths  # noqa: F401
from scarp.models.settings import NetworkSettings, TrainingSettings

#: How often bare steps and training take turns, so that a drift of the machine shows.
ROUNDS = 2
#: So large that no epoch ends, and no validation begins, while the clock runs.
_ENDLESS = 1_000_000
_DEFAULTS = TrainingSettings(patches_per_epoch=_ENDLESS)
#: Ways of training by name; with everything on, as much as Zhang et al. 2020 do and more.
WAYS = {
    "defaults": _DEFAULTS,
    "everything on": replace(_DEFAULTS, blur_max=3.8566, border_weight=10.0, loss_weight=0.7),
}


@dataclass(frozen=True)
class Case:
    """A network that is trained.

    Attributes:
        title: For the table.
        network: The network.
        patches_per_batch: Patches in a step.
        ways: Names of `WAYS` that it is trained in.
        warm_up: Steps that are not counted: the graph is built in them, and memory allocated.
        steps: Least number of steps that are counted, in each round.
        seconds: Least time that is counted, in each round.
    """

    title: str
    network: NetworkSettings
    patches_per_batch: int
    ways: tuple[str, ...]
    warm_up: int
    steps: int
    seconds: float


#: Cases by name. A step of the full network takes 5 to 10 s on two cores without AMX.
CASES = {
    "full": Case("ENVINet5 64, 572 px", NetworkSettings(), 1, ("defaults",), 2, 3, 5.0),
    "demo": Case(
        "ENVINet5 12, 380 px",
        NetworkSettings(bands=4, patch_size=380, width=12),
        1,
        tuple(WAYS),
        10,
        10,
        10.0,
    ),
    "resunet": Case(
        "ResUNet 16, 8 x 128 px",
        NetworkSettings("ResUNet", bands=4, patch_size=128, width=16),
        8,
        tuple(WAYS),
        10,
        10,
        10.0,
    ),
}


def quick(case: Case) -> Case:
    """A case so small that it only shows whether the benchmark works."""
    network = replace(case.network, width=4)
    return replace(case, network=network, warm_up=1, steps=2, seconds=0.0)
