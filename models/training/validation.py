"""Cutting validation images into tiles, and measuring a model on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

import numpy as np

from ...core.labels.values import UNLABELLED
from ...core.rasters.windows import Window, cut
from ..data.image_sources import LabelledSource
from ..data.normalisation import Normalisation, NormalisedSource, normalised
from ..data.window_sampling import choose_spread
from ..hardware.devices import choose_device, choose_precision, on_devices
from ..inference.compatibility import check_trained
from ..model_file import Model
from ..networks import legal_size_from, legal_size_up_to, network_class
from ..networks.build import load_network
from ..settings import TrainingSettings
from .evaluation import Scores, evaluate

_TILE = 512


def labelled_tiles(
    sources: Sequence[NormalisedSource], side: int, most: int
) -> list[tuple[NormalisedSource, Window]]:
    """Tiles without overlap that hold labelled pixels.

    Args:
        sources: Label rasters.
        side: Side of a tile in pixels.
        most: Where there are more tiles than this, so many are taken, as `choose_spread` does.

    Returns:
        Pairs of a source and a window, which may reach beyond it.
    """
    tiles = []
    for source in sources:
        for part in cut(source.shape, side, side):
            if np.any(source.labels(part) != UNLABELLED):
                tiles.append((source, Window(part.row, part.col, side, side)))
    return choose_spread(tiles, most)


def validation_tiles(
    model: Model,
    sources: Sequence[LabelledSource],
    normalisation: Normalisation,
    most_pixels: float = np.inf,
) -> list[tuple[NormalisedSource, Window]]:
    """Tiles as `scarp.models.training.evaluation.evaluate` takes them.

    Args:
        model: That is to be measured.
        sources: Label rasters.
        normalisation: Of the model.
        most_pixels: Where the tiles' inputs have more than this, only some are taken.
    """
    side = _input_side(model, sources)
    most = max(1, round(min(most_pixels / side**2, 1e9)))
    inner = side - 2 * network_class(model.network.network).context
    return labelled_tiles(normalised(sources, normalisation), inner, most)


def measure(
    model: Model,
    sources: Sequence[LabelledSource],
    settings: TrainingSettings,
    after_tile: Callable[[], None] = lambda: None,
) -> Scores:
    """Measures a trained model on all of some label rasters.

    Args:
        model: The model.
        sources: Label rasters.
        settings: Of its training, for device and precision.
        after_tile: Called after each tile; it may raise to cancel.
    """
    device = choose_device(settings.device)
    tiles = validation_tiles(model, sources, check_trained(model))
    with on_devices([device]):
        network = load_network(model, choose_precision(settings.precision, device))
        return evaluate(network, tiles, network_class(model.network.network).context, after_tile)


def _input_side(model: Model, sources: Sequence[LabelledSource]) -> int:
    """Side of the input of tiles.

    At least 512, of which less is lost at the edges; but no larger than the largest image needs.
    """
    kind = network_class(model.network.network)
    context = kind.context
    largest = max((max(source.shape) for source in sources), default=0)
    side = max(model.network.patch_size, legal_size_up_to(kind, _TILE))
    side = min(side, legal_size_from(kind, largest + 2 * context))
    return max(side, legal_size_from(kind, 2 * context + kind.stride))
