"""Random values that are a function of a key and of the position, and smooth noise from them."""

import numpy as np


def noise(key: int, x: np.ndarray, y: np.ndarray, spacing: float) -> np.ndarray:
    """Noise (len(y), len(x)) that varies over about `spacing` metres; each key has its own.

    It is smooth, with mean 0 and standard deviation about 1.
    """
    columns, column_weights = spline(x / spacing)
    rows, row_weights = spline(y / spacing)
    lattice_x = np.arange(columns[0], columns[-1] + 4)
    lattice_y = np.arange(rows[0], rows[-1] + 4)
    lattice = scramble(lattice_x, lattice_y[:, None], key).astype(np.float32)
    lattice = (lattice * 2.0**-32 - 0.5) / 0.138  # 0.138: what the spline leaves of the spread
    columns, rows = columns - columns[0], rows - rows[0]
    lines = sum(np.take(lattice, columns + k, axis=1) * column_weights[k] for k in range(4))
    return sum(lines[rows + k] * row_weights[k][:, None] for k in range(4))


def spline(position: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First of the four lattice points around each position (n,), and their weights (4, n)."""
    first = np.floor(position).astype(np.int64)
    t = position - first
    weights = [(1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, 3 * (t + t**2 - t**3) + 1, t**3]
    return first - 1, np.array(weights, np.float32) / 6


def scramble(x: np.ndarray, y: np.ndarray, key: int) -> np.ndarray:
    """Evenly distributed uint32 of integers that broadcast."""
    value = x.astype(np.uint32) * np.uint32(0x9E3779B1) + np.uint32(key)
    for term in (np.zeros(1, np.uint32), y.astype(np.uint32) * np.uint32(0x85EBCA77)):
        value = value ^ term
        value = (value ^ (value >> np.uint32(16))) * np.uint32(0x7FEB352D)
        value = (value ^ (value >> np.uint32(15))) * np.uint32(0x846CA68B)
        value = value ^ (value >> np.uint32(16))
    return value


def periodic(position: np.ndarray, shift: np.ndarray, period: float) -> np.ndarray:
    """Signed distance, float32, from shifted positions to the nearest multiple of the period."""
    value = (position % period).astype(np.float32) + shift
    return value - np.rint(value * (1 / period)) * period


def step(low: float, high: float, value: np.ndarray) -> np.ndarray:
    """Smooth step from 0 at `low` to 1 at `high`, which may be the smaller."""
    share = np.clip((value - low) * (1 / (high - low)), 0, 1)
    return share * share * (3 - 2 * share)
