"""Smallest area and holes in the dock, and what lies on the canvas meanwhile."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.desk import GRID, PIXEL, SQUARES, rest, values_of_cam, wait_until
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QTreeWidget
from scarp.core.regions.filters import Filters, filter_classes
from scarp.gui.maps.preview_layers import Shown, cam_at_threshold

FILTERS = Filters(950, 450)


def _left(threshold: float, filters: Filters = FILTERS) -> np.ndarray:
    """bool (rows, columns): what filters leave of the CAM."""
    above = values_of_cam() >= np.float32(threshold)
    above[:, :20] = False
    left = filter_classes(
        np.pad(above.astype(np.uint8), 1), lambda rows, _: np.full(len(rows), 100.08), filters
    )
    return left[1:-1, 1:-1] > 0


def _metrics(desk) -> dict[str, float]:
    return {name: float(text.replace(",", "")) for name, text in desk.dock.metrics.texts().items()}


def _polygons_of(project, known) -> QgsVectorLayer:
    wait_until(lambda: len(project.mapLayers()) > len(known), "for polygons")
    (made,) = [layer for layer in project.mapLayers().values() if layer.id() not in known]
    return made


def test_metrics_are_those_of_the_polygons(desk, provider):
    """Pixel by pixel, and the area is the polygons'."""
    desk.dock.filters.set_filters(FILTERS)
    desk.counted()
    for threshold in (0.42, 0.31):
        desk.dock.slider.set_threshold(threshold)
        assert desk.dock.metrics.texts()["pixels"] == "…"
        desk.counted()
        left, inside = _left(threshold), np.zeros(values_of_cam().shape, bool)
        for square in SQUARES:
            inside[square] = True
        shown = _metrics(desk)
        assert shown["pixels"] == left.sum()
        tp = (left & inside).sum()
        assert shown["precision"] == pytest.approx(tp / left.sum(), abs=5.01e-4)
        assert shown["recall"] == pytest.approx(tp / inside.sum(), abs=5.01e-4)
    project = QgsProject.instance()
    known = set(project.mapLayers())
    desk.dock.extract_now.trigger()
    made = _polygons_of(project, known)
    area = sum(feature["area_m2"] for feature in made.getFeatures())
    assert area / 1e6 == pytest.approx(shown["area_km2"], abs=5.01e-4)
    assert min(feature["area_m2"] for feature in made.getFeatures()) >= 950
    assert made.name() == "Landslides – image at 0.31"


def test_metrics_of_an_extent_after_filters(desk):
    desk.counted()
    desk.dock.filters.set_filters(FILTERS)
    desk.canvas.setExtent(QgsRectangle(500_800, 4_698_400, 501_600, 4_699_200))
    desk.drawn()
    desk.dock.scope.setCurrentIndex(1)
    shown = desk.canvas.mapSettings().visibleExtent()
    first, left = (4_700_000 - shown.yMaximum()) // 10, (shown.xMinimum() - 500_000) // 10
    last, right = -((shown.yMinimum() - 4_700_000) // 10), -((500_000 - shown.xMaximum()) // 10)
    rows, cols = (slice(max(int(a), 0), int(b)) for a, b in ((first, last), (left, right)))
    expected = _left(0.5)[rows, cols].sum()
    assert expected < _left(0.5).sum()
    wait_until(
        lambda: desk.dock.metrics.texts()["pixels"].replace(",", "") == str(expected),
        "for the extent's metrics",
    )


def test_fields_and_slider_restart_what_is_counted(desk):
    desk.counted()
    box = desk.dock.filters.min_area
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "950")
    QTest.keyClick(box, Qt.Key.Key_Return)
    for threshold in (0.3, 0.35, 0.42):
        desk.dock.slider.set_threshold(threshold)
        rest(0.1)
    desk.counted()
    assert _metrics(desk)["pixels"] == _left(0.42, Filters(950, 0)).sum()
    desk.dock.filters.set_filters(Filters())
    assert _metrics(desk)["pixels"] == _left(0.42, Filters()).sum()


