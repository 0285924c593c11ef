"""Settings of what is learned: plain values, made without Keras."""

from __future__ import annotations

from dataclasses import dataclass, replace

#: Values in the order of the toolbox's enumerations.
OPTIMIZERS = ("SGD with momentum 0.99", "AdamW", "SGD with warm-up and cosine decay")
#: Learning rates of the optimizers, where none is given.
LEARNING_RATES = dict(zip(OPTIMIZERS, (1e-4, 1e-3, 1e-3)))
LOSSES = ("cross-entropy", "cross-entropy + Dice")
NORMALISATIONS = ("training rasters", "each image")
NORMS = ("batch", "group")
PRECISIONS = ("automatic", "float32", "mixed")
DEVICES = ("automatic", "CPU", "GPU", "all GPUs")


@dataclass(frozen=True)
class NetworkSettings:
    """A network before any training.

    Attributes:
        network: A name of `scarp.models.networks.NETWORKS`.
        bands: Bands of the images.
        patch_size: Side of a training patch in pixels.
        classes: Names of the classes, without the background.
        width: Feature maps of the first level.
        seed: Of the initial weights; None: zeros.
        norm: Normalisation layers of networks that have such, one of `NORMS`.
    """

    network: str = "ENVINet5"
    bands: int = 3
    patch_size: int = 572
    classes: tuple[str, ...] = ("landslide",)
    width: int = 64
    seed: int | None = 0
    norm: str = "batch"

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
        patches_per_batch: Patches that are trained on at once; 0: as many as fit, 16 at most.
        class_weight_min: Class weight of the last epoch.
        class_weight_max: Class weight of the first epoch. The class weight falls in equal steps
            from one to the other. With class weight w, a share of w / (1 + w) of the patches is
            centred on a feature pixel, the others anywhere in the labelled area: 0 means no
            preference, 1 one half, 3 three quarters.
        loss: One of `LOSSES`.
        loss_weight: How much the loss favours feature pixels: they weigh 1 + ``loss_weight``.
        solid_distance: Pixels by which features are widened.
        blur_min: Pixels over which a feature fades outward in the last epoch.
        blur_max: The same in the first epoch; the blur distance falls in equal steps.
        border_weight: Weight w0 of pixels between close objects (Ronneberger et al. 2015, Eq. 2);
            0: none.
        border_sigma: Distance in pixels over which the border weight falls.
        augment_rotation: Turn each patch by a random angle.
        augment_scale: Scale each patch by a random factor of 0.8 to 1.25.
        augment_flip: Mirror half of the patches.
        augment_brightness: Change brightness and contrast of each band a little.
        straight_share: Share of the patches, 0 to 1, that are turned by whole quarters only and
            are not scaled, so that their pixels are those of the image, as of those that are
            classified: interpolation smooths the others.
        normalisation: What values are normalised by, one of `NORMALISATIONS`.
        optimizer: One of `OPTIMIZERS`.
        learning_rate: Of the optimizer, at its highest; 0: that of `LEARNING_RATES`.
        freeze_encoder: Train the decoder only.
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
    loss: str = "cross-entropy"
    loss_weight: float = 0.0
    solid_distance: float = 0.0
    blur_min: float = 0.0
    blur_max: float = 0.0
    border_weight: float = 0.0
    border_sigma: float = 5.0
    augment_rotation: bool = True
    augment_scale: bool = True
    augment_flip: bool = True
    augment_brightness: bool = True
    straight_share: float = 0.0
    normalisation: str = "training rasters"
    optimizer: str = "AdamW"
    learning_rate: float = 0.0
    freeze_encoder: bool = False
    patience: int = 0
    precision: str = "automatic"
    device: str = "automatic"
    seed: int = 0

    @property
    def rate(self) -> float:
        """The learning rate, also where it is left to the optimizer."""
        return self.learning_rate or LEARNING_RATES[self.optimizer]

    @property
    def with_rate(self) -> TrainingSettings:
        """The same, with the learning rate itself where it is left to the optimizer."""
        return replace(self, learning_rate=self.rate)

    def class_weight(self, epoch: int) -> float:
        """The class weight of an epoch, from 0."""
        return self._falling(self.class_weight_max, self.class_weight_min, epoch)

    def blur_distance(self, epoch: int) -> float:
        """The blur distance of an epoch, from 0, in pixels."""
        return self._falling(self.blur_max, self.blur_min, epoch)

    def _falling(self, first: float, last: float, epoch: int) -> float:
        return first + (last - first) * epoch / max(self.epochs - 1, 1)


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
    optimizer="SGD with momentum 0.99",
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


@dataclass(frozen=True)
class SearchRanges:
    """From what a search for training parameters draws: (least, most) of each.

    Attributes:
        class_weight: Of the first epoch.
        loss_weight: As of `TrainingSettings`.
        solid_distance: As of `TrainingSettings`.
        blur_distance: Of the first epoch.
        learning_rate: Drawn uniformly in its logarithm.
    """

    class_weight: tuple[float, float] = (0.0, 3.0)
    loss_weight: tuple[float, float] = (0.0, 2.0)
    solid_distance: tuple[float, float] = (0.0, 2.0)
    blur_distance: tuple[float, float] = (0.0, 6.0)
    learning_rate: tuple[float, float] = (2e-4, 5e-3)


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
