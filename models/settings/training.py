"""Settings of a training."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...core.device_options import AUTOMATIC
from ...core.messages import tr
from .parameter import DEVICE, PRECISION, Parameter, setting

SGD, ADAMW = "SGD with momentum 0.99", "AdamW"
SGD_COSINE = "SGD with warm-up and cosine decay"
DICE = "cross-entropy + Dice"
EACH_IMAGE, EACH_IMAGE_ALIKE = "each image", "each image, bands alike"
#: Labels of the values, in the order of the toolbox's enumerations.
OPTIMIZERS = {
    SGD: tr("SGD with momentum 0.99"),
    ADAMW: "AdamW",
    SGD_COSINE: tr("SGD with warm-up and cosine decay"),
}
LOSSES = {"cross-entropy": tr("Cross-entropy"), DICE: tr("Cross-entropy + Dice")}
NORMALISATIONS = {
    "training rasters": tr("By the training rasters"),
    EACH_IMAGE: tr("By each image"),
    EACH_IMAGE_ALIKE: tr("By each image, all bands alike"),
}
#: Learning rates of the optimizers, where none is given.
LEARNING_RATES = {SGD: 1e-4, ADAMW: 1e-3, SGD_COSINE: 1e-3}


@dataclass(frozen=True)
class TrainingSettings:
    """How a network is trained; the metadata of the fields says what each is.

    The class weight and the blur distance fall in equal steps from the first epoch to the last. Of
    the patches, ``straight_share`` (0 to 1) are turned by whole quarters only and not scaled, so
    that their pixels are those of the image, as when it is classified: interpolation smooths the
    others.
    """

    epochs: int = setting(
        30,
        Parameter(
            tr("Epochs"),
            tr("After each, the model is validated. 30 in the paper."),
            least=1,
        ),
    )
    patches_per_epoch: int = setting(
        500,
        Parameter(
            tr("Patches per epoch"),
            tr("0: as many as cover the labelled area twice. 500 in the paper."),
        ),
    )
    patches_per_batch: int = setting(
        1,
        Parameter(
            tr("Patches per batch"),
            tr(
                "Patches between two changes of the weights; 0: as many as fit, 16 at most. "
                "Halved where memory runs out. 1 in the paper."
            ),
        ),
    )
    class_weight_min: float = setting(
        0.0,
        Parameter(
            tr("Class weight, minimum"),
            tr(
                "Class weight of the last epoch. With class weight w, a share of w / (1 + w) of "
                "the patches is centred on a feature; the others lie anywhere."
            ),
            advanced=True,
        ),
    )
    class_weight_max: float = setting(
        1.0,
        Parameter(
            tr("Class weight, maximum"),
            tr("Class weight of the first epoch; it falls evenly. About 0.8 in the paper."),
            advanced=True,
        ),
    )
    loss: str = setting(
        "cross-entropy",
        Parameter(
            tr("Loss"),
            tr("Weighted cross-entropy, as in the paper, or the Dice loss added to it."),
            choices=LOSSES,
            name="LOSS_FUNCTION",
            advanced=True,
        ),
    )
    loss_weight: float = setting(
        0.0,
        Parameter(
            tr("Loss weight"),
            tr(
                "How much the loss favours feature pixels: they weigh 1 + this number. "
                "0: all alike. 0.70 in the paper."
            ),
            advanced=True,
        ),
    )
    solid_distance: float = setting(
        0.0,
        Parameter(
            tr("Solid distance (pixels)"),
            tr("Features are widened by it: for lines and points, or labels drawn narrowly."),
            advanced=True,
        ),
    )
    blur_min: float = setting(
        0.0,
        Parameter(
            tr("Blur distance, minimum (pixels)"),
            tr("Width of the rim over which a feature fades out, in the last epoch."),
            advanced=True,
        ),
    )
    blur_max: float = setting(
        0.0,
        Parameter(
            tr("Blur distance, maximum (pixels)"),
            tr(
                "The same in the first epoch; it falls evenly. It helps to find features "
                "whose edges are uncertain. 3.8566 in the paper."
            ),
            advanced=True,
        ),
    )
    border_weight: float = setting(
        0.0,
        Parameter(
            tr("Border weight"),
            tr(
                "Additional weight of pixels between features that lie close together (w0 of "
                "Ronneberger et al. 2015, where it is 10); 0: none."
            ),
            advanced=True,
        ),
    )
    border_sigma: float = setting(
        5.0,
        Parameter(
            tr("Border distance (pixels)"),
            tr("Distance over which the border weight falls (sigma)."),
            least=0.1,
            advanced=True,
        ),
    )
    augment_rotation: bool = setting(
        True, Parameter(tr("Augment: rotation"), tr("Turn each patch by a random angle."))
    )
    augment_scale: bool = setting(
        True,
        Parameter(tr("Augment: scale"), tr("Scale each patch by a random factor, 0.8 to 1.25.")),
    )
    augment_flip: bool = setting(
        True, Parameter(tr("Augment: flip"), tr("Mirror half of the patches."))
    )
    augment_brightness: bool = setting(
        True,
        Parameter(
            tr("Augment: brightness"),
            tr("Change brightness and contrast of each band a little."),
        ),
    )
    augment_gamma: bool = setting(
        False,
        Parameter(
            tr("Augment: gamma"),
            tr("Change the tone curve of half of the patches."),
            advanced=True,
            optional=True,
        ),
    )
    augment_saturation: bool = setting(
        False,
        Parameter(
            tr("Augment: saturation"),
            tr("Make the colours of half of the patches stronger or weaker."),
            advanced=True,
            optional=True,
        ),
    )
    augment_bands: bool = setting(
        False,
        Parameter(
            tr("Augment: exchange of bands"),
            tr("Put the bands of half of the patches into another order."),
            advanced=True,
            optional=True,
        ),
    )
    augment_haze: bool = setting(
        False,
        Parameter(
            tr("Augment: haze"),
            tr("Mix a bright veil into half of the patches."),
            advanced=True,
            optional=True,
        ),
    )
    augment_shadow: bool = setting(
        False,
        Parameter(
            tr("Augment: shadow"),
            tr("Darken parts of half of the patches."),
            advanced=True,
            optional=True,
        ),
    )
    augment_blur: bool = setting(
        False,
        Parameter(
            tr("Augment: blur"),
            tr("Blur half of the patches, as if a coarser sensor had seen them."),
            advanced=True,
            optional=True,
        ),
    )
    augment_noise: bool = setting(
        False,
        Parameter(
            tr("Augment: noise"),
            tr("Add noise to half of the patches."),
            advanced=True,
            optional=True,
        ),
    )
    band_dropout: float = setting(
        0.25,
        Parameter(
            tr("Band dropout"),
            tr(
                "Of a stack of two dates and the terrain: the share of the patches from which the "
                "bands from before the event are left out, and likewise those of the terrain, so "
                "that the network learns to do without where they lack data."
            ),
            most=1,
            advanced=True,
            optional=True,
            of_preset=False,
        ),
    )
    straight_share: float = 0.0
    normalisation: str = setting(
        "training rasters",
        Parameter(
            tr("Normalisation"),
            tr(
                "By the training rasters: brightness as such tells something. By each image: for "
                "images of other dates or sensors; an image should be large and show land mostly. "
                "All bands alike: one scale for all bands, which keeps their colours."
            ),
            choices=NORMALISATIONS,
            advanced=True,
            of_preset=False,
        ),
    )
    optimizer: str = setting(
        "AdamW",
        Parameter(
            tr("Optimizer"),
            tr(
                "SGD has a momentum of 0.99; with a fixed learning rate it is that of the paper. "
                "With warm-up and cosine decay, as of AdamW, the rate rises at first and falls to "
                "0 at the end."
            ),
            choices=OPTIMIZERS,
        ),
    )
    learning_rate: float = setting(
        0.0,
        Parameter(
            tr("Learning rate"),
            tr("The highest value. Not set, or 0: 0.0001 for SGD with a fixed rate, else 0.001."),
            advanced=True,
            optional=True,
        ),
    )
    freeze_encoder: bool = setting(
        False,
        Parameter(
            tr("Freeze the encoder"),
            tr("Train only the decoder of a trained model: for few new labels."),
            advanced=True,
            of_preset=False,
        ),
    )
    patience: int = setting(
        0,
        Parameter(
            tr("Patience (epochs)"),
            tr("Stop after so many epochs without a lower validation loss; 0: never."),
            advanced=True,
            of_preset=False,
        ),
    )
    precision: str = setting(AUTOMATIC, PRECISION)
    device: str = setting(AUTOMATIC, DEVICE)
    seed: int = setting(
        0, Parameter(tr("Seed"), tr("For all random draws."), advanced=True, of_preset=False)
    )

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
