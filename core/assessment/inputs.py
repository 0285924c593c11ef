"""The input of an assessment: two layers within an area, in one equal-area projection."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..messages import Progress, ScarpError, tr
from ..rasters.image_area import image_area
from ..rasters.raster import Raster
from ..vectors.intersections import PolygonSet, area_of, from_ogr, polygonal
from ..vectors.overlap_groups import overlapping, repeated
from ..vectors.polygon_layer import Polygons, PolygonSource
from ..vectors.projecting import crs_of, equal_area_crs, places_of

#: A polygon of which less than this part lies within the area only touches it.
_LEAST_INSIDE = 1e-3


@dataclass(frozen=True)
class AssessmentSettings:
    """What to assess, and how.

    Attributes:
        predicted: The polygons to assess; the layer may be empty.
        inventory: The polygons to assess them by; the layer may be empty.
        area: Polygons within which the inventory is complete; None: the rectangle around both
            layers.
        min_overlap: Share of a polygon that must be covered, above 0 and up to 1.
        image: Path of the image that was classified: only the area that it covers is assessed.
            None: the whole area is.
    """

    predicted: PolygonSource
    inventory: PolygonSource
    area: PolygonSource | None = None
    min_overlap: float = 0.5
    image: str | None = None


@dataclass(frozen=True)
class AssessmentInput:
    """Both layers within the area.

    Attributes:
        crs_wkt: The equal-area projection, in metres.
        inventory_crs_wkt: CRS of the inventory.
        area: A polygon or multipolygon.
        predicted: The predicted polygons, clipped to the area.
        inventory: The inventory's polygons, clipped to the area.
    """

    crs_wkt: str
    inventory_crs_wkt: str
    area: shapely.Geometry
    predicted: PolygonSet
    inventory: PolygonSet


def read_input(settings: AssessmentSettings, progress: Progress) -> AssessmentInput:
    """Reads both layers and clips them to the area.

    Args:
        settings: What to read.
        progress: Told what is left out, repaired or counted once.

    Raises:
        ScarpError: if a layer cannot be read, has no CRS or other geometries than polygons, if
            there is no polygon at all, or if the image covers nothing of the area.
    """
    sources = [settings.predicted, settings.inventory, *([settings.area] if settings.area else [])]
    inventory_wkt = crs_of(settings.inventory)
    places = [place for source in sources for place in places_of(source, inventory_wkt)]
    if not places:
        raise ScarpError(
            tr("Neither {predicted} nor {inventory} holds polygons: there is nothing to assess."),
            predicted=_name(settings.predicted),
            inventory=_name(settings.inventory),
        )
    wkt = equal_area_crs(inventory_wkt, places)
    layers = [_read(source, wkt, progress) for source in sources[:2]]
    area = _area(settings.area, wkt, layers, progress)
    if settings.image:
        area = _on_image(area, settings.image, wkt, progress)
    for number, source in enumerate(sources[:2]):
        inside = _clipped(layers[number], area)
        outside = len(layers[number]) - len(inside)
        if outside:
            progress(
                None,
                tr("{name}: {count} polygons lie outside the area and are not counted."),
                name=_name(source),
                count=outside,
            )
        layers[number] = _without_repeated(inside, _name(source), progress)
    return AssessmentInput(wkt, inventory_wkt, area, *layers)


def _name(source: PolygonSource) -> str:
    return source.name or source.path


def _read(source: PolygonSource, wkt: str, progress: Progress) -> PolygonSet:
    with Polygons(source, wkt, None, progress, may_be_empty=True) as polygons:
        return PolygonSet.of(feature.GetGeometryRef() for feature in polygons.layer)


def _area(
    source: PolygonSource | None, wkt: str, layers: list[PolygonSet], progress: Progress
) -> shapely.Geometry:
    if source is None:
        both = np.concatenate([layer.geometries for layer in layers])
        area = shapely.box(*shapely.total_bounds(both))
        sentence = tr(
            "No area given: the rectangle around both layers is assessed, {area:.2f} km²."
        )
    else:
        area = area_of(source, wkt, progress)
        sentence = tr("The assessed area covers {area:.2f} km².")
    progress(None, sentence, area=area.area / 1e6)
    return area


def _on_image(area: shapely.Geometry, path: str, wkt: str, progress: Progress) -> shapely.Geometry:
    """Clips the area to an image."""
    with Raster(path) as image:
        image.require_georeference()
        covered = shapely.intersection(from_ogr([image_area(image, wkt)]), area)
    (part,) = polygonal(covered)
    if part.is_empty:
        raise ScarpError(
            tr("The image {path} covers nothing of the area: choose the one that was classified."),
            path=path,
        )
    if part.area < (1 - _LEAST_INSIDE) * area.area:
        progress(
            None,
            tr("The image covers {area:.2f} km² of it, and only that is assessed."),
            area=part.area / 1e6,
        )
    return part


def _clipped(polygons: PolygonSet, area: shapely.Geometry) -> PolygonSet:
    """Clips polygons to the area, and leaves out those that lie outside."""
    shapely.prepare(area)
    geometries = polygons.geometries.copy()
    inside = shapely.contains(area, geometries)
    across = ~inside & shapely.intersects(area, geometries)
    geometries[across] = polygonal(shapely.intersection(geometries[across], area))
    inside |= across & (shapely.area(geometries) > _LEAST_INSIDE * polygons.areas)
    return PolygonSet(geometries[inside])


def _without_repeated(polygons: PolygonSet, name: str, progress: Progress) -> PolygonSet:
    """Leaves out polygons that repeat others; reports these and those that overlap."""
    left_out = repeated(polygons)
    kept = polygons.take(np.delete(np.arange(len(polygons)), left_out))
    for count, sentence in (
        (len(left_out), tr("{name}: {count} polygons that repeat others left out.")),
        (
            len(overlapping(kept)),
            tr("{name}: {count} polygons overlap: what they have in common is counted once."),
        ),
    ):
        if count:
            progress(None, sentence, name=name, count=count)
    return kept
