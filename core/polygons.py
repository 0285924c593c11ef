"""From a class activation raster to landslide polygons."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from .cam import Cam
from .edges import find_edges
from .errors import Progress, no_progress
from .filling import Values, fill_holes
from .measure import EqualArea
from .outlines import Outlines, geometries, pixel_edges, smooth_contours
from .raster import window_geotransform
from .rings import Rings, trace
from .shapes import convex_hulls, lengths_and_widths, ring_areas, ring_lengths
from .threshold import otsu

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
        diagonals: Whether pixels that touch at a corner belong together.
    """

    cam: str
    threshold: float = 0.0
    min_area: float = 0.0
    fill_holes: float = 0.0
    outline: str = "pixel edges"
    diagonals: bool = False

    @property
    def smooth(self) -> bool:
        """Whether outlines are smooth contours."""
        return self.outline == "smooth contour"

    @property
    def multiple(self) -> bool:
        """Whether geometries are multipolygons: parts that touch at corners form no polygon."""
        return self.diagonals and not self.smooth


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
        ScarpError: if the CAM cannot be read or has no data, or Otsu's method finds no threshold.
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
    section 5.2). Memory grows with the length of all outlines, not with the CAM.

    Args:
        settings: What to draw.
        threshold: As `threshold_of` gives it.
        progress: Told up to the first polygon's appearance.

    Returns:
        The polygons, all of them valid, in the order of their first rows.

    Raises:
        ScarpError: if the CAM cannot be read, has no georeference, no data, or values outside 0-1.
    """
    with Cam(settings.cam) as cam:
        cam.require_georeference()
        rows, cols = cam.shape
        centre = window_geotransform(cam.geotransform, rows // 2, cols // 2)
        measure = EqualArea(cam.crs_wkt, (centre[0], centre[3]))
        edges, runs = find_edges(cam, threshold, settings.smooth, progress)
        if not len(edges):
            progress(1.0)
            return iter(())
        apart = not settings.smooth
        rings = trace(
            edges, progress, diagonals=settings.diagonals, apart=apart and not settings.diagonals
        )
        # What hangs together is a group, numbered as its outer rings are.
        groups, number = np.unique(rings.shells(), return_inverse=True)
        group = number[rings.ring].astype(np.int32)
        values = Values(runs, group[: edges.runs], len(groups))
        progress(0.7)
        filled = _holes_to_fill(rings, settings, cam, measure, progress)
        if filled.any():
            kept, filling = fill_holes(rings, filled, group)
            edges, group = edges.keep(kept), group[kept]
            values.add(cam, filling, progress)
        if filled.any() or settings.multiple:
            diagonals = settings.diagonals and not settings.multiple
            rings = trace(edges, progress, diagonals=diagonals, apart=apart)
        progress(0.8)
        return _polygons(rings, group, values, settings, cam, measure, progress)


def _outlines(rings: Rings, settings: PolygonSettings, progress: Progress) -> Outlines:
    return smooth_contours(rings, progress) if settings.smooth else pixel_edges(rings)


def _holes_to_fill(
    rings: Rings, settings: PolygonSettings, cam: Cam, measure: EqualArea, progress: Progress
) -> np.ndarray:
    """bool (rings): those around holes that are small enough to be filled."""
    filled = rings.is_hole() & (settings.fill_holes > 0)
    if filled.any():
        outlines = _outlines(rings, settings, progress).of(filled)
        metres = measure.project_points(outlines.on_map(cam.geotransform))
        filled[filled] = ring_areas(metres, outlines.starts) <= settings.fill_holes
    return filled


def _polygons(
    rings: Rings,
    group: np.ndarray,
    values: Values,
    settings: PolygonSettings,
    cam: Cam,
    measure: EqualArea,
    progress: Progress,
) -> Iterator[LandslidePolygon]:
    """Measures each group of edges, and makes a polygon of those that are large enough."""
    outlines = _outlines(rings, settings, progress)
    shell = rings.shells()
    is_hole = shell != np.arange(len(shell))
    first = rings.order[rings.starts[:-1]]
    groups, group = np.unique(group[first], return_inverse=True)
    with ThreadPoolExecutor(1) as pool:
        projected = pool.submit(measure.project_points, outlines.on_map(cam.geotransform))
        outer = np.repeat(~is_hole, np.diff(outlines.starts))
        of_point = np.repeat(group, np.diff(outlines.starts))[outer]
        corners, starts = convex_hulls(outlines.points[outer], of_point, progress)
        metres = projected.result()
    progress(0.9)
    areas = ring_areas(metres, outlines.starts)
    areas = np.bincount(group, np.where(is_hole, -areas, areas))
    perimeters = np.bincount(group, ring_lengths(metres, outlines.starts))
    lengths, widths = lengths_and_widths(metres[outer][corners], starts)
    classes = np.zeros(len(groups), int)
    classes[group] = rings.edges.classes[first]
    progress(1.0)
    chosen = areas >= settings.min_area
    kept = chosen[group]
    shapes = geometries(
        outlines.of(kept),
        cam.geotransform,
        group[kept],
        shell[kept],
        is_hole[kept],
        settings.multiple,
    )
    names = cam.description.classes
    means, maxima = values.means(groups), values.maxima[groups]
    figures = (areas, perimeters, lengths, widths, means, maxima)
    return (
        LandslidePolygon(wkb, names[class_number - 1], *row)
        for wkb, class_number, *row in zip(
            shapes, classes[chosen].tolist(), *(column[chosen].tolist() for column in figures)
        )
    )
