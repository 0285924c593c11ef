"""Points to check, by the toolbox."""

from __future__ import annotations

import pytest
from helpers.feedback import Feedback
from helpers.rasters import box, write_polygons
from osgeo import ogr
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
    with pytest.raises(QgsProcessingException, match="No point of points is checked"):
        run("assesssample", INPUT=made["OUTPUT"])
    # The map misses a fifth of the ground near landslides; 10 points are not looked at.
    layer.startEditing()
    field = layer.fields().lookupField("reference")
    for number, one in enumerate(points[10:]):
        is_missed = one["stratum"] == "near landslides" and number % 5 == 0
        layer.changeAttributeValue(one.id(), field, int(one["mapped"] or is_missed))
    assert layer.commitChanges()
    found = run("assesssample", INPUT=layer, REPORT=str(tmp_path / "report.html"))
    assert found["POINTS"] == 110
    assert found["PRECISION_SCORE"] == 1 and found["RECALL"] < 0.9
    near = next(one["stratum_m2"] for one in points if one["stratum"] == "near landslides")
    assert found["AREA"] == pytest.approx(100_000 + 0.2 * near, rel=0.15)
    assert found["AREA_LOW"] < found["AREA"] < found["AREA_HIGH"]
    assert "Olofsson" in (tmp_path / "report.html").read_text(encoding="utf-8")
    other = tmp_path / "other.gpkg"
    write_polygons(other, ["POINT (500000 4700000)"], geometry_type=ogr.wkbPoint)
    feedback = Feedback()
    with pytest.raises(QgsProcessingException):
        run("assesssample", feedback, INPUT=str(other))
    assert any("other is not a sample: choose points" in line for line in feedback.lines)
    with pytest.raises(QgsProcessingException, match="too small: at least 6"):
        run(
            "drawsample",
            POLYGONS=landslides,
            AREA=area,
            SIZE=4,
            STRATA=1,
            OUTPUT=str(tmp_path / "few.gpkg"),
        )
