"""Suggesting a threshold: counting, table and report."""

import csv

import numpy as np
import pytest
from helpers.rasters import box, wkt, write_cam, write_polygons
from helpers.traced import noise
from scarp.core.cam.block_counts import count_blocks
from scarp.core.cam.cam import Cam
from scarp.core.cam.histogram import METHODS, histogram, otsu
from scarp.core.cam.suggestion import SuggestionSettings, suggest_threshold, write_table
from scarp.core.cam.suggestion_report import suggestion_report
from scarp.core.messages import ScarpError, no_progress
from scarp.core.rasters.windows import Window
from scarp.core.vectors.polygon_layer import Polygons, PolygonSource
from sklearn.metrics import f1_score

SHAPE = (300, 700)
BOXES = ((10, 20, 60, 80), (100, 300, 120, 90), (40, 60, 60, 80), (250, 650, 50, 50))
AREA = (0, 0, 260, 600)


def _mask(*boxes):
    mask = np.zeros(SHAPE, dtype=bool)
    for row, col, height, width in boxes:
        mask[row : row + height, col : col + width] = True
    return mask


@pytest.fixture
def scene(tmp_path):
    """A CAM that is higher in an inventory, two of whose boxes overlap; its values, and valid."""
    values = (0.6 * noise(*SHAPE, 5) + 0.35 * _mask(*BOXES)).astype(np.float32)
    valid = ~_mask((150, 0, 30, 500))
    cam = write_cam(tmp_path / "cam.tif", values, valid=valid)
    inventory = write_polygons(tmp_path / "inventory.gpkg", [box(*one) for one in BOXES])
    area = write_polygons(tmp_path / "area.gpkg", [box(*AREA)])
    return cam, PolygonSource(inventory), PolygonSource(area), values, valid


def _settings(scene, method, with_area=True, **more):
    cam, inventory, area, *_ = scene
    return SuggestionSettings(
        cam, method=method, inventory=inventory, area=area if with_area else None, **more
    )


@pytest.mark.parametrize("with_area", [True, False])
def test_counts_are_those_of_the_pixels(scene, with_area):
    *_, values, valid = scene
    counted = valid & _mask(AREA) if with_area else valid
    found = suggest_threshold(_settings(scene, "best F1", with_area))
    for threshold in (0.2, 0.41, 0.5, 0.73):
        at = found.curve.at(threshold)
        feature, above = _mask(*BOXES)[counted], values[counted] >= np.float32(threshold)
        assert at.tp == np.count_nonzero(feature & above)
        assert at.fp == np.count_nonzero(~feature & above)
        assert at.fn == np.count_nonzero(feature & ~above)
        assert at.tn == np.count_nonzero(~feature & ~above)
    assert found.accuracy.f1 == f1_score(
        _mask(*BOXES)[counted], values[counted] >= np.float32(found.threshold)
    )


def test_pixels_of_several_polygons_are_said(scene, said):
    """The first and the third box overlap on 30 x 40 pixels."""
    suggest_threshold(_settings(scene, "Otsu"), said)
    assert "1200 pixels lie in several polygons, and count once" in " ".join(said.sentences)


def test_blocks_add_up(tmp_path):
    """A raster of more than one block a side, in windows and blocks of odd sizes."""
    values = noise(700, 1300, 6)
    with Cam(write_cam(tmp_path / "cam.tif", values)) as cam:
        counts = count_blocks(cam)
    side, across = 128, 11
    assert counts.outside.shape[0] == 6 * across and not counts.inside.any()
    for row, col in ((0, 0), (1, 3), (5, 10), (2, 10)):
        part = values[row * side :, col * side :][:side, :side]
        np.testing.assert_array_equal(counts.outside[row * across + col], histogram(part))


def test_a_part_of_the_cam(scene):
    """Some rows and columns, in which there is data and none, inside and outside."""
    path, inventory, _, values, valid = scene
    part = Window(100, 270, 90, 210)
    rows, cols = slice(100, 190), slice(270, 480)
    with Cam(path) as cam, Polygons(inventory, cam.crs_wkt, None, no_progress) as polygons:
        curve = count_blocks(cam, 0, polygons, part=part).curve
    values, known, inside = values[rows, cols], valid[rows, cols], _mask(*BOXES)[rows, cols]
    assert not known.all() and inside[known].any() and not inside.all()
    np.testing.assert_array_equal(curve.inside, histogram(values[known & inside]))
    np.testing.assert_array_equal(curve.outside, histogram(values[known & ~inside]))


