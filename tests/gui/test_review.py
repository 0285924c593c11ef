"""The review panel, by keys and clicks on a real canvas."""

from __future__ import annotations

import gc
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from helpers.desk import COLS, GRID, PIXEL, ROWS, rest, wait_until, write_image
from helpers.rasters import wkt
from osgeo import gdal
from qgis.core import (
    NULL,
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMainWindow, QPushButton
from scarp.core.cam.cam import CamDescription, cam_writer
from scarp.core.rasters.datasets import files_of
from scarp.core.rasters.windows import Window
from scarp.gui.review.dock import ReviewDock
from scarp.gui.review.drafts import folder_of_reviews, folder_of_rounds
from scarp.gui.review.editing import add_landslide, merge, start_editing
from scarp.gui.review.layout import ADD, BLINK
from scarp.layer_kinds import INT, REAL, STRING, is_cam, is_image, is_spread
from scarp.runtime.profile import RECENT_MODELS

#: Rows and columns of landslides; the last one was missed.
PLACES = [(20 + 40 * (k // 6), 30 + 45 * (k % 6)) for k in range(18)]
SIDE = 14


def middle_of(place) -> QgsPointXY:
    row, col = place
    return QgsPointXY(GRID[0] + PIXEL * (col + SIDE / 2), GRID[3] - PIXEL * (row + SIDE / 2))


class Room:
    """A window with a canvas, layers and the panel."""

    def __init__(self, folder: Path):
        self.cam = QgsRasterLayer(self.write_cam(folder / "cam.tif"), "CAM")
        self.image = QgsRasterLayer(write_image(folder / "image.tif"), "image")
        self.before = QgsRasterLayer(write_image(folder / "before.tif"), "before")
        self.polygons = QgsVectorLayer(
            self._write_polygons(folder / "mapped.gpkg"), "mapped", "ogr"
        )
        QgsProject.instance().addMapLayers([self.image, self.cam, self.polygons])
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.window.setCentralWidget(self.canvas)
        self.window.resize(1366, 700)
        self.bridge = QgsLayerTreeMapCanvasBridge(
            QgsProject.instance().layerTreeRoot(), self.canvas
        )
        self.canvas.setDestinationCrs(self.cam.crs())
        self.window.show()
        self.canvas.setExtent(QgsRectangle(self.cam.extent()))
        self.dock = ReviewDock(self.canvas, self.window)
        self.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.show()
        rest(0.1)
        wait_until(lambda: self.dock.queue.total == 17 and self.dock.queue.current is not None)

    @staticmethod
    def write_cam(path: Path) -> str:
        values = np.full((ROWS, COLS), 0.05, np.float32)
        for number, (row, col) in enumerate(PLACES):
            # The last one is below the threshold.
            values[row : row + SIDE, col : col + SIDE] = 0.4 if number == 17 else 0.55 + number / 50
        about = CamDescription(["landslide"], "model.h5", "image.tif", 0.5)
        with cam_writer(str(path), values.shape, GRID, wkt(), about) as writer:
            whole = Window(0, 0, *values.shape)
            writer.write(whole, values[..., None], np.ones(values.shape, bool))
        return str(path)

    @staticmethod
    def _write_polygons(path: Path) -> str:
        memory = QgsVectorLayer("Polygon", "mapped", "memory")
        fields = [QgsField(name, REAL) for name in ("area_m2", "cam_mean", "threshold")]
        memory.dataProvider().addAttributes([*fields, QgsField("model", STRING)])
        memory.updateFields()
        features = []
        for number, place in enumerate(PLACES[:17]):
            feature = QgsFeature(memory.fields())
            middle, half = middle_of(place), PIXEL * SIDE / 2
            box = QgsRectangle.fromCenterAndSize(middle, 2 * half, 2 * half)
            feature.setGeometry(QgsGeometry.fromRect(box))
            feature.setAttributes([box.area() + number, 0.55 + number / 50, 0.5, "model.h5"])
            features.append(feature)
        memory.dataProvider().addFeatures(features)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        memory.setCrs(QgsRasterLayer(str(path.with_name("cam.tif")), "").crs())
        context = QgsProject.instance().transformContext()
        QgsVectorFileWriter.writeAsVectorFormatV3(memory, str(path), context, options)
        return str(path)

    def press(self, key, widget=None) -> None:
        QTest.keyClick(widget or self.canvas, key)
        rest(0.01)

    def click(self, point: QgsPointXY) -> None:
        place = self.canvas.getCoordinateTransform().transform(point)
        where = QPoint(round(place.x()), round(place.y()))
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
        rest(0.01)

    def statuses(self) -> dict[str, int]:
        found: dict[str, int] = {}
        if self.polygons.fields().lookupField("status") < 0:
            return found
        for feature in self.polygons.getFeatures():
            if feature["status"] not in (None, NULL):
                found[feature["status"]] = found.get(feature["status"], 0) + 1
        return found

    def close(self) -> None:
        if self.dock is not None:
            self.dock.close_dock()
        self.polygons.rollBack()
        QgsApplication.taskManager().cancelAll()
        wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
        self.canvas.setLayers([])
        del self.bridge
        self.window.deleteLater()
        # What is left must go before QGIS does.
        self.dock = self.cam = self.image = self.before = self.polygons = None
        rest(0.05)
        gc.collect()


@pytest.fixture
def room(qgis_app, qgis_processing, qgis_new_project, tmp_path):
    """The panel at work; its drafts and tiles are those of no other test."""
    folder = tmp_path / "地すべり"
    folder.mkdir()
    before = QgsSettings().value(RECENT_MODELS)
    QgsSettings().remove(RECENT_MODELS)
    made = Room(folder)
    yield made
    made.close()
    QgsSettings().setValue(RECENT_MODELS, before)
    QgsProject.instance().clear()
    for path in folder_of_reviews().glob("*"):
        if path.is_file():
            path.unlink(missing_ok=True)


def test_one_key_a_verdict(room):
    """The least sure first; each verdict is one step back in the layer's undo."""
    first = room.dock.queue.current
    assert room.polygons.getFeature(first)["cam_mean"] == 0.55
    room.press(Qt.Key.Key_A)
    room.press(Qt.Key.Key_R)
    room.press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_D)
    assert room.statuses() == {"checked": 1, "rejected": 1, "doubtful": 1}
    judged = room.polygons.getFeature(first)
    assert judged["mapper"] == room.dock.mapper and judged["checked"].isValid()
    room.press(Qt.Key.Key_Backspace)
    assert room.dock.queue.current is not None
    rest(0.1)
    assert "3 of 17 looked at" in room.dock.layout_.counts.text()
    room.polygons.undoStack().undo()
    assert room.statuses() == {"checked": 1, "rejected": 1}
    rest(0.1)
    assert "2 of 17 looked at" in room.dock.layout_.counts.text()


def test_the_map_goes_with_the_queue(room):
    fid = room.dock.queue.current
    box = room.polygons.getFeature(fid).geometry().boundingBox()
    shown = room.canvas.extent()
    assert shown.contains(box) and shown.width() < 12 * box.width()
    room.press(Qt.Key.Key_Space, room.dock)
    assert room.dock.queue.current != fid
    room.press(Qt.Key.Key_Backspace, room.dock)
    assert room.dock.queue.current == fid


def test_orders_and_filters(room):
    layout, queue = room.dock.layout_, room.dock.queue
    layout.order.setCurrentIndex(1)
    room.press(Qt.Key.Key_Space)
    assert room.polygons.getFeature(queue.current)["area_m2"] == pytest.approx(
        (PIXEL * SIDE) ** 2 + 16
    )
    layout.least.setValue((PIXEL * SIDE) ** 2 + 15)
    room.press(Qt.Key.Key_R)
    room.press(Qt.Key.Key_R)
    assert room.statuses() == {"rejected": 2}
    room.press(Qt.Key.Key_Space)
    assert "have been looked at" in layout.message.text()
    layout.filter.setCurrentIndex(2)
    room.press(Qt.Key.Key_Space)
    assert room.polygons.getFeature(queue.current)["status"] == "rejected"


def test_a_click_adds_what_was_missed(room):
    room.canvas.setExtent(QgsRectangle(room.cam.extent()))
    rest(0.2)
    room.press(Qt.Key.Key_N)
    assert room.canvas.mapTool() is room.dock.tool
    room.click(middle_of(PLACES[17]))
    assert "Enter takes" in room.dock.layout_.message.text()
    room.press(Qt.Key.Key_Return)
    assert room.statuses() == {"checked": 1}
    (added,) = [one for one in room.polygons.getFeatures() if one["status"] == "checked"]
    truth = QgsGeometry.fromRect(
        QgsRectangle.fromCenterAndSize(middle_of(PLACES[17]), PIXEL * SIDE, PIXEL * SIDE)
    )
    common = added.geometry().intersection(truth).area()
    assert common / added.geometry().combine(truth).area() > 0.8
    assert added["cam_mean"] == pytest.approx(0.38, abs=0.05)
    # Where the model sees nothing a sentence says what to do, and Escape drops a proposal.
    room.click(middle_of(PLACES[16]))
    room.press(Qt.Key.Key_Escape)
    room.press(Qt.Key.Key_Return)
    assert room.statuses() == {"checked": 1}
    room.press(Qt.Key.Key_N)
    assert not room.dock.layout_.buttons[ADD].isChecked()


def test_a_click_where_the_map_shows_nothing_asks_the_image(room, tmp_path):
    path = write_image(tmp_path / "bare.tif")
    values = np.random.default_rng(0).normal(60, 4, (ROWS, COLS))
    row, col = place = (150, 200)
    values[row : row + SIDE, col : col + SIDE] += 90
    dataset = gdal.Open(path, gdal.GA_Update)
    for number in range(1, 4):
        dataset.GetRasterBand(number).WriteArray(values.astype(np.uint8))
    del dataset
    image = QgsRasterLayer(path, "bare")
    QgsProject.instance().addMapLayer(image)
    room.dock.layers.choose("image", image)
    room.dock.layers.choose("cam", None)
    room.canvas.setExtent(QgsRectangle(room.cam.extent()))
    rest(0.2)
    room.press(Qt.Key.Key_N)
    room.click(middle_of(place))
    message = room.dock.layout_.message
    assert message.text() == "Looking at the image…"
    wait_until(lambda: "Enter takes" in message.text(), "for the outline", 120)
    room.press(Qt.Key.Key_Return)
    (added,) = [one for one in room.polygons.getFeatures() if one["status"] == "checked"]
    truth = QgsGeometry.fromRect(
        QgsRectangle.fromCenterAndSize(middle_of(place), PIXEL * SIDE, PIXEL * SIDE)
    )
    common = added.geometry().intersection(truth).area()
    assert common / added.geometry().combine(truth).area() > 0.8
    assert added["cam_mean"] in (None, NULL) and added["area_m2"] > 0
    # A second click at the same place prefers the image to the CAM.
    room.dock.layers.choose("cam", room.cam)
    room.click(middle_of(PLACES[16]))
    assert "A second click" in message.text()
    room.click(middle_of(PLACES[16]))
    assert message.text() == "Looking at the image…"
    room.press(Qt.Key.Key_Escape)


def test_a_drag_draws_by_hand(room):
    room.canvas.setExtent(QgsRectangle(room.cam.extent()))
    rest(0.2)
    room.press(Qt.Key.Key_N)
    view = room.canvas.viewport()
    path = [QPoint(200, 200), QPoint(240, 200), QPoint(240, 240), QPoint(200, 240)]
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=path[0])
    for place in path[1:]:
        kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
        moved = QMouseEvent(kind, QPointF(place), none, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, left, pos=path[-1])
    assert "Enter takes" in room.dock.layout_.message.text()
    room.press(Qt.Key.Key_Return)
    assert room.statuses() == {"checked": 1}


def move_corner(room, fid) -> None:
    """As the vertex tool does."""
    room.polygons.startEditing()
    room.polygons.beginEditCommand("Moved vertex")
    room.polygons.moveVertex(*_corner(room, fid), fid, 0)
    room.polygons.endEditCommand()
    rest(0.1)


def test_moved_corners_are_an_edit(room):
    fid = room.dock.queue.current
    move_corner(room, fid)
    assert room.polygons.getFeature(fid)["status"] == "edited"
    stack = room.polygons.undoStack()
    count = stack.count()
    move_corner(room, fid)
    assert stack.count() == count + 1, "it is an edited one already"
    # Undoing is no edit, and what is undone can be done again.
    while stack.canUndo():
        stack.undo()
        rest(0.05)
    assert room.statuses() == {} and stack.canRedo()
    move_corner(room, fid)
    room.polygons.rollBack(False)
    rest(0.1)
    assert not room.polygons.isModified()


def test_keys_after_the_last_one_change_nothing(room):
    for _ in range(17):
        room.press(Qt.Key.Key_A)
    assert "have been looked at" in room.dock.layout_.message.text()
    room.press(Qt.Key.Key_R)
    room.press(Qt.Key.Key_D)
    assert room.statuses() == {"checked": 17}
    room.press(Qt.Key.Key_Backspace)
    room.press(Qt.Key.Key_R)
    assert room.statuses() == {"checked": 16, "rejected": 1}


def test_a_status_that_is_no_text(room, tmp_path):
    room.polygons.startEditing()
    room.polygons.addAttribute(QgsField("status", INT))
    room.polygons.commitChanges()
    rest(0.1)
    room.press(Qt.Key.Key_R)
    assert "cannot hold what the review writes" in room.dock.layout_.message.text()


def _corner(room, fid):
    box = room.polygons.getFeature(fid).geometry().boundingBox()
    return box.xMinimum() - 20, box.yMinimum() - 20


def test_tiles_are_checked_and_proposed(room):
    room.press(Qt.Key.Key_P)
    rest(0.1)
    assert "Look at all in this tile" in room.dock.layout_.message.text()
    first = room.canvas.center()
    room.press(Qt.Key.Key_T)
    rest(0.1)
    assert "1 tiles checked" in room.dock.layout_.counts.text()
    room.press(Qt.Key.Key_P)
    rest(0.1)
    assert room.canvas.center().distance(first) > 100 * PIXEL
    room.press(Qt.Key.Key_T)
    room.press(Qt.Key.Key_T)
    rest(0.1)
    assert "1 tiles checked" in room.dock.layout_.counts.text()


def test_the_spread_over_flips_says_where_to_look(room, tmp_path):
    room.press(Qt.Key.Key_P)
    by_cam = room.canvas.center()
    values = np.zeros((ROWS, COLS, 1), np.float32)
    values[-20:, -20:] = 0.4
    about = CamDescription(["landslide"], is_spread=True)
    with cam_writer(str(tmp_path / "spread.tif"), (ROWS, COLS), GRID, wkt(), about) as writer:
        writer.write(Window(0, 0, ROWS, COLS), values, np.ones((ROWS, COLS), bool))
    spread = QgsRasterLayer(str(tmp_path / "spread.tif"), "spread")
    QgsProject.instance().addMapLayer(spread)
    assert is_spread(spread) and not is_cam(spread) and not is_image(spread)
    room.press(Qt.Key.Key_P)
    corner = QgsPointXY(room.cam.extent().xMaximum(), room.cam.extent().yMinimum())
    assert room.canvas.center().distance(corner) < 128 * PIXEL < by_cam.distance(corner)


def test_old_and_new_map_side_by_side(room, tmp_path):
    new = room.write_cam(tmp_path / "cam.tif")
    figures = {"F1_BEFORE": 0.5, "F1": 0.625, "TILES_KEPT": 2, "cam": new, "model": "model.h5"}
    figures |= {"before": room.cam.source(), "number": 1}
    room.dock.teaching.rounds.done.emit(figures)
    window = room.dock.teaching.comparison
    assert "0.500 before, 0.625 after (+0.125)" in room.dock.layout_.message.text()
    old, after = window.canvases
    assert room.cam in old.layers() and room.cam not in after.layers()
    assert [layer.source() for layer in after.layers() if is_cam(layer)] == [new]
    old.zoomByFactor(0.5)
    assert after.extent().toString(3) == old.extent().toString(3)
    after.zoomByFactor(0.5)
    assert after.extent().toString(3) == old.extent().toString(3)
    assert old.extent().width() < room.canvas.extent().width()
    (take,) = [one for one in window.findChildren(QPushButton) if "new map" in one.text()]
    take.click()
    rest(0.1)
    assert room.dock.layers.layer("cam").source() == new
    assert sip.isdeleted(window)


def test_blinking(room):
    room.dock.layers.choose("before", None)
    room.press(Qt.Key.Key_B)
    assert room.before not in room.canvas.layers()
    QgsProject.instance().addMapLayer(room.before, False)
    room.dock.layers.choose("before", room.before)
    shown = room.canvas.layers()
    room.press(Qt.Key.Key_B)
    assert room.before in room.canvas.layers() and room.image not in room.canvas.layers()
    assert room.dock.layout_.buttons[BLINK].isChecked()
    room.press(Qt.Key.Key_B)
    assert room.canvas.layers() == shown


def kill(room) -> ReviewDock:
    """As if QGIS had been killed and started again: the buffer is gone, and the panel not told."""
    rest(0.05)
    (path,) = drafts()
    room.dock.close_dock()
    room.polygons.rollBack()
    of_earlier_session(path)
    return open_again(room)


def of_earlier_session(path: Path) -> None:
    key, session, layer = path.stem.removeprefix("draft-").split("-")
    path.rename(path.with_name(f"draft-{key}-{session[::-1]}x{len(drafts())}-{layer}.jsonl"))


def open_again(room) -> ReviewDock:
    room.dock = dock = ReviewDock(room.canvas, room.window)
    room.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    dock.show()
    rest(0.1)
    wait_until(lambda: dock.queue.total == 17)
    return dock


def drafts() -> list[Path]:
    return sorted(folder_of_reviews().glob("draft-*"))


def test_drafts_come_back_after_a_killed_session(room):
    """What the edit buffer held is offered again, new outlines too."""
    room.press(Qt.Key.Key_R)
    room.press(Qt.Key.Key_A)
    room.canvas.setExtent(QgsRectangle(room.cam.extent()))
    rest(0.2)
    room.press(Qt.Key.Key_N)
    room.click(middle_of(PLACES[17]))
    room.press(Qt.Key.Key_Return)
    dock = kill(room)
    assert dock.layout_.restore.isVisible()
    assert "QGIS ended before the edits of 3 polygons of mapped" in dock.layout_.message.text()
    # Whoever saves before taking it back does not lose it.
    dock.save()
    room.polygons.startEditing()
    dock.save()
    assert dock.layout_.restore.isVisible()
    dock.layout_.restore.click()
    wait_until(lambda: dock.queue.total == 18)
    assert room.statuses() == {"rejected": 1, "checked": 2}
    added = [one for one in room.polygons.getFeatures() if one.id() < 0]
    assert [one["area_m2"] > 0 for one in added] == [True]
    dock.layout_.save.click()
    assert "saved" in dock.layout_.message.text()
    assert not drafts()
    assert room.polygons.featureCount() == 18 and room.polygons.isEditable()


def test_a_draft_holds_all_edits(room):
    """Corners that were moved before a rejection, parts that were split off, what was merged."""
    first = room.dock.queue.current
    move_corner(room, first)
    room.press(Qt.Key.Key_R)
    second = room.dock.queue.current
    box = room.polygons.getFeature(second).geometry().boundingBox()
    area = room.polygons.getFeature(second).geometry().area()
    room.polygons.beginEditCommand("Split")
    x = box.center().x()
    room.polygons.splitFeatures(
        [QgsPointXY(x, box.yMinimum() - 50), QgsPointXY(x, box.yMaximum() + 50)]
    )
    room.polygons.endEditCommand()
    deleted = max({one.id() for one in room.polygons.getFeatures()} - {first, second})
    room.polygons.deleteFeature(deleted)
    total = room.polygons.featureCount()
    moved = room.polygons.getFeature(first).geometry().asWkt()
    dock = kill(room)
    dock.layout_.restore.click()
    wait_until(lambda: dock.queue.total == total)
    assert room.polygons.getFeature(first)["status"] == "rejected"
    assert room.polygons.getFeature(first).geometry().asWkt() == moved
    halves = [
        one.geometry().area()
        for one in room.polygons.getFeatures(box)
        if one.geometry().intersects(QgsGeometry.fromRect(box.buffered(-1)))
    ]
    assert sum(halves) == pytest.approx(area) and len(halves) == 2
    assert not room.polygons.getFeature(deleted).isValid()


def test_what_was_given_up_is_not_offered(room):
    room.press(Qt.Key.Key_R)
    room.press(Qt.Key.Key_R)
    rest(0.05)
    assert len(drafts()) == 1
    room.polygons.rollBack()
    assert not drafts()
    room.press(Qt.Key.Key_A)
    rest(0.05)
    # The panel is closed while the layer is saved.
    room.dock.hide()
    room.polygons.commitChanges()
    room.dock.show()
    rest(0.1)
    assert not drafts() and not room.dock.layout_.restore.isVisible()
    room.press(Qt.Key.Key_R)
    rest(0.05)
    room.dock.hide()
    room.dock.show()
    rest(0.1)
    assert not room.dock.layout_.restore.isVisible(), "this session has not ended"
    room.polygons.undoStack().undo()
    dock = kill(room)
    assert not dock.layout_.restore.isVisible(), "it was undone"


def test_a_draft_of_another_file_changes_nothing(room):
    room.press(Qt.Key.Key_R)
    rest(0.05)
    (path,) = drafts()
    line = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])
    line["was"][0] += 500
    room.dock.close_dock()
    room.polygons.rollBack()
    path.write_text(json.dumps(line), encoding="utf-8")
    of_earlier_session(path)
    open_again(room).layout_.restore.click()
    assert room.statuses() == {}


