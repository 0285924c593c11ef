"""The probability that an object is a landslide: a logistic regression on what its CAM shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from .object_features import FEATURES
from .reliability import calibration_error, reliability

#: Fewest landslides and fewest other objects that a calibration is fitted to.
FEWEST = 20
#: Standard deviation of the prior of the coefficients of standardised features.
_PRIOR = 2.0
_FOLDS = 5
#: Percentiles between which a feature is taken as it is.
_RANGE = (1.0, 99.0)
#: Share of the objects of an image whose features may lie outside what the calibration has seen.
_FOREIGN = 0.25
_NORMAL = 1.959964


@dataclass(frozen=True)
class Calibration:
    """What turns the features of an object into a probability.

    Attributes:
        coefficients: The intercept, and one for each feature of `FEATURES`, standardised.
        covariance: Of the coefficients, in rows.
        centre: Mean of each feature.
        scale: Standard deviation of each feature.
        low: The least of each feature that is taken as it is.
        high: The greatest.
        objects: Number of objects that it was fitted to.
        landslides: How many of these were landslides.
        error_before: Expected calibration error of the mean class activation value, taken for the
            probability.
        error: Expected calibration error of the probabilities, by cross-validation.
        bins: What that is made of, as `reliability` gives it: count, probability and share of each.
    """

    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    centre: tuple[float, ...]
    scale: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    objects: int
    landslides: int
    error_before: float
    error: float
    bins: tuple[tuple[int, float, float], ...] = ()

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """The probability that each object is a landslide: float64 (objects,), NaN if unknown.

        Args:
            features: (objects, 4), as `object_features` gives them.
        """
        return expit(self._design(features) @ np.array(self.coefficients))

    def fits(self, features: np.ndarray) -> bool:
        """Whether the objects of an image are of the kind that the calibration has seen.

        Args:
            features: (objects, 4).
        """
        known = features[np.isfinite(features).all(axis=1)]
        if not len(known):
            return False
        foreign = (known < np.array(self.low)) | (known > np.array(self.high))
        return float(foreign.any(axis=1).mean()) <= _FOREIGN

    def expected(self, features: np.ndarray, weights: np.ndarray) -> tuple[float, float, float]:
        """The expected sum of the weights of those objects that are landslides.

        Its variance is that of independent trials, and that of the coefficients (delta method).

        Args:
            features: (objects, 4); those that are not finite are left out.
            weights: (objects,): ones for a number, or areas.

        Returns:
            The sum, and the limits of its interval of 95 %, within what is possible.
        """
        known = np.isfinite(features).all(axis=1)
        design, weights = self._design(features[known]), weights[known]
        probability = expit(design @ np.array(self.coefficients))
        spread = probability * (1 - probability)
        gradient = (weights * spread) @ design
        variance = weights**2 @ spread + gradient @ np.array(self.covariance) @ gradient
        total, half = float(weights @ probability), _NORMAL * math.sqrt(max(float(variance), 0.0))
        return total, max(total - half, 0.0), min(total + half, float(weights.sum()))

    def _design(self, features: np.ndarray) -> np.ndarray:
        kept = np.clip(features, self.low, self.high)
        standard = (kept - np.array(self.centre)) / np.array(self.scale)
        return np.column_stack([np.ones(len(standard)), standard])

    def as_dict(self) -> dict[str, Any]:
        """For a file in JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Calibration:
        """Reads one from a file.

        Raises:
            KeyError, TypeError, ValueError: if it is none.
        """
        count = len(FEATURES)
        shapes = {"coefficients": (count + 1,), "covariance": (count + 1, count + 1)}
        shapes |= dict.fromkeys(("centre", "scale", "low", "high"), (count,))
        arrays = {name: np.array(values[name], np.float64) for name in shapes}
        for name, array in arrays.items():
            if array.shape != shapes[name] or not np.isfinite(array).all():
                raise ValueError(name)
        if (arrays["scale"] <= 0).any() or (arrays["low"] > arrays["high"]).any():
            raise ValueError("scale")
        if (np.diagonal(arrays["covariance"]) < 0).any():
            raise ValueError("covariance")
        found: dict[str, Any] = {name: tuple(array.tolist()) for name, array in arrays.items()}
        found["covariance"] = tuple(map(tuple, found["covariance"]))
        found |= {name: int(values[name]) for name in ("objects", "landslides")}
        found |= {name: float(values[name]) for name in ("error_before", "error")}
        bins = tuple((int(n), float(at), float(share)) for n, at, share in values["bins"])
        return cls(**found, bins=bins)


