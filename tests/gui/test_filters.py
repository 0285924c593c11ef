"""Smallest area and holes, as the preview applies them: pixel by pixel what the step draws."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.desk import COLS, GRID, ROWS, reference, write_cam
from osgeo import gdal, ogr
from scarp.core.cam.cam import Cam
from scarp.core.cam.pixel_areas import PixelAreas, pixel_area
from scarp.core.rasters.windows import Window, cut
from scarp.core.regions import filtered_counts as filtered_counting
from scarp.core.regions.filtered_counts import count_filtered, highest_class
from scarp.core.regions.filters import Filters, filter_classes
from scarp.core.tracing.landslide_polygons import PolygonSettings, landslide_polygons

_THRESHOLD = 0.5
_FILTERS = [Filters(350, 0), Filters(0, 750), Filters(2050, 1250), Filters(350, 5050)]


def _values(classes: int, blurred: int, seed: int) -> np.ndarray:
    """Noise, more or less smooth: regions of all sizes and shapes, with holes in holes."""
    rng = np.random.default_rng(seed)
    values = rng.random((ROWS, COLS, classes))
    for _ in range(blurred):
        for axis in (0, 1):
            values = (np.roll(values, 1, axis) + values + np.roll(values, -1, axis)) / 3
    order = values.ravel().argsort().argsort()
    return (order / order.size).reshape(values.shape).astype(np.float32)


def _drawn(cam: Cam, filters: Filters) -> np.ndarray:
    """bool (rows, columns): the pixels of the polygons that the step draws."""
    settings = PolygonSettings(
        cam=cam.path, min_area=filters.min_area, fill_holes=filters.fill_holes
    )
    store = ogr.GetDriverByName("Memory").CreateDataSource("drawn")
    layer = store.CreateLayer("drawn", reference(), ogr.wkbPolygon)
    for polygon in landslide_polygons(settings, _THRESHOLD):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(polygon.wkb))
        layer.CreateFeature(feature)
    picture = gdal.GetDriverByName("MEM").Create("", COLS, ROWS, 1)
    picture.SetGeoTransform(GRID)
    gdal.RasterizeLayer(picture, [1], layer, burn_values=[1])
    return picture.ReadAsArray() > 0


@pytest.mark.parametrize("filters", _FILTERS)
@pytest.mark.parametrize(("classes", "blurred"), [(1, 0), (1, 2), (2, 1), (3, 4)])
def test_what_is_left_is_what_the_step_draws(tmp_path, monkeypatch, filters, classes, blurred):
    """On the whole raster at once, and counted by strips that cut through nearly everything."""
    monkeypatch.setattr(filtered_counting, "strips", lambda shape, _bytes: cut(shape, 20, shape[1]))
    names = tuple(f"class {number}" for number in range(classes))
    path = write_cam(tmp_path / "cam.tif", _values(classes, blurred, classes), names)
    with Cam(path) as cam:
        drawn = _drawn(cam, filters)
        values, valid = cam.values(Window(0, 0, ROWS, COLS))
        areas = PixelAreas(cam)
        found = np.pad(highest_class(values, _THRESHOLD) * valid, 1)
        left = filter_classes(found, lambda rows, cols: areas(rows - 1, cols - 1), filters)
        assert np.array_equal(left[1:-1, 1:-1] > 0, drawn)
        assert not np.array_equal(found[1:-1, 1:-1] > 0, drawn)
        assert count_filtered(cam, 0, _THRESHOLD, filters) == (0, (drawn & valid).sum())
        part = Window(31, 47, 101, 203)
        rows, cols = slice(31, 31 + 101), slice(47, 47 + 203)
        counted = count_filtered(cam, 0, _THRESHOLD, filters, part=part)
        assert sum(counted) == (drawn & valid)[rows, cols].sum()


def test_areas_of_pixels(tmp_path):
    """In degrees they shrink to the north, and each is as large as the step would measure it."""
    path = str(tmp_path / "degrees.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 400, 300, 1, gdal.GDT_Float32)
    raster.SetGeoTransform((140.0, 0.01, 0, 44.0, 0, -0.01))
    raster.SetProjection(reference(4326).ExportToWkt())
    del raster
    with Cam(path) as cam:
        areas = PixelAreas(cam)
        middle = areas(np.array([150.0]), np.array([200.0]))
        assert middle == pytest.approx(pixel_area(cam), rel=1e-6)
        north, south = areas(np.array([0.0, 299.0]), np.array([20.0, 390.0]))
        assert north == pytest.approx(1112 * 803, rel=0.01)
        assert south / north == pytest.approx(np.cos(np.radians(41)) / np.cos(np.radians(44)), 1e-3)
        assert areas.least == pytest.approx(north, rel=1e-3)


def test_what_touches_the_rim_may_go_on_beyond():
    classes = np.zeros((7, 9), np.uint8)
    classes[0, 3] = classes[3, 3] = classes[3, 8] = 1
    left = filter_classes(classes, lambda rows, cols: np.ones(len(rows)), Filters(4, 4))
    assert left[0, 3] and left[3, 8] and not left[3, 3]
