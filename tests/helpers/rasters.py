"""Small rasters and polygons for the tests, on a UTM grid of 10 m pixels unless told otherwise."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, gdal_array, ogr, osr
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.rasters.georeference import spatial_reference, window_geotransform
from scarp.core.rasters.windows import Window

EPSG = 32654
GRID = (500_000.0, 10.0, 0.0, 4_700_000.0, 0.0, -10.0)


def wkt(epsg: int = EPSG) -> str:
    """A CRS as WKT."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


def whole(array: np.ndarray) -> Window:
    """The window of a whole array (rows, columns, …)."""
    return Window(0, 0, *array.shape[:2])


def write_raster(
    path, array, *, names=(), nodata=None, grid=GRID, epsg=EPSG, alpha=False, mask=None
) -> str:
    """Writes an array (bands, rows, columns) as GeoTIFF, and gives its path.

    Args:
        path: Where.
        array: Its type is the file's.
        names: Descriptions of the bands.
        nodata: Nodata value of all bands.
        grid: The geotransform, or None.
        epsg: The CRS, or None.
        alpha: Whether the last band is an alpha band.
        mask: bool (rows, columns), where there is data: a mask of the whole dataset.
    """
    array = array if array.ndim == 3 else array[None]
    bands, rows, cols = array.shape
    data_type = gdal_array.NumericTypeCodeToGDALTypeCode(array.dtype)
    options = ["ALPHA=NO"]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, bands, data_type, options)
    if grid is not None:
        dataset.SetGeoTransform(grid)
    if epsg is not None:
        dataset.SetProjection(wkt(epsg))
    for number in range(1, bands + 1):
        band = dataset.GetRasterBand(number)
        band.WriteArray(array[number - 1])
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if number <= len(names):
            band.SetDescription(names[number - 1])
    if alpha:
        band.SetColorInterpretation(gdal.GCI_AlphaBand)
    if mask is not None:
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
        dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask.astype(np.uint8) * 255)
    return str(path)


def read_raster(path) -> np.ndarray:
    """All bands of a raster: (bands, rows, columns)."""
    dataset = gdal.Open(str(path))
    return np.stack(
        [dataset.GetRasterBand(k + 1).ReadAsArray() for k in range(dataset.RasterCount)]
    )


def box(row: float, col: float, height: float, width: float, grid=GRID) -> str:
    """The rectangle of these pixels as WKT."""
    corners = []
    for down, right in ((0, 0), (0, width), (height, width), (height, 0), (0, 0)):
        place = window_geotransform(grid, row + down, col + right)
        corners.append(f"{place[0]!r} {place[3]!r}")
    return f"POLYGON (({', '.join(corners)}))"


def write_polygons(
    path, geometries, *, epsg=EPSG, kinds=None, layer="polygons", geometry_type=ogr.wkbUnknown
) -> str:
    """Writes geometries (WKT, or None) as GeoPackage, and gives its path.

    Args:
        path: Where.
        geometries: One a feature.
        epsg: The CRS, or None.
        kinds: Values of the field ``kind``, one a feature.
        layer: The layer's name.
        geometry_type: The layer's.
    """
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    reference = spatial_reference(wkt(epsg)) if epsg else None
    out = dataset.CreateLayer(layer, reference, geometry_type)
    out.CreateField(ogr.FieldDefn("kind", ogr.OFTString))
    for number, geometry in enumerate(geometries):
        feature = ogr.Feature(out.GetLayerDefn())
        if geometry is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(geometry))
        if kinds is not None and kinds[number] is not None:
            feature.SetField("kind", kinds[number])
        out.CreateFeature(feature)
    return str(path)


def write_cam(
    path, values, *, valid=None, classes=("landslide",), grid=GRID, epsg=EPSG, **description
) -> str:
    """Writes values (rows, columns) or (rows, columns, classes) as CAM, and gives its path."""
    values = values if values.ndim == 3 else values[..., None]
    valid = np.ones(values.shape[:2], dtype=bool) if valid is None else valid
    described = CamDescription(list(classes), **description)
    with cam_writer(str(path), values.shape[:2], grid, wkt(epsg), described) as writer:
        writer.write(whole(values), values, valid)
    return str(path)
