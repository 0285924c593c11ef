"""What the dock begins with, and what the project keeps of it."""

from __future__ import annotations

import pytest
from helpers.desk import rest, values_of_cam, wait_until, write_cam
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from scarp.core.cam.cam import Cam
from scarp.core.cam.histogram import otsu
from scarp.core.regions.filters import Filters, usual_smallest_area
from scarp.gui.preview.dock import ThresholdDock
from scarp.gui.preview.project_entries import read_settings


def _another_cam(desk, name="another", threshold=0.31) -> QgsRasterLayer:
    path = write_cam(desk.folder / f"{name}.tif", values_of_cam(1), threshold=threshold)
    layer = QgsRasterLayer(path, name)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_the_models_threshold_and_four_pixels(opened):
    assert opened.dock.slider.threshold == 0.47
    assert opened.dock.filters.filters == Filters(350, 0)
    opened.counted()
    assert opened.dock.slider.threshold == 0.47


def test_otsus_threshold_where_the_model_suggests_none(opened):
    layer = _another_cam(opened, threshold=None)
    opened.dock.choice.choose("cam", layer)
    with Cam(layer.source()) as cam:
        expected = otsu(cam.histogram())
    wait_until(lambda: opened.dock.slider.threshold == expected, "for Otsu's threshold")
    opened.dock.slider.set_threshold(0.6)
    opened.dock.choice.choose("area", opened.inventory)
    opened.counted()
    assert opened.dock.slider.threshold == 0.6


def test_otsus_threshold_is_that_of_all_of_the_cam(opened):
    """Even if figures are of an area only: the step would take it too."""
    opened.dock.choice.choose("area", opened.inventory)
    layer = _another_cam(opened, threshold=None)
    opened.dock.choice.choose("cam", layer)
    with Cam(layer.source()) as cam:
        expected = otsu(cam.histogram())
    wait_until(lambda: opened.dock.slider.threshold == expected, "for Otsu's threshold")
    assert opened.dock.counter.counted.marks()["Otsu"] != expected


def test_a_person_is_quicker_than_otsu(opened):
    opened.dock.choice.choose("cam", _another_cam(opened, threshold=None))
    opened.dock.slider.set_threshold(0.72)
    opened.counted()
    rest(0.2)
    assert opened.dock.slider.threshold == 0.72


def test_each_cam_has_its_own_threshold_but_areas_that_were_set_stay(project, opened):
    another = _another_cam(opened)
    opened.dock.slider.set_threshold(0.613)
    opened.dock.choice.choose("cam", another)
    assert opened.dock.slider.threshold == 0.31
    assert read_settings(another.id()) == (None, None)
    opened.dock.choice.choose("cam", opened.cam)
    assert opened.dock.slider.threshold == 0.613
    opened.dock.filters.set_filters(Filters(700, 0))
    opened.dock.choice.choose("cam", another)
    assert opened.dock.slider.threshold == 0.31
    assert opened.dock.filters.filters == Filters(700, 0)


def test_settings_come_back_without_touching_the_project(project, opened):
    """In whatever order the fields are filled in."""
    opened.dock.slider.set_threshold(0.613)
    opened.dock.filters.set_filters(Filters(1234.5, 700))
    cam = opened.cam
    opened.dock.close_dock()
    project.setDirty(False)
    opened.dock = ThresholdDock(opened.canvas, opened.window)
    opened.dock.show()
    rest(0.05)
    assert opened.dock.choice.layer("cam") is cam and opened.dock.slider.threshold == 0.613
    assert opened.dock.filters.filters == Filters(1234.5, 700)
    assert not project.isDirty()