@pytest.mark.parametrize("zoom", [1, 2, 3, 7])
def test_the_picture_is_exact_at_full_resolution(desk, zoom):
    """Also where things are cut by the part that is drawn."""
    copy = cam_at_threshold(desk.cam, 0, Shown(0.5, FILTERS), 0, 100.08)
    row, col, rows, cols = 37, 52, 61, 83
    west, north = GRID[0] + PIXEL * col, GRID[3] - PIXEL * row
    extent = QgsRectangle(west, north - PIXEL * rows, west + PIXEL * cols, north)
    block = copy.renderer().block(1, extent, cols * zoom, rows * zoom)
    pixels = np.frombuffer(bytes(block.data()), np.uint32).reshape(rows * zoom, cols * zoom) > 0
    expected = _left(0.5)[row : row + rows, col : col + cols]
    assert np.array_equal(pixels, expected.repeat(zoom, 0).repeat(zoom, 1))
    above = values_of_cam()[row : row + rows, col : col + cols] >= 0.5
    assert not np.array_equal(above, expected)


def test_the_map_follows_the_fields(desk):
    desk.canvas.setExtent(QgsRectangle(501_000, 4_698_900, 501_400, 4_699_200))
    desk.dock.slider.set_threshold(0.5)

    def yellow() -> float:
        picture = desk.picture()
        return (picture[..., 0] > picture[..., 2]).mean()

    before = yellow()
    desk.dock.filters.set_filters(Filters(0, 450))
    filled = yellow()
    assert filled > 1.1 * before
    desk.dock.filters.set_filters(Filters(1e7, 450))
    assert yellow() < 0.1 * before


def test_zoomed_out_by_the_area_on_the_ground(desk):
    """One pixel of the map is as large as what is left out: nothing is."""
    desk.dock.filters.set_filters(Filters(350, 0))
    copy = cam_at_threshold(desk.cam, 0, Shown(0.2, Filters(350, 0)), 0, 100.08)
    whole = cam_at_threshold(desk.cam, 0, Shown(0.2), 0, 100.08)
    for side, is_same in ((40, True), (10, False)):
        size = round(3200 / side), round(2400 / side)
        blocks = [layer.renderer().block(1, desk.cam.extent(), *size) for layer in (copy, whole)]
        one, other = (bytes(block.data()) for block in blocks)
        assert (one == other) == is_same


def _red(picture: np.ndarray) -> np.ndarray:
    return (picture[..., 0] > 150) & (picture[..., 1] < 110)


def test_an_inventory_that_is_edited_is_outlined(desk):
    """With the edits; the layer's own style stays, and its fill does not hide the image."""
    style = desk.inventory.styleManager().style("default").xmlData()
    desk.dock.slider.set_threshold(1.0)
    desk.counted()
    desk.inventory.startEditing()
    rest(0.2)
    before = _red(desk.picture()).mean()
    feature = QgsFeature(desk.inventory.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(502_000, 4_698_900, 502_900, 4_699_600)))
    assert desk.inventory.addFeature(feature)
    wait_until(lambda: desk.canvas.layers()[0].featureCount() == 3, "for the edit")
    after = desk.picture()
    grey = (np.ptp(after, axis=-1) < 12) & (abs(after[..., 0] - 80) < 12)
    assert 1.1 * before < _red(after).mean() < 2 * before < 0.1
    assert grey.mean() > 0.5
    assert desk.canvas.layers()[0] is not desk.inventory
    # Tools that edit look for it there.
    assert desk.canvas.layers()[-1] is desk.inventory
    assert desk.inventory.styleManager().style("default").xmlData() == style
    desk.inventory.rollBack()
    wait_until(lambda: desk.inventory not in desk.canvas.layers(), "for the end of editing")


