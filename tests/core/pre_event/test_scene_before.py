"""The built-in scene before and after the event."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal, ogr
from scarp.core.pre_event.exclusion import ExclusionSettings, compare_with_before
from scarp.core.pre_event.verdicts import DOUBTFUL, EXISTING, NEW
from scarp.core.rasters.raster import Raster
from scarp.core.stacking.settings import StackSettings
from scarp.core.stacking.stack import stack_images
from scarp.core.vectors.polygon_layer import PolygonSource
from scene import make_before, make_scene
from scene.before import SHIFT


@pytest.fixture(scope="module")
def scene(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("scene")
    make_scene(folder, 800, 700, 5)
    make_before(folder, 800, 700, 5)
    return folder


def are_old(folder: Path) -> list[bool]:
    """Of each landslide, whether it was there before the event."""
    dataset = ogr.Open(str(folder / "inventory.gpkg"))
    return [bool(feature["before"]) for feature in dataset.GetLayerByName("landslides")]


@pytest.mark.parametrize(
    ("gain", "side", "epsg"), [(1.0, 3, 32654), (0.7, 3, 32654), (1.3, 5, 32654), (1.0, 3, 4326)]
)
def test_old_landslides_are_told_from_new_ones(scene, tmp_path, said, gain, side, epsg):
    pre = str(scene / "before.tif")
    if gain != 1.0:
        scaled = str(tmp_path / "scaled.tif")
        gdal.Translate(
            scaled,
            pre,
            scaleParams=[[0, 10_000, 0, 10_000 * gain]],
            noData=0,
            outputType=gdal.GDT_UInt16,
        )
        pre = scaled
    if (side, epsg) != (3, 32654):
        warped = str(tmp_path / "warped.tif")
        size = {"xRes": side, "yRes": side} if epsg != 4326 else {}
        gdal.Warp(warped, pre, dstSRS=f"EPSG:{epsg}", resampleAlg="cubic", **size)
        pre = warped
    polygons = PolygonSource(str(scene / "inventory.gpkg"), "landslides")
    found = compare_with_before(
        ExclusionSettings(polygons, str(scene / "image.tif"), pre, str(scene / "dem.tif")), said
    )
    of_old, of_new, hidden = [], [], []
    for one, is_old in zip(found, are_old(scene)):
        is_hidden = "Clouds" in one.verdict.why
        (hidden if is_hidden else of_old if is_old else of_new).append(one.verdict.status)
    # The cloud of before the event is elsewhere.
    assert set(hidden) <= {DOUBTFUL} and len(hidden) < 0.2 * len(found)
    assert len(of_old) >= 15 and len(of_new) >= 60
    assert of_old.count(EXISTING) >= 0.95 * len(of_old)
    assert of_new.count(NEW) >= 0.95 * len(of_new)


def test_the_shift_is_found(scene, tmp_path, said):
    made = stack_images(
        StackSettings(
            str(scene / "image.tif"), str(tmp_path / "s.tif"), [str(scene / "before.tif")]
        ),
        said,
    )
    assert (made.shift.cols, made.shift.rows) == pytest.approx(SHIFT, abs=0.1)
    with Raster(str(tmp_path / "s.tif")) as stack:
        assert stack.names[-1] == "pre_nir"
