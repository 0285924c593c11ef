"""The boxes for models and presets, and what windows offer at first."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from helpers.desk import rest, values_of_cam, wait_until, write_cam, write_image, write_squares
from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from scarp.gui.boxes.preset_box import OWN_SETTINGS
from scarp.models.settings import STARTER
from scarp.runtime import profile

PAPER, QUICK_LOOK, STANDARD, FEW_POLYGONS = 1, 2, 3, 4


@pytest.fixture
def open_window(provider, qgis_iface, qgis_new_project, monkeypatch):
    """Opens the window of a step, and gives it and its boxes by the names of the parameters."""
    model = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: model, raising=False)
    monkeypatch.setattr(qgis_iface, "activeLayer", lambda: None, raising=False)
    monkeypatch.setattr("qgis.utils.iface", qgis_iface)
    QgsSettings().remove(profile.RECENT_MODELS)
    opened = []

    def window(step: str, **parameters):
        dialog = processing.createAlgorithmDialog(f"scarp:{step}", parameters)
        opened.append(dialog)
        dialog.show()
        return dialog, dialog.mainWidget().wrappers

    yield window
    for dialog in opened:
        if not sip.isdeleted(dialog):
            dialog.close()
    opened.clear()
    rest(0.05)
    # What is left must go before QGIS does.
    gc.collect()
    QgsSettings().remove(profile.RECENT_MODELS)


def shown(boxes, *names) -> list:
    return [boxes[name].parameterValue() for name in names]


NUMBERS = ("EPOCHS", "PATCHES_PER_EPOCH", "PATCHES_PER_BATCH", "AUGMENT_FLIP", "OPTIMIZER")


def test_a_preset_shows_its_numbers(open_window):
    _, boxes = open_window("trainmodel")
    assert shown(boxes, "PRESET", *NUMBERS) == [STANDARD, 20, 250, 4, True, 1]
    combo = boxes["PRESET"].combo
    combo.setCurrentIndex(PAPER)
    assert shown(boxes, *NUMBERS, "LOSS_WEIGHT", "BLUR_MAX") == [30, 500, 1, False, 0, 0.7, 3.8566]
    combo.setCurrentIndex(QUICK_LOOK)
    assert shown(boxes, *NUMBERS, "LOSS_WEIGHT", "BLUR_MAX") == [10, 100, 4, True, 1, 0, 0]
    assert boxes["LEARNING_RATE"].parameterValue() is None


def test_a_number_that_is_typed_makes_own_settings(open_window):
    _, boxes = open_window("trainmodel")
    box = boxes["EPOCHS"].wrappedWidget()
    editor = box.findChild(type(box.lineEdit())) if hasattr(box, "lineEdit") else box
    editor.selectAll()
    QTest.keyClicks(editor, "7")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert shown(boxes, "PRESET", *NUMBERS) == [OWN_SETTINGS, 7, 250, 4, True, 1]


def test_what_a_preset_leaves_alone_does_not_end_it(open_window):
    _, boxes = open_window("trainmodel")
    boxes["SEED"].wrappedWidget().setValue(5)
    assert shown(boxes, "PRESET", "SEED") == [STANDARD, 5]


def test_parameters_of_a_script_are_shown_as_they_are(open_window):
    """As where a step is opened again from the History."""
    _, boxes = open_window("trainmodel", PRESET=OWN_SETTINGS, EPOCHS=3, OPTIMIZER=0)
    assert shown(boxes, "PRESET", "EPOCHS", "OPTIMIZER") == [OWN_SETTINGS, 3, 0]


def test_sizes_of_a_network_and_the_time_that_it_takes(open_window):
    _, boxes = open_window("initializemodel")
    assert shown(boxes, "PRESET", "WIDTH", "PATCH_SIZE") == [STANDARD, 16, 380]
    box = boxes["PRESET"]
    box.combo.setCurrentIndex(QUICK_LOOK)
    assert shown(boxes, "WIDTH", "PATCH_SIZE") == [12, 380]
    box.combo.setCurrentIndex(FEW_POLYGONS)
    assert shown(boxes, "NETWORK", "WIDTH", "PATCH_SIZE") == [2, 12, 128]
    box.combo.setCurrentIndex(QUICK_LOOK)
    wait_until(lambda: "GB of memory on CPU" in box.line.text(), "for the time", patience=60)
    assert "minute" in box.line.text()


def test_a_number_that_is_typed_while_the_time_is_measured(open_window):
    _, boxes = open_window("trainmodel")
    line = boxes["PRESET"].line
    wait_until(lambda: line.text().startswith("Measuring"), "for the trial")
    boxes["EPOCHS"].wrappedWidget().setValue(2)
    assert shown(boxes, "PRESET", "EPOCHS") == [OWN_SETTINGS, 2]
    wait_until(lambda: "GB of memory on CPU" in line.text(), "for the time", patience=60)


def test_a_trial_ends_with_its_window(open_window):
    """And nothing is told to a window that is no more."""
    dialog, boxes = open_window("initializemodel")
    line = boxes["PRESET"].line
    wait_until(lambda: line.text().startswith("Measuring"), "for the trial")
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 1)
    dialog.close()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "for its end")


def test_a_threshold_is_given_only_where_a_value_is_chosen(open_window):
    _, boxes = open_window("thresholdtopolygons")
    value, combo = boxes["THRESHOLD"], boxes["THRESHOLD_METHOD"].combo
    assert shown(boxes, "THRESHOLD_METHOD", "THRESHOLD") == [0, None]
    assert not value.wrappedWidget().isEnabled()
    combo.setCurrentIndex(2)
    assert value.wrappedWidget().isEnabled()
    value.setParameterValue(0.6, QgsProcessingContext())
    assert shown(boxes, "THRESHOLD_METHOD", "THRESHOLD") == [2, 0.6]
    combo.setCurrentIndex(1)
    assert shown(boxes, "THRESHOLD_METHOD", "THRESHOLD") == [1, None]


def test_a_threshold_from_the_history_of_an_earlier_version(open_window):
    _, boxes = open_window("extractlandslides", THRESHOLD=0.4)
    assert shown(boxes, "THRESHOLD_METHOD", "THRESHOLD") == [2, 0.4]


def test_models_that_were_last_used(open_window, tmp_path):
    path = tmp_path / "iburi.h5"
    path.write_bytes(b"\x89HDF\r\n\x1a\n")
    described = {"bands": 3, "pixel_size": 3.0, "is_trained": True, "f1": 0.83}
    profile.remember_model(str(path), {**described, "made": "2026-01-02T03:04:05+00:00"})
    _, boxes = open_window("searchparameters")
    assert boxes["MODEL"].parameterValue() is None
    combo = boxes["MODEL"].combo
    assert combo.itemText(0) == "iburi.h5: 3 bands, 3 m, F1 0.83, 2026-01-02"
    assert combo.itemText(1) == "starter.h5: comes with Scarp"
    combo.showPopup()
    QTest.keyClick(combo.view(), Qt.Key.Key_Home)
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    assert boxes["MODEL"].parameterValue() == str(path)
    _, boxes = open_window("classify")
    assert boxes["MODEL"].parameterValue() == str(path)
    boxes["MODEL"].setParameterValue("/elsewhere/other.h5", QgsProcessingContext())
    assert boxes["MODEL"].parameterValue() == "/elsewhere/other.h5"


@pytest.fixture
def layers(open_window, tmp_path):
    """An image, a CAM, an inventory, a small area, and polygons of Scarp's."""
    inventory = write_squares(tmp_path / "squares.gpkg")
    mapped = "Polygon?crs=epsg:32654&field=cam_mean:double&field=threshold:double"
    made = {
        "mapped": QgsVectorLayer(mapped, "Landslides – image at 0.5", "memory"),
        "area": QgsVectorLayer("Polygon?crs=epsg:32654", "Mapped area", "memory"),
        "inventory": QgsVectorLayer(inventory, "squares", "ogr"),
        "cam": QgsRasterLayer(write_cam(tmp_path / "cam.tif", values_of_cam()), "CAM"),
        "image": QgsRasterLayer(write_image(tmp_path / "post_rgb.tif"), "post_rgb"),
    }
    QgsProject.instance().addMapLayers(list(made.values()))
    return made


