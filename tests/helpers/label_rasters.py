"""Making small label rasters for the tests."""

from __future__ import annotations

import numpy as np
import pytest
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import PolygonSource

from helpers.rasters import EPSG, write_polygons, write_raster

ROWS, COLS = 6, 8
ALL = Window(0, 0, ROWS, COLS)
FORMATS = pytest.mark.parametrize("suffix", [".tif", ".vrt"])


def write_image(path, dtype=np.uint16, bands=3, **options):
    """Writes an image of random values from 1, and gives its path."""
    values = np.random.default_rng(5).integers(1, 200, (bands, ROWS, COLS)).astype(dtype)
    return write_raster(path, values, **options)


def make(folder, geometries, *, output="out.tif", progress=None, image=None, area=None, **options):
    """Makes a label raster of polygons (WKT); gives the result and the output's path."""
    image = image or write_image(folder / "image.tif")
    kinds = options.pop("kinds", None)
    epsg = options.pop("epsg", EPSG)
    inventory = write_polygons(folder / "inventory.gpkg", geometries, kinds=kinds, epsg=epsg)
    if area is not None:
        area = PolygonSource(write_polygons(folder / "area.gpkg", area))
    output = str(folder / output)
    settings = LabelRasterSettings(image, PolygonSource(inventory), output, area=area, **options)
    arguments = [settings] if progress is None else [settings, progress]
    return create_label_raster(*arguments), output


def labels_of(path):
    """All labels of a label raster."""
    with LabelRaster(path) as raster:
        return raster.labels(Window(0, 0, *raster.shape))


def rectangles(*rectangles, background=0):
    """Labels by rectangles (row, column, height, width, label)."""
    labels = np.full((ROWS, COLS), background, dtype=np.uint8)
    for row, col, height, width, label in rectangles:
        labels[row : row + height, col : col + width] = label
    return labels