def test_drafts_of_several_sessions(room):
    """New landslides of two sessions have the same ids; both come back."""
    room.canvas.setExtent(QgsRectangle(room.cam.extent()))
    rest(0.2)
    for place in (PLACES[17], PLACES[3]):
        room.press(Qt.Key.Key_N)
        room.click(middle_of(place))
        room.press(Qt.Key.Key_Return)
        rest(0.05)
        (path,) = [one for one in drafts() if "x" not in one.stem.rpartition("draft-")[2]]
        room.dock.close_dock()
        room.polygons.rollBack()
        of_earlier_session(path)
        open_again(room)
    assert "the edits of 2 polygons" in room.dock.layout_.message.text()
    room.dock.layout_.restore.click()
    assert room.statuses() == {"checked": 2} and not [one for one in drafts() if "x" in one.stem]


def test_one_file_in_two_layers(room):
    room.press(Qt.Key.Key_R)
    rest(0.05)
    (path,) = drafts()
    other = QgsVectorLayer(room.polygons.source(), "other", "ogr")
    QgsProject.instance().addMapLayer(other)
    room.dock.layers.choose("polygons", other)
    wait_until(lambda: room.dock.queue.total == 17)
    QgsProject.instance().removeMapLayer(other.id())
    assert drafts() == [path]


