"""Whether an image's pixels are of the size that a model was trained on."""

from __future__ import annotations

from typing import Protocol

from ...core.messages import Progress, tr
from ..model_file import Model

#: Pixels larger or smaller by more than this factor are of another size to a network.
_OTHER_PIXELS = 1.5
#: Earlier models give the side of a pixel in degrees where their rasters' CRS had these.
_LEAST_METRES, _METRES_PER_DEGREE = 1e-3, 111_320.0


class PlacedSource(Protocol):
    """An image that has a place on the map, such as a `Raster` of `core`.

    Attributes:
        path: Where it is.
        pixel_size: Side of its pixels in metres.
    """

    path: str

    @property
    def pixel_size(self) -> float:
        """Side of its pixels in metres."""


def choose_pixel_size(model: Model, found: float, wanted: float | None) -> float | None:
    """Chooses the size of pixels that a network is given.

    Args:
        model: The model.
        found: Side of the image's pixels in metres.
        wanted: As `ClassifySettings.pixel_size`: None for automatic, 0 for the image as it is.

    Returns:
        Side in metres of the pixels to resample to; None: the image is taken as it is.
    """
    if wanted is not None:
        return wanted or None
    known = [_in_metres(size) for size in model.pixel_sizes or (model.pixel_size,) if size]
    if not known or _are_alike(found, known[0], known[-1]):
        return None
    return known[0] if found < known[0] else known[-1]


def warn_of_other_pixels(trained: float, raster: PlacedSource, progress: Progress) -> None:
    """Says where an image's pixels are of another size than those of a training.

    Args:
        trained: Side of the training's pixels in metres, 0 where it is not known.
        raster: The image.
        progress: Told of it.
    """
    if not trained:
        return
    trained = _in_metres(trained)
    if not _are_alike(raster.pixel_size, trained, trained):
        progress(
            None,
            tr(
                "The pixels of {path} are of {found:.3g} m, those that the model was trained on of "
                "{trained:.3g} m: landslides look different to it. Bring the image to that pixel "
                "size first, with Raster > Projections > Warp."
            ),
            path=raster.path,
            found=raster.pixel_size,
            trained=trained,
        )


def _in_metres(size: float) -> float:
    return size if size >= _LEAST_METRES else size * _METRES_PER_DEGREE


def _are_alike(found: float, least: float, greatest: float) -> bool:
    return least / _OTHER_PIXELS <= found <= greatest * _OTHER_PIXELS
