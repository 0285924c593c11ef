"""Images and inventories of three kinds of landslides, drawn as rectangles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr
from scarp.core.rasters.windows import Window

PIXEL = 10.0
ORIGIN = (500_000.0, 4_740_000.0)
#: In the order in which they are drawn; sorted, the first one is the second.
KINDS = ("slump", "土石流", "fall")
CLASSES = sorted(KINDS)
#: Values of red, green and blue: background, and the kinds.
COLOURS = np.array([(800, 800, 800), (1400, 600, 600), (600, 1400, 600), (600, 600, 1400)])


def whole(raster) -> Window:
    return Window(0, 0, *raster.shape)


def write_image(path: Path, image: np.ndarray, data_type: int, nodata=None) -> str:
    """Writes (rows, columns, bands) as a GeoTIFF of 10 m in UTM 54N."""
    rows, cols, bands = image.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, bands, data_type)
    dataset.SetGeoTransform((ORIGIN[0], PIXEL, 0, ORIGIN[1], 0, -PIXEL))
    dataset.SetProjection(crs().ExportToWkt())
    for number in range(bands):
        band = dataset.GetRasterBand(number + 1)
        band.WriteArray(image[..., number])
        if nodata is not None:
            band.SetNoDataValue(nodata)
    del band, dataset
    return str(path)


def crs(code: int = 32654) -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    return reference


def write_rectangles(path: Path, rectangles) -> str:
    """Writes rectangles (kind, row, column, height, width in pixels) as an inventory."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("inventory", crs(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("kind", ogr.OFTString))
    for kind, row, col, height, width in rectangles:
        west, north = ORIGIN[0] + PIXEL * col, ORIGIN[1] - PIXEL * row
        east, south = west + PIXEL * width, north - PIXEL * height
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("kind", kind)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(rectangle(west, south, east, north)))
        layer.CreateFeature(feature)
    del layer, source
    return str(path)


def rectangle(west, south, east, north) -> str:
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON (({', '.join(f'{x} {y}' for x, y in corners)}))"


def draw(seed: int, side: int = 256, cell: int = 64):
    """Rectangles of each kind, one in a cell; every fourth cell is empty.

    Returns:
        The rectangles, and the kinds' numbers (rows, columns), 0 for background.
    """
    rng = np.random.default_rng(seed)
    truth = np.zeros((side, side), np.uint8)
    rectangles = []
    for number in range((side // cell) ** 2):
        kind = (number + number // 4) % 4
        if kind:
            height, width = (int(size) for size in rng.integers(cell // 2, cell - 8, 2))
            row, col = (cell * place + 4 for place in divmod(number, side // cell))
            truth[row : row + height, col : col + width] = kind
            rectangles.append((KINDS[kind - 1], row, col, height, width))
    return rectangles, truth


def coloured(truth: np.ndarray, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 60, (*truth.shape, 3))
    return np.clip(COLOURS[truth] + noise, 1, None)
