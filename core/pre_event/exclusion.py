"""Comparing polygons with what was there before the event."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import ogr
from scipy.ndimage import distance_transform_edt

from ..messages import Progress, ScarpError, no_progress, part_of, tr
from ..rasters.groups import POST
from ..rasters.raster import Raster
from ..rasters.windows import Window, some_windows
from ..stacking.band_roles import BLUE, GREEN, NIR, RED
from ..stacking.dates import PostImage, PreImage, bring_to
from ..stacking.derived import normalised_difference
from ..stacking.grids import WarpedRaster
from ..stacking.settings import SLOPE
from ..stacking.terrain import metres_a_unit, write_terrain
from ..stacking.writing import Layer, write_stack
from ..vectors.one_by_one import burn, geometries_of, window_of
from ..vectors.polygon_layer import Polygons, PolygonSource
from .verdicts import DOUBTFUL, STATUSES, Seen, Verdict, judge

#: Pixels between a polygon and the ground that it is compared with, and the width of that ground:
#: as wide as the polygon, within limits.
_GAP, _NARROWEST, _WIDEST = 2, 6, 24
#: Pixels are clouds or snow that are so many times as bright in all bands before the event as these
#: percentiles of the image after it; several, as clouds may cover a part of that, too.
_CLOUDY = {99.5: 1.1, 95.0: 2.0, 90.0: 3.0, 75.0: 5.0}
_SIDE, _WINDOWS, _STEP = 256, 64, 4
#: What the model is so sure of before the event, as a share of after it, was there.
_AS_SURE = 0.8
#: Share of the time that bringing the dates together takes.
_BROUGHT = 0.3

_NO_GEOMETRY = tr("It has no geometry that can be used.")


@dataclass(frozen=True)
class ExclusionSettings:
    """Settings of `compare_with_before`.

    Attributes:
        polygons: What was mapped.
        post: Path of the image after the event.
        pre: Path of the image before.
        dem: Path of an elevation model; None: slope plays no part.
        older: Older landslides; None: unknown.
        min_change: Least share of a polygon's contrast that must be new.
        min_slope: Least mean slope of a landslide in degrees.
        register: Whether the image before is moved onto the one after.
        cam_before: Path of a class activation raster of the image before, as `write_before` gives
            it, or None.
        cam_after: Likewise of the image after.
        threshold: The threshold of both.
    """

    polygons: PolygonSource
    post: str
    pre: str
    dem: str | None = None
    older: PolygonSource | None = None
    min_change: float = 0.5
    min_slope: float = 8.0
    register: bool = True
    cam_before: str | None = None
    cam_after: str | None = None
    threshold: float = 0.5


@dataclass(frozen=True)
class Compared:
    """A polygon that was compared.

    Attributes:
        verdict: What it is.
        slope_mean: Mean slope in degrees; NaN if unknown.
        relief_m: Difference of its highest and its lowest point in metres; NaN if unknown.
    """

    verdict: Verdict
    slope_mean: float = math.nan
    relief_m: float = math.nan


def compare_with_before(
    settings: ExclusionSettings, progress: Progress = no_progress
) -> list[Compared]:
    """Tells of each polygon whether it is new.

    What is compared is NDVI, where both images have near infrared, else 2 red - green, which rises
    where ground is laid bare; with one band only, its brightness.

    Args:
        settings: What to compare.
        progress: Told the share that is done, and what was found and decided.

    Returns:
        One for each feature of the layer, in its order.

    Raises:
        ScarpError: if no polygon lies on the image, or the images do not overlap or are the same.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scarp-before-")))

        def opened(path: str) -> Raster:
            raster = stack.enter_context(Raster(path))
            raster.say_remarks(progress)
            return raster

        raster = opened(settings.post)
        post = PostImage.of(raster, progress)
        told = part_of(progress, 0, _BROUGHT)
        pre = bring_to(post, opened(settings.pre), settings.register, True, told)
        every = Polygons(settings.polygons, post.grid.crs_wkt, None, progress)
        stack.enter_context(every)
        whole = Window(0, 0, *post.grid.shape)
        every.require_overlap(post.grid.geotransform, whole, raster.path)
        older = None
        if settings.older:
            older = Polygons(settings.older, post.grid.crs_wkt, None, progress, may_be_empty=True)
            stack.enter_context(older)
        sight = _Sight(post, pre, progress)
        sight.every, sight.older = every, older

        def warped(one: Raster) -> WarpedRaster:
            return stack.enter_context(WarpedRaster(one, post.grid, raster.pixel_size))

        if settings.dem:
            dem, size = opened(settings.dem), raster.pixel_size
            made = write_terrain(dem, post.grid, size, [SLOPE], folder, progress)
            sight.slope, sight.heights = warped(opened(made[SLOPE])), warped(dem)
            sight.metres = metres_a_unit(dem)
        if settings.cam_before and settings.cam_after:
            paths = settings.cam_before, settings.cam_after
            sight.cams = tuple(warped(opened(path)) for path in paths)
        found = []
        geometries = geometries_of(settings.polygons, post.grid.crs_wkt)
        for number, geometry in enumerate(geometries):
            if number % 16 == 0:
                progress(_BROUGHT + (1 - _BROUGHT) * number / len(geometries))
            found.append(_compare(sight, geometry, settings))
    return found