def test_layers_that_fit_are_offered(open_window, layers):
    ids = {name: layer.id() for name, layer in layers.items()}
    offered = {
        "assessaccuracy": {"PREDICTED": "mapped", "INVENTORY": "inventory", "AREA": "area"},
        "classify": {"INPUT": "image"},
        "createlabelraster": {"INPUT": "image", "INVENTORY": "inventory"},
        "thresholdtopolygons": {"INPUT": "cam"},
    }
    for step, expected in offered.items():
        _, boxes = open_window(step)
        for name, layer in expected.items():
            assert boxes[name].parameterValue() == ids[layer], (step, name)


def test_a_model_is_written_beside_the_image_or_the_last_one(open_window, layers, tmp_path):
    _, boxes = open_window("trainmodel")
    assert boxes["OUTPUT"].parameterValue() == str(tmp_path / "post_rgb_model.h5")
    (tmp_path / "post_rgb_model.h5").touch()
    _, boxes = open_window("trainmodel")
    assert boxes["OUTPUT"].parameterValue() == str(tmp_path / "post_rgb_model_2.h5")
    other = tmp_path / "models" / "old.h5"
    other.parent.mkdir()
    other.touch()
    profile.remember_model(str(other), {})
    _, boxes = open_window("initializemodel")
    assert Path(boxes["OUTPUT"].parameterValue()) == other.parent / "post_rgb_initial.h5"


