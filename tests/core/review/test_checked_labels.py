"""Label rasters of what was checked."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import box, write_polygons, write_raster
from osgeo import ogr
from scarp.core.labels.label_raster import LabelRaster
from scarp.core.messages import ScarpError
from scarp.core.rasters.windows import Window
from scarp.core.review.checked_labels import write_checked_labels
from scarp.core.vectors.polygon_layer import PolygonSource

UNKNOWN = 255


@pytest.fixture
def image(tmp_path) -> str:
    values = np.random.default_rng(0).integers(1, 200, (3, 100, 120)).astype(np.uint8)
    return write_raster(tmp_path / "image.tif", values)


def polygons(tmp_path, places, statuses) -> PolygonSource:
    path = write_polygons(tmp_path / "polygons.gpkg", [box(*one) for one in places])
    dataset = ogr.Open(path, 1)
    layer = dataset.GetLayer()
    layer.CreateField(ogr.FieldDefn("status", ogr.OFTString))
    for feature, status in zip(layer, statuses):
        if status:
            feature.SetField("status", status)
            layer.SetFeature(feature)
    del layer, dataset
    return PolygonSource(path)


def tiles(tmp_path, places) -> PolygonSource:
    return PolygonSource(write_polygons(tmp_path / "tiles.gpkg", [box(*one) for one in places]))


def labels_of(path: str) -> np.ndarray:
    with LabelRaster(path) as raster:
        assert raster.classes == ["landslide"]
        return raster.labels(Window(0, 0, *raster.shape))


def test_what_is_known(image, tmp_path):
    mapped = polygons(
        tmp_path,
        [
            *((5, 5, 5, 5), (5, 15, 5, 5), (15, 5, 5, 5), (15, 15, 5, 5)),
            *((60, 60, 5, 5), (60, 70, 5, 5), (60, 80, 5, 5), (60, 90, 5, 5)),
        ],
        ["checked", "rejected", "doubtful", None, "edited", "rejected", "automatic", "doubtful"],
    )
    made = write_checked_labels(
        image, mapped, tiles(tmp_path, [(0, 0, 30, 30)]), "landslide", tmp_path
    )
    assert (made.tiles, made.tiles_kept, made.kept) == (1, 0, None)
    assert (made.landslides, made.others) == (2, 2)
    labels = labels_of(made.training)
    expected = np.full((100, 120), UNKNOWN)
    expected[:30, :30] = 0
    # Seen with its tile, although nothing was said of it.
    expected[5:10, 5:10] = expected[15:20, 15:20] = expected[60:65, 60:65] = 1
    expected[15:20, 5:10] = UNKNOWN
    expected[60:65, 70:75] = 0
    # Around those that were judged, but not next to any polygon, corners of the buffers aside.
    between = np.s_[60:65, 52:84]
    expected[60:65, 52:58] = expected[60:65, 67] = expected[60:65, 77] = 0
    assert np.array_equal(labels[:45], expected[:45])
    assert np.array_equal(labels[between], expected[between])
    assert (labels[53:57, 60:75] == 0).all() and (labels[68:72, 60:75] == 0).all()
    assert (labels[58:60, 52:96] == UNKNOWN).sum() > 60
    assert (labels[:, 84:] == UNKNOWN).all() and (labels[74:] == UNKNOWN).all()


def test_one_of_three_tiles_is_kept(image, tmp_path):
    places = [(0, 0, 20, 20), (0, 40, 20, 20), (40, 0, 20, 20), (40, 40, 20, 20)]
    mapped = polygons(
        tmp_path, [(5, 5 + 40 * k, 5, 5) for k in range(2)] + [(45, 5, 5, 5)], [None] * 3
    )
    made = write_checked_labels(image, mapped, tiles(tmp_path, places), "landslide", tmp_path)
    assert (made.tiles, made.tiles_kept) == (3, 1)
    learned, kept = labels_of(made.training), labels_of(made.kept)
    assert not ((learned != UNKNOWN) & (kept != UNKNOWN)).any()
    assert ((learned != UNKNOWN) | (kept != UNKNOWN)).sum() == 4 * 400
    assert (kept == 1).sum() == 25


def test_refusals(image, tmp_path):
    mapped = polygons(tmp_path, [(5, 5, 5, 5)], ["rejected"])
    own = tiles(tmp_path, [(0, 0, 20, 20)])
    with pytest.raises(ScarpError, match="holds no landslide: accept some"):
        write_checked_labels(image, mapped, own, "landslide", tmp_path)
    covered = polygons(tmp_path, [(0, 0, 100, 120)], ["checked"])
    with pytest.raises(ScarpError, match="nothing but landslides"):
        write_checked_labels(image, covered, own, "landslide", tmp_path)
    elsewhere = tiles(tmp_path, [(5000, 0, 20, 20)])
    with pytest.raises(ScarpError, match="No checked tile lies on"):
        write_checked_labels(image, covered, elsewhere, "landslide", tmp_path)