def write_before(
    settings: ExclusionSettings, output: str, progress: Progress = no_progress
) -> None:
    """Writes the image before the event as it is compared, for a model that maps both dates.

    It is on the grid of the image after, in its brightness, and has NaN under clouds and snow.

    Args:
        settings: What to compare.
        output: Path of a ``.tif``.
        progress: Told the share that is done.

    Raises:
        ScarpError: if the images do not overlap or are the same.
    """
    with Raster(settings.post) as raster, Raster(settings.pre) as before:
        post = PostImage.of(raster)
        told = part_of(progress, 0, _BROUGHT)
        pre = bring_to(post, before, settings.register, True, told)
        sight = _Sight(post, pre, no_progress)
        layer = Layer(pre.roles, POST, sight.before)
        write_stack(output, post, [layer], pre.roles, part_of(progress, _BROUGHT, 1))


def count_statuses(found: Sequence[Compared]) -> dict[str, int]:
    """How many polygons have each of `STATUSES`."""
    return {status: sum(one.verdict.status == status for one in found) for status in STATUSES}


class _Sight:
    """The rasters that polygons are seen on.

    Args:
        post: The image after the event.
        pre: The image before.
        progress: Told which bands are compared.

    Attributes:
        every: All polygons that were mapped.
        older: Older landslides, if they are known.
        slope: Slope in degrees, if there is an elevation model.
        heights: That model.
        metres: Metres of its unit.
        cams: Class activation values before and after, if there are any.
    """

    every: Polygons | None = None
    older: Polygons | None = None
    slope: WarpedRaster | None = None
    heights: WarpedRaster | None = None
    metres: float = 1.0
    cams: tuple[WarpedRaster, ...] = ()

    def __init__(self, post: PostImage, pre: PreImage, progress: Progress):
        self.post, self.pre = post, pre
        self.grid = post.grid
        common = [role for role in pre.roles if role in post.roles]
        self._bands: tuple[str, ...]
        if {NIR, RED} <= set(common):
            self._bands, said = (NIR, RED), tr("NDVI")
        elif {RED, GREEN} <= set(common):
            self._bands, said = (RED, GREEN), tr("2 red - green")
        elif common or len(pre.roles) == len(post.roles) == 1:
            self._bands, said = (), tr("brightness")
        else:
            raise ScarpError(
                tr(
                    "{pre} has none of the bands of {post}, so that nothing can be compared: name "
                    "the bands alike, or choose another image."
                ),
                pre=pre.warped.path,
                post=post.raster.path,
            )
        self._common = common
        progress(None, tr("What is compared is {index}."), index=said)
        self._visible = [role for role in (RED, GREEN, BLUE) if role in common]
        self._cloudy = self._level_of_clouds()

    def _level_of_clouds(self) -> float:
        """Values that no visible band before the event exceeds where there are no clouds."""
        if not self._visible:
            return math.inf
        lowest = []
        for window in some_windows(self.grid.shape, _SIDE, _WINDOWS):
            values = self.post.read(window)[::_STEP, ::_STEP]
            least = values[..., [self.post.roles.index(role) for role in self._visible]].min(-1)
            lowest.append(least[np.isfinite(least)])
        known = np.concatenate(lowest)
        if not len(known):
            return math.inf
        levels = np.percentile(known, list(_CLOUDY)).tolist()
        return min(times * level for times, level in zip(_CLOUDY.values(), levels))

    def before(self, window: Window) -> np.ndarray:
        """The image before: float32 (rows, columns, bands), NaN also under clouds and snow."""
        values = self.pre.read(window)
        if self._visible:
            least = values[..., [self.pre.roles.index(role) for role in self._visible]].min(-1)
            values[least > self._cloudy] = np.nan
        return values

    def index_after(self, window: Window) -> np.ndarray:
        """The index after the event: float32 (rows, columns), NaN where there is no data."""
        return self._index(self.post.read(window), self.post.roles)

    def index_before(self, window: Window) -> np.ndarray:
        """The index before the event, likewise."""
        return self._index(self.before(window), self.pre.roles)

    def _index(self, values: np.ndarray, roles: list[str]) -> np.ndarray:
        bands = {role: values[..., place] for place, role in enumerate(roles)}
        if not self._bands:
            shared = [place for place, role in enumerate(roles) if role in self._common]
            return (values[..., shared] if shared else values).mean(axis=-1)
        one, other = (bands[role] for role in self._bands)
        if self._bands[0] == NIR:
            return normalised_difference(other, one)
        return 2 * one - other


