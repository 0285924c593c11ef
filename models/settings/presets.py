"""Presets: settings that go together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .parameter import parameters_of
from .training import SGD, TrainingSettings

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
    """

    training: TrainingSettings
    width: int
    patch_size: int

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
)
PRESET_OF_PAPER, QUICK_LOOK, STANDARD = 1, 2, 3
