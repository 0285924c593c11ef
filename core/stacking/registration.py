"""The shift between two images of the same place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np
from scipy.ndimage import binary_dilation, gaussian_filter
from skimage.filters import window as taper
from skimage.registration import phase_cross_correlation

from ..messages import Progress, no_progress, part_of, tr
from ..rasters.windows import Window, some_windows

#: Sides of the windows that are compared, in pixels: the larger ones find larger shifts, but of
#: those there must be enough. How many there are at least, and are compared at most.
_SIDES, _ENOUGH, _WINDOWS = (256, 128), 16, 64
#: Standard deviation of the Gaussian that gradients are smoothed by, in pixels.
_SMOOTH = 2.0
#: Of a window, this share at least must have data on both dates.
_LEAST_DATA = 0.9
#: Steps of a pixel.
_STEPS = 50
#: Windows agree that are within so many pixels of the median of all; at least this many must, and
#: this share of all.
_AGREEING, _FEWEST, _LEAST_SHARE = 0.5, 3, 0.5

#: Reads brightness: float (rows, columns), NaN where there is no data.
Read = Callable[[Window], np.ndarray]


@dataclass(frozen=True)
class Shift:
    """By how much an image has to be moved.

    Attributes:
        cols: Columns, to the right.
        rows: Rows, downwards.
        spread: Standard deviation of the shift over the windows that agree, in pixels, as 1.4826
            times the median absolute deviation; NaN where nothing was found.
        windows: Number of windows that were compared.
        agreeing: Number of those that agree.
        reason: Why nothing is to be moved, a sentence; "" where a shift was found.
    """

    cols: float = 0.0
    rows: float = 0.0
    spread: float = float("nan")
    windows: int = 0
    agreeing: int = 0
    reason: str = ""


def find_shift(
    fixed: Read, moving: Read, shape: tuple[int, int], progress: Progress = no_progress
) -> Shift:
    """Finds by how much an image has to be moved to lie on another one, to a tenth of a pixel.

    Windows that are spread over the images are compared by correlating the directions of their
    gradients (Fitch et al. 2002), which light and season change less than brightness, with steps
    of a fiftieth of a pixel (Guizar-Sicairos et al. 2008). The shift is the median of the windows
    that agree.

    Args:
        fixed: Reads the image that stays.
        moving: Reads the other one, on the same grid.
        shape: Rows and columns of the grid.
        progress: Told the share that is done.
    """
    windows = _windows(shape)
    shifts = _shifts(fixed, moving, windows, part_of(progress, 0, 0.5))
    if len(shifts):
        # Windows of the same ground have more in common.
        rows, cols = (round(float(one)) for one in np.median(shifts, axis=0))
        nearer = [
            window
            for window in windows
            if (moved := _moved(window, rows, cols)).clipped(shape) == moved
        ]
        if (rows or cols) and len(nearer) >= _LEAST_SHARE * len(windows):
            told = part_of(progress, 0.5, 1)
            again = _shifts(fixed, lambda window: moving(_moved(window, rows, cols)), nearer, told)
            shifts = again + np.array([rows, cols])
    if len(shifts) < min(_FEWEST, len(windows)) or not len(shifts):
        return Shift(
            windows=len(shifts),
            reason=tr(
                "The images have too little ground in common for their shift to be measured: "
                "nothing is moved."
            ),
        )
    near = np.hypot(*(shifts - np.median(shifts, axis=0)).T) <= _AGREEING
    agreeing = int(near.sum())
    if agreeing < min(_FEWEST, len(shifts)) or agreeing < _LEAST_SHARE * len(shifts):
        return Shift(
            windows=len(shifts),
            agreeing=agreeing,
            reason=tr(
                "Parts of the images disagree about the shift between the dates, as where snow or "
                "clouds cover one of them: nothing is moved."
            ),
        )
    rows, cols = np.median(shifts[near], axis=0)
    spread = 1.4826 * np.median(np.hypot(*(shifts[near] - (rows, cols)).T))
    return Shift(float(cols), float(rows), float(spread), len(shifts), agreeing)


def _moved(window: Window, rows: int, cols: int) -> Window:
    """Where the ground of a window lies in an image that has to be moved by rows and columns."""
    return window._replace(row=window.row - rows, col=window.col - cols)


def _shifts(fixed: Read, moving: Read, windows: Sequence[Window], progress: Progress) -> np.ndarray:
    """The shift of each window in which there is enough to see: (windows, rows and columns)."""
    found = []
    for number, window in enumerate(windows):
        progress(number / len(windows))
        pair = [_directions(read(window)) for read in (fixed, moving)]
        if all(directions is not None for directions in pair):
            found.append(
                phase_cross_correlation(*pair, upsample_factor=_STEPS, normalization=None)[0]
            )
    return np.array(found).reshape(-1, 2)


def _windows(shape: tuple[int, int]) -> list[Window]:
    """Whole windows that are spread over a grid."""
    found: list[Window] = []
    for side in _SIDES:
        side = min(side, *shape)
        found = some_windows((shape[0] // side * side, shape[1] // side * side), side, _WINDOWS)
        if len(found) >= _ENOUGH:
            break
    return found


def _directions(values: np.ndarray) -> np.ndarray | None:
    """Gradients of about unit length, as complex numbers, fading out at the border.

    None where there is too little data.
    """
    known = np.isfinite(values)
    if known.mean() < _LEAST_DATA:
        return None
    filled = np.where(known, values, np.median(values[known])).astype(np.float64)
    gradients = gaussian_filter(filled, _SMOOTH, order=(0, 1)) + 1j * gaussian_filter(
        filled, _SMOOTH, order=(1, 0)
    )
    gradients[binary_dilation(~known, iterations=round(2 * _SMOOTH))] = 0
    lengths = np.abs(gradients)
    # Weak gradients are noise, of any direction.
    usual = np.median(lengths)
    if not usual:
        return None
    return gradients / (lengths + usual / 2) * taper("hann", gradients.shape)
