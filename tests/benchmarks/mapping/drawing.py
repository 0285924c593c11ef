"""Drawing polygons, beside GDAL's."""

from __future__ import annotations

import time
from typing import NamedTuple

import paths  # noqa: F401
from cams import THRESHOLD, mask_of
from common.running import say
from common.table import Row, ratio
from osgeo import gdal, ogr
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.tracing.landslide_polygons import OUTLINES, PolygonSettings, landslide_polygons


class Drawn(NamedTuple):
    """Seconds of each round, and how many polygons there were.

    Attributes:
        bare: Of `gdal.Polygonize`.
        drawn: Of `landslide_polygons`, by outline.
        count: Number of polygons.
    """

    bare: list[float]
    drawn: dict[str, list[float]]
    count: int


def measure(cam: str, rounds: int) -> Drawn:
    """Takes turns: GDAL's polygons of the ready mask, then Scarp's of the CAM, by both outlines."""
    mask = mask_of(cam)
    bare, drawn, count = [], {outline: [] for outline in OUTLINES}, 0
    for number in range(1, rounds + 1):
        say(f"polygons, round {number} of {rounds}")
        started = time.perf_counter()
        polygonize(mask)
        bare.append(time.perf_counter() - started)
        for outline in OUTLINES:
            settings = PolygonSettings(cam, outline=outline)
            started = time.perf_counter()
            count = len(list(landslide_polygons(settings, THRESHOLD)))
            drawn[outline].append(time.perf_counter() - started)
    return Drawn(bare, drawn, count)


def polygonize(mask: gdal.Dataset) -> None:
    """Polygons of a mask of bytes in memory, masked by itself, to a layer in memory."""
    driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
    source = driver.CreateDataSource("")
    layer = source.CreateLayer("", spatial_reference(mask.GetProjection()), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("class", ogr.OFTInteger))
    gdal.Polygonize(mask.GetRasterBand(1), mask.GetRasterBand(1), layer, 0, [])


def rows(found: Drawn, side: int) -> list[Row]:
    """Of the table."""
    size = f"{side**2 / 1e6:g} megapixels, {found.count} polygons"
    wanted = dict(zip(OUTLINES, ("≤ 1.50", "")))
    return [
        Row(
            f"{outline}, seconds: {size}",
            _seconds(found.bare),
            _seconds(seconds),
            ratio(sum(seconds) / sum(found.bare)),
            wanted[outline],
        )
        for outline, seconds in found.drawn.items()
    ]


def _seconds(rounds: list[float]) -> str:
    mean = sum(rounds) / len(rounds)
    return f"{mean:.2f} ({', '.join(f'{one:.2f}' for one in rounds)})"
