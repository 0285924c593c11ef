"""Resampling arrays of pixels to another size of pixels, without what is not valid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .windows import Window

#: Shares of a pixel below this are rounding.
_LEAST_SHARE = 1e-6


@dataclass(frozen=True)
class Axis:
    """How pixels along the rows or the columns come from those of another size.

    Attributes:
        begin: The first pixel that is needed.
        length: Number of pixels that are needed.
        taps: int (pixels, taps), what each is made of, counted from ``begin``.
        weights: float32 (pixels, taps), with a sum of 1.
        holding: int (pixels,), which holds the middle of each, counted from ``begin``.
        is_enlarged: Whether there are more pixels than those that they come from.
    """

    begin: int
    length: int
    taps: np.ndarray
    weights: np.ndarray
    holding: np.ndarray
    is_enlarged: bool

    @classmethod
    def between(cls, given: int, wanted: int, begin: int, length: int) -> Axis:
        """Resamples a side of ``given`` pixels to ``wanted`` pixels.

        Where there are more it interpolates linearly between the middles of pixels; else it
        averages, each pixel by the share of it that is covered.

        Args:
            given: Pixels along the whole side.
            wanted: Pixels along the whole side after resampling.
            begin: The first of them that is wanted.
            length: How many of them are.
        """
        step = given / wanted
        number = np.arange(begin, begin + length)
        middle = (number + 0.5) * step
        if wanted > given:
            first = np.floor(middle - 0.5).astype(np.int64)
            share = middle - 0.5 - first
            weights = np.stack([1 - share, share], axis=1)
        else:
            first = np.floor(number * step).astype(np.int64)
            pixels = first[:, None] + np.arange(int(np.ceil(step)) + 1)
            ends = np.minimum((number + 1)[:, None] * step, pixels + 1)
            weights = (ends - np.maximum(number[:, None] * step, pixels)) / step
            weights[weights < _LEAST_SHARE] = 0
            weights /= weights.sum(axis=1, keepdims=True)
        taps = np.clip(first[:, None] + np.arange(weights.shape[1]), 0, given - 1)
        holding = np.minimum(np.floor(middle).astype(np.int64), given - 1)
        start, end = int(taps.min()), int(taps.max()) + 1
        return cls(
            start,
            end - start,
            taps - start,
            weights.astype(np.float32),
            holding - start,
            wanted > given,
        )

    def apply(self, array: np.ndarray, axis: int) -> np.ndarray:
        """Resamples float32 values along one of their axes."""
        shape = [1] * array.ndim
        shape[axis] = -1
        found = array.take(self.taps[:, 0], axis=axis) * self.weights[:, 0].reshape(shape)
        for taps, weights in zip(self.taps.T[1:], self.weights.T[1:]):
            part = array.take(taps, axis=axis)
            part *= weights.reshape(shape)
            found += part
        return found


def axes(given: tuple[int, int], wanted: tuple[int, int], window: Window) -> tuple[Axis, Axis]:
    """How a window's rows and columns come from a raster of the same extent.

    Args:
        given: Rows and columns of that raster.
        wanted: Rows and columns of the raster that the window is on.
        window: The window.
    """
    rows = Axis.between(given[0], wanted[0], window.row, window.height)
    return rows, Axis.between(given[1], wanted[1], window.col, window.width)


def needed(rows: Axis, cols: Axis) -> Window:
    """The window of the raster that pixels come from, which they need."""
    return Window(rows.begin, cols.begin, rows.length, cols.length)


def resample(values: np.ndarray, valid: np.ndarray, rows: Axis, cols: Axis) -> np.ndarray:
    """Resamples values; what is not valid has no part in them.

    Args:
        values: (rows, columns, bands) of the `needed` window, of any real type.
        valid: bool (rows, columns).
        rows: How rows come from those of ``values``.
        cols: How columns do.

    Returns:
        float32 (rows, columns, bands), 0 where all values that it is made of are not valid.
    """
    is_whole = valid.all()
    if not is_whole:
        values = np.where(valid[..., None], values, 0)
    found = cols.apply(rows.apply(values.astype(np.float32, copy=False), 0), 1)
    if is_whole:
        return found
    weights = _weights(valid, rows, cols)[..., None]
    return np.divide(found, weights, out=np.zeros_like(found), where=weights > 0)


def resample_valid(valid: np.ndarray, rows: Axis, cols: Axis) -> np.ndarray:
    """Tells where resampled pixels are valid.

    They are if the pixel that holds their middle is; where pixels become larger, if any is that
    they cover. So no valid pixel is lost, either way.

    Args:
        valid: bool (rows, columns) of the `needed` window.
        rows: How rows come from those of ``valid``.
        cols: How columns do.

    Returns:
        bool (rows, columns).
    """
    if rows.is_enlarged or cols.is_enlarged:
        return valid[rows.holding][:, cols.holding]
    if valid.all():
        return np.ones((len(rows.taps), len(cols.taps)), dtype=bool)
    return _weights(valid, rows, cols) > 0


def _weights(valid: np.ndarray, rows: Axis, cols: Axis) -> np.ndarray:
    return cols.apply(rows.apply(valid.astype(np.float32), 0), 1)
