"""Points to check, by the toolbox."""

from __future__ import annotations

import pytest
from helpers.rasters import box, write_polygons
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer


def test_points_to_check(run, tmp_path, project):
    landslides = write_polygons(
        tmp_path / "map 東.gpkg", [box(10, 10, 20, 10), box(50, 60, 40, 20)]
    )
    area = write_polygons(tmp_path / "area.gpkg", [box(0, 0, 100, 100)])
    made = run(
        "drawsample",
        POLYGONS=landslides,
        AREA=area,
        SIZE=120,
        STRATA=1,
        OUTPUT=str(tmp_path / "points.gpkg"),
    )
    assert made["COUNT"] == 120
    layer = QgsVectorLayer(made["OUTPUT"], "", "ogr")
    names = "fid id stratum stratum_m2 mapped reference note".split()
    assert layer.fields().names() == names
    points = list(layer.getFeatures())
    assert {one["reference"] for one in points} == {NULL}
    assert {one["stratum"] for one in points} == {"landslide", "near landslides", "background"}
    for one in points:
        assert one["mapped"] == (one["stratum"] == "landslide")
        assert one["stratum_m2"] > 0 and not one.geometry().isEmpty()
    with pytest.raises(QgsProcessingException, match="too small: at least 6"):
        run(
            "drawsample",
            POLYGONS=landslides,
            AREA=area,
            SIZE=4,
            STRATA=1,
            OUTPUT=str(tmp_path / "few.gpkg"),
        )
