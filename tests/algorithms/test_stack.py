"""Stacks of two dates and the terrain, by the toolbox."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.rasters import box, write_polygons, write_raster
from helpers.two_dates import ground, moved
from qgis.core import QgsProcessingException
from scarp.core.cam.cam import Cam
from scarp.core.rasters.windows import Window

COLOURS = ("red", "green", "blue")


@pytest.fixture(scope="module")
def images(tmp_path_factory) -> dict[str, str]:
    """The ground on two dates, with landslides on the second; and heights."""
    folder = tmp_path_factory.mktemp("two dates 東")
    after = ground(0, 200, 220)
    before = np.stack([moved(band, 2.4, -1.2) for band in after])
    after[:, 60:90, 80:100] += np.array([600, 300, 250])[:, None, None]
    before[:, 100:140, 150:200] = 0
    heights = np.broadcast_to(5.0 * np.arange(240), (1, 220, 240)).astype(np.float32)
    wider = (499_900.0, 10.0, 0.0, 4_700_100.0, 0.0, -10.0)
    return {
        "POST": write_raster(folder / "post.tif", after.astype(np.uint16), names=COLOURS),
        "PRE": [
            write_raster(folder / "pre.tif", before.astype(np.uint16), names=COLOURS, nodata=0)
        ],
        "DEM": write_raster(folder / "dem.tif", heights, grid=wider),
    }


def test_a_network_learns_from_a_stack_and_maps_what_a_cloud_hid(run, images, tmp_path):
    stack = run("stackimages", **images, OUTPUT=str(tmp_path / "stack.tif"))
    assert stack["NAMES"] == (
        "red, green, blue, pre_red, pre_green, pre_blue, rg_change, brightness_change, slope, "
        "relief"
    )
    assert (stack["SHIFT_X"], stack["SHIFT_Y"]) == pytest.approx((-2.4, 1.2), abs=0.1)
    assert 0 <= stack["SHIFT_SPREAD"] < 0.1
    inventory = str(tmp_path / "inventory.gpkg")
    write_polygons(inventory, [box(60, 80, 30, 20)])
    labels = run(
        "createlabelraster",
        INPUT=stack["OUTPUT"],
        INVENTORY=inventory,
        OUTPUT=str(tmp_path / "l.tif"),
    )
    initial = run(
        "initializemodel",
        BANDS=labels["BANDS"],
        NETWORK=2,
        PATCH_SIZE=32,
        WIDTH=1,
        OUTPUT=str(tmp_path / "i.h5"),
    )
    trained = run(
        "trainmodel",
        MODEL=initial["OUTPUT"],
        TRAINING=[labels["OUTPUT"]],
        EPOCHS=1,
        PATCHES_PER_EPOCH=4,
        PRECISION=1,
        DEVICE=1,
        OUTPUT=str(tmp_path / "m.h5"),
    )
    made = run(
        "classify", INPUT=stack["OUTPUT"], MODEL=trained["OUTPUT"], OUTPUT=str(tmp_path / "cam.tif")
    )
    with Cam(made["OUTPUT"]) as cam:
        assert cam.valid(Window(0, 0, *cam.shape)).all()


def test_without_an_image_from_before(run, images, tmp_path):
    """The terrain alone; what needs another date is left out."""
    made = run(
        "stackimages", POST=images["POST"], DEM=images["DEM"], OUTPUT=str(tmp_path / "s.tif")
    )
    assert made["NAMES"] == "red, green, blue, slope, relief"
    assert made["SHIFT_X"] == 0
    assert made["SHIFT_SPREAD"] is None


def test_nothing_to_stack(run, images, tmp_path):
    with pytest.raises(QgsProcessingException, match="nothing to stack"):
        run("stackimages", POST=images["POST"], BANDS=[], OUTPUT=str(tmp_path / "s.tif"))
