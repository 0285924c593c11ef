"""From a class activation raster to landslide polygons."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from .cam import Cam
from .errors import Progress, no_progress
from .measure import EqualArea, length_and_width, perimeter
from .outlines import add_polygon, create_layer, draw_contours, draw_pixel_edges, vector_file
from .raster import footprint, window_geotransform
from .threshold import otsu
from .windows import strips

#: Ways to draw outlines, in the order of the toolbox's enumeration.
OUTLINES = ("pixel edges", "smooth contour")


@dataclass(frozen=True)
class PolygonSettings:
    """How `landslide_polygons` draws polygons.

    Attributes:
        cam: Path of the class activation raster.
        threshold: Pixels with at least this value are features, in 0-1; 0: Otsu's.
        min_area: Smallest area of a polygon in m².
        fill_holes: Holes of up to this area in m² are filled.
        outline: One of `OUTLINES`.
    """

    cam: str
    threshold: float = 0.0
    min_area: float = 0.0
    fill_holes: float = 0.0
    outline: str = "pixel edges"


@dataclass(frozen=True)
class LandslidePolygon:
    """One polygon of an inventory.

    Attributes:
        wkb: The geometry in the CAM's CRS.
        class_name: Name of its class.
        area_m2: Ellipsoidal area.
        perim_m: Length of all its rings.
        length_m: Long side of the smallest rectangle around it.
        width_m: Short side of that rectangle.
        cam_mean: Mean CAM value of its pixels.
        cam_max: Greatest CAM value of its pixels.
    """

    wkb: bytes
    class_name: str
    area_m2: float
    perim_m: float
    length_m: float
    width_m: float
    cam_mean: float
    cam_max: float


def threshold_of(settings: PolygonSettings, progress: Progress = no_progress) -> float:
    """The threshold to use: the given one, or Otsu's of the highest class of each pixel.

    Raises:
        ScarpError: if the CAM cannot be read, or Otsu's method finds no threshold.
    """
    if settings.threshold:
        return settings.threshold
    with Cam(settings.cam) as cam:
        return otsu(cam.histogram(progress))


def landslide_polygons(
    settings: PolygonSettings, threshold: float, progress: Progress = no_progress
) -> Iterator[LandslidePolygon]:
    """Draws polygons around the pixels of each class at or above the threshold.

    Where there are several classes, a pixel belongs to its highest one (Zhang et al. 2020,
    section 5.2). Works by windows: memory does not grow with the CAM.

    Args:
        settings: What to draw.
        threshold: As `threshold_of` gives it.
        progress: Told up to the first polygon's appearance.

    Yields:
        The polygons, all of them valid.

    Raises:
        ScarpError: if the CAM cannot be read, has no georeference, or values outside 0-1.
    """
    with ExitStack() as stack:
        cam = stack.enter_context(Cam(settings.cam))
        cam.require_georeference()
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="scarp-"))
        drawing = stack.enter_context(vector_file(Path(folder, "polygons.gpkg")))
        rows, cols = cam.shape
        centre = window_geotransform(cam.geotransform, rows // 2, cols // 2)
        measure = EqualArea(cam.crs_wkt, (centre[0], centre[3]))
        raw = create_layer(drawing, "raw", cam)
        draw = draw_contours if settings.outline == "smooth contour" else draw_pixel_edges
        draw(cam, threshold, raw, folder, progress)
        kept = create_layer(drawing, "kept", cam)
        _keep(raw, kept, settings, measure)
        means, maxima = _cam_statistics(cam, kept, progress)
        for feature in kept:
            geometry = feature.GetGeometryRef()
            projected = measure.project(geometry)
            length, width = length_and_width(projected)
            number, class_number = feature.GetField("number"), feature.GetField("class")
            yield LandslidePolygon(
                bytes(geometry.ExportToWkb()),
                cam.description.classes[class_number - 1],
                projected.GetArea(),
                perimeter(projected),
                length,
                width,
                float(means[number]),
                float(maxima[number]),
            )


def _keep(raw, kept, settings: PolygonSettings, measure: EqualArea) -> None:
    """Fills holes, and leaves out what is too small or lies in a hole that was filled."""
    in_filled_holes: set[int] = set()
    if settings.fill_holes:
        holes = [
            hole
            for feature in raw
            for hole in _holes(feature.GetGeometryRef())
            if measure.project(hole).GetArea() <= settings.fill_holes
        ]
        for hole in holes:
            raw.SetSpatialFilter(hole)
            in_filled_holes.update(
                feature.GetFID() for feature in raw if feature.GetGeometryRef().Within(hole)
            )
        raw.SetSpatialFilter(None)
    raw.ResetReading()
    kept.StartTransaction()
    number = 0
    for feature in raw:
        if feature.GetFID() in in_filled_holes:
            continue
        geometry = _with_holes_filled(feature.GetGeometryRef(), settings.fill_holes, measure)
        if measure.project(geometry).GetArea() >= settings.min_area:
            add_polygon(kept, geometry, feature.GetField("class"), number)
            number += 1
    kept.CommitTransaction()


def _holes(polygon) -> list[ogr.Geometry]:
    """The holes of a polygon, as polygons."""
    return [
        _polygon_of(polygon.GetGeometryRef(ring)) for ring in range(1, polygon.GetGeometryCount())
    ]


def _polygon_of(ring) -> ogr.Geometry:
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def _with_holes_filled(polygon, largest: float, measure: EqualArea) -> ogr.Geometry:
    filled = _polygon_of(polygon.GetGeometryRef(0))
    for hole in _holes(polygon):
        if measure.project(hole).GetArea() > largest:
            filled.AddGeometry(hole.GetGeometryRef(0))
    return filled


def _cam_statistics(cam: Cam, kept, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    """Mean and greatest CAM value of each polygon's class, by the polygons' numbers.

    NaN for a polygon in which no pixel has its centre.
    """
    count = kept.GetFeatureCount()
    pixels, sums = np.zeros(count), np.zeros(count)
    maxima = np.full(count, -np.inf)
    classes = np.fromiter((feature.GetField("class") for feature in kept), int, count)
    for window in strips(cam.shape):
        burned = gdal.GetDriverByName("MEM").Create(
            "", window.width, window.height, 1, gdal.GDT_Int32
        )
        burned.SetGeoTransform(window_geotransform(cam.geotransform, window.row, window.col))
        burned.SetProjection(cam.crs_wkt)
        burned.GetRasterBand(1).Fill(-1)
        xs, ys = zip(*footprint(cam.geotransform, window))
        kept.SetSpatialFilterRect(min(xs), min(ys), max(xs), max(ys))
        gdal.RasterizeLayer(burned, [1], kept, options=["ATTRIBUTE=number"])
        numbers = burned.ReadAsArray()
        values, valid = cam.values(window)
        inside = (numbers >= 0) & valid
        numbers = numbers[inside]
        own = np.take_along_axis(values[inside], classes[numbers][:, None] - 1, axis=1)[:, 0]
        pixels += np.bincount(numbers, minlength=count)
        sums += np.bincount(numbers, weights=own, minlength=count)
        np.maximum.at(maxima, numbers, own)
        progress(0.7 + 0.3 * (window.row + window.height) / cam.shape[0])
    kept.SetSpatialFilter(None)
    kept.ResetReading()
    with np.errstate(invalid="ignore"):
        return sums / pixels, np.where(pixels > 0, maxima, np.nan)
