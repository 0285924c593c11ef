"""Statistics of values that are added in parts."""

from __future__ import annotations

import math

import numpy as np


class Statistics:
    """Minimum, maximum, mean and standard deviation of values that are added in parts.

    Attributes:
        count: Number of values so far.
    """

    def __init__(self) -> None:
        self.count = 0
        self._least, self._greatest = np.inf, -np.inf
        self._mean = self._squares = 0.0

    def add(self, values: np.ndarray) -> None:
        """Adds values of any shape (Chan, Golub & LeVeque 1983, Equation 2.1)."""
        if not values.size:
            return
        self._least = min(self._least, float(values.min()))
        self._greatest = max(self._greatest, float(values.max()))
        mean = float(values.mean(dtype=np.float64))
        squares = float(values.var(dtype=np.float64)) * values.size
        total, lead = self.count + values.size, mean - self._mean
        self._squares += squares + lead**2 * self.count * values.size / total
        self._mean += lead * values.size / total
        self.count = total

    def summary(self) -> tuple[float, float, float, float]:
        """Minimum, maximum, mean and standard deviation of one value or more."""
        deviation = math.sqrt(self._squares / self.count)
        return self._least, self._greatest, self._mean, deviation