def test_opening_leaves_the_project_unmodified(project, opened):
    """The dock is opened, closed and opened again on a project that was just saved."""
    path = str(opened.folder / "project.qgs")
    opened.dock.choice.choose("inventory", None)
    for name in ("inventory", "image", "cam"):
        opened.dock.choice.choose(name, None)
    for key in ("cam", "inventory", "area", "image", "band"):
        project.removeEntry("scarp", f"preview/{key}")
    opened.dock.hide()
    assert project.write(path) and not project.isDirty()
    opened.dock.show()
    wait_until(lambda: opened.dock.choice.layer("cam") is opened.cam, "for the CAM")
    opened.counted()
    opened.dock.hide()
    opened.dock.show()
    rest(0.1)
    assert opened.dock.slider.threshold == 0.47
    assert not project.isDirty()
    opened.dock.slider.set_threshold(0.6)
    assert project.isDirty()


def test_threshold_filters_and_layers_come_back(project, opened):
    path = str(opened.folder / "project.qgs")
    slider, filters = opened.dock.slider, opened.dock.filters
    slider.set_threshold(0.613)
    filters.set_filters(Filters(1234.5, 700))
    assert project.write(path) and not project.isDirty()
    ids = {name: opened.dock.choice.layer(name).id() for name in ("cam", "inventory", "image")}
    project.clear()
    rest(0.1)
    assert slider.threshold == 0.5 and not filters.is_users
    assert project.read(path)
    opened.counted()
    assert not project.isDirty()
    assert slider.threshold == 0.613 and filters.filters == Filters(1234.5, 700)
    assert {name: opened.dock.choice.layer(name).id() for name in ids} == ids


def test_what_the_dock_chose_itself_is_not_kept(project, opened):
    path = str(opened.folder / "project.qgs")
    opened.dock.filters.set_filters(Filters(500, 0))
    project.write(path)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert "<min_area" in text and "<threshold type" not in text


@pytest.mark.parametrize("active", [True, False])
def test_the_active_cam_of_several(project, opened, active):
    another = _another_cam(opened)
    for key in ("cam", "inventory", "area", "image", "band"):
        project.removeEntry("scarp", f"preview/{key}")
    chosen = another if active else opened.image
    dock = ThresholdDock(opened.canvas, opened.window, lambda: chosen)
    try:
        dock.show()
        rest(0.05)
        assert (dock.choice.layer("cam") is another) or not active
        assert dock.choice.layer("cam") in (another, opened.cam)
        if active:
            chosen = opened.cam
            dock.hide()
            dock.show()
            rest(0.05)
            assert dock.choice.layer("cam") is opened.cam
    finally:
        dock.close_dock()
        dock.deleteLater()


def test_a_cam_that_is_added_is_taken_where_there_is_none(project, opened):
    project.removeMapLayer(opened.cam.id())
    rest(0.05)
    assert opened.dock.choice.layer("cam") is None
    assert opened.dock.tabs.currentIndex() == 2
    layer = _another_cam(opened)
    rest(0.05)
    assert opened.dock.choice.layer("cam") is layer
    assert opened.dock.slider.threshold == 0.31
    assert opened.dock.tabs.currentIndex() == 0


def test_marks_come_right_after_the_box(opened):
    opened.counted()
    rest(0.1)
    slider = opened.dock.slider
    slider.box.setFocus()
    names = []
    for _ in range(4):
        QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        names.append(opened.window.focusWidget())
    marks = [button.text().rpartition(" ")[0] for button in names[:3]]
    assert marks == ["Otsu", "best F1", "model"]
    assert not any(button.autoRaise() for button in names[:3])
    QTest.keyClick(names[0], Qt.Key.Key_Space)
    assert slider.threshold == opened.dock.counter.counted.marks()["Otsu"]
    assert names[3] is opened.dock.filters.min_area


@pytest.mark.parametrize("area", [0.0025, 0.25, 1.0, 9.007, 100.08, 225.0, 900.0])
def test_four_pixels_stay_and_three_go(area):
    """Wherever they are: over a raster the area of a pixel differs by some percent."""
    least = usual_smallest_area(area)
    assert 3 * 1.02 * area < least < 4 * 0.98 * area
    assert len(f"{least:g}".strip("0.").replace(".", "").strip("0")) <= 2
