"""Steps whose work is done by processes of a cluster."""

from __future__ import annotations

import numpy as np
from helpers.feedback import Feedback, refused
from osgeo import gdal
from qgis.core import QgsVectorLayer


def test_a_map_by_processes_of_a_cluster(run, files, output, project):
    """The same class activation raster and the same polygons as those of one process."""
    found = []
    for number, cluster in enumerate(("", "local:1")):
        feedback = Feedback()
        made = run(
            "extractlandslides",
            feedback,
            INPUT=files.image,
            MODEL=files.model,
            ADAPT=0,
            THRESHOLD_METHOD=2,
            THRESHOLD=0.4,
            CLUSTER=cluster,
            CAM=str(output / f"{number}.tif"),
            OUTPUT=str(output / f"{number}.gpkg"),
        )
        said = " ".join(feedback.lines)
        assert ("Nodes at work" in said) == bool(cluster)
        layer = QgsVectorLayer(made["OUTPUT"], "", "ogr")
        rows = [
            (one.geometry().asWkb().data(), *one.attributes()[1:]) for one in layer.getFeatures()
        ]
        found.append((gdal.Open(made["CAM"]).ReadAsArray(), rows))
    (one, polygons), (many, by_cluster) = found
    assert np.array_equal(one, many)
    assert polygons == by_cluster and len(polygons) > 0


def test_what_is_no_cluster(run, files, output):
    for step, rest in (
        ("classify", {"MODEL": files.model}),
        ("thresholdtopolygons", {}),
        ("extractlandslides", {"CAM": str(output / "c.tif")}),
    ):
        wrong = {"INPUT": files.image, "CLUSTER": "8 nodes", "OUTPUT": str(output / "a.gpkg")}
        refused(run, step, "is not a cluster: give local:", **wrong, **rest)
