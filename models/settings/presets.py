"""Presets: settings that go together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .parameter import parameters_of
from .training import DICE, SGD, TrainingSettings

#: Training as in Zhang et al. 2020, sections 4.3 and 4.4. The paper leaves the learning rate and
#: the border weight open: these are Scarp's for SGD, and U-Net's.
PAPER = TrainingSettings(
    epochs=30,
    patches_per_epoch=500,
    patches_per_batch=1,
    class_weight_min=0.0,
    class_weight_max=0.8022,
    loss_weight=0.70,
    blur_min=0.0,
    blur_max=3.8566,
    border_weight=10.0,
    border_sigma=5.0,
    augment_rotation=True,
    augment_scale=True,
    augment_flip=False,
    augment_brightness=False,
    optimizer=SGD,
)


@dataclass(frozen=True)
class Preset:
    """Settings that go together.

    Attributes:
        training: How to train.
        width: Feature maps of the first level, of a network that is made for it.
        patch_size: Side of its patches in pixels.
        network: Name of that network; None: whichever is asked for.
        from_starter: Whether the starter is trained on where no model is named, for labels of one
            class and of no more than `FEW_LABELLED_PIXELS`.
    """

    training: TrainingSettings
    width: int
    patch_size: int
    network: str | None = None
    from_starter: bool = False

    @property
    def sizes(self) -> dict[str, int | str]:
        """The settings of a network that is made for it, by their names."""
        named = {"network": self.network} if self.network else {}
        return {**named, "width": self.width, "patch_size": self.patch_size}

    def instead_of(self, settings: TrainingSettings) -> TrainingSettings:
        """The preset's settings, but those of ``settings`` that no preset sets."""
        kept = {
            one.name: getattr(settings, one.name)
            for parameter, one in parameters_of(TrainingSettings).values()
            if not parameter.of_preset
        }
        return replace(self.training, **kept)


#: Presets in the order of the toolbox's enumeration; None: the settings as they are given.
PRESETS: tuple[Preset | None, ...] = (
    None,
    Preset(PAPER, width=64, patch_size=572),
    # To see within minutes whether labels and images are of use.
    Preset(TrainingSettings(epochs=10, patches_per_epoch=100, patches_per_batch=4), 12, 380),
    # About an hour on two cores without AMX.
    Preset(TrainingSettings(epochs=20, patches_per_epoch=250, patches_per_batch=4), 16, 380),
    # Under five minutes on two cores; how much it finds, `tests/benchmarks/ACCURACY.md` says.
    Preset(
        TrainingSettings(epochs=10, patches_per_epoch=240, patches_per_batch=8, loss=DICE),
        width=12,
        patch_size=128,
        network="UNet",
        from_starter=True,
    ),
)
#: Up to so many labelled pixels, two tiles of 128 x 128, the starter is trained on. With three
#: tiles it was better by less than 0.01 (F1), with one by 0.09.
FEW_LABELLED_PIXELS = 2 * 128**2
PRESET_OF_PAPER, QUICK_LOOK, STANDARD, FEW_POLYGONS = 1, 2, 3, 4
