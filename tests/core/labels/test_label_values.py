"""Labels that no class has are refused in words by every step that reads labels."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.label_rasters import ALL, make
from helpers.rasters import box, write_raster
from osgeo import gdal
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.split_area import SplitSettings, split_area
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window

LABELS = np.zeros((6, 8))
LABELS[2:4, 2:6] = 1


def write_labels(path, labels, dtype=np.uint8) -> str:
    """Writes labels beside a band of the image."""
    image = np.full_like(labels, 7)
    return write_raster(path, np.stack([image, labels]).astype(dtype), names=("red", "label"))


def with_value(value, row=4, col=5):
    labels = LABELS.copy()
    labels[row, col] = value
    return labels


@pytest.mark.parametrize(
    ("value", "dtype", "shown"),
    [
        (2, np.uint8, "2"),
        (254, np.uint8, "254"),
        (300, np.int16, "300"),
        (-1, np.int16, "-1"),
        (-32768, np.int16, "-32768"),
        (256, np.uint16, "256"),
        (0.5, np.float32, "0.5"),
        (np.nan, np.float32, "nan"),
        (np.inf, np.float64, "inf"),
    ],
)
def test_a_value_that_no_class_has(tmp_path, value, dtype, shown):
    path = write_labels(tmp_path / "labels.tif", with_value(value), dtype)
    with LabelRaster(path) as raster:
        with pytest.raises(ScarpError) as raised:
            raster.labels(ALL)
        with pytest.raises(ScarpError):
            raster.valid(Window(3, 3, 3, 3))
        assert raster.labels(Window(0, 0, 4, 8)).tolist() == LABELS[:4].tolist()
    assert str(raised.value).startswith(
        f"{path} has the label {shown} at row 4, column 5, but it can only have 0 (background), "
        "255 (unlabelled) and a number for each of its 1 classes (landslide)."
    )


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.float32, np.float64])
def test_labels_of_any_type(tmp_path, dtype):
    path = write_labels(tmp_path / "labels.tif", with_value(255), dtype)
    with LabelRaster(path) as raster:
        labels = raster.labels(ALL)
    assert labels.dtype == np.uint8 and labels.tolist() == with_value(255).tolist()


def test_a_label_raster_that_was_warped(tmp_path):
    """With bilinear interpolation, between unlabelled ground and features."""
    _, path = make(tmp_path, [box(1, 1, 3, 3)], area=[box(0, 0, 5, 5)])
    warped = str(tmp_path / "warped.tif")
    gdal.Warp(warped, path, resampleAlg="bilinear", xRes=3.1, yRes=3.1).FlushCache()
    dataset = gdal.Open(warped, gdal.GA_Update)
    dataset.GetRasterBand(dataset.RasterCount).SetDescription("label")
    dataset = None
    settings = SplitSettings(
        warped, str(tmp_path / "t.tif"), str(tmp_path / "v.tif"), method="west to east"
    )
    with pytest.raises(ScarpError, match=r"warped\.tif has the label .* nearest neighbour"):
        split_area(settings)
    assert not list(tmp_path.glob("[tv].tif"))


@pytest.mark.parametrize("landslide", [1, 2])
def test_a_label_band_that_is_marked_as_transparency(tmp_path, said, landslide):
    """As GDAL marks the fourth of four bands of bytes, where nothing else is said of it."""
    labels = LABELS * landslide
    labels[5] = 1
    path = write_labels(tmp_path / "labels.tif", labels)
    dataset = gdal.Open(path, gdal.GA_Update)
    band = dataset.GetRasterBand(2)
    band.SetColorInterpretation(gdal.GCI_AlphaBand)
    band.SetMetadataItem("SCARP_CLASSES", '["fall", "slide"]')
    del band, dataset
    whole = Window(0, 0, 6, 8)
    with LabelRaster(path) as raster:
        raster.say_remarks(said)
        assert raster.names == ["red"] and raster.valid(whole).all()
        np.testing.assert_array_equal(raster.labels(whole), labels)
    assert said.sentences == []
