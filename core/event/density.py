"""How many landslides lie in the cells of a grid."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from osgeo import ogr

from ..messages import ScarpError, tr
from ..rasters.georeference import spatial_reference, transformation_between
from ..vectors.intersections import from_ogr

_MOST_CELLS = 1_000_000
#: Share of a cell that was examined at least: less is left by rounding along borders.
_LEAST_EXAMINED = 1e-4


@dataclass(frozen=True)
class Cell:
    """A square of the grid.

    Attributes:
        outline: In the CRS of the grid.
        count: Landslides whose middle lies in it.
        area_km2: Area of landslides in it.
        examined: Share of it that was examined, in 0-1.
        size_km2: Its area.
    """

    outline: ogr.Geometry
    count: int
    area_km2: float
    examined: float
    size_km2: float

    @property
    def density(self) -> float:
        """Landslides in an examined km²."""
        return self.count / (self.examined * self.size_km2) if self.examined else math.nan


def density_grid(
    landslides: np.ndarray, mapped: shapely.Geometry, plane: str, crs_wkt: str, side: float
) -> list[Cell]:
    """Counts landslides in cells; those of which next to nothing was examined are left out.

    Args:
        landslides: shapely's polygons in the plane, (landslides,).
        mapped: What was examined.
        plane: CRS of both, equal in area and in metres.
        crs_wkt: CRS of the grid, in metres; corners are multiples of the side.
        side: Of the cells, in metres.

    Returns:
        The cells; none where nothing was examined.

    Raises:
        ScarpError: if there would be more than a million of them.
    """
    if mapped.is_empty:
        return []
    source, target = spatial_reference(plane), spatial_reference(crs_wkt)
    there, back = transformation_between(source, target), transformation_between(target, source)
    bounds = there.TransformBounds(*shapely.total_bounds([mapped]).tolist(), 21)
    west, south = (math.floor(value / side) for value in bounds[:2])
    east, north = (math.ceil(value / side) for value in bounds[2:])
    if (east - west) * (north - south) > _MOST_CELLS:
        raise ScarpError(
            tr(
                "Cells of {side:g} m are too small for {area:.0f} km²: choose larger ones for the "
                "density."
            ),
            side=side,
            area=mapped.area / 1e6,
        )
    outlines = [
        _square(col * side, row * side, side)
        for row in range(south, north)
        for col in range(west, east)
    ]
    placed = []
    for outline in outlines:
        copy = outline.Clone()
        copy.Transform(back)
        placed.append(copy)
    cells = from_ogr(placed)
    shapely.prepare(mapped)
    touched = shapely.intersects(cells, mapped)
    cells, outlines = cells[touched], [o for o, is_in in zip(outlines, touched) if is_in]
    sizes = shapely.area(cells)
    inside = shapely.contains(mapped, cells)
    examined = np.where(inside, 1.0, 0.0)
    examined[~inside] = shapely.area(shapely.intersection(cells[~inside], mapped)) / sizes[~inside]
    tree = shapely.STRtree(cells)
    counts, areas = np.zeros(len(cells), int), np.zeros(len(cells))
    if len(landslides):
        middles, of = tree.query(shapely.point_on_surface(landslides), "intersects")
        # On the border of two cells, the first counts.
        _, first = np.unique(middles, return_index=True)
        np.add.at(counts, of[first], 1)
        one, other = tree.query(landslides, "intersects")
        common = shapely.area(shapely.intersection(landslides[one], cells[other]))
        np.add.at(areas, other, common)
    return [
        Cell(outline, int(count), area / 1e6, float(share), size / 1e6)
        for outline, count, area, share, size in zip(outlines, counts, areas, examined, sizes)
        if share >= _LEAST_EXAMINED
    ]


def _square(west: float, south: float, side: float) -> ogr.Geometry:
    ring, square = ogr.Geometry(ogr.wkbLinearRing), ogr.Geometry(ogr.wkbPolygon)
    for right, up in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)):
        ring.AddPoint_2D(west + right * side, south + up * side)
    square.AddGeometry(ring)
    return square
