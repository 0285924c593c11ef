"""The area that an image covers."""

from __future__ import annotations

from osgeo import ogr

from .georeference import footprint, spatial_reference, transformation_between
from .raster import Raster
from .windows import Window

#: The outline of an image is cut into about so many pieces before it is reprojected.
_CORNERS = 400


def image_area(image: Raster, crs_wkt: str) -> ogr.Geometry:
    """Gives the polygon in another CRS that an image with a georeference covers."""
    ring = ogr.Geometry(ogr.wkbLinearRing)
    corners = footprint(image.geotransform, Window(0, 0, *image.shape))
    for x, y in (*corners, corners[0]):
        ring.AddPoint_2D(x, y)
    area = ogr.Geometry(ogr.wkbPolygon)
    area.AddGeometry(ring)
    # Sides that are straight in one CRS are bent in the other.
    area.Segmentize(ring.Length() / _CORNERS)
    source, target = spatial_reference(image.crs_wkt), spatial_reference(crs_wkt)
    area.Transform(transformation_between(source, target))
    return area
