"""The start panel: what it says is there, what it calls next, and what its buttons do."""

from __future__ import annotations

import gc

import pytest
from helpers.desk import (
    rest,
    values_of_cam,
    wait_until,
    write_cam,
    write_image,
    write_squares,
)
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from scarp.gui.start import sample_project
from scarp.gui.start.new_inventory import suggested_path
from scarp.gui.start.start_card import THERE
from scarp.gui.start.start_panel import StartPanel
from scarp.runtime import profile

_MAPPED = "Polygon?crs=EPSG:32654&field=cam_mean:double&field=threshold:double"


@pytest.fixture
def project(qgis_app, qgis_processing, qgis_new_project):
    """An empty project, in a profile without models."""
    before = QgsSettings().value(profile.RECENT_MODELS)
    QgsSettings().remove(profile.RECENT_MODELS)
    project = QgsProject.instance()
    project.setTitle("")
    yield project
    project.setTitle("")
    QgsSettings().setValue(profile.RECENT_MODELS, before)


@pytest.fixture
def panel(project, provider, qgis_iface, monkeypatch):
    """The panel, open in a window that is shown."""
    model = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: model, raising=False)
    window = qgis_iface.mainWindow()
    window.show()
    panel = StartPanel(lambda: None, lambda: None, window)
    panel.resize(300, 590)
    panel.show()
    rest(0.1)
    yield panel
    panel.close_panel()
    panel.deleteLater()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    rest(0.1)
    window.hide()
    gc.collect()


@pytest.fixture
def image(project, tmp_path):
    """A layer of an image."""
    return QgsRasterLayer(write_image(tmp_path / "post_rgb.tif"), "post_rgb")


@pytest.fixture
def squares(project, tmp_path):
    """A layer of an inventory."""
    return QgsVectorLayer(write_squares(tmp_path / "squares.gpkg"), "squares", "ogr")


def _next(panel) -> list[str]:
    cards = {**panel.cards, "runtime": panel.runtime_card, "sample": panel.sample_card}
    return [key for key, card in cards.items() if card.is_next]


def _click(button) -> None:
    assert button.isVisible() and button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _unfold(card) -> None:
    if not card.head.isChecked():
        _click(card.head)


def _looked(panel) -> None:
    """Waits until the panel has looked at the settings once more."""
    looks = []
    look = panel.state._poll.timeout.connect(lambda: looks.append(True))
    wait_until(lambda: looks, "for a look at the settings")
    panel.state._poll.timeout.disconnect(look)


def _remember(path, is_trained: bool = True) -> None:
    path.write_text("any file")
    profile.remember_model(str(path), {"is_trained": is_trained})


def test_it_follows_the_work(panel, project, qgis_iface, image, squares, tmp_path):
    assert _next(panel) == ["sample"]
    draw, train = panel.cards["draw"], panel.cards["train"]
    assert draw.buttons["add image"].isVisible() and not draw.buttons["new layer"].isEnabled()
    assert "no image yet" in draw.needs.text()
    _click(draw.buttons["add image"])
    qgis_iface.actionAddRasterLayer().trigger.assert_called_once_with()
    project.addMapLayer(image)
    wait_until(lambda: _next(panel) == ["now"])
    _unfold(draw)
    assert "post_rgb" in draw.needs.text() and not draw.buttons["add image"].isVisible()
    assert "no inventory yet: draw one or load one" in draw.needs.text()
    project.addMapLayer(squares)
    wait_until(lambda: _next(panel) == ["train"])
    # What is not needed any more is not done.
    assert [panel.cards[key].badge.text() for key in ("now", "draw")] == ["", THERE]
    assert train.head.isChecked()
    assert "squares" in train.needs.text() and "—" not in train.short.text()
    _remember(tmp_path / "untrained.h5", is_trained=False)
    _looked(panel)
    assert _next(panel) == ["train"]
    _remember(tmp_path / "model.h5")
    wait_until(lambda: _next(panel) == ["map"])
    assert "model.h5" in panel.cards["map"].needs.text()
    cam = QgsRasterLayer(write_cam(tmp_path / "cam.tif", values_of_cam()), "CAM")
    project.addMapLayer(cam)
    wait_until(lambda: _next(panel) == ["check"])
    assert not panel.cards["hand over"].buttons["export"].isEnabled()
    assessed = QgsVectorLayer("Polygon?crs=EPSG:32654&field=verdict:string", "checked", "memory")
    project.addMapLayers([assessed, QgsVectorLayer(_MAPPED, "mapped", "memory")])
    wait_until(lambda: _next(panel) == ["hand over"])
    project.removeAllMapLayers()
    wait_until(lambda: _next(panel) == ["sample"])


