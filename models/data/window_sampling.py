"""Choosing a few of many windows, spread over the images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from ...core.rasters.windows import Window

Source = TypeVar("Source")

_SEED = 0


def choose_spread(
    windows: Sequence[tuple[Source, Window]], most: int
) -> list[tuple[Source, Window]]:
    """Chooses windows that are spread over their images, evenly in both directions.

    Every so many-th window, row by row, would lie in one column wherever the number of columns
    fits. So the windows are cut into as many compact groups of about the same size as are wanted,
    and one of each group is drawn (stratified sampling): the same one each time.

    Args:
        windows: Pairs of an image and a window; those of an image one after the other.
        most: Where there are more windows than this, so many are chosen; at least 1.

    Returns:
        The chosen pairs, in the order in which they were given.
    """
    if len(windows) <= most:
        return list(windows)
    changes = [one is not other for (one, _), (other, _) in zip(windows, windows[1:])]
    images = np.cumsum([0, *changes])
    places = np.array([(window.row, window.col) for _, window in windows])
    # Images are further from each other than anything within one.
    places = np.column_stack([images * (1 + places.max()), places])
    rng = np.random.default_rng(_SEED)
    chosen = [rng.choice(group) for group in _groups(places, np.arange(len(windows)), most)]
    return [windows[number] for number in sorted(chosen)]


def _groups(places: np.ndarray, numbers: np.ndarray, count: int) -> Iterator[np.ndarray]:
    """Cuts places into compact groups: in two across the longer side, and again.

    Args:
        places: (places, axes).
        numbers: Those of the places to cut, at least ``count``.
        count: Groups to make.
    """
    if count == 1:
        yield numbers
        return
    along = places[numbers]
    along = along[:, np.argmax(np.ptp(along, axis=0))]
    ordered = numbers[np.argsort(along, kind="stable")]
    first = count // 2
    end = len(numbers) * first // count
    yield from _groups(places, ordered[:end], first)
    yield from _groups(places, ordered[end:], count - first)