def _compare(sight: _Sight, geometry: ogr.Geometry | None, settings: ExclusionSettings) -> Compared:
    if geometry is None:
        return Compared(Verdict(DOUBTFUL, _NO_GEOMETRY))
    window = window_of(geometry, sight.grid.geotransform)
    grown = window.grown(_GAP + _WIDEST).clipped(sight.grid.shape)
    if not grown.height or not grown.width:
        return Compared(judge(_nothing(), settings.min_change, settings.min_slope))
    inside = burn(geometry, sight.grid.geotransform, sight.grid.crs_wkt, grown)
    around = _around(inside)
    if sight.every:
        around &= sight.every.rasterize(sight.grid.geotransform, grown, all_touched=True) == 0
    # Cubic convolution gives less than 0 beside level ground.
    slope = max(_mean(sight.slope, grown, inside), 0.0)
    older = 0.0
    if sight.older and inside.any():
        covered = sight.older.rasterize(sight.grid.geotransform, grown) > 0
        around &= ~covered
        older = float(covered[inside].mean())
    seen = Seen(
        sight.index_after(grown),
        sight.index_before(grown),
        inside,
        around,
        slope,
        older,
        _is_mapped_before(sight, grown, inside, settings.threshold),
    )
    verdict = judge(seen, settings.min_change, settings.min_slope)
    relief = _values(sight.heights, grown, inside)
    height = sight.metres * float(np.ptp(relief)) if len(relief) else math.nan
    return Compared(verdict, slope, height)


def _is_mapped_before(sight: _Sight, window: Window, inside: np.ndarray, threshold: float) -> bool:
    """Whether the model is about as sure of a polygon before the event as after it."""
    if not sight.cams:
        return False
    before, after = (_mean(cam, window, inside) for cam in sight.cams)
    return before >= max(threshold, _AS_SURE * after)


def _nothing() -> Seen:
    empty = np.full((2, 2), np.nan, np.float32)
    return Seen(empty, empty, np.ones((2, 2), bool), np.zeros((2, 2), bool))


def _around(inside: np.ndarray) -> np.ndarray:
    """Ground at some distance from a polygon: bool (rows, columns)."""
    if not inside.any():
        return np.zeros_like(inside)
    width = min(max(math.sqrt(inside.sum()), _NARROWEST), _WIDEST)
    distance = distance_transform_edt(~inside)
    return (distance > _GAP) & (distance <= _GAP + width)


def _values(raster: WarpedRaster | None, window: Window, inside: np.ndarray) -> np.ndarray:
    if raster is None:
        return np.empty(0)
    values = raster.read(window)[..., 0][inside]
    return values[np.isfinite(values)]


def _mean(raster: WarpedRaster | None, window: Window, inside: np.ndarray) -> float:
    values = _values(raster, window, inside)
    return float(values.mean()) if len(values) else math.nan
