"""Areas of the pixels anywhere on a raster."""

from __future__ import annotations

import numpy as np
from osgeo import ogr

from ..rasters.georeference import footprint, window_geotransform
from ..rasters.raster import Raster
from ..rasters.windows import Window
from ..vectors.equal_area import EqualArea

#: Areas are measured at so many places along rows and along columns, and interpolated between them.
_PLACES = 9
#: At each place, so many rows and columns are measured together: the coordinates of a single pixel
#: have too few digits.
_TOGETHER = 8


class PixelAreas:
    """Ellipsoidal areas of a raster's pixels, measured as those of polygons are.

    Args:
        raster: A raster with a georeference.

    Attributes:
        least: Area of the smallest pixel, m².
    """

    def __init__(self, raster: Raster):
        rows, cols = raster.shape
        middle = window_geotransform(raster.geotransform, rows // 2, cols // 2)
        measure = EqualArea(raster.crs_wkt, (middle[0], middle[3]))
        self._steps = np.array([rows, cols]) / (_PLACES - 1)
        places = np.arange(_PLACES)
        around = _TOGETHER * (np.array([[0, 0, 1, 1], [0, 1, 1, 0]]) - 0.5)
        row = (places * self._steps[0])[:, None, None] + around[0]
        col = (places * self._steps[1])[None, :, None] + around[1]
        row, col = np.broadcast_arrays(row, col)
        x, a, b, y, d, e = raster.geotransform
        points = np.stack([x + col * a + row * b, y + col * d + row * e], axis=-1)
        metres = measure.project_points(points.reshape(-1, 2)).reshape(points.shape)
        metres = np.moveaxis(metres - metres[:, :, :1], -1, 0)
        following = np.roll(metres, -1, axis=-1)
        areas = (metres[0] * following[1] - metres[1] * following[0]).sum(axis=-1)
        self._areas = np.abs(areas) / 2 / _TOGETHER**2
        self.least = float(self._areas.min())

    def __call__(self, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
        """Gives the areas of pixels.

        Args:
            rows: Rows of the raster, which may be fractions; any shape.
            cols: Columns, of the same shape.

        Returns:
            float64, areas in m², of the same shape.
        """
        row, col = (
            np.clip((place + 0.5) / step, 0, _PLACES - 1)
            for place, step in zip((rows, cols), self._steps)
        )
        top, left = (np.minimum(place.astype(np.intp), _PLACES - 2) for place in (row, col))
        down, right = row - top, col - left
        areas = self._areas
        upper = areas[top, left] * (1 - right) + areas[top, left + 1] * right
        lower = areas[top + 1, left] * (1 - right) + areas[top + 1, left + 1] * right
        return upper * (1 - down) + lower * down


def pixel_area(raster: Raster) -> float:
    """Measures the pixel in the middle of a raster with a georeference, on the ellipsoid, in m²."""
    rows, cols = raster.shape
    corners = footprint(raster.geotransform, Window(rows // 2, cols // 2, 1, 1))
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in [*corners, corners[0]]:
        ring.AddPoint_2D(x, y)
    pixel = ogr.Geometry(ogr.wkbPolygon)
    pixel.AddGeometry(ring)
    return EqualArea(raster.crs_wkt, corners[0]).project(pixel).GetArea()