def test_many_features_are_pasted(desk):
    """The preview follows once, not with each of them."""
    desk.inventory.startEditing()
    rest(0.2)
    tops = []
    desk.canvas.layersChanged.connect(lambda: tops.append(desk.canvas.layers()[0]))
    features = []
    for number in range(300):
        feature = QgsFeature(desk.inventory.fields())
        x = 500_300 + 9 * number
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, 4_697_700, x + 5, 4_697_800)))
        features.append(feature)
    assert desk.inventory.addFeatures(features)
    wait_until(lambda: desk.canvas.layers()[0].featureCount() == 302, "for the edits")
    desk.canvas.layersChanged.disconnect()
    desk.canvas.layersChanged.connect(desk.dock.preview._arrange)
    desk.canvas.layersChanged.connect(desk.dock.maps.draw)
    assert len(set(map(id, tops))) < 5
    desk.inventory.rollBack()


def test_results_are_hidden_from_the_preview_and_blue(desk, provider):
    project = QgsProject.instance()
    known = set(project.mapLayers())
    desk.dock.extract_now.trigger()
    made = _polygons_of(project, known)
    wait_until(lambda: made not in desk.canvas.layers(), "for the preview")
    assert project.layerTreeRoot().findLayer(made).isVisible()
    desk.counted()
    assert "On the map" in desk.dock.message.text()
    desk.dock.tabs.setCurrentIndex(1)
    rest(0.1)
    assert made not in desk.dock._small_maps().below
    QTest.mouseClick(desk.dock.on_map, Qt.MouseButton.LeftButton)
    assert made in desk.canvas.layers()
    colour = made.renderer().symbol().symbolLayer(0).strokeColor()
    assert colour.blue() > 200 > 60 > colour.red()
    assert made.featureCount() == len(list(made.getFeatures(QgsFeatureRequest())))


def test_the_layer_is_named_after_the_cam_where_no_image_is_known(desk, provider):
    from osgeo import gdal

    path = str(desk.folder / "nameless.tif")
    gdal.Translate(path, desk.cam.source(), metadataOptions=["SCARP_IMAGE="])
    layer = QgsRasterLayer(path, "A CAM")
    project = QgsProject.instance()
    project.addMapLayer(layer)
    desk.dock.choice.choose("cam", layer)
    desk.dock.slider.set_threshold(0.6)
    known = set(project.mapLayers())
    desk.dock.extract_now.trigger()
    assert _polygons_of(project, known).name() == "Landslides – A CAM at 0.6"


def test_a_word_after_copying(desk):
    desk.counted()
    QTest.mouseClick(desk.dock.copy, Qt.MouseButton.LeftButton)
    assert desk.dock.message.text() == "The table is copied."
    desk.dock.filters.set_filters(FILTERS)
    QTest.mouseClick(desk.dock.copy, Qt.MouseButton.LeftButton)
    assert "not taken into account" in desk.dock.message.text()


def test_slider_and_metrics_are_seen_in_a_low_window(desk):
    """1366 x 768, below another dock: about 300 pixels are left."""
    desk.counted()
    toolbox = QDockWidget("Toolbox", desk.window)
    toolbox.setWidget(QTreeWidget())
    desk.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, toolbox)
    vertical = Qt.Orientation.Vertical
    rest(0.1)
    desk.window.resizeDocks([toolbox, desk.dock], [400, 300], vertical)
    rest(0.2)
    dock = desk.dock
    assert dock.height() < 330
    for widget in (dock.slider, dock.metrics, dock.extract, dock.on_map):
        for corner in (QPoint(0, 0), QPoint(0, widget.height() - 1)):
            place = widget.mapTo(dock, corner)
            assert dock.rect().contains(place)
        assert not widget.visibleRegion().isEmpty()
        assert widget.visibleRegion().boundingRect().height() == widget.height()
    desk.window.removeDockWidget(toolbox)
