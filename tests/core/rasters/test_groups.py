"""Rasters of a stack, of which only the image after the event has to have data."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import box, write_polygons, write_raster
from osgeo import gdal
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.rasters.groups import EXTRA, GROUP, POST, PRE
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import PolygonSource

SHAPE = (40, 50)
CLOUD, EDGE = np.s_[5:15, 5:15], np.s_[:, 45:]


@pytest.fixture
def stack(tmp_path) -> str:
    """Two bands after the event, one before with a cloud, and a constant one."""
    bands = np.random.default_rng(0).uniform(1, 9, (4, *SHAPE)).astype(np.float32)
    bands[2][CLOUD] = np.nan
    bands[0][EDGE] = np.nan
    path = write_raster(tmp_path / "stack.tif", bands, names=("red", "green", "pre_red", "dem"))
    dataset = gdal.Open(path, gdal.GA_Update)
    for number, group in enumerate((POST, POST, PRE, EXTRA), start=1):
        dataset.GetRasterBand(number).SetMetadataItem(GROUP, group)
    return path


def expected() -> np.ndarray:
    valid = np.ones(SHAPE, dtype=bool)
    valid[EDGE] = False
    return valid


def test_a_cloud_before_the_event_does_not_count(stack):
    with Raster(stack) as raster:
        assert raster.groups == [POST, POST, PRE, EXTRA]
        values, valid = raster.read_valid(Window(0, 0, *SHAPE))
        assert (valid == expected()).all() and (raster.valid(Window(0, 0, *SHAPE)) == valid).all()
        assert np.isnan(values[..., 2][CLOUD]).all()
        raster.choose_bands([2])
        # Of the image before alone, its own data count.
        assert not raster.valid(Window(0, 0, *SHAPE))[CLOUD].any()


@pytest.mark.parametrize("suffix", ["tif", "vrt"])
def test_a_label_raster_keeps_them(stack, tmp_path, suffix):
    inventory = write_polygons(tmp_path / "inventory.gpkg", [box(8, 8, 10, 10)])
    output = str(tmp_path / f"labels.{suffix}")
    create_label_raster(LabelRasterSettings(stack, PolygonSource(inventory), output))
    with LabelRaster(output) as labels:
        assert labels.groups == [POST, POST, PRE, EXTRA]
        values, valid = labels.read_valid(Window(0, 0, *SHAPE))
        assert (valid == expected()).all()
        assert np.isnan(values[..., 2][CLOUD]).all()
        assert (labels.labels(Window(0, 0, *SHAPE))[CLOUD][3:, 3:] == 1).all()