def test_polygons_that_touch_at_a_corner_are_not_merged(room):
    first, second = (one.id() for one in list(room.polygons.getFeatures())[:2])
    box = room.polygons.getFeature(first).geometry().boundingBox()
    room.polygons.startEditing()
    corner = QgsRectangle(box.xMaximum(), box.yMaximum(), box.xMaximum() + 50, box.yMaximum() + 50)
    room.polygons.changeGeometry(second, QgsGeometry.fromRect(corner))
    assert "No polygon touches" in merge(room.polygons, first)
    room.polygons.selectByIds([first, second])
    assert "have no edge in common" in merge(room.polygons, first)


def test_a_line_that_crosses_itself(room):
    room.polygons.startEditing()
    assert not start_editing(room.polygons)
    eight = QgsGeometry.fromPolygonXY([[middle_of(PLACES[k]) for k in (0, 8, 2, 6, 0)]]).makeValid()
    assert eight.isMultipart()
    count = room.polygons.featureCount()
    assert add_landslide(room.polygons, eight, "me", {}) is not None
    added = [one for one in room.polygons.getFeatures() if one.id() < 0]
    assert len(added) > 1 and room.polygons.featureCount() == count + len(added)
    assert all(one["area_m2"] > 0 for one in added)
    assert room.polygons.commitChanges()


