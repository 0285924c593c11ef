"""Images of the same ground on two dates."""

from __future__ import annotations

import numpy as np


def ground(seed: int, rows: int = 400, cols: int = 420) -> np.ndarray:
    """Reflectances float32 (3, rows, columns) of ground with detail of several sizes."""
    rng = np.random.default_rng(seed)
    smooth = sum(size * _smoothed(rng.normal(size=(rows, cols)), size) for size in (1.0, 3.0, 12.0))
    smooth = smooth + 0.3 * _smoothed(rng.normal(size=(rows, cols)), 2.0)
    factors = np.array([300, 250, 200])[:, None, None]
    return (1000 + factors * smooth).astype(np.float32)


def moved(band: np.ndarray, cols: float, rows: float) -> np.ndarray:
    """A band (rows, columns) whose ground lies further right and down; it is periodic."""
    down, right = _frequencies(band.shape)
    shifted = np.fft.fft2(band) * np.exp(-2j * np.pi * (rows * down + cols * right))
    return np.fft.ifft2(shifted).real.astype(np.float32)


def _smoothed(noise: np.ndarray, size: float) -> np.ndarray:
    """Noise, smoothed by a Gaussian of a standard deviation in pixels; it is periodic."""
    down, right = _frequencies(noise.shape)
    filtered = np.fft.fft2(noise) * np.exp(-2 * (np.pi * size) ** 2 * (down**2 + right**2))
    return np.fft.ifft2(filtered).real


def _frequencies(shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    return np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])[None, :]
