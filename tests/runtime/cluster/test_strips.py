"""Polygons across strips that different nodes read are those that one process draws."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest
from helpers.rasters import write_cam
from scarp.core.messages import no_progress
from scarp.core.tracing.landslide_polygons import PolygonSettings, landslide_polygons
from scarp.core.tracing.polygon_file import read_polygons
from scarp.runtime import jobs
from scipy.ndimage import gaussian_filter


@pytest.fixture(scope="module")
def cam(tmp_path_factory) -> str:
    """Blobs of two classes, larger than a strip is high."""
    rng = np.random.default_rng(1)
    values = np.stack([gaussian_filter(rng.random((1500, 3000)), 9) for _ in range(2)], axis=-1)
    values = (values - values.min()) / np.ptp(values)
    path = tmp_path_factory.mktemp("cam") / "cam.tif"
    classes = ("landslide", "debris flow")
    return write_cam(path, values.astype(np.float32), classes=classes)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"outline": "smooth contour", "fill_holes": 5000.0, "min_area": None},
        {"diagonals": True},
    ],
)
def test_as_one_process(options, cam, cluster, tmp_path):
    settings = PolygonSettings(cam, **options)
    one = list(landslide_polygons(settings, 0.55))
    output = str(tmp_path / "polygons.gpkg")
    made = jobs.threshold_to_polygons(
        no_progress, settings=asdict(settings), threshold=0.55, output=output, cluster=cluster
    )
    assert made == {"count": len(one)} and len(one) > 100
    assert list(read_polygons(output)) == one
