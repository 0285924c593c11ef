"""From a class activation raster to landslide polygons."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from ..cam.cam import Cam
from ..cam.pixel_areas import PixelAreas
from ..messages import Progress, no_progress
from ..rasters.georeference import window_geotransform
from ..regions.filters import usual_smallest_area
from ..vectors.equal_area import EqualArea
from .edges import Edges, Runs, Strip, join, still_open
from .hole_filling import Values, fill_holes
from .outlines import Outlines, Roles, geometries, pixel_edges, smooth_contours
from .pixel_edges import Parts, find_edges
from .pixel_groups import PixelGroups, group_pixels
from .ring_measures import convex_hulls, lengths_and_widths, ring_areas, ring_lengths
from .rings import Rings, trace

#: Ways to draw outlines, in the order of the toolbox's enumeration.
OUTLINES = ("pixel edges", "smooth contour")
#: Strips are gathered until they have so many edges, and then traced together. Few, so that the
#: next strips are read meanwhile.
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
    settings: PolygonSettings,
    threshold: float,
    progress: Progress = no_progress,
    parts: Parts | None = None,
) -> Iterator[LandslidePolygon]:
    """Draws polygons around the pixels of each class at or above the threshold.

    Where there are several classes, a pixel belongs to its highest one (Zhang et al. 2020,
    section 5.2).

    `gdal.Polygonize` of a ready mask takes half the time (this : that is 1.8 to 1.9, and 3.5 for
    smooth contours, of 20,000 polygons in 100 megapixels; tests/benchmarks/mapping). This reads
    the CAM, in one pass and bounded memory, and gives the CAM's statistics, true areas, lengths and
    widths, filled holes and smooth contours besides.

    Args:
        settings: What to draw.
        threshold: Pixels with at least this value are features, in 0-1.
        progress: Told the share of the CAM that has been read, and 1 at the end.
        parts: Reads the CAM; None: threads of this process do.

    Yields:
        The polygons, all of them valid, roughly from north to south.

    Raises:
        ScarpError: if the CAM cannot be read, has no georeference, no data, or values outside 0-1.
    """
    with Cam(settings.cam) as cam:
        yield from PolygonTracer(cam, settings, threshold, progress, parts).polygons()
    progress(1.0)


class PolygonTracer:
    """Traces the polygons of a CAM at a threshold.

    The CAM is traced in strips; a polygon that crosses a strip's lower edge is finished with the
    next. Memory grows neither with the size of the CAM nor with the number of polygons.

    Args:
        cam: The class activation raster.
        settings: What to draw.
        threshold: Pixels with at least this value are features, in 0-1.
        progress: Told the share of the CAM that has been read.
        parts: Reads the CAM; None: threads of this process do.

    Raises:
        ScarpError: if the CAM has no georeference.
    """

    def __init__(
        self,
        cam: Cam,
        settings: PolygonSettings,
        threshold: float,
        progress: Progress,
        parts: Parts | None = None,
    ):
        cam.require_georeference()
        self._cam = cam
        self._settings = settings
        self._threshold = threshold
        self._progress = progress
        self._parts = parts
        self._min_area = settings.min_area
        if self._min_area is None:
            self._min_area = usual_smallest_area(PixelAreas(cam).least)
        rows, cols = cam.shape
        centre = window_geotransform(cam.geotransform, rows // 2, cols // 2)
        self._plane = EqualArea(cam.crs_wkt, (centre[0], centre[3]))

    def polygons(self) -> Iterator[LandslidePolygon]:
        """Yields all polygons: of what is traced at a time, in the order of their first rows."""
        gathered: list[Strip] = []
        wanted = EDGES_AT_ONCE
        smooth = self._settings.smooth
        strips = find_edges(self._cam, self._threshold, smooth, self._progress, self._parts)
        for strip in strips:
            gathered.append(strip)
            if sum(map(len, gathered)) < wanted and strip.end < self._cam.shape[0]:
                continue
            edges, runs = join(gathered, self._cam.shape)
            gathered, wanted = [], EDGES_AT_ONCE
            if len(edges):
                rest, finished = self._finish(edges, runs, strip.end)
                # Double the threshold, so that open polygons are not retraced for every strip.
                gathered, wanted = [rest], max(EDGES_AT_ONCE, 2 * len(rest))
                yield from finished

    def _finish(
        self, edges: Edges, runs: Runs, end: int
    ) -> tuple[Strip, Iterator[LandslidePolygon]]:
        """Draws the polygons that cannot continue from row ``end`` on; keeps the rest for later."""
        groups = self._trace(edges)
        finished = ~groups.unfinished(end, self._settings.fill_holes > 0)
        values = Values(runs, groups.of_runs, len(groups))
        kept, has_filled = self._fill_holes(groups, finished, values)
        of_finished = finished[groups.number]
        rest = still_open(edges, runs, kept & ~of_finished, end)
        kept &= of_finished
        if not kept.any():
            return rest, iter(())
        if has_filled or self._settings.multiple:
            rings = self._trace_again(edges.keep(kept))
        else:
            rings = groups.rings.of(kept[groups.rings.first])
        return rest, self._draw(PixelGroups(rings, groups.number[kept]), values)

    def _trace(self, edges: Edges) -> PixelGroups:
        """Joins edges to rings, and groups the pixels within them."""
        diagonals = self._settings.diagonals
        apart = not self._settings.smooth and not diagonals
        return group_pixels(trace(edges, self._progress, diagonals=diagonals, apart=apart))

    def _trace_again(self, edges: Edges) -> Rings:
        """Joins the edges that are left to the rings of valid polygons."""
        diagonals = self._settings.diagonals and not self._settings.multiple
        apart = not self._settings.smooth
        return trace(edges, self._progress, diagonals=diagonals, apart=apart)

    def _fill_holes(
        self, groups: PixelGroups, finished: np.ndarray, values: Values
    ) -> tuple[np.ndarray, bool]:
        """Fills the small holes of finished groups; adds the pixels in them to the values.

        Returns:
            bool (edges), those that are left; and whether any hole was filled.
        """
        filled = self._small_holes(groups.rings, finished[groups.of_rings])
        if not filled.any():
            return np.ones(len(groups.number), bool), False
        kept, filling = fill_holes(groups.rings, filled, groups.number)
        values.add(self._cam, filling, self._progress)
        return kept, True

    def _small_holes(self, rings: Rings, finished: np.ndarray) -> np.ndarray:
        """bool (rings): those around holes of finished groups that are small enough to fill."""
        most = self._settings.fill_holes
        small = rings.is_hole() & finished & (most > 0)
        if small.any():
            holes = self._outlines(rings).of(small)
            small[small] = ring_areas(self._in_metres(holes), holes.starts) <= most
        return small

    def _outlines(self, rings: Rings) -> Outlines:
        if self._settings.smooth:
            return smooth_contours(rings, self._progress)
        return pixel_edges(rings)

    def _in_metres(self, outlines: Outlines) -> np.ndarray:
        """float64 (points, 2): the outlines' points in the equal-area projection."""
        return self._plane.project_points(outlines.on_map(self._cam.geotransform))

    def _draw(self, groups: PixelGroups, values: Values) -> Iterator[LandslidePolygon]:
        """Draws the polygons of groups, and yields those that are large enough."""
        rings = groups.rings
        outlines = self._outlines(rings)
        numbers, group = np.unique(groups.of_rings, return_inverse=True)
        roles = Roles.of_rings(rings, group)
        areas, *sizes = self._measure(outlines, roles)
        self._progress(None)
        chosen = areas >= self._min_area
        measures = (areas, *sizes, values.means(numbers), values.maxima[numbers])
        classes = np.zeros(len(numbers), int)
        classes[group] = rings.edges.classes[rings.first]
        kept = chosen[group]
        shapes = geometries(
            outlines.of(kept), roles.of(kept), self._cam.geotransform, self._settings.multiple
        )
        names = self._cam.description.classes
        return (
            LandslidePolygon(wkb, names[class_number - 1], *row)
            for wkb, class_number, *row in zip(
                shapes, classes[chosen].tolist(), *(column[chosen].tolist() for column in measures)
            )
        )

    def _measure(self, outlines: Outlines, roles: Roles) -> tuple[np.ndarray, ...]:
        """Areas, perimeters, lengths and widths: float64 (groups) each, in m² and m."""
        starts = outlines.starts
        with ThreadPoolExecutor(1) as pool:
            projected = pool.submit(self._in_metres, outlines)
            outer = np.repeat(~roles.is_hole, np.diff(starts))
            of_point = np.repeat(roles.group, np.diff(starts))[outer]
            corners, first_corners = convex_hulls(outlines.points[outer], of_point, self._progress)
            metres = projected.result()
        areas = ring_areas(metres, starts)
        areas = np.bincount(roles.group, np.where(roles.is_hole, -areas, areas))
        perimeters = np.bincount(roles.group, ring_lengths(metres, starts))
        return areas, perimeters, *lengths_and_widths(metres[outer][corners], first_corners)
