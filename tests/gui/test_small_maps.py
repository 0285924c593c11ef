"""The nine small maps of the threshold preview."""

from __future__ import annotations

from helpers.desk import rest, wait_until
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtTest import QTest


def test_nine_maps(desk):
    desk.dock.tabs.setCurrentIndex(1)
    desk.maps_drawn()
    maps = desk.dock.maps
    assert [one.text() for one in maps.maps] == [f"0.{n}" for n in range(1, 10)]
    yellow = [_yellow(one) for one in maps.maps]
    assert yellow == sorted(yellow, reverse=True) and yellow[0] > 2 * yellow[-1]
    QTest.mouseClick(maps.maps[5], Qt.MouseButton.LeftButton)
    assert desk.dock.slider.threshold == 0.6
    assert [one.text() for one in maps.maps] == [f"0.{n}" for n in range(56, 65)]
    desk.maps_drawn()
    maps.maps[0].setFocus()
    QTest.keyClick(maps.maps[0], Qt.Key.Key_Space)
    assert desk.dock.slider.threshold == 0.56


def _yellow(one) -> float:
    picture = one.grab().toImage()
    places = [
        picture.pixelColor(x, y)
        for x in range(20, picture.width(), 3)
        for y in range(20, picture.height(), 3)
    ]
    return sum(colour.red() > colour.blue() for colour in places) / len(places)


def test_maps_follow_the_canvas(desk):
    desk.dock.tabs.setCurrentIndex(1)
    desk.maps_drawn()
    before = desk.dock.maps.maps[0]._images["cam"].copy()
    desk.canvas.setExtent(QgsRectangle(500_800, 4_698_900, 501_200, 4_699_300))
    wait_until(lambda: desk.dock.maps.maps[0]._images.get("cam") != before, "for new maps")
    for _ in range(5):
        desk.canvas.zoomByFactor(0.8)
        rest(0.03)
    desk.maps_drawn()


def test_table(desk):
    desk.counted()
    QTest.mouseClick(desk.dock.copy, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("threshold\tpixels\tarea_km2\ttp")
    assert [float(line.split("\t")[0]) for line in lines[1:]] == [
        *(n / 10 for n in range(1, 6)),
        *(n / 100 for n in range(51, 60)),
        *(n / 10 for n in range(6, 10)),
    ]


def test_maps_show_what_is_edited(desk):
    desk.dock.tabs.setCurrentIndex(1)
    desk.maps_drawn()
    assert desk.dock._small_tops[0].featureCount() == 2
    desk.inventory.startEditing()
    feature = QgsFeature(desk.inventory.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500_300, 4_697_700, 503_000, 4_697_900)))
    assert desk.inventory.addFeature(feature)
    wait_until(lambda: desk.dock._small_tops[0].featureCount() == 3, "for the edit")
    desk.maps_drawn()
    desk.inventory.rollBack()
    wait_until(lambda: desk.dock._small_tops[0].featureCount() == 2, "for the old inventory")


def test_off_the_map_the_image_stays_below_the_maps(desk):
    """Although it is switched off in the project."""
    tree = QgsProject.instance().layerTreeRoot()
    tree.findLayer(desk.image).setItemVisibilityChecked(False)
    QTest.mouseClick(desk.dock.on_map, Qt.MouseButton.LeftButton)
    assert desk.dock._small_maps().below == [desk.image]