def test_layers_that_go_and_projects_that_are_opened(room, tmp_path):
    project = QgsProject.instance()
    path = str(tmp_path / "review.qgz")
    room.dock.layers.choose("image", room.image)
    project.write(path)
    project.removeMapLayer(room.polygons.id())
    assert room.dock.queue.layer is None and room.dock.layers.layer("polygons") is None
    room.press(Qt.Key.Key_A)
    assert "Choose polygons" in room.dock.layout_.message.text()
    project.read(path)
    wait_until(lambda: room.dock.queue.total == 17)
    room.polygons = room.dock.layers.layer("polygons")
    room.cam = room.dock.layers.layer("cam")
    room.press(Qt.Key.Key_A)
    assert room.statuses() == {"checked": 1}
    room.polygons.rollBack()


def test_a_layer_that_cannot_be_edited(room, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text('wkt,name\n"POLYGON ((0 0, 1 0, 1 1, 0 0))",a\n', encoding="utf-8")
    uri = f"{path.as_uri()}?delimiter=,&wktField=wkt&crs=EPSG:32654"
    layer = QgsVectorLayer(uri, "rows", "delimitedtext")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    room.dock.layers.choose("polygons", layer)
    wait_until(lambda: room.dock.queue.total == 1)
    room.press(Qt.Key.Key_A)
    assert "rows cannot be edited" in room.dock.layout_.message.text()


def test_retraining_asks_for_what_is_missing(room):
    room.dock.teaching.retrain("on")
    assert "Mark at least one tile" in room.dock.layout_.message.text()
    room.press(Qt.Key.Key_P)
    room.press(Qt.Key.Key_T)
    room.dock.teaching.retrain("on")
    assert "The model that made CAM is not among those" in room.dock.layout_.message.text()


def test_a_draft_that_was_cut_off_is_read_as_far_as_it_goes(room):
    room.press(Qt.Key.Key_R)
    rest(0.05)
    (path,) = drafts()
    with open(path, "a", encoding="utf-8") as file:
        file.write('{"fid": 3, "val')
    dock = kill(room)
    assert "the edits of 1 polygons" in dock.layout_.message.text()


def test_a_layer_that_was_taken_away_is_not_replaced(room, tmp_path):
    QgsProject.instance().removeMapLayer(room.polygons.id())
    room.polygons = QgsVectorLayer("Polygon?field=status:string", "other", "memory")
    QgsProject.instance().addMapLayer(room.polygons)
    assert room.dock.queue.layer is None
    assert room.dock.layers.layer("polygons") is None


def test_tiles_stay_with_the_rounds_of_their_map(room):
    room.press(Qt.Key.Key_P)
    room.press(Qt.Key.Key_T)
    rest(0.1)
    folder = folder_of_rounds(room.cam) / "20260101-000000"
    folder.mkdir(parents=True)
    new = room.write_cam(folder / "cam.tif")
    figures = {"cam": new, "before": room.cam.source(), "TILES_KEPT": 0}
    (folder / "round.json").write_text(json.dumps(figures), encoding="utf-8")
    later = QgsRasterLayer(new, "later")
    QgsProject.instance().addMapLayer(later)
    room.dock.layers.choose("cam", later)
    rest(0.1)
    assert "1 tiles checked" in room.dock.layout_.counts.text()
    assert room.dock.teaching.rounds.first_map(later) == room.cam.source()
    shutil.rmtree(folder.parent)


def test_reading_a_geopackage_keeps_the_locks_of_its_editor(room):
    """SQLite's locks are gone once any handle on the file is closed in the same process."""
    room.press(Qt.Key.Key_R)
    path = room.polygons.source().split("|")[0]

    def locks() -> int:
        inode = f":{Path(path).stat().st_ino} "
        return Path("/proc/locks").read_text().count(inode)

    held = locks()
    assert held
    files_of(path)
    assert locks() == held
