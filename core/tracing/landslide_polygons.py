"""From a class activation raster to landslide polygons."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from ..cam.cam import Cam
from ..cam.pixel_areas import PixelAreas
from ..messages import Progress, no_progress
from ..rasters.georeference import window_geotransform
from ..regions.filters import usual_smallest_area
from ..vectors.equal_area import EqualArea
from .hole_filling import Values, fill_holes
from .outlines import Outlines, geometries, pixel_edges, smooth_contours
from .pixel_edges import Edges, Runs, Strip, find_edges, join, still_open
from .ring_measures import convex_hulls, lengths_and_widths, ring_areas, ring_lengths
from .rings import Rings, trace

#: Ways to draw outlines, in the order of the toolbox's enumeration.
OUTLINES = ("pixel edges", "smooth contour")
#: Edges of pixels that are drawn together: at least so many, and those of whole strips. Few, so
#: that the next strips are read meanwhile.
EDGES_AT_ONCE = 1 << 16


@dataclass(frozen=True)
class PolygonSettings:
    """How `landslide_polygons` draws polygons.

    Attributes:
        cam: Path of the class activation raster.
        min_area: Smallest area of a polygon in m²; None: as `usual_smallest_area` has it.
        fill_holes: Holes of up to this area in m² are filled.
        outline: One of `OUTLINES`.
        diagonals: Whether pixels that touch at a corner belong together.
    """

    cam: str
    min_area: float | None = 0.0
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


def landslide_polygons(
    settings: PolygonSettings, threshold: float, progress: Progress = no_progress
) -> Iterator[LandslidePolygon]:
    """Draws polygons around the pixels of each class at or above the threshold.

    Where there are several classes, a pixel belongs to its highest one (Zhang et al. 2020,
    section 5.2). A CAM is drawn part by part, and what goes on further south with the next part:
    memory does not grow with the CAM, nor with the number of polygons.

    Args:
        settings: What to draw.
        threshold: Pixels with at least this value are features, in 0-1.
        progress: Told as far as the CAM is read, and the end.

    Yields:
        The polygons, all of them valid; those of a part in the order of their first rows.

    Raises:
        ScarpError: if the CAM cannot be read, has no georeference, no data, or values outside 0-1.
    """
    with Cam(settings.cam) as cam:
        cam.require_georeference()
        if settings.min_area is None:
            settings = replace(settings, min_area=usual_smallest_area(PixelAreas(cam).least))
        rows, cols = cam.shape
        centre = window_geotransform(cam.geotransform, rows // 2, cols // 2)
        measure = EqualArea(cam.crs_wkt, (centre[0], centre[3]))
        gathered: list[Strip] = []
        wanted = EDGES_AT_ONCE
        for strip in find_edges(cam, threshold, settings.smooth, progress):
            gathered.append(strip)
            if sum(map(len, gathered)) < wanted and strip.end < rows:
                continue
            edges, runs = join(gathered, cam.shape)
            gathered, wanted = [], EDGES_AT_ONCE
            if len(edges):
                rest, polygons = _complete(edges, runs, strip.end, settings, cam, measure, progress)
                # Twice what waits, so that none is looked at again and again.
                gathered, wanted = [rest], max(EDGES_AT_ONCE, 2 * len(rest))
                yield from polygons
    progress(1.0)


def _complete(
    edges: Edges,
    runs: Runs,
    end: int,
    settings: PolygonSettings,
    cam: Cam,
    measure: EqualArea,
    progress: Progress,
) -> tuple[Strip, Iterator[LandslidePolygon]]:
    """What waits for the rows from ``end`` on, and the polygons that do not."""
    rings, group = _traced(edges, settings, progress)
    done = ~_waiting(rings, group, settings, end)
    values = Values(runs, group[: edges.runs], len(done))
    filled = _holes_to_fill(rings, done[group[rings.first]], settings, cam, measure)
    kept = np.ones(len(edges), bool)
    if filled.any():
        kept, filling = fill_holes(rings, filled, group)
        values.add(cam, filling, progress)
    rest = still_open(edges, runs, kept & ~done[group], end)
    kept &= done[group]
    if not kept.any():
        return rest, iter(())
    if filled.any() or settings.multiple:
        diagonals = settings.diagonals and not settings.multiple
        apart = not settings.smooth
        rings = trace(edges.keep(kept), progress, diagonals=diagonals, apart=apart)
    else:
        rings = rings.of(kept[rings.first])
    return rest, _polygons(rings, group[kept], values, settings, cam, measure, progress)


def _traced(
    edges: Edges, settings: PolygonSettings, progress: Progress
) -> tuple[Rings, np.ndarray]:
    """The rings, and int32 (edges): the group of each, of which all hangs together."""
    apart = not settings.smooth and not settings.diagonals
    rings = trace(edges, progress, diagonals=settings.diagonals, apart=apart)
    # Numbered as their outer rings are.
    _, number = np.unique(rings.shells(), return_inverse=True)
    return rings, number.astype(np.int32)[rings.ring]


def _waiting(rings: Rings, group: np.ndarray, settings: PolygonSettings, end: int) -> np.ndarray:
    """bool (groups): what may go on from row ``end`` on, or may lie in such a group's hole."""
    edges = rings.edges
    north, south = edges.sections[:2]
    waiting = np.zeros(group.max() + 1, bool)
    if end < edges.shape[0]:
        waiting[group[south][edges.row[south] == end - 1]] = True
    if settings.fill_holes and waiting.any():
        # Or in what will be one: in any case in columns of such groups, which may touch.
        width = edges.shape[1] + 1
        west, east = np.full(len(waiting), width, np.int32), np.zeros(len(waiting), np.int32)
        np.minimum.at(west, group[north], edges.col[north])
        np.maximum.at(east, group[south], edges.col[south])
        begun, ended = (np.bincount(side[waiting], minlength=width) for side in (west, east))
        free_before = np.concatenate([[0], np.cumsum(np.cumsum(begun - ended) == 0)])
        waiting |= free_before[west] == free_before[east]
    return waiting


def _outlines(rings: Rings, settings: PolygonSettings, progress: Progress) -> Outlines:
    return smooth_contours(rings, progress) if settings.smooth else pixel_edges(rings)


def _holes_to_fill(
    rings: Rings, done: np.ndarray, settings: PolygonSettings, cam: Cam, measure: EqualArea
) -> np.ndarray:
    """bool (rings): those of what is done around holes that are small enough to be filled."""
    filled = rings.is_hole() & done & (settings.fill_holes > 0)
    if filled.any():
        outlines = _outlines(rings, settings, no_progress).of(filled)
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
    first = rings.first
    groups, group = np.unique(group[first], return_inverse=True)
    with ThreadPoolExecutor(1) as pool:
        projected = pool.submit(measure.project_points, outlines.on_map(cam.geotransform))
        outer = np.repeat(~is_hole, np.diff(outlines.starts))
        of_point = np.repeat(group, np.diff(outlines.starts))[outer]
        corners, starts = convex_hulls(outlines.points[outer], of_point, progress)
        metres = projected.result()
    areas = ring_areas(metres, outlines.starts)
    areas = np.bincount(group, np.where(is_hole, -areas, areas))
    perimeters = np.bincount(group, ring_lengths(metres, outlines.starts))
    lengths, widths = lengths_and_widths(metres[outer][corners], starts)
    classes = np.zeros(len(groups), int)
    classes[group] = rings.edges.classes[first]
    progress(None)
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
