"""The objects that a model finds where labels say what they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import find_objects
from skimage.measure import label

from ..labels.values import UNLABELLED
from .object_features import EDGE, FEATURES, object_features


@dataclass(frozen=True)
class LabelledObjects:
    """Objects with what is known of them.

    Attributes:
        features: float64 (objects, 4), as `object_features` gives them.
        is_landslide: bool (objects,), whether at least half of an object's labelled pixels are of
            its class.
        areas: float64 (objects,), in m².
        groups: int (objects,), the part of the image that each lies in.
    """

    features: np.ndarray
    is_landslide: np.ndarray
    areas: np.ndarray
    groups: np.ndarray

    def __len__(self) -> int:
        return len(self.features)

    @classmethod
    def joined(cls, parts: list[LabelledObjects]) -> LabelledObjects:
        """Those of several parts of an image in one."""
        none = cls(np.empty((0, len(FEATURES))), np.empty(0, bool), np.empty(0), np.empty(0, int))
        names = ("features", "is_landslide", "areas", "groups")
        return cls(
            *(np.concatenate([getattr(one, name) for one in (none, *parts)]) for name in names)
        )


def labelled_objects(
    values: np.ndarray,
    labels: np.ndarray,
    threshold: float,
    pixel_area: float = 1.0,
    group: int = 0,
    cut_off: tuple[bool, bool, bool, bool] = (False, False, False, False),
) -> LabelledObjects:
    """Finds the objects of a part of an image, as “Threshold to polygons” draws them.

    Objects of which less than half is labelled are left out, and those that are cut off.

    Args:
        values: float (rows, columns, classes), class activation values in 0-1.
        labels: uint8 (rows, columns), 0 background, 1… classes, 255 unknown.
        threshold: In 0-1.
        pixel_area: Area of a pixel in m².
        group: Number of the part.
        cut_off: Whether the image goes on beyond the first row, the last, the first column and the
            last.
    """
    highest = values.max(axis=-1)
    classes = np.where(highest >= threshold, values.argmax(axis=-1) + 1, 0)
    regions = label(classes, background=0, connectivity=1)
    rows, cols = regions.shape
    valid = np.ones(regions.shape, bool)
    features, verdicts, areas = [], [], []
    for number, (row, col) in enumerate(find_objects(regions), start=1):
        at_rim = row.start == 0, row.stop == rows, col.start == 0, col.stop == cols
        if any(rim and cut for rim, cut in zip(at_rim, cut_off)):
            continue
        window = (
            slice(max(row.start - EDGE, 0), row.stop + EDGE),
            slice(max(col.start - EDGE, 0), col.stop + EDGE),
        )
        inside = regions[window] == number
        given = labels[window][inside]
        known = given[given != UNLABELLED]
        if 2 * len(known) < len(given):
            continue
        own = classes[window][inside][0]
        features.append(object_features(highest[window], valid[window], inside, pixel_area))
        verdicts.append(2 * np.count_nonzero(known == own) >= len(known))
        areas.append(len(given) * pixel_area)
    return LabelledObjects(
        np.array(features).reshape(-1, len(FEATURES)),
        np.array(verdicts, bool),
        np.array(areas, float),
        np.full(len(areas), group),
    )
