"""A sheet of labelled patches beside what a network makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from skimage.segmentation import find_boundaries

from ...core.labels.values import UNLABELLED
from ...core.reports.html import heading
from ...core.reports.pictures import png, stretched

if TYPE_CHECKING:
    from ..training.evaluation import Example

_RED, _YELLOW = (230, 30, 30), (255, 225, 0)
_UNKNOWN = 90


def sheet(examples: Sequence[Example], threshold: float | None) -> str:
    """HTML of a row of pictures for each patch; "" without patches.

    Args:
        examples: The patches.
        threshold: Where the class activation counts as a feature; None: 0.5.
    """
    if not examples:
        return ""
    titles = "".join(
        f"<b>{title}</b>"
        for title in ("Image", "Label", "Class activation", "Labels red, found yellow")
    )
    pictures = "".join(
        f'<img alt="" src="data:image/png;base64,{png(picture)}">'
        for example in examples
        for picture in pictures_of(example, 0.5 if threshold is None else threshold)
    )
    return f'{heading("Validation patches")}<div class="sheet">{titles}{pictures}</div>'


def pictures_of(example: Example, threshold: float) -> list[np.ndarray]:
    """Pictures of a patch: image, labels, class activation, and the image with outlines.

    Args:
        example: The patch.
        threshold: Where the class activation counts as a feature.

    Returns:
        Four arrays uint8 (rows, columns, 3). In that of labels features are white, background
        black, the unknown grey.
    """
    image = stretched(example.image)
    feature = (example.labels > 0) & (example.labels != UNLABELLED)
    label = np.where(example.labels == UNLABELLED, _UNKNOWN, 255 * feature)
    highest = example.activation.max(axis=-1)
    outlined = image.copy()
    # Outside what was found and inside what is labelled, so that neither hides the other.
    outlined[find_boundaries(feature, mode="inner")] = _RED
    outlined[find_boundaries(highest >= threshold, mode="outer")] = _YELLOW
    grey = (label, 255 * highest)
    return [image, *(np.stack([band] * 3, axis=-1).astype(np.uint8) for band in grey), outlined]
