"""Comparing with an inventory: thresholds, and polygons."""

from __future__ import annotations

import math
import time

import numpy as np
import paths  # noqa: F401
from common.running import say
from common.table import Row, ratio
from osgeo import gdal, ogr
from scarp.core.assessment.matching import match
from scarp.core.cam.suggestion import SuggestionSettings, suggest_threshold
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.rasters.windows import strips
from scarp.core.vectors.intersections import PolygonSet
from scarp.core.vectors.polygon_layer import PolygonSource

_COUNT = 20_000
_OVERLAP = 0.5


def make_inventory(path: str, cam: str) -> int:
    """Writes star-shaped polygons spread over a CAM, two in 100 x 100 pixels, and gives how many.

    Args:
        path: Of a GeoPackage.
        cam: The CAM.
    """
    raster = gdal.Open(cam)
    west, size, _, north, _, _ = raster.GetGeoTransform()
    extent = raster.RasterXSize * size
    count = max(round(_COUNT * (raster.RasterXSize / 10_000) ** 2), 1)
    driver = ogr.GetDriverByName("GPKG")
    file = driver.CreateDataSource(path)
    reference = spatial_reference(raster.GetProjection())
    layer = file.CreateLayer("inventory", reference, ogr.wkbPolygon)
    layer.StartTransaction()
    for polygon in stars(count, 0, extent, (west, north - extent)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(polygon)
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    return count


def stars(count: int, seed: int, extent: float, corner=(0.0, 0.0), moved: float = 0.0) -> list:
    """Star-shaped polygons of 40 points, on a grid that is shaken.

    Args:
        count: How many.
        seed: Of their places and sizes.
        extent: Side of the square that they fill, in metres.
        corner: Its south-western corner.
        moved: Metres by which each is moved, in a direction of its own.
    """
    rng = np.random.default_rng(seed)
    side = math.ceil(math.sqrt(count))
    cell = extent / side
    number = np.arange(count)
    centres = (np.stack([number % side, number // side], axis=1) + 0.5) * cell
    centres += rng.uniform(-0.2, 0.2, (count, 2)) * cell
    radii = np.minimum(rng.lognormal(3.3, 0.5, count), cell / 3)
    centres += np.random.default_rng(seed + 1).normal(0, moved or 1e-9, (count, 2))
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    polygons = []
    for centre, radius in zip(centres + corner, radii):
        lengths = radius * (1 + 0.3 * np.sin(3 * angles))
        ring, polygon = ogr.Geometry(ogr.wkbLinearRing), ogr.Geometry(ogr.wkbPolygon)
        for x, y in zip(centre[0] + lengths * np.cos(angles), centre[1] + lengths * np.sin(angles)):
            ring.AddPoint_2D(x, y)
        ring.CloseRings()
        polygon.AddGeometry(ring)
        polygons.append(polygon)
    return polygons


def threshold_row(cam: str, inventory: str, count: int, rounds: int) -> Row:
    """Takes turns: GDAL reads the CAM and burns the inventory; `suggest_threshold` does its work.

    Args:
        cam: The CAM.
        inventory: As `make_inventory` writes it.
        count: Of its polygons.
        rounds: How often.
    """
    bare, whole = [], []
    for number in range(1, rounds + 1):
        say(f"thresholds, round {number} of {rounds}")
        started = time.perf_counter()
        _read_and_burn(cam, inventory)
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        suggest_threshold(SuggestionSettings(cam, 0, "best F1", PolygonSource(inventory)))
        whole.append(time.perf_counter() - started)
    raster = gdal.Open(cam)
    pixels = raster.RasterXSize * raster.RasterYSize / 1e6
    return Row(
        f"thresholds, seconds: {pixels:g} megapixels, {count} polygons",
        _seconds(bare),
        _seconds(whole),
        ratio(sum(whole) / sum(bare)),
        "≤ 1.50",
    )


def _read_and_burn(cam: str, inventory: str) -> None:
    raster, file = gdal.Open(cam), ogr.Open(inventory)
    layer = file.GetLayer(0)
    band = raster.GetRasterBand(1)
    x, width, _, y, _, height = raster.GetGeoTransform()
    for window in strips((raster.RasterYSize, raster.RasterXSize)):
        band.ReadAsArray(window.col, window.row, window.width, window.height)
        burned = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1)
        top = y + window.row * height
        burned.SetGeoTransform((x, width, 0, top, 0, height))
        burned.SetProjection(raster.GetProjection())
        layer.SetSpatialFilterRect(x, top + window.height * height, x + window.width * width, top)
        gdal.RasterizeLayer(burned, [1], layer, burn_values=[1])
        burned.ReadAsArray()


def matching_row(quick: bool) -> Row:
    """Matches polygons with the same ones moved a little: B is seconds."""
    count = _COUNT // 100 if quick else _COUNT
    extent = 30_000 * math.sqrt(count / _COUNT)
    predicted, inventory = (stars(count, 0, extent, moved=moved) for moved in (0.0, 8.0))
    say("object matching")
    started = time.perf_counter()
    match(PolygonSet.of(predicted), PolygonSet.of(inventory), _OVERLAP)
    seconds = time.perf_counter() - started
    what = f"object matching, seconds: {count} against {count} polygons"
    return Row(what, "", f"{seconds:.2f}", "", "≤ 10 s")


def _seconds(rounds: list[float]) -> str:
    mean = sum(rounds) / len(rounds)
    return f"{mean:.2f} ({', '.join(f'{one:.2f}' for one in rounds)})"
