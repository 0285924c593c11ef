"""How sure it is that polygons are landslides, from the class activation raster of their model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..cam.cam import Cam
from ..messages import Progress, no_progress
from ..vectors.one_by_one import burn, window_of
from .calibration import Calibration
from .object_features import EDGE, FEATURES, object_features


@dataclass(frozen=True)
class Confidence:
    """Of some polygons.

    Attributes:
        calibration: What makes probabilities; None where there is none that fits.
        features: float64 (polygons, 4), as `object_features` gives them; NaN where unknown.
        reason: Why there is no calibration, as the end of a sentence; "" where there is one.
    """

    calibration: Calibration | None
    features: np.ndarray
    reason: str

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
    return Confidence(None, np.full((count, len(FEATURES)), np.nan), reason)


def polygon_confidence(
    cam: Cam,
    geometries: Sequence[ogr.Geometry | None],
    given: Sequence[Mapping[str, object]],
    progress: Progress = no_progress,
) -> Confidence:
    """Finds how sure it is that polygons are landslides.

    Args:
        cam: The class activation raster that they were drawn on.
        geometries: The polygons in its CRS, None where nothing can be used.
        given: Their fields: those of another model have no probability.
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
    for number, (geometry, fields) in enumerate(zip(geometries, given)):
        if number % 64 == 0:
            progress(number / len(geometries))
        if geometry is not None and fields.get("model") == described.model:
            features[number] = _features_of(cam, geometry)
    if not np.isfinite(features).all(axis=1).any():
        reason = "the class activation raster is not the one that they were mapped on"
        return no_confidence(len(geometries), reason)
    if not calibration.fits(features):
        reason = "most of what the model finds here is unlike what it found in its validation"
        return Confidence(None, features, reason)
    return Confidence(calibration, features, "")


def _features_of(cam: Cam, geometry: ogr.Geometry) -> np.ndarray:
    window = window_of(geometry, cam.geotransform).grown(EDGE).clipped(cam.shape)
    if not window.height or not window.width:
        return np.full(len(FEATURES), np.nan)
    inside = burn(geometry, cam.geotransform, cam.crs_wkt, window)
    if not inside.any():  # It is smaller than a pixel.
        inside = burn(geometry, cam.geotransform, cam.crs_wkt, window, all_touched=True)
    return object_features(*cam.values(window, 0), inside, cam.pixel_size**2)