def test_it_follows_names_and_edits(panel, project, image, squares):
    project.addMapLayers([image, squares])
    train = panel.cards["train"]
    wait_until(lambda: "squares" in train.needs.text())
    squares.setName("b <2018> & c")
    wait_until(lambda: "b\u00a0&lt;2018&gt;\u00a0&amp;\u00a0c" in train.needs.text())
    squares.startEditing()
    squares.deleteFeatures(squares.allFeatureIds())
    wait_until(lambda: _next(panel) == ["now"])
    assert "no landslide in b &lt;2018&gt; &amp; c yet" in train.needs.text()
    squares.rollBack()
    wait_until(lambda: _next(panel) == ["train"])


def test_work_of_others_needs_no_training(panel, project, image, tmp_path):
    """A project with an image and a CAM, and nothing that was drawn or trained here."""
    cam = QgsRasterLayer(write_cam(tmp_path / "cam.tif", values_of_cam()), "CAM")
    project.addMapLayers([image, cam])
    wait_until(lambda: _next(panel) == ["check"])


def test_hidden_it_follows_nothing(panel, project, image):
    panel.hide()
    project.addMapLayer(image)
    rest(0.2)
    assert _next(panel) == ["sample"]
    panel.show()
    wait_until(lambda: _next(panel) == ["now"])


def test_without_a_runtime(panel, project, image, squares, monkeypatch):
    _click(panel.runtime_button)
    assert _opened(panel).algorithm().name() == "checkruntime"
    monkeypatch.delenv("SCARP_PYTHON")
    project.addMapLayers([image, squares])
    wait_until(lambda: _next(panel) == ["runtime"])
    assert "none yet" in panel.runtime.text()
    assert "no runtime yet" in panel.cards["train"].needs.text()
    _click(panel.runtime_button)
    assert _opened(panel).algorithm().name() == "installruntime"
    monkeypatch.setenv("SCARP_PYTHON", "/nowhere/python")
    wait_until(lambda: "/nowhere/python" in panel.runtime.text())


def _opened(panel) -> QDialog:
    rest(0.1)
    dialogs = panel.parent().findChildren(QDialog)
    (dialog,) = (d for d in dialogs if d.isVisible() and hasattr(d, "algorithm"))
    dialog.close()
    return dialog


@pytest.mark.parametrize("key", ["now", "draw", "train", "map", "check", "hand over"])
def test_steps_open(panel, project, image, squares, key):
    """By the keyboard."""
    project.addMapLayers([image, squares])
    rest(0.2)
    card = panel.cards[key]
    card.head.setChecked(True)
    for name, button in card.buttons.items():
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus and button.toolTip()
        if name.startswith("scarp:"):
            QTest.keyClick(button, Qt.Key.Key_Space)
            assert f"scarp:{_opened(panel).algorithm().name()}" == name


def test_a_new_layer_to_draw_in(panel, project, qgis_iface, image, tmp_path, monkeypatch):
    project.addMapLayer(image)
    wait_until(lambda: _next(panel) == ["now"])
    asked = []

    def choose(parent, title, suggested, *_, **__):
        asked.append(suggested)
        return suggested, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    qgis_iface.actionAddFeature.reset_mock()
    _unfold(panel.cards["draw"])
    _click(panel.cards["draw"].buttons["new layer"])
    path = tmp_path / "post_rgb_landslides.gpkg"
    assert asked == [str(path)] and path.is_file()
    layer = qgis_iface.activeLayer()
    assert layer.name() == "post_rgb_landslides" and layer.crs() == image.crs()
    assert layer.isEditable() and {"class", "note"} <= set(layer.fields().names())
    assert project.layerTreeRoot().layerOrder()[0] == layer
    assert layer.renderer().symbol().symbolLayer(0).strokeColor() == QColor(227, 26, 28)
    qgis_iface.actionAddFeature().trigger.assert_called_once_with()
    # Nothing is drawn yet.
    rest(0.2)
    assert _next(panel) == ["now"]
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500_100, 4_699_000, 500_200, 4_699_100)))
    layer.addFeature(feature)
    wait_until(lambda: _next(panel) == ["train"])
    assert layer.commitChanges() and layer.featureCount() == 1


