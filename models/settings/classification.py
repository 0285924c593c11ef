"""Settings of a classification."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.device_options import AUTOMATIC
from ...core.messages import tr
from .parameter import DEVICE, PRECISION, Parameter, setting


@dataclass(frozen=True)
class ClassifySettings:
    """How a class activation raster is computed; the metadata of the fields says what each is."""

    tile_size: int = setting(
        0,
        Parameter(
            tr("Tile size (pixels)"),
            tr(
                "Side of the tiles that the network is given; 0: automatic. Smaller ones take "
                "less memory and more time."
            ),
            advanced=True,
        ),
    )
    pixel_size: float | None = setting(
        None,
        Parameter(
            tr("Pixel size (metres)"),
            tr(
                "The image is resampled to it for the network; the result has the image's own "
                "pixels all the same. Not set: automatic, only where the image's pixels are more "
                "than 1.5 times larger or smaller than those that the model was trained on. 0: "
                "never, the image is taken as it is."
            ),
            advanced=True,
            optional=True,
        ),
    )
    adapt: float | None = setting(
        None,
        Parameter(
            tr("Adapt the model to the image (minutes)"),
            tr(
                "The model learns for about so long from what it and a plain index agree on in "
                "this image, without labels. Not set: 2 minutes with the starter model that comes "
                "with Scarp, none with another one. 0: none."
            ),
            optional=True,
        ),
    )
    precision: str = setting(AUTOMATIC, PRECISION)
    device: str = setting(AUTOMATIC, DEVICE)
    augment: bool = setting(
        False,
        Parameter(
            tr("Average over flips and turns"),
            tr(
                "Classify each tile in eight positions and average: better, but it takes eight "
                "times as long."
            ),
            advanced=True,
        ),
    )
