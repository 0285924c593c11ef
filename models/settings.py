"""Settings of what is learned: plain values, made without Keras."""

from __future__ import annotations

from dataclasses import dataclass

#: Values in the order of the toolbox's enumerations.
OPTIMIZERS = ("SGD with momentum 0.99", "AdamW")
PRECISIONS = ("automatic", "float32", "mixed")
DEVICES = ("automatic", "CPU", "GPU")


@dataclass(frozen=True)
class NetworkSettings:
    """A network before any training.

    Attributes:
        network: A name of `scarp.models.networks.NETWORKS`.
        bands: Bands of the images.
        patch_size: Side of a training patch in pixels.
        classes: Names of the classes, without the background.
        width: Feature maps of the first level.
        seed: Of the initial weights.
    """

    network: str = "ENVINet5"
    bands: int = 3
    patch_size: int = 572
    classes: tuple[str, ...] = ("landslide",)
    width: int = 64
    seed: int = 0

    @property
    def outputs(self) -> int:
        """Maps of logits: one for one class, else one a class and one for the background."""
        return 1 if len(self.classes) == 1 else len(self.classes) + 1


@dataclass(frozen=True)
class TrainingSettings:
    """How a network is trained.

    Attributes:
        epochs: Number of epochs.
        patches_per_epoch: Patches in an epoch; 0: as many as cover the labelled area twice.
        patches_per_batch: Patches that are trained on at once; 0: 4.
        class_weight_min: Class weight of the last epoch.
        class_weight_max: Class weight of the first epoch. The class weight falls in equal steps
            from one to the other. With class weight w, a share of w / (1 + w) of the patches is
            centred near a feature pixel, the others anywhere in the labelled area: 0 means no
            preference, 1 one half, 3 three quarters.
        augment_rotation: Turn each patch by a random angle.
        augment_scale: Scale each patch by a random factor of 0.8 to 1.25.
        augment_flip: Mirror half of the patches.
        optimizer: One of `OPTIMIZERS`.
        learning_rate: Of the optimizer; 0: 0.0001 for SGD, 0.001 for AdamW.
        patience: Stop after this many epochs without a lower validation loss; 0: never.
        precision: One of `PRECISIONS`.
        device: One of `DEVICES`.
        seed: Of all random draws.
    """

    epochs: int = 30
    patches_per_epoch: int = 500
    patches_per_batch: int = 1
    class_weight_min: float = 0.0
    class_weight_max: float = 1.0
    augment_rotation: bool = True
    augment_scale: bool = True
    augment_flip: bool = True
    optimizer: str = "AdamW"
    learning_rate: float = 0.0
    patience: int = 0
    precision: str = "automatic"
    device: str = "automatic"
    seed: int = 0


@dataclass(frozen=True)
class ClassifySettings:
    """How a class activation raster is computed.

    Attributes:
        tile_size: Side of an input tile in pixels; 0: automatic.
        augment: Average over the eight flips and quarter turns.
        precision: One of `PRECISIONS`.
        device: One of `DEVICES`.
    """

    tile_size: int = 0
    augment: bool = False
    precision: str = "automatic"
    device: str = "automatic"
