"""Stratified random samples of points for a person to check."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..messages import ScarpError, tr
from ..rasters.georeference import spatial_reference, transformation_between
from ..vectors.intersections import PolygonSet, area_of, polygonal
from ..vectors.one_by_one import geometries_of
from ..vectors.polygon_layer import PolygonSource
from ..vectors.projecting import crs_of, plane_around
from .sample import allocate

#: Ways to divide the area, in the order of the toolbox's enumeration: the classes of the map only,
#: or the ground near landslides besides, where most errors are.
MAP, MAP_AND_NEIGHBOURHOOD = "map", "map and neighbourhood"
STRATA = (MAP, MAP_AND_NEIGHBOURHOOD)
LANDSLIDE, NEAR, BACKGROUND = "landslide", "near landslides", "background"
#: Ground within so many metres of a landslide is near it.
_NEAR = 50.0
#: Points that are drawn at a time, of which those outside the stratum are left out.
_AT_ONCE, _TRIES = 2000, 500
_FEWEST = 2


@dataclass(frozen=True)
class SampleSettings:
    """Settings of `draw_sample`.

    Attributes:
        polygons: The map: its landslides.
        area: What was mapped; None: the rectangle around the landslides.
        size: Number of points.
        strata: One of `STRATA`.
        seed: To draw with.
    """

    polygons: PolygonSource
    area: PolygonSource | None = None
    size: int = 200
    strata: str = MAP
    seed: int = 0


@dataclass(frozen=True)
class SamplePoint:
    """A point to check.

    Attributes:
        x: In the CRS of the polygons.
        y: Likewise.
        stratum: Name of its stratum.
        area_m2: Area of the stratum.
        mapped: Whether the map has a landslide there.
    """

    x: float
    y: float
    stratum: str
    area_m2: float
    mapped: bool


def draw_sample(settings: SampleSettings) -> list[SamplePoint]:
    """Draws points at random in each stratum (Olofsson et al. 2014, section 5.1).

    Args:
        settings: What to draw from.

    Returns:
        The points in random order, so that any number of the first is a sample, too.

    Raises:
        ScarpError: if there are no landslides in the area, or too few points for the strata.
    """
    plane, _ = plane_around(settings.polygons)
    mapped = PolygonSet.of(one for one in geometries_of(settings.polygons, plane) if one)
    if settings.area:
        area = area_of(settings.area, plane)
    else:
        area = shapely.box(*shapely.total_bounds(mapped.geometries))
    strata = _strata(shapely.union_all(mapped.geometries), area, settings.strata)
    if LANDSLIDE not in strata:
        raise ScarpError(
            tr("No landslide of {name} lies in the area: choose the area that was mapped."),
            name=settings.polygons.name or settings.polygons.path,
        )
    if settings.size < _FEWEST * len(strata):
        raise ScarpError(
            tr("A sample of {size} points is too small: at least {least} are needed."),
            size=settings.size,
            least=_FEWEST * len(strata),
        )
    sizes = [one.area for one in strata.values()]
    rng = np.random.default_rng(settings.seed)
    target = spatial_reference(crs_of(settings.polygons))
    back = transformation_between(spatial_reference(plane), target)
    points = []
    for (stratum, geometry), count in zip(strata.items(), allocate(sizes, settings.size)):
        drawn = _points_in(geometry, count, rng)
        for x, y, *_ in back.TransformPoints(drawn.tolist()):
            points.append(SamplePoint(x, y, stratum, geometry.area, stratum == LANDSLIDE))
    return [points[place] for place in rng.permutation(len(points))]


def _strata(
    landslides: shapely.Geometry, area: shapely.Geometry, kind: str
) -> dict[str, shapely.Geometry]:
    """The strata that are not empty, by their names."""
    inside = shapely.intersection(landslides, area)
    rest = shapely.difference(area, landslides)
    found = {LANDSLIDE: inside}
    if kind == MAP_AND_NEIGHBOURHOOD:
        around = shapely.buffer(landslides, _NEAR)
        found[NEAR] = shapely.intersection(rest, around)
        rest = shapely.difference(rest, around)
    found[BACKGROUND] = rest
    whole = {name: polygonal(np.array([one]))[0] for name, one in found.items()}
    return {name: one for name, one in whole.items() if one.area > 0}


def _points_in(geometry: shapely.Geometry, count: int, rng: np.random.Generator) -> np.ndarray:
    """Points at random in a geometry, all places alike: (points, 2)."""
    parts = shapely.get_parts(geometry)
    shapely.prepare(parts)
    west, south, east, north = shapely.bounds(parts).T
    # Parts are chosen by the rectangles around them, so that what is left is even over all.
    weights = (east - west) * (north - south)
    weights = weights / weights.sum()
    found: list[np.ndarray] = []
    for _ in range(_TRIES):
        part = rng.choice(len(parts), _AT_ONCE, p=weights)
        x, y = (
            low[part] + rng.random(_AT_ONCE) * (high[part] - low[part])
            for low, high in ((west, east), (south, north))
        )
        kept = shapely.contains_xy(parts[part], x, y)
        found.append(np.column_stack([x[kept], y[kept]]))
        if sum(map(len, found)) >= count:
            break
    return np.concatenate(found)[:count]
