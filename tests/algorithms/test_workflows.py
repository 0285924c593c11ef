"""Steps that run others, and the models of QGIS's modeler that come with Scarp."""

from __future__ import annotations

from pathlib import Path

import pytest
import scarp
from helpers.desk import wait_until
from helpers.feedback import Feedback
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsRectangle,
    QgsVectorLayer,
)

_MODELS = sorted((Path(scarp.__file__).parent / "resources" / "workflows").glob("*.model3"))


class Recording(Feedback):
    """Keeps the progress that it is told."""

    def __init__(self):
        super().__init__()
        self.percents = []
        self.progressChanged.connect(self.percents.append)


def test_workflows(files, run, tmp_path):
    """One after the other, as an analyst would: train on one event, map a new image."""
    trained = run(
        "trainononeevent",
        IMAGE=files.image,
        INVENTORY=files.inventory,
        WIDTH=1,
        PATCH_SIZE=188,
        EPOCHS=1,
        PATCHES_PER_EPOCH=2,
        **{
            "training:MODEL": str(tmp_path / "model.h5"),
            "training:REPORT": str(tmp_path / "report.html"),
        },
    )
    assert (tmp_path / "report.html").exists()
    mapped = run(
        "mapanewimage",
        IMAGE=files.image,
        MODEL=trained["training:MODEL"],
        **{
            "landslides:CAM": str(tmp_path / "cam.tif"),
            "landslides:LANDSLIDES": str(tmp_path / "landslides.gpkg"),
            "threshold:REPORT": str(tmp_path / "threshold.html"),
        },
    )
    assert QgsVectorLayer(mapped["landslides:LANDSLIDES"], "", "ogr").isValid()
    assert (tmp_path / "threshold.html").exists()


def test_one_progress_for_all(files, run, tmp_path):
    """It never falls, and before the first epoch hardly anything is done."""
    feedback = Recording()
    run(
        "trainononeevent",
        feedback,
        IMAGE=files.image,
        INVENTORY=files.inventory,
        WIDTH=1,
        PATCH_SIZE=188,
        EPOCHS=2,
        PATCHES_PER_EPOCH=4,
        **{"training:MODEL": str(tmp_path / "model.h5")},
    )
    percents = feedback.percents
    assert percents == sorted(percents) and percents[-1] == pytest.approx(100)
    assert len([percent for percent in percents if 10 < percent < 95]) > 5


def test_one_threshold_in_all_steps(files, run, tmp_path):
    """The model's, in the polygons of each step and in what the workflow says."""
    feedback = Feedback()
    outputs = {
        "landslides:CAM": str(tmp_path / "cam.tif"),
        "landslides:LANDSLIDES": str(tmp_path / "a.gpkg"),
        "threshold:REPORT": str(tmp_path / "threshold.html"),
    }
    mapped = run("mapanewimage", feedback, IMAGE=files.image, MODEL=files.model, **outputs)
    cam = mapped["landslides:CAM"]
    apart = run("thresholdtopolygons", INPUT=cam, OUTPUT="memory:")
    extracted = run(
        "extractlandslides",
        INPUT=files.image,
        MODEL=files.model,
        CAM=str(tmp_path / "cam2.tif"),
        OUTPUT="memory:",
    )
    suggested = run("modelinfo", MODEL=files.model, REPORT=str(tmp_path / "info.html"))["THRESHOLD"]
    for results in (mapped, apart, extracted):
        assert results["THRESHOLD_USED"] == suggested
        assert results["COUNT"] == mapped["COUNT"] > 0
    said = [line for line in feedback.lines if "threshold" in line.lower() and "{" not in line]
    polygons = f"{mapped['COUNT']} polygons of "
    assert said[0] == f"The threshold is {suggested:.3f}, as the model suggests."
    assert said[1].startswith(polygons) and len(said) == 2
    report = (tmp_path / "threshold.html").read_text(encoding="utf-8")
    assert f"<th>Threshold used</th><td>{suggested:.3f}</td>" in report


def test_edits_are_seen_in_the_background(files, provider, project, tmp_path):
    """As the toolbox runs it: what is drawn and not yet saved is learned from."""
    layer = QgsVectorLayer(files.inventory, "inventory", "ogr")
    project.addMapLayer(layer)
    layer.startEditing()
    layer.deleteFeatures(layer.allFeatureIds())
    feature = QgsFeature(layer.fields())
    box = layer.extent().scaled(0.3)
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(box)))
    assert layer.addFeature(feature)
    context, feedback, done = QgsProcessingContext(), Feedback(), []
    context.setProject(project)
    parameters = {
        "IMAGE": files.image,
        "INVENTORY": layer.id(),
        "WIDTH": 1,
        "PATCH_SIZE": 188,
        "EPOCHS": 1,
        "PATCHES_PER_EPOCH": 2,
        "training:MODEL": str(tmp_path / "model.h5"),
    }
    step = provider.algorithm("trainononeevent").create()
    task = QgsProcessingAlgRunnerTask(step, parameters, context, feedback)
    task.executed.connect(lambda *result: done.append(result))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: done, "for the training", patience=120)
    assert done[0][0], feedback.lines
    (labels,) = [line for line in feedback.lines if "feature pixels, " in line]
    assert int(labels.split()[0]) == pytest.approx(box.area() / 9, rel=0.1)


def test_labels_without_background_refused(files, run, tmp_path):
    with pytest.raises(QgsProcessingException, match="no background to learn from"):
        run(
            "trainononeevent",
            IMAGE=files.image,
            INVENTORY=files.inventory,
            AREA=files.inventory,
            **{"training:MODEL": str(tmp_path / "model.h5")},
        )


def model_of(path: Path) -> QgsProcessingModelAlgorithm:
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    return model


@pytest.mark.parametrize("path", _MODELS, ids=lambda path: path.stem)
def test_models_are_whole(provider, path):
    model = model_of(path)
    assert model.validate() == (True, [])
    names = {parameter.name() for parameter in provider.algorithm(path.stem).parameterDefinitions()}
    assert {parameter.name() for parameter in model.parameterDefinitions()} <= names


def test_a_model_of_an_earlier_version_runs(files, run, tmp_path):
    """With 0 for the threshold, which is what the model suggests, and a number for itself."""
    model = model_of(Path(__file__).parents[1] / "earlier" / "mapanewimage.model3")
    context = QgsProcessingContext()
    given = {"IMAGE": files.image, "MODEL": files.model, "MIN_AREA": 0}
    suggested = run("modelinfo", MODEL=files.model, REPORT=str(tmp_path / "info.html"))["THRESHOLD"]
    for threshold, used in ((0, suggested), (0.25, 0.25)):
        outputs = {
            "landslides:CAM": str(tmp_path / f"{used}.tif"),
            "landslides:LANDSLIDES": str(tmp_path / f"{used}.gpkg"),
        }
        parameters = {**given, **outputs, "THRESHOLD": threshold}
        feedback = Feedback()
        _, fits = model.run(parameters, context, feedback)
        assert fits, feedback.lines
        layer = QgsVectorLayer(outputs["landslides:LANDSLIDES"], "", "ogr")
        assert {feature["threshold"] for feature in layer.getFeatures()} == {used}
