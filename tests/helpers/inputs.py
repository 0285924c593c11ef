"""Small rasters and vector files, made as they are needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.rasters.windows import Window

GRID = (580_000.0, 3.0, 0.0, 4_740_000.0, 0.0, -3.0)


def raster(path: Path, bands: int = 3, shape=(60, 70), georeference: bool = True) -> str:
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), shape[1], shape[0], bands, gdal.GDT_UInt16
    )
    if georeference:
        dataset.SetGeoTransform((580_000, 3, 0, 4_740_000, 0, -3))
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(32654)
        dataset.SetProjection(reference.ExportToWkt())
    rng = np.random.default_rng(0)
    for band in range(bands):
        dataset.GetRasterBand(band + 1).WriteArray(rng.integers(1, 2000, shape))
    dataset = None
    return str(path)


def inventory_file(path: Path, geometry: str, x: float = 580_050, y: float = 4_739_900) -> str:
    """A vector file with one geometry, 40 m wide, at a place in UTM 54N."""
    corners = [(x, y), (x + 40, y), (x + 40, y + 40), (x, y + 40), (x, y)]
    points = ", ".join(f"{east} {north}" for east, north in corners)
    wkt = {
        "polygon": f"POLYGON (({points}))",
        "line": f"LINESTRING ({points})",
        "point": f"POINT ({x} {y})",
        "bow tie": f"POLYGON (({x} {y}, {x + 40} {y + 40}, {x + 40} {y}, {x} {y + 40}, {x} {y}))",
    }[geometry]
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("inventory", reference, ogr.wkbUnknown)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
    layer.CreateFeature(feature)
    source = None
    return str(path)


def cam_file(path: Path, values: np.ndarray, valid=None, classes=("landslide",)) -> str:
    """Writes values (rows, columns, classes) as CAM, and gives its path."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32654)
    shape = values.shape[:2]
    valid = np.ones(shape, bool) if valid is None else valid
    description = CamDescription(list(classes), "モデル.h5", "image.tif")
    with cam_writer(str(path), shape, GRID, reference.ExportToWkt(), description) as writer:
        writer.write(Window(0, 0, *shape), values, valid)
    return str(path)