def fit_calibration(
    features: np.ndarray, is_landslide: np.ndarray, groups: Sequence[int] | np.ndarray
) -> Calibration | None:
    """Fits a logistic regression, with a weak normal prior that keeps it finite.

    Where landslides and others can be told apart without error, the likelihood alone has no
    maximum; Gelman et al. 2008 give the reasons for a prior.

    Args:
        features: (objects, 4), finite.
        is_landslide: bool (objects,).
        groups: (objects,), the part of the image that each lies in: objects of one are left out
            together in the cross-validation, as neighbours are alike. Of fewer than five parts,
            every fifth object is left out.

    Returns:
        The calibration; None with fewer than `FEWEST` landslides or other objects.
    """
    landslides = int(np.count_nonzero(is_landslide))
    if min(landslides, len(features) - landslides) < FEWEST:
        return None
    low, high = np.percentile(features, _RANGE, axis=0)
    fitted = _fit(features, is_landslide, low, high)
    parts = np.unique(groups, return_inverse=True)[1]
    folds = (parts if parts.max() >= _FOLDS - 1 else np.arange(len(features))) % _FOLDS
    held_out = np.full(len(features), np.nan)
    for fold in range(_FOLDS):
        left_out = folds == fold
        rest = is_landslide[~left_out]
        if left_out.any() and rest.any() and not rest.all():
            part = _fit(features[~left_out], rest, low, high)
            held_out[left_out] = _as_calibration(part, low, high).probabilities(features[left_out])
    known = np.isfinite(held_out)
    return _as_calibration(
        fitted,
        low,
        high,
        objects=len(features),
        landslides=landslides,
        error_before=calibration_error(expit(features[:, 0]), is_landslide),
        error=calibration_error(held_out[known], is_landslide[known]),
        bins=tuple(astuple(one) for one in reliability(held_out[known], is_landslide[known])),
    )


def _as_calibration(
    fitted: tuple[np.ndarray, ...], low: np.ndarray, high: np.ndarray, **known: Any
) -> Calibration:
    coefficients, covariance, *arrays = fitted
    known = {"objects": 0, "landslides": 0, "error_before": 0.0, "error": 0.0, **known}
    centre, scale, least, most = (tuple(array.tolist()) for array in (*arrays, low, high))
    rows = tuple(map(tuple, covariance.tolist()))
    return Calibration(tuple(coefficients.tolist()), rows, centre, scale, least, most, **known)


def _fit(
    features: np.ndarray, is_landslide: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Coefficients, covariance (Laplace's approximation), and centre and scale of the features."""
    kept = np.clip(features, low, high)
    centre, scale = kept.mean(axis=0), kept.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    design = np.column_stack([np.ones(len(kept)), (kept - centre) / scale])
    precision = np.diag([0.0, *[_PRIOR**-2] * len(scale)])

    def loss(coefficients: np.ndarray) -> tuple[float, np.ndarray]:
        logits = design @ coefficients
        value = np.logaddexp(0, logits).sum() - logits[is_landslide].sum()
        gradient = design.T @ (expit(logits) - is_landslide) + precision @ coefficients
        return value + coefficients @ precision @ coefficients / 2, gradient

    coefficients = minimize(loss, np.zeros(design.shape[1]), jac=True, method="BFGS").x
    probability = expit(design @ coefficients)
    information = design.T * (probability * (1 - probability)) @ design + precision
    return coefficients, np.linalg.inv(information), centre, scale
