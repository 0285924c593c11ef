"""A label raster of real data: the 2018 Iburi earthquake, seen by Sentinel-2."""

import numpy as np
import pytest
from helpers.rasters import read_raster
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.labels.label_raster_creation import LabelRasterSettings, create_label_raster
from scarp.core.rasters.raster import Raster
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import Polygons, PolygonSource


@pytest.fixture(scope="module")
def made(iburi, tmp_path_factory):
    """The result, and the output's path."""
    output = str(tmp_path_factory.mktemp("iburi") / "labels.vrt")
    inventory = str(iburi / "inventory.gpkg")
    settings = LabelRasterSettings(
        str(iburi / "post_rgb_utm54n.tif"),
        PolygonSource(inventory, "landslides"),
        output,
        area=PolygonSource(inventory, "tiles"),
    )
    return create_label_raster(settings), output


def test_equals_the_reference(made, iburi):
    """The reference is labelled where the image has no data, too."""
    result, output = made
    with LabelRaster(output) as raster:
        window = Window(0, 0, *raster.shape)
        labels, valid = raster.labels(window), raster.valid(window)
    reference = read_raster(iburi / "labels_utm54n.tif")[0]
    both = (labels != 255) & (reference != 255)
    assert both.sum() >= 0.999 * (valid & (reference != 255)).sum()
    assert both.sum() >= 0.999 * (labels != 255).sum()
    assert (labels == reference)[both].mean() >= 0.995
    found = (labels == 1) & (reference == 1)
    assert found.sum() > 0.95 * (both & (reference == 1)).sum() > 10_000
    assert result.feature_pixels == (labels == 1).sum()
    assert result.background_pixels == (labels == 0).sum()


def test_unlabelled_outside_the_tiles_and_without_data(made, iburi):
    _, output = made
    with LabelRaster(output) as raster, Raster(str(iburi / "post_rgb_utm54n.tif")) as image:
        window = Window(0, 0, *raster.shape)
        labels, valid = raster.labels(window), image.valid(window)
        source = PolygonSource(str(iburi / "inventory.gpkg"), "tiles")
        with Polygons(source, image.crs_wkt, None, lambda *_, **__: None) as tiles:
            inside = tiles.rasterize(image.geotransform, window) > 0
    assert inside.any() and not inside.all()
    np.testing.assert_array_equal(labels == 255, ~(inside & valid))
