"""Drawing the outlines of what lies at or above a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from .cam import Cam
from .errors import Progress
from .geotiff import create_geotiff, write_band
from .raster import spatial_reference
from .windows import strips


def create_layer(drawing, name: str, cam: Cam):
    """A layer of polygons in the CAM's CRS, each with a class and a number."""
    layer = drawing.CreateLayer(name, spatial_reference(cam.crs_wkt), ogr.wkbPolygon)
    for field in ("class", "number"):
        layer.CreateField(ogr.FieldDefn(field, ogr.OFTInteger))
    return layer


def draw_pixel_edges(cam: Cam, threshold: float, layer, folder: str, progress: Progress) -> None:
    """Outlines along the edges of pixels; pixels that touch at a corner stay apart.

    Args:
        cam: The class activation raster.
        threshold: Pixels with at least this value are drawn.
        layer: A layer as `create_layer` makes it, to add the polygons to.
        folder: For files in between.
        progress: Told up to 0.7.
    """
    with _working_band(cam, folder, "mask.tif", gdal.GDT_Byte) as band:
        for window in strips(cam.shape):
            values, valid = cam.values(window)
            best = values.argmax(axis=-1) + 1
            best[(values.max(axis=-1) < np.float32(threshold)) | ~valid] = 0
            write_band(band(), best.astype(np.uint8), window, cam.path)
            progress(0.4 * (window.row + window.height) / cam.shape[0])
        field = layer.FindFieldIndex("class", 1)
        layer.StartTransaction()
        with _gdal_progress(progress, 0.4, 0.3) as callback:
            gdal.Polygonize(band(), band(), layer, field, [], callback=callback)
        layer.CommitTransaction()


def draw_contours(cam: Cam, threshold: float, layer, folder: str, progress: Progress) -> None:
    """Smooth contours at the threshold, of each class's value where it is the highest class.

    The value is lowered by the lead of a higher class, so that it falls below the threshold
    just where the class is no longer the highest, without a jump.

    Args:
        As `draw_pixel_edges`.
    """
    classes = len(cam.bands)
    for number in range(classes):
        with _working_band(cam, folder, f"class{number}.tif", gdal.GDT_Float32) as band:
            for window in strips(cam.shape):
                values, _ = cam.values(window)
                own = values[..., number]
                if classes > 1:
                    others = np.delete(values, number, axis=-1).max(axis=-1)
                    own = np.minimum(own, threshold + own - others)
                write_band(band(), own, window, cam.path)
            with vector_file(Path(folder, f"contours{number}.gpkg")) as drawing:
                reference = layer.GetSpatialRef()
                contours = drawing.CreateLayer("contours", reference, ogr.wkbMultiPolygon)
                contours.CreateField(ogr.FieldDefn("greatest", ogr.OFTReal))
                field = contours.GetLayerDefn().GetFieldIndex("greatest")
                options = [
                    f"FIXED_LEVELS={float(threshold)!r}",
                    "POLYGONIZE=YES",
                    f"ELEV_FIELD_MAX={field}",
                ]
                with _gdal_progress(progress, 0.7 * number / classes, 0.7 / classes) as callback:
                    gdal.ContourGenerateEx(band(), contours, options=options, callback=callback)
                _add_above(contours, threshold, layer, number + 1)


def _add_above(contours, threshold: float, layer, class_number: int) -> None:
    """Adds those contour polygons that lie above the threshold, each part for itself."""
    layer.StartTransaction()
    for feature in contours:
        if feature.GetField("greatest") > threshold:
            for part in feature.GetGeometryRef():
                add_polygon(layer, part, class_number)
    layer.CommitTransaction()


@contextmanager
def vector_file(path: Path) -> Iterator[ogr.DataSource]:
    """A new GeoPackage that is closed at the end, whoever still refers to it."""
    drawing = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    try:
        yield drawing
    finally:
        drawing.Destroy()


@contextmanager
def _working_band(cam: Cam, folder: str, name: str, data_type: int):
    """Gives a function that gives the band of a new raster on the CAM's grid, closed at the end."""
    path = Path(folder, name)
    dataset = create_geotiff(path, cam.shape, 1, data_type, cam.geotransform, cam.crs_wkt)
    try:
        yield lambda: dataset.GetRasterBand(1)
    finally:
        dataset = None


@contextmanager
def _gdal_progress(progress: Progress, start: float, share: float):
    """A callback for GDAL that cancels its work where ``progress`` raises."""
    raised = []

    def callback(fraction: float, *_) -> int:
        try:
            progress(start + share * fraction)
        except BaseException as error:  # GDAL's C code cannot pass it on
            raised.append(error)
        return int(not raised)

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield callback
    except RuntimeError:
        if not raised:
            raise
    finally:
        gdal.PopErrorHandler()
    if raised:
        raise raised[0]


def add_polygon(layer, geometry, class_number: int, number: int | None = None) -> None:
    """Adds a polygon to a layer that `create_layer` made."""
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(geometry)
    feature.SetField("class", class_number)
    if number is not None:
        feature.SetField("number", number)
    layer.CreateFeature(feature)
