"""Splitting a label raster's labelled area into a training and a validation part."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..messages import Progress, ScarpError, no_progress, tr
from ..rasters.blocks import near_blocks
from ..rasters.windows import blocks, strips
from .label_raster import LabelRaster
from .label_raster_writer import label_raster_writer
from .values import UNLABELLED

#: Ways to split, in the order of the toolbox's enumeration.
METHODS = ("blocks", "west to east", "north to south")
#: Guard distance that stands for `REACH`, or less where that would leave too little.
AUTOMATIC = -1
#: Pixels around a label that UNet sees, more than Scarp's other networks do: nearer to the
#: validation part, a training patch shows pixels of it.
REACH = 96
#: The largest automatic guard distance is this part of a training block's side. It leaves a quarter
#: of the pixels of a block that has validation blocks all around.
_SHARE_OF_SIDE = 4


@dataclass(frozen=True)
class SplitSettings:
    """Settings of `split_area`.

    Attributes:
        label_raster: Path of the label raster to split.
        training: Path of the training part.
        validation: Path of the validation part.
        fraction: Share of the labelled pixels that goes to training, between 0 and 1.
        method: One of `METHODS`. Blocks are squares drawn at random; the others cut once, and
            the western or the northern part is for training.
        block_size: Side of a block in pixels, if the method is "blocks".
        guard: Pixels on the training side within this distance of the validation part are left
            unlabelled, so that no patch sees both sides of a landslide; 0: none. `AUTOMATIC`:
            `REACH`, but at most a quarter of a block's side, or of the training part's rows or
            columns if there is a single cut.
        seed: Seed of the random blocks.
    """

    label_raster: str
    training: str
    validation: str
    fraction: float = 0.6
    method: str = "blocks"
    block_size: int = 256
    guard: int = AUTOMATIC
    seed: int = 0


@dataclass(frozen=True)
class SplitResult:
    """What the two parts hold.

    Attributes:
        training_pixels: Labelled pixels for training.
        validation_pixels: Labelled pixels for validation.
        training_features: Pixels with a class among `training_pixels`.
        validation_features: Pixels with a class among `validation_pixels`.
        guard: The guard distance in pixels.
        guarded_pixels: Labelled pixels that the guard distance leaves out of both parts.
    """

    training_pixels: int
    validation_pixels: int
    training_features: int
    validation_features: int
    guard: int
    guarded_pixels: int


def split_area(settings: SplitSettings, progress: Progress = no_progress) -> SplitResult:
    """Writes two label rasters on the same grid, each without the labels of the other.

    Args:
        settings: What to split, and how.
        progress: Told the share that is done.

    Raises:
        ScarpError: if the raster is no label raster or too small to be split, the guard distance
            leaves nothing, or an output cannot be written.
    """
    if Path(settings.training).absolute() == Path(settings.validation).absolute():
        raise ScarpError(tr("The training and the validation part need separate files."))
    with LabelRaster(settings.label_raster) as source:
        height, width = _block_shape(settings, source.shape)
        if settings.method == "blocks" and settings.guard > settings.block_size:
            raise ScarpError(
                tr("The guard distance is larger than the block size: choose larger blocks.")
            )
        labelled = _labelled_by_block(source, height, width, progress)
        is_validation = _choose_validation(labelled, settings)
        guard = _guard(settings, labelled, is_validation)
        return _write_parts(settings, source, (height, width), is_validation, guard, progress)


def _block_shape(settings: SplitSettings, shape: tuple[int, int]) -> tuple[int, int]:
    """Rows and columns of a block; for a cut, blocks are single columns or rows."""
    if settings.method == "west to east":
        return shape[0], 1
    if settings.method == "north to south":
        return 1, shape[1]
    return settings.block_size, settings.block_size


def _labelled_by_block(
    source: LabelRaster, height: int, width: int, progress: Progress
) -> np.ndarray:
    """int64 (rows of blocks, columns of blocks): labelled pixels of each block."""
    rows, cols = source.shape
    counts = np.zeros((-(-rows // height), -(-cols // width)), dtype=np.int64)
    for window in strips(source.shape):
        progress(0.3 * window.row / rows)
        known = source.labels(window) != UNLABELLED
        by_column = np.add.reduceat(known, np.arange(0, cols, width), axis=1, dtype=np.int64)
        np.add.at(counts, np.arange(window.row, window.row + window.height) // height, by_column)
    return counts


def _choose_validation(labelled: np.ndarray, settings: SplitSettings) -> np.ndarray:
    """bool, of the shape of ``labelled``: which blocks are for validation."""
    order = np.flatnonzero(labelled)
    if settings.method == "blocks":
        np.random.default_rng(settings.seed).shuffle(order)
    counts = np.cumsum(labelled.ravel()[order])
    if len(order) < 2:
        raise ScarpError(
            tr("The labelled area is too small to be split: choose smaller blocks or a cut.")
        )
    # So many blocks that their sum comes nearest to the fraction, and at least one on each side.
    nearest = int(np.argmin(np.abs(counts - settings.fraction * counts[-1]))) + 1
    training = order[: min(max(nearest, 1), len(order) - 1)]
    if settings.method == "blocks":
        is_validation = labelled.ravel() > 0
        is_validation[training] = False
    else:
        is_validation = np.arange(labelled.size) > training.max()
    return is_validation.reshape(labelled.shape)


def _guard(settings: SplitSettings, labelled: np.ndarray, is_validation: np.ndarray) -> int:
    """The guard distance in pixels, computed if it is automatic."""
    if settings.guard != AUTOMATIC:
        return settings.guard
    side = settings.block_size
    if settings.method != "blocks":
        # Blocks are single rows or columns.
        training = np.flatnonzero((labelled > 0) & ~is_validation)
        side = int(np.ptp(training)) + 1
    return min(REACH, side // _SHARE_OF_SIDE)


def _write_parts(
    settings: SplitSettings,
    source: LabelRaster,
    block: tuple[int, int],
    is_validation: np.ndarray,
    guard: int,
    progress: Progress,
) -> SplitResult:
    counts = np.zeros(4, dtype=np.int64)
    guarded_pixels = 0
    image_and_classes = source, source.classes, source.fill
    with (
        label_raster_writer(settings.training, *image_and_classes) as training,
        label_raster_writer(settings.validation, *image_and_classes) as validation,
    ):
        for window in blocks(source.shape, source.bytes_a_pixel):
            progress(0.3 + 0.7 * window.row / source.shape[0])
            image, labels = source.read_stored(window), source.labels(window)
            validating = near_blocks(window, is_validation, block)
            guarded = near_blocks(window, is_validation, block, guard) if guard else validating
            left_out = guarded & ~validating & (labels != UNLABELLED)
            guarded_pixels += int(np.count_nonzero(left_out))
            for part, writer, taken_out in (
                (0, training, guarded),
                (1, validation, ~validating),
            ):
                own = np.where(taken_out, UNLABELLED, labels).astype(np.uint8)
                writer.write(window, image, own)
                known = int(np.count_nonzero(own != UNLABELLED))
                counts[part] += known
                counts[2 + part] += known - int(np.count_nonzero(own == 0))
        if counts[0] == 0:
            raise ScarpError(
                tr("The guard distance leaves nothing to train on: choose a smaller one.")
            )
    known, features = counts[:2].tolist(), counts[2:].tolist()
    return SplitResult(known[0], known[1], features[0], features[1], guard, guarded_pixels)