def test_what_was_drawn_is_not_overwritten(panel, project, image, squares, monkeypatch):
    path = squares.source().partition("|")[0]
    said = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (path, ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: said.append(text))
    project.addMapLayer(image)
    wait_until(lambda: _next(panel) == ["now"])
    _unfold(panel.cards["draw"])
    _click(panel.cards["draw"].buttons["new layer"])
    assert said == [
        f"{path} exists already. Choose another name, or add that layer to the project."
    ]
    assert squares.featureCount() == 2 and len(project.mapLayers()) == 1


def test_names_of_new_layers_are_free(image, tmp_path):
    (tmp_path / "post_rgb_landslides.gpkg").touch()
    assert suggested_path(image) == str(tmp_path / "post_rgb_landslides_2.gpkg")


def test_the_sample(panel, project, qgis_iface, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    _click(panel.sample)
    folder = tmp_path / sample_project.FOLDER_NAME
    names = [layer.name() for layer in project.layerTreeRoot().layerOrder()]
    assert names == ["Sample landslides", "Sample mapped area", "Sample image"]
    assert project.title() == "Scarp sample"
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    image, drawn = layers["Sample image"], layers["Sample landslides"]
    assert (image.width(), image.height(), image.bandCount()) == (512, 512, 4)
    assert qgis_iface.mapCanvas().extent().contains(image.extent())
    wait_until(lambda: _next(panel) == ["train"])
    assert "Sample\u00a0landslides" in panel.cards["train"].needs.text()
    # Again: what has been drawn in it stays.
    count = drawn.featureCount()
    drawn.startEditing()
    drawn.deleteFeature(next(iter(drawn.allFeatureIds())))
    assert drawn.commitChanges()
    _click(panel.sample)
    assert len(project.mapLayers()) == 3 and drawn.featureCount() == count - 1
    assert (folder / "image.tif").is_file() and not list(folder.glob(".scarp-*"))


def test_a_folder_that_cannot_be_written(panel, project, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    said = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "file"))
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: said.append(text))
    _click(panel.sample)
    assert "could not be written" in said[0] and not project.mapLayers()


def test_the_export_is_of_the_mapped_polygons(panel, project, qgis_iface, squares):
    mapped = QgsVectorLayer(_MAPPED, "mapped", "memory")
    project.addMapLayers([squares, mapped])
    qgis_iface.setActiveLayer(squares)
    wait_until(lambda: _next(panel) == ["hand over"] or panel.state.layer("mapped"))
    qgis_iface.actionLayerSaveAs.reset_mock()
    card = panel.cards["hand over"]
    card.head.setChecked(True)
    _click(card.buttons["export"])
    assert qgis_iface.activeLayer() == mapped
    qgis_iface.actionLayerSaveAs().trigger.assert_called_once_with()


@pytest.mark.parametrize("base", ["#ffffff", "#202020"])
def test_it_is_narrow_with_long_names(panel, project, image, squares, base):
    """In light and dark themes marks differ, and nothing is cut off on the right."""
    palette = QPalette(QApplication.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    panel.setPalette(palette)
    image.setName("a_very_long_name_of_an_image_of_planetscope_" * 4)
    squares.setName("非常に長い地すべり判読図の名前" * 8)
    project.addMapLayers([image, squares])
    wait_until(lambda: _next(panel) == ["train"])
    rest(0.1)
    assert panel.minimumSizeHint().width() <= 300
    contents = panel.cards["train"].parent()
    assert contents.width() <= contents.parent().width()
    colour = "#00795a" if base == "#ffffff" else "#3fd6ab"
    assert colour in panel.cards["train"].needs.text()