def test_one_class_or_the_highest(tmp_path):
    low, high = noise(60, 70, 1) / 2, noise(60, 70, 2)
    path = write_cam(tmp_path / "cam.tif", np.stack([low, high], axis=-1), classes=["a", "b"])
    with Cam(path) as cam:
        totals = [count_blocks(cam, band).curve.outside for band in (0, 1, 2)]
    np.testing.assert_array_equal(totals[1][501:], 0)
    for total, values in zip(totals, (np.maximum(low, high), low, high)):
        assert total[:300].sum() == np.count_nonzero(values < np.float32(0.3))


@pytest.mark.parametrize("method", METHODS)
def test_every_method(scene, method):
    found = suggest_threshold(_settings(scene, method))
    assert found.threshold == found.methods[method]
    assert 0 < found.threshold < 1
    low, high = found.intervals[0].low, found.intervals[0].high
    assert 0 < low <= high < 1


def test_without_an_inventory(scene):
    cam = scene[0]
    found = suggest_threshold(SuggestionSettings(cam))
    with Cam(cam) as raster:
        assert found.threshold == otsu(raster.histogram())
    assert found.accuracy is None and found.intervals is None
    assert found.table_rows([0.5])[0].keys() == {"threshold", "pixels", "area_km2"}
    html = suggestion_report(found, SuggestionSettings(cam))
    assert "Reliability" not in html and "Figure 13" in html


def test_table(scene, tmp_path):
    found = suggest_threshold(_settings(scene, "Otsu"))
    write_table(found, str(tmp_path / "t.csv"))
    with open(tmp_path / "t.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["threshold"]) for row in rows] == [k / 100 for k in range(1, 100)]
    row = rows[55]
    at = found.curve.at(0.56)
    assert [int(row[name]) for name in ("tp", "fp", "fn", "tn")] == [at.tp, at.fp, at.fn, at.tn]
    assert float(row["f1"]) == at.f1
    assert float(row["area_km2"]) == pytest.approx((at.tp + at.fp) * 100 / 1e6, rel=1e-3)
    assert rows[-1]["precision"] == ""


def test_report(scene):
    settings = _settings(scene, "best F1")
    found = suggest_threshold(settings)
    html = suggestion_report(found, settings)
    for text in ("Reliability", "Figure 12", "Figure 13", "triangle", f"{found.threshold:.3f}"):
        assert text in html
    assert f"{found.accuracy.f1:.4f}" in html


def test_an_inventory_elsewhere_refused(scene, tmp_path):
    far = PolygonSource(write_polygons(tmp_path / "far.gpkg", [box(9000, 9000, 5, 5)]))
    for name in ("inventory", "area"):
        settings = SuggestionSettings(scene[0], **{"inventory": scene[1], name: far})
        with pytest.raises(ScarpError, match=r"far\.gpkg lies outside .*cam\.tif"):
            suggest_threshold(settings)


def test_no_inventory_in_the_area(scene, tmp_path, said):
    empty = PolygonSource(write_polygons(tmp_path / "empty.gpkg", [box(200, 100, 40, 40)]))
    settings = SuggestionSettings(scene[0], inventory=scene[1], area=empty)
    found = suggest_threshold(settings, said)
    assert np.isnan(found.accuracy.recall) and found.intervals is None
    assert any("there is no F1" in sentence for sentence in said.sentences)
    assert "undefined" in suggestion_report(found, settings)
    write_table(found, str(tmp_path / "t.csv"))
    with pytest.raises(ScarpError, match="there is no F1"):
        suggest_threshold(SuggestionSettings(scene[0], 0, "best F1", scene[1], empty))


def test_best_f1_needs_an_inventory(scene):
    with pytest.raises(ScarpError, match="needs an inventory"):
        suggest_threshold(SuggestionSettings(scene[0], method="best F1"))


def test_an_area_in_degrees(scene, tmp_path):
    """The area is brought to the CAM's CRS: whole pixels more than its edge are all counted."""
    _, inventory, area, *_ = scene
    with Polygons(area, wkt(4326), None, no_progress) as degrees:
        (feature,) = degrees.layer
        geometry = feature.GetGeometryRef().ExportToWkt()
    path = write_polygons(tmp_path / "degrees.gpkg", [geometry], epsg=4326)
    one, other = (
        suggest_threshold(SuggestionSettings(scene[0], 0, "Otsu", inventory, where)).curve
        for where in (area, PolygonSource(path))
    )
    assert other.pixels == pytest.approx(one.pixels, rel=0.002)


def test_only_nodata(tmp_path):
    path = write_cam(tmp_path / "cam.tif", noise(9, 9, 0), valid=np.zeros((9, 9), dtype=bool))
    with pytest.raises(ScarpError, match="holds no data"):
        suggest_threshold(SuggestionSettings(path))
