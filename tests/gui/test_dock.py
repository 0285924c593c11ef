"""The threshold preview, driven as a user does."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from helpers.desk import (
    SQUARES,
    counting_begun,
    rest,
    values_of_cam,
    wait_until,
    write_cam,
)
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from scarp.core.cam.cam import Cam
from scarp.core.cam.histogram import otsu

METRICS = ("precision", "recall", "f1", "iou")


def _style(layer) -> str:
    return layer.styleManager().style("default").xmlData()


def _expected(threshold: float, rows=slice(None), cols=slice(None)) -> dict[str, float]:
    """Metrics pixel by pixel, of a part of the scene."""
    values = values_of_cam()
    valid = np.zeros(values.shape, bool)
    valid[:, 20:] = True
    inside = np.zeros(values.shape, bool)
    for square in SQUARES:
        inside[square] = True
    values, valid, inside = (array[rows, cols] for array in (values, valid, inside))
    above = (values >= np.float32(threshold)) & valid
    tp, fp, fn = (above & inside).sum(), (above & ~inside).sum(), (~above & inside & valid).sum()
    metrics = (tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn))
    return {**dict(zip(METRICS, metrics)), "pixels": int(above.sum())}


def _pixels(desk) -> int | None:
    text = desk.dock.metrics.texts()["pixels"]
    return None if text in "–…" else int(text.replace(",", ""))


def _shown(desk) -> dict[str, float]:
    texts = desk.dock.metrics.texts()
    return {name: float(texts[name].replace(",", "")) for name in (*METRICS, "pixels")}


def test_keys_move_the_slider(desk):
    slider = desk.dock.slider
    slider.slider.setFocus()
    for key, threshold in (
        (Qt.Key.Key_Right, 0.51),
        (Qt.Key.Key_PageUp, 0.61),
        (Qt.Key.Key_Left, 0.6),
        (Qt.Key.Key_PageDown, 0.5),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 1.0),
    ):
        QTest.keyClick(slider.slider, key)
        assert slider.threshold == slider.box.value() == threshold
    slider.box.setFocus()
    slider.box.selectAll()
    QTest.keyClicks(slider.box, slider.box.locale().toString(0.345, "f", 3))
    QTest.keyClick(slider.box, Qt.Key.Key_Return)
    assert slider.threshold == 0.345
    assert slider.slider.value() == 345


def test_the_map_shows_what_is_above_the_threshold(desk):
    """Where the canvas is yellow, within the squares and elsewhere, at two thresholds."""
    for threshold in (0.3, 0.8):
        desk.dock.slider.set_threshold(threshold)
        picture = desk.picture()
        yellow = (picture[..., 0] > picture[..., 2]).mean()
        expected = (values_of_cam()[:, 20:] >= threshold).mean() * 300 / 320
        extent, shown = desk.canvas.extent(), desk.cam.extent()
        expected *= shown.width() * shown.height() / (extent.width() * extent.height())
        assert yellow == pytest.approx(expected, abs=0.03)


def test_styles_and_layers_of_the_project_stay(desk):
    styles = [_style(layer) for layer in (desk.cam, desk.inventory, desk.image)]
    before = set(desk.canvas.layers())
    assert desk.cam not in before and desk.inventory not in before and desk.image in before
    desk.dock.slider.set_threshold(0.2)
    desk.drawn()
    assert [_style(layer) for layer in (desk.cam, desk.inventory, desk.image)] == styles
    assert len(QgsProject.instance().mapLayers()) == 3
    desk.dock.close()
    assert desk.canvas.layers() == QgsProject.instance().layerTreeRoot().checkedLayers()
    assert desk.cam in desk.canvas.layers()
    desk.dock.show()
    rest(0.05)
    assert desk.cam not in desk.canvas.layers()


def test_off_the_map(desk):
    QTest.mouseClick(desk.dock.on_map, Qt.MouseButton.LeftButton)
    assert desk.cam in desk.canvas.layers() and desk.inventory in desk.canvas.layers()
    QTest.mouseClick(desk.dock.on_map, Qt.MouseButton.LeftButton)
    assert desk.cam not in desk.canvas.layers()


def test_switching_layers_in_the_tree_keeps_the_preview(desk):
    """The image is shown although it is switched off; what is new lies below the preview."""
    tree = QgsProject.instance().layerTreeRoot()
    tree.findLayer(desk.image).setItemVisibilityChecked(False)
    rest(0.2)
    names = [layer.name() for layer in desk.canvas.layers()]
    assert names == ["squares", "CAM", "image"]
    assert desk.cam not in desk.canvas.layers()
    another = QgsRasterLayer(desk.image.source(), "another")
    QgsProject.instance().addMapLayer(another)
    rest(0.2)
    names = [layer.name() for layer in desk.canvas.layers()]
    assert names[:2] == ["squares", "CAM"] and "another" in names[2:]


def test_metrics(desk):
    desk.counted()
    for threshold in (0.25, 0.5, 0.613):
        desk.dock.slider.set_threshold(threshold)
        shown, expected = _shown(desk), _expected(threshold)
        assert shown["pixels"] == expected["pixels"]
        for name in METRICS:
            assert shown[name] == pytest.approx(expected[name], abs=5.01e-4)


def test_metrics_are_those_of_suggestthreshold(desk, run):
    desk.counted()
    table = str(desk.folder / "table.csv")
    found = run(
        "suggestthreshold",
        INPUT=desk.cam.source(),
        METHOD=6,
        INVENTORY=desk.inventory.source(),
        TABLE=table,
    )
    with open(table, encoding="utf-8") as file:
        rows = {round(float(row["threshold"]), 2): row for row in csv.DictReader(file)}
    assert len(rows) == 99
    counted = desk.dock.counter.counted
    for threshold, row in rows.items():
        at = counted.curve.at(threshold)
        for name in ("tp", "fp", "fn", "tn"):
            assert getattr(at, name) == int(row[name])
        for name in METRICS:
            assert getattr(at, name) == pytest.approx(float(row[name] or "nan"), nan_ok=True)
        area = (at.tp + at.fp) * counted.pixel_area / 1e6
        assert area == pytest.approx(float(row["area_km2"]))
    assert counted.curve.best == found["THRESHOLD"]


def test_marks(desk):
    desk.counted()
    rest(0.05)
    slider = desk.dock.slider
    buttons = {
        button.text().rpartition(" ")[0]: button
        for button in slider.findChildren(type(desk.dock.copy))
        if button.isVisible()
    }
    assert set(buttons) == {"Otsu", "best F1", "model"}
    QTest.mouseClick(buttons["model"], Qt.MouseButton.LeftButton)
    assert slider.threshold == 0.47
    QTest.mouseClick(buttons["best F1"], Qt.MouseButton.LeftButton)
    assert slider.threshold == desk.dock.counter.counted.curve.best


def test_a_click_on_the_plot(desk):
    desk.counted()
    plot = desk.dock.plot
    frame = plot._frame()
    place = QPoint(round(frame.left() + 0.25 * frame.width()), round(frame.center().y()))
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert desk.dock.slider.threshold == pytest.approx(0.25, abs=0.004)


def test_present_extent_only(desk):
    desk.counted()
    extent = QgsRectangle(500_800, 4_698_400, 501_600, 4_699_200)
    desk.canvas.setExtent(extent)
    desk.drawn()
    desk.dock.scope.setCurrentIndex(1)
    shown = desk.canvas.mapSettings().visibleExtent()
    first, left = (4_700_000 - shown.yMaximum()) // 10, (shown.xMinimum() - 500_000) // 10
    last, right = -((shown.yMinimum() - 4_700_000) // 10), -((500_000 - shown.xMaximum()) // 10)
    rows, cols = (slice(max(int(a), 0), int(b)) for a, b in ((first, last), (left, right)))
    expected = _expected(0.5, rows, cols)
    assert expected["pixels"] < _expected(0.5)["pixels"]
    wait_until(lambda: _pixels(desk) == expected["pixels"], "for the extent's metrics")
    assert _shown(desk)["recall"] == pytest.approx(expected["recall"], abs=5.01e-4)


def test_without_an_inventory(desk):
    desk.dock.choice.choose("inventory", None)
    desk.counted()
    texts = desk.dock.metrics.texts()
    assert [texts[name] for name in METRICS] == ["–"] * 4
    assert int(texts["pixels"].replace(",", "")) == _expected(0.5)["pixels"]
    with Cam(desk.cam.source()) as cam:
        assert desk.dock.slider.slider.marks == [otsu(cam.histogram()), 0.47]


def test_edits_count_before_they_are_saved(desk):
    desk.counted()
    before = _shown(desk)["recall"]
    desk.inventory.startEditing()
    feature = QgsFeature(desk.inventory.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500_300, 4_697_700, 503_000, 4_697_900)))
    assert desk.inventory.addFeature(feature)
    wait_until(lambda: _shown(desk)["recall"] < before, "for the edit's metrics")
    assert desk.inventory in desk.canvas.layers()
    desk.inventory.rollBack()
    wait_until(lambda: _shown(desk)["recall"] == before, "for the old metrics")


def test_a_memory_layer_and_an_area(desk):
    area = QgsVectorLayer("Polygon?crs=EPSG:32654", "area", "memory")
    feature = QgsFeature()
    # Rows 0 to 119: one of the squares.
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500_000, 4_698_800, 503_200, 4_700_000)))
    area.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(area)
    desk.dock.choice.choose("area", area)
    expected = _expected(0.5, slice(0, 120))
    wait_until(lambda: _pixels(desk) == expected["pixels"], "for the area's metrics")
    assert _shown(desk)["f1"] == pytest.approx(expected["f1"], abs=5.01e-4)


def test_several_classes(desk):
    values = np.stack([values_of_cam(), values_of_cam(1) * 0.5], axis=-1)
    path = write_cam(desk.folder / "two.tif", values, ("slide", "flow"))
    two = QgsRasterLayer(path, "two")
    QgsProject.instance().addMapLayer(two)
    desk.dock.choice.choose("cam", two)
    box = desk.dock.choice.band_box
    assert [box.itemData(number) for number in range(box.count())] == [0, 1, 2]
    assert "slide" in box.itemText(1)
    desk.dock.slider.set_threshold(0.4)
    pixels = {0: (values.max(axis=-1)[:, 20:] >= np.float32(0.4)).sum()}
    pixels |= {band: (values[:, 20:, band - 1] >= np.float32(0.4)).sum() for band in (1, 2)}
    for band in (2, 1, 0):
        box.setCurrentIndex(box.findData(band))
        wait_until(lambda band=band: desk.dock.metrics.texts()["pixels"] != "–")
        wait_until(lambda band=band: _pixels(desk) == pixels[band], f"for class {band}")


def test_another_crs_on_the_map(desk):
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    desk.canvas.zoomToFullExtent()
    desk.dock.slider.set_threshold(0.3)
    picture = desk.picture()
    assert (picture[..., 0] > picture[..., 2]).mean() > 0.1
    desk.dock.scope.setCurrentIndex(1)
    expected = _expected(0.3)["pixels"]
    desk.counted()
    wait_until(lambda: _pixels(desk) == expected, "for all of it")


def test_extract_polygons_at_once(desk, provider):
    desk.dock.slider.set_threshold(0.6)
    desk.dock.extract_now.trigger()
    project = QgsProject.instance()
    wait_until(lambda: len(project.mapLayers()) == 4, "for polygons")
    (made,) = set(project.mapLayers().values()) - {desk.cam, desk.inventory, desk.image}
    assert made.featureCount() > 1
    area = sum(feature["area_m2"] for feature in made.getFeatures())
    assert area == pytest.approx(_expected(0.6)["pixels"] * 100 / 0.9996**2, rel=1e-4)
    assert f"{made.featureCount()} polygons" in desk.dock.message.text()


def test_not_a_cam(desk):
    """A raster of real numbers beyond 0 to 1, as an elevation model is."""
    path = write_cam(desk.folder / "dem.tif", 100 * values_of_cam())
    dem = QgsRasterLayer(path, "dem")
    QgsProject.instance().addMapLayer(dem)
    desk.dock.choice.choose("cam", dem)
    wait_until(lambda: "values outside 0 to 1" in desk.dock.message.text(), "for a sentence")
    assert desk.dock.metrics.texts()["pixels"] == "–"
    desk.dock.choice.choose("cam", desk.cam)
    desk.counted()
    assert not desk.dock.message.text()


def test_only_rasters_of_real_numbers_can_be_chosen(desk):
    box = desk.dock.choice._boxes["cam"]
    names = [box.itemText(number) for number in range(box.count())]
    assert "CAM" in names and "image" not in names


@pytest.mark.parametrize("name", ["cam", "inventory", "image"])
def test_layers_that_vanish(desk, name):
    """While pixels are counted and maps are drawn."""
    desk.dock.tabs.setCurrentIndex(1)
    counting_begun()
    QgsProject.instance().removeMapLayer(getattr(desk, name).id())
    rest(0.6)
    assert desk.dock.choice.layer(name) is None
    desk.dock.slider.set_threshold(0.7)
    if name == "cam":
        assert desk.dock.metrics.texts()["pixels"] == "–"
        assert not desk.dock.extract.isEnabled()
        assert not desk.dock.preview.is_shown
    else:
        desk.counted()
        desk.maps_drawn()
        assert desk.dock.preview.is_shown


def test_renamed_layers(desk):
    desk.counted()
    desk.cam.setName("another name")
    desk.dock.slider.set_threshold(0.4)
    assert desk.dock.choice.layer("cam") is desk.cam
    assert _pixels(desk) == _expected(0.4)["pixels"]


def test_closed_while_counting(desk):
    counting_begun()
    desk.dock.close_dock()
    desk.dock.deleteLater()
    desk.dock = None
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "for the task's end")
    assert desk.cam in desk.canvas.layers()


def test_a_project_saved_and_opened_again(desk):
    desk.counted()
    project = QgsProject.instance()
    path = str(desk.folder / "project.qgs")
    assert project.write(path)
    with open(path, encoding="utf-8") as file:
        assert "scarpthreshold" not in file.read()
    chosen = [desk.dock.choice.layer(name).id() for name in ("cam", "inventory", "image")]
    project.clear()
    rest(0.1)
    assert desk.dock.choice.layer("cam") is None and not desk.dock.preview.is_shown
    assert project.read(path)
    rest(0.1)
    assert [desk.dock.choice.layer(n).id() for n in ("cam", "inventory", "image")] == chosen
    desk.counted()
    assert _pixels(desk) == _expected(desk.dock.slider.threshold)["pixels"]
