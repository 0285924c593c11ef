"""What was examined for landslides, and what was not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from osgeo import gdal, ogr

from ..messages import Progress, ScarpError, tr
from ..rasters.georeference import spatial_reference, transformation_between
from ..rasters.image_area import image_area
from ..rasters.raster import Raster
from ..rasters.windows import Window, cut
from ..vectors.intersections import area_of, from_ogr, polygonal
from ..vectors.polygon_layer import PolygonSource, open_layer
from ..vectors.projecting import crs_of
from ..vectors.valid_polygons import (
    BeyondCrsError,
    clean,
    longest_side,
    period_of,
    transformation,
)

NO_IMAGE, NO_DATA = tr("No image"), tr("The image has no data")
NOT_CLASSIFIED, MASKED = tr("Not classified"), tr("Masked")
#: Longest side in pixels of the grid on which areas without data are found.
_LONGEST = 4000
#: Half the width in metres of slits in the area that are closed.
_SLIT = 0.5
#: Fields that say why something was not examined.
_REASONS = ("reason", "type", "class", "kind", "name")
#: Gaps with fewer cells of that grid are left out: single pixels without data.
_FEWEST_CELLS = 4
#: Area in m² of a gap at least: less is left by rounding along borders.
_SLIVER = 1.0
_INT32 = np.iinfo(np.int32)


@dataclass(frozen=True)
class Gap:
    """A part of the area in which landslides were not looked for.

    Attributes:
        geometry: shapely's polygon or multipolygon.
        reason: Why not.
    """

    geometry: shapely.Geometry
    reason: str


@dataclass(frozen=True)
class Examined:
    """What was examined.

    Attributes:
        area: All that was to be examined, in the plane.
        mapped: That without the gaps.
        gaps: Disjoint, the largest first.
    """

    area: shapely.Geometry
    mapped: shapely.Geometry
    gaps: list[Gap]


def find_examined(
    plane: str,
    area: PolygonSource | None,
    image: str | None,
    cam: str | None,
    masked: PolygonSource | str | None,
    around: shapely.Geometry,
    progress: Progress,
) -> Examined:
    """Finds what was examined, and where and why something was not.

    Args:
        plane: The CRS of all geometries that are given back, in metres.
        area: What was to be examined; None: what image or CAM cover.
        image: Path of the image, or None.
        cam: Path of the class activation raster, or None.
        masked: Polygons of clouds and shadows, whose reasons stand in a field, or the path of a
            raster that is not 0 there; None: none.
        around: Taken for the area where there is neither area nor image nor CAM.
        progress: Told if so, and where clouds and shadows do not overlap the area.

    Raises:
        ScarpError: if the image and the CAM cover nothing of the area.
    """
    rasters = [(path, reason) for path, reason in ((image, NO_DATA), (cam, NOT_CLASSIFIED)) if path]
    covered = [_covered(path, plane) for path, _ in rasters]
    if area is not None:
        whole = _closed(area_of(area, plane, progress))
    elif covered:
        whole = covered[0]
    else:
        whole = around
        progress(
            None,
            tr(
                "Neither area nor image nor class activation raster is given: the rectangle around "
                "the landslides is taken for the examined area."
            ),
        )
    gaps: list[Gap] = []
    left = whole

    def leave_out(geometry: shapely.Geometry, reason: str) -> None:
        nonlocal left
        (part,) = polygonal(np.array([shapely.intersection(geometry, left)]))
        if part.area >= _SLIVER:
            gaps.append(Gap(part, reason))
            (left,) = polygonal(np.array([shapely.difference(left, part)]))

    hidden = list(_masked(masked, plane))
    if masked:
        if isinstance(masked, str):
            name, places = masked, [_covered(masked, plane)]
        else:
            name, places = masked.name or masked.path, [one for one, _ in hidden]
        if not shapely.intersects(np.array(places, dtype=object), whole).any():
            progress(
                None,
                tr("{name} does not overlap the examined area: it hides nothing of it."),
                name=name,
            )
    for geometry, reason in hidden:
        leave_out(geometry, reason)
    for (path, reason), footprint in zip(rasters, covered):
        if not shapely.intersects(footprint, whole):
            raise ScarpError(
                tr("{path} covers nothing of the examined area: choose another one."), path=path
            )
        leave_out(shapely.difference(left, footprint), NO_IMAGE if path == image else reason)
        for geometry in _without_data(path, plane):
            leave_out(geometry, reason)
    return Examined(whole, left, sorted(gaps, key=lambda gap: -gap.geometry.area))


def _closed(geometry: shapely.Geometry) -> shapely.Geometry:
    """Without the slits that rounding leaves between tiles."""
    options = {"join_style": "mitre"}
    return geometry.buffer(_SLIT, **options).buffer(-_SLIT, **options)


def _covered(path: str, plane: str) -> shapely.Geometry:
    with Raster(path) as raster:
        raster.require_georeference()
        return from_ogr([image_area(raster, plane)])[0]


def _polygons(source: PolygonSource, plane: str) -> Iterator[tuple[shapely.Geometry, ogr.Feature]]:
    """Geometries in the plane, each with its feature."""
    dataset, layer = open_layer(source)
    own = crs_of(source)
    transform, period, longest = transformation(own, plane), period_of(plane), longest_side(own)
    for feature in layer:
        try:
            geometry = clean(feature.GetGeometryRef(), transform, longest, period)[0]
        except BeyondCrsError:
            continue
        if geometry is not None:
            yield from_ogr([geometry])[0], feature
    del dataset


def _masked(
    masked: PolygonSource | str | None, plane: str
) -> Iterator[tuple[shapely.Geometry, str]]:
    if isinstance(masked, PolygonSource):
        for geometry, feature in _polygons(masked, plane):
            names = {name.lower(): name for name in feature.items()}
            own = next((names[name] for name in _REASONS if name in names), None)
            yield geometry, str((own and feature.GetField(own)) or MASKED)
    elif masked:
        yield from _of_mask(masked, plane)


def _of_mask(path: str, plane: str) -> Iterator[tuple[shapely.Geometry, str]]:
    """Where a raster is not 0, by its values, which may have names."""
    with Raster(path) as raster:
        raster.require_georeference()
        band = raster.dataset.GetRasterBand(raster.bands[0])
        names = band.GetRasterCategoryNames() or []

        def values(window: Window) -> np.ndarray:
            array, valid = raster.read_valid(window)
            found = np.where(valid, array[..., 0], 0)
            # What is not 0 stays so where decimals are cut off.
            found = np.where((found != 0) & (np.abs(found) < 1), 1, found)
            return np.clip(found, _INT32.min, _INT32.max).astype(np.int32)

        for geometry, value in _traced(raster, plane, values):
            name = names[value] if 0 <= value < len(names) else ""
            yield geometry, name or str(MASKED)


def _without_data(path: str, plane: str) -> list[shapely.Geometry]:
    with Raster(path) as raster:
        traced = _traced(raster, plane, lambda window: (~raster.valid(window)).astype(np.int32))
        return [geometry for geometry, _ in traced]


def _traced(
    raster: Raster, plane: str, read: Callable[[Window], np.ndarray]
) -> list[tuple[shapely.Geometry, int]]:
    """Polygons around pixels of each value but 0, one multipolygon a value.

    On a grid of at most `_LONGEST` cells a side; a cell has the value of its middle pixel.
    """
    rows, cols = raster.shape
    step = max(-(-max(rows, cols) // _LONGEST), 1)
    coarse = np.zeros((-(-rows // step), -(-cols // step)), np.int32)
    for window in cut(raster.shape, 256 * step, cols):
        values = read(window)[step // 2 :: step, step // 2 :: step]
        first = window.row // step
        coarse[first : first + values.shape[0], : values.shape[1]] = values
    x, a, b, y, d, e = raster.geotransform
    grid = gdal.GetDriverByName("MEM").Create(
        "", coarse.shape[1], coarse.shape[0], 1, gdal.GDT_Int32
    )
    grid.SetGeoTransform((x, a * step, b * step, y, d * step, e * step))
    grid.SetProjection(raster.crs_wkt)
    band = grid.GetRasterBand(1)
    band.WriteArray(coarse)
    dataset = ogr.GetDriverByName("Memory").CreateDataSource("")
    reference = spatial_reference(raster.crs_wkt)
    layer = dataset.CreateLayer("", reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
    gdal.Polygonize(band, band, layer, 0)
    least = _FEWEST_CELLS * abs(a * e - b * d) * step**2
    to_plane = transformation_between(reference, spatial_reference(plane))
    by_value: dict[int, list[ogr.Geometry]] = {}
    for feature in layer:
        geometry = feature.GetGeometryRef().Clone()
        if geometry.GetArea() < least:
            continue
        geometry.Segmentize(100 * step * abs(a))
        geometry.Transform(to_plane)
        by_value.setdefault(feature.GetField("value"), []).append(geometry)
    return [
        (shapely.union_all(polygonal(shapely.make_valid(from_ogr(parts)))), value)
        for value, parts in by_value.items()
    ]


def name_of(path: str | None) -> str:
    """The name of a file without its folder; "" of none."""
    return Path(path).name if path else ""
