"""The worker's job ``classify``, and what is seen of it."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass

import paths  # noqa: F401
from common.running import Observed
from scarp.core.rasters.raster import Raster
from scarp.models.settings import ClassifySettings
from scarp.runtime.client import Worker

#: How the message begins that comes when Keras is loaded and the device is chosen.
_BEGINNING = "Classification runs on"


@dataclass(frozen=True)
class Classified:
    """An image that was classified.

    Attributes:
        pixels: Of the class activation raster.
        device: Name of the device.
        precision: Keras's data type policy.
        seconds: From when Keras was loaded to the result.
        all_seconds: From the start of the worker to its end.
        peak: Most bytes of main memory that the worker held at a time.
    """

    pixels: int
    device: str
    precision: str
    seconds: float
    all_seconds: float
    peak: int

    @property
    def megapixels_a_second(self) -> float:
        """Output megapixels a second, the worker's start not counted."""
        return self.pixels / 1e6 / self.seconds


def classify(image: str, model: str, output: str, device: str, tile_size: int = 0) -> Classified:
    """Classifies an image as the toolbox step does: in a worker, from file to file.

    Args:
        image: The image.
        model: The model.
        output: The class activation raster.
        device: One of `scarp.core.device_options.DEVICES`.
        tile_size: Side of the tiles in pixels; 0: automatic.
    """
    settings = asdict(ClassifySettings(tile_size=tile_size, device=device))
    worker = Worker(sys.executable)
    observed = Observed(worker)
    worker.run(
        "classify",
        {"image": image, "model": model, "output": output, "settings": settings},
        observed,
    )
    ended = observed.seconds
    begun = next(said for message, said in observed.said.items() if message.startswith(_BEGINNING))
    with Raster(output) as made:
        rows, columns = made.shape
    return Classified(
        rows * columns,
        begun.values["device"],
        begun.values["precision"],
        observed.last_look - begun.seconds,
        ended,
        observed.peak,
    )
