"""How sure it is that polygons are landslides, from the class activation raster of their model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr
from scipy.special import expit

from ..cam.cam import Cam, CamDescription
from ..messages import Progress, no_progress
from ..vectors.one_by_one import burn, window_of
from .calibration import Calibration
from .object_features import EDGE, FEATURES, object_features

#: How far the threshold of a polygon may be from that of the calibration, and its mean class
#: activation value from what the raster holds within its outline.
_SAME_THRESHOLD, _SAME_MEAN = 0.02, 0.05


@dataclass(frozen=True)
class Confidence:
    """Of some polygons.

    Attributes:
        calibration: What makes probabilities; None where there is none that fits.
        features: float64 (polygons, 4), as `object_features` gives them; NaN where a polygon has
            no probability.
        reasons: Why each polygon has no probability, as the end of a sentence; "" where it has one.
    """

    calibration: Calibration | None
    features: np.ndarray
    reasons: list[str]

    @property
    def probabilities(self) -> np.ndarray:
        """float64 (polygons,), NaN where unknown."""
        if self.calibration is None:
            return np.full(len(self.features), np.nan)
        return self.calibration.probabilities(self.features)

    def expected(self, chosen: np.ndarray, weights: np.ndarray) -> tuple[float, float, float]:
        """As `Calibration.expected`, of those polygons that are chosen.

        Args:
            chosen: int (chosen,), their places.
            weights: (chosen,).
        """
        assert self.calibration is not None
        return self.calibration.expected(self.features[chosen], weights)


def no_confidence(count: int, reason: str) -> Confidence:
    """That of polygons about which nothing is known.

    Args:
        count: Number of polygons.
        reason: Why.
    """
    return Confidence(None, np.full((count, len(FEATURES)), np.nan), [reason] * count)


def polygon_confidence(
    cam: Cam,
    geometries: Sequence[ogr.Geometry | None],
    given: Sequence[Mapping[str, object]],
    progress: Progress = no_progress,
) -> Confidence:
    """Finds how sure it is that polygons are landslides.

    The calibration holds for what the model finds at its own threshold: polygons of another
    threshold, and those whose outline was changed, have no probability.

    Args:
        cam: The class activation raster that they were drawn on.
        geometries: The polygons in its CRS, None where nothing can be used.
        given: Their fields, whose names are in small letters: model, threshold and cam_mean.
        progress: Told the share that is done.
    """
    described, grid = cam.description, cam.geotransform
    try:
        calibration = Calibration.from_dict(described.calibration or {})
    except (KeyError, TypeError, ValueError):
        return no_confidence(len(geometries), "the model has no calibration")
    if grid[2] or grid[4]:
        return no_confidence(len(geometries), "the class activation raster is turned")
    features = np.full((len(geometries), len(FEATURES)), np.nan)
    reasons = [_not_of(described, fields) for fields in given]
    for number, (geometry, fields) in enumerate(zip(geometries, given)):
        if number % 64 == 0:
            progress(number / len(geometries))
        if reasons[number]:
            continue
        found = _features_of(cam, geometry) if geometry is not None else features[number]
        mean = _number(fields.get("cam_mean"))
        if not np.isfinite(found).all():
            reasons[number] = "it lies outside the class activation raster"
        elif abs(expit(found[0]) - mean) > _SAME_MEAN:
            reasons[number] = "its outline was changed since"
        else:
            features[number] = found
    if all(reasons):
        return Confidence(None, features, reasons)
    if not calibration.fits(features):
        unlike = "most of what the model finds here is unlike what it found in its validation"
        return Confidence(None, features, [reason or unlike for reason in reasons])
    return Confidence(calibration, features, reasons)


def _not_of(described: CamDescription, fields: Mapping[str, object]) -> str:
    """Why the calibration does not hold for a polygon, by its fields; "" if they do not tell."""
    model, threshold = fields.get("model"), _number(fields.get("threshold"))
    if not model:
        return "no model has mapped it"
    if model != described.model:
        return "it was mapped by another model than the class activation raster"
    own = described.threshold
    if own is not None and abs(threshold - own) > _SAME_THRESHOLD:
        drawn = f"it was drawn at a threshold of {threshold:.2f}"
        return f"{drawn}, and the calibration holds at {own:.2f}"
    return ""


def _number(value: object) -> float:
    """A number of a field; NaN if there is none."""
    return float(value) if isinstance(value, (int, float)) else math.nan


def _features_of(cam: Cam, geometry: ogr.Geometry) -> np.ndarray:
    window = window_of(geometry, cam.geotransform).grown(EDGE).clipped(cam.shape)
    if not window.height or not window.width:
        return np.full(len(FEATURES), np.nan)
    inside = burn(geometry, cam.geotransform, cam.crs_wkt, window)
    if not inside.any():  # It is smaller than a pixel.
        inside = burn(geometry, cam.geotransform, cam.crs_wkt, window, all_touched=True)
    return object_features(*cam.values(window, 0), inside, cam.pixel_size**2)
