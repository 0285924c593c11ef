"""Settings of a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...core.messages import tr
from .parameter import Parameter, setting

#: Names of the networks, and labels of normalisation layers, in the order of the toolbox's
#: enumerations.
NETWORKS = ("ENVINet5", "ResUNet", "UNet")
NORMS = {"batch": tr("Batch"), "group": tr("Group")}


@dataclass(frozen=True)
class NetworkSettings:
    """A network before any training; the metadata of the fields says what each is.

    A `seed` of None makes all weights zeros.
    """

    network: str = setting(
        "ENVINet5",
        Parameter(
            tr("Network"),
            tr(
                "ENVINet5: the U-Net of Zhang et al. 2020. ResUNet: a U-Net of residual units with "
                "padding, whose output is as large as the patch. UNet: a U-Net with padding and "
                "batch normalisation."
            ),
            choices={name: name for name in NETWORKS},
        ),
    )
    bands: int = setting(
        3, Parameter(tr("Bands"), tr("Number of bands of the images, 1 to 64."), least=1, most=64)
    )
    patch_size: int = setting(
        572,
        Parameter(
            tr("Patch size (pixels)"),
            tr(
                "Side of the patches that the network is trained on; 572 in the paper. ENVINet5 "
                "takes 188, 204, 220 … 572 …, and gives 184 pixels less; the others take "
                "multiples of 16. Another side is raised to the next of these."
            ),
            least=1,
        ),
    )
    classes: tuple[str, ...] = ("landslide",)
    width: int = setting(
        64,
        Parameter(
            tr("Width of the network"),
            tr(
                "Feature maps of the first level; each level has twice as many. 64 as in the "
                "paper; 16 takes a sixteenth of the arithmetic, for small areas or a computer "
                "without GPU."
            ),
            least=1,
            most=512,
        ),
    )
    norm: str = setting(
        "batch",
        Parameter(
            tr("Normalisation layers"),
            tr(
                "ResUNet only. Batch: the values of the class activation raster do not depend on "
                "how the image is cut into tiles. Group: they do, slightly."
            ),
            choices=NORMS,
            advanced=True,
        ),
    )
    seed: int | None = setting(
        0,
        Parameter(
            tr("Seed"),
            tr("For the random weights: the same seed gives the same model."),
            advanced=True,
        ),
    )

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> NetworkSettings:
        """Makes settings of what `dataclasses.asdict` gave, also after a way through JSON."""
        return cls(**{**values, "classes": tuple(values["classes"])})

    @property
    def outputs(self) -> int:
        """Maps of logits: one for one class, else one a class and one for the background."""
        return 1 if len(self.classes) == 1 else len(self.classes) + 1
