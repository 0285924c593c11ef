"""Files for the tests of ``runtime``: a small image, its label raster and a mask."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr
from scarp.core.labels.label_raster_writer import label_raster_writer
from scarp.core.rasters.georeference import spatial_reference
from scarp.core.rasters.geotiff import create_geotiff
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window

ROWS, COLS = 90, 70
GRID = (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, -10.0)
#: Of the mask: rows and columns 20 to 39.
MASK = np.s_[20:40, 20:40]


@pytest.fixture(scope="session")
def wkt() -> str:
    """The CRS of all files."""
    reference = spatial_reference("")
    reference.ImportFromEPSG(32654)
    return reference.ExportToWkt()


@pytest.fixture(scope="session")
def files(tmp_path_factory, wkt) -> dict[str, str]:
    """Paths of ``image`` (2 bands, bright where there is a landslide), ``labels`` and ``mask``."""
    folder = tmp_path_factory.mktemp("files 東")
    labels = np.zeros((ROWS, COLS), np.uint8)
    labels[30:50, 20:40] = 1
    noise = np.random.default_rng(0).integers(0, 50, (ROWS, COLS, 2))
    values = (noise + 150 * labels[..., None]).astype(np.uint8)
    paths = {name: str(folder / f"{name}.tif") for name in ("image", "labels")}
    write_image(paths["image"], values, wkt)
    window = Window(0, 0, ROWS, COLS)
    with Raster(paths["image"]) as image:
        with label_raster_writer(paths["labels"], image, ["landslide"], 0) as writer:
            writer.write(window, values, labels)
    paths["mask"] = str(folder / "mask.gpkg")
    write_square(paths["mask"], wkt)
    return paths


def write_image(path: str, values: np.ndarray, wkt: str) -> None:
    """Writes an array (rows, columns, bands) of bytes as GeoTIFF."""
    rows, cols, bands = values.shape
    dataset = create_geotiff(path, (rows, cols), bands, gdal.GDT_Byte, GRID, wkt)
    for number in range(bands):
        dataset.GetRasterBand(number + 1).WriteArray(values[..., number])


def write_square(path: str, wkt: str) -> None:
    """Writes the polygon of `MASK` as GeoPackage."""
    west, north = GRID[0] + 10 * MASK[1].start, GRID[3] - 10 * MASK[0].start
    east, south = GRID[0] + 10 * MASK[1].stop, GRID[3] - 10 * MASK[0].stop
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = dataset.CreateLayer("mask", spatial_reference(wkt), ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    ring = f"{west} {north}, {east} {north}, {east} {south}, {west} {south}, {west} {north}"
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
    layer.CreateFeature(feature)


@pytest.fixture
def large_image(tmp_path, wkt) -> str:
    """An image that takes a while."""
    path = tmp_path / "large.tif"
    values = np.random.default_rng(0).integers(0, 250, (900, 900, 2)).astype(np.uint8)
    write_image(str(path), values, wkt)
    return str(path)


@pytest.fixture(scope="session")
def plugin_folder() -> Path:
    """The plugin's own folder."""
    import scarp

    return Path(scarp.__file__).resolve().parent