def test_scripts_are_offered_nothing(open_window, layers, provider):
    """What a window shows at first is no default of the parameter."""
    step = provider.algorithm("assessaccuracy").create()
    assert step.parameterDefinition("PREDICTED").defaultValue() is None


def test_what_does_not_fit_is_refused_in_the_window(open_window, layers, tmp_path):
    """Before anything is begun: a model that is not trained, and one of other bands."""
    model = str(tmp_path / "initial.h5")
    processing.run(
        "scarp:initializemodel", {"BANDS": 2, "PATCH_SIZE": 188, "WIDTH": 1, "OUTPUT": model}
    )
    step = QgsApplication.processingRegistry().createAlgorithmById("scarp:classify")
    parameters = {
        "INPUT": layers["image"].id(),
        "MODEL": model,
        "OUTPUT": str(tmp_path / "new.tif"),
    }
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    fits, reason = step.checkParameterValues(parameters, context)
    assert not fits and "has not been trained yet" in reason
    labels = str(tmp_path / "labels.tif")
    processing.run(
        "scarp:createlabelraster",
        {"INPUT": layers["image"], "INVENTORY": layers["inventory"], "OUTPUT": labels},
    )
    step = QgsApplication.processingRegistry().createAlgorithmById("scarp:trainmodel")
    parameters = {"MODEL": model, "TRAINING": [labels], "OUTPUT": str(tmp_path / "a.h5")}
    fits, reason = step.checkParameterValues(parameters, context)
    assert not fits and "but the model takes 2: choose another" in reason
    del parameters["MODEL"]
    assert step.checkParameterValues(parameters, context) == (True, "")


@pytest.mark.parametrize(
    "kept",
    [
        "garbage",
        '[["/no/where.h5", {}]]',
        '[["{path}", {"pixel_size": "3m", "f1": "0.5", "made": 5, "network": "x"}]]',
        "[" * 5000,
        '[["' + 5000 * "a" + '", {}]]',
    ],
)
def test_what_is_kept_of_models_may_be_damaged(open_window, tmp_path, kept):
    path = tmp_path / "a.h5"
    path.touch()
    QgsSettings().setValue(profile.RECENT_MODELS, kept.replace("{path}", str(path)))
    _, boxes = open_window("trainmodel")
    combo = boxes["MODEL"].combo
    offered = [combo.itemData(n) for n in range(combo.count())]
    assert offered == [*[str(path)] * ("{path}" in kept), str(STARTER)]


def test_no_training_raster_and_unlike_ones_are_refused_in_the_window(
    open_window, layers, tmp_path
):
    step = QgsApplication.processingRegistry().createAlgorithmById("scarp:trainmodel")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"TRAINING": [], "OUTPUT": str(tmp_path / "a.h5")}
    fits, reason = step.checkParameterValues(parameters, context)
    assert not fits and "at least one training raster" in reason
    rasters = []
    for name, image in (("a", layers["image"]), ("b", layers["cam"])):
        rasters.append(str(tmp_path / f"{name}.tif"))
        labels = {"INPUT": image, "INVENTORY": layers["inventory"], "OUTPUT": rasters[-1]}
        processing.run("scarp:createlabelraster", labels)
    parameters["TRAINING"] = rasters
    fits, reason = step.checkParameterValues(parameters, context)
    assert not fits and "train on rasters that are alike" in reason
