"""What is compared: the settings of networks and trainings, by name."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, replace

import repository
from indices import INDICES

sys.path.insert(0, str(repository.ROOT / "tests" / "starter"))

import recipe
from scarp.models.settings import PAPER, NetworkSettings, TrainingSettings

_NETWORK = NetworkSettings()
_TRAINING = TrainingSettings()
#: Configurations that are measured on all rows; the others, ablations, on two.
MAIN = (*INDICES, "paper", "default", "starter")
#: What differs in the starter's training, but for how much it learns at a time.
_STARTER = {
    name: value
    for name, value in asdict(recipe.TRAINING).items()
    if value != getattr(_TRAINING, name) and not name.startswith(("epochs", "patches"))
}
#: Switches of the starter's changes of colour that are on.
_COLOURS = [name for name, value in _STARTER.items() if name.startswith("augment_") and value]
#: What differs from the starter's training, to see what each change of colour is good for.
_STARTER_DIFFERENCES = {
    **{f"starter, no {name.removeprefix('augment_')}": {name: False} for name in _COLOURS},
    "starter, colours as they are": dict.fromkeys(_COLOURS, False),
    "starter, bands exchanged too": {"augment_bands": True},
}
#: Each differs from the default by these settings of the network or of the training, whatever
#: fields of theirs; the default one is what the settings are when nothing is said. One that does
#: not differ is left out, so both sides of a choice may stand here.
_DIFFERENCES: tuple[tuple[str, dict, dict], ...] = (
    ("ENVINet5", {"network": "ENVINet5"}, {"patches_per_batch": 1}),
    ("ResUNet, 4 patches a batch", {"network": "ResUNet"}, {"patches_per_batch": 4}),
    ("UNet, 8 patches a batch", {"network": "UNet"}, {"patches_per_batch": 8}),
    (
        "UNet, 8 patches a batch, as the starter is trained",
        {"network": "UNet"},
        {**_STARTER, "patches_per_batch": 8},
    ),
    ("SGD, rate fixed", {}, {"optimizer": "SGD with momentum 0.99"}),
    ("AdamW", {}, {"optimizer": "AdamW"}),
    ("SGD, cosine", {}, {"optimizer": "SGD with warm-up and cosine decay"}),
    ("cross-entropy + Dice", {}, {"loss": "cross-entropy + Dice"}),
    (
        "the paper's blur, loss weight, border weight",
        {},
        {"blur_max": 3.8566, "loss_weight": 0.7, "border_weight": 10.0},
    ),
    (
        "no augmentation",
        {},
        {
            "augment_rotation": False,
            "augment_scale": False,
            "augment_flip": False,
            "augment_brightness": False,
        },
    ),
    ("no patch straight", {}, {"straight_share": 0.0}),
    ("half the patches straight", {}, {"straight_share": 0.5}),
    ("all patches straight", {}, {"straight_share": 1.0}),
    ("normalised by the training rasters", {}, {"normalisation": "training rasters"}),
    ("normalised by each image", {}, {"normalisation": "each image"}),
)


@dataclass(frozen=True)
class Configuration:
    """A network and how it is trained, before they are scaled.

    Attributes:
        name: As in the table.
        network: The network.
        training: How it is trained.
        is_starter: Whether it is made as the starter is: in its own size, from all data.
        is_adapted: Whether it is verified a second time, after it has been adapted to the scene.
    """

    name: str
    network: NetworkSettings
    training: TrainingSettings
    is_starter: bool = False
    is_adapted: bool = False


def learned_configurations() -> dict[str, Configuration]:
    """All configurations but the indices, by name: the paper's, the default, and what differs.

    The paper's is ENVINet5 trained by `PAPER`.
    """
    listed = [
        Configuration("paper", replace(_NETWORK, network="ENVINet5"), PAPER),
        Configuration("default", _NETWORK, _TRAINING),
        Configuration("starter", recipe.NETWORK, recipe.TRAINING, is_starter=True, is_adapted=True),
    ]
    for name, changed in _STARTER_DIFFERENCES.items():
        training = replace(recipe.TRAINING, **changed)
        listed.append(Configuration(name, recipe.NETWORK, training, is_starter=True))
    for name, network, training in _DIFFERENCES:
        changed = replace(_NETWORK, **network), replace(_TRAINING, **training)
        if changed != (_NETWORK, _TRAINING):
            listed.append(Configuration(name, *changed))
    return {configuration.name: configuration for configuration in listed}


def configuration_names() -> list[str]:
    """Names of all configurations, in the order of the table."""
    return [*INDICES, *learned_configurations()]
