"""The rule for choosing a threshold, which is the same in every step and in the preview."""

from __future__ import annotations

from dataclasses import dataclass

from ..messages import Progress, no_progress, tr
from .cam import Cam
from .histogram import otsu

MODEL, OTSU, VALUE = "model", "Otsu", "value"
#: Sources of a threshold, in the order of the toolbox's enumeration.
SOURCES = (MODEL, OTSU, VALUE)


@dataclass(frozen=True)
class ChosenThreshold:
    """A threshold and where it comes from.

    Attributes:
        value: Pixels with at least this value are features, in 0-1.
        source: One of `SOURCES`.
    """

    value: float
    source: str

    @property
    def sentence(self) -> str:
        """A message with the field ``{threshold}``."""
        return {
            MODEL: tr("The threshold is {threshold:.3f}, as the model suggests."),
            OTSU: tr("The threshold is {threshold:.3f}, found by Otsu's method."),
            VALUE: tr("The threshold is {threshold:.3f}, as given."),
        }[self.source]


def choose_threshold(
    cam: str, source: str = MODEL, value: float = 0.0, progress: Progress = no_progress
) -> ChosenThreshold:
    """Chooses a threshold: the model's suggestion if the CAM has one, else Otsu's.

    Otsu's threshold is that of the highest class of each pixel (Zhang et al. 2020, section 5.2).

    Args:
        cam: Path of the class activation raster.
        source: One of `SOURCES`, the preferred one.
        value: The threshold if the source is `VALUE`.
        progress: Told the share of the CAM that Otsu's method has read, and the choice.

    Raises:
        ScarpError: if the CAM cannot be read or has no data, or Otsu's method finds no threshold.
    """
    if source == VALUE:
        chosen = ChosenThreshold(value, VALUE)
    else:
        with Cam(cam) as opened:
            suggested = opened.description.threshold
            if source == MODEL and suggested is not None:
                chosen = ChosenThreshold(suggested, MODEL)
            else:
                chosen = ChosenThreshold(otsu(opened.histogram(progress)), OTSU)
    progress(None, chosen.sentence, threshold=chosen.value)
    return chosen
