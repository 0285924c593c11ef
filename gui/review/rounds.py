"""Training on with what was checked, in the background, and the versions that come of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.cam.cam import Cam
from ...models.settings import STARTER
from ...runtime.profile import recent_models
from ...translation import tr
from .drafts import folder_of_rounds

_STEP = "scarp:retrain"
_STYLE = Path(__file__).parents[2] / "resources" / "styles" / "cam.qml"
_FIGURES = ("F1_BEFORE", "F1", "PRECISION_SCORE", "RECALL", "TILES", "TILES_KEPT", "THRESHOLD")


def model_of(cam: str) -> str:
    """Path of the model that made a map, among those that were used last; "" if unknown."""
    with Cam(cam) as opened:
        name = opened.description.model
    if not name:
        return ""
    beside = Path(cam).with_name(name)
    recent = [path for path, _ in recent_models()]
    candidates = [*recent, *([str(beside)] if beside.is_file() else []), str(STARTER)]
    return next((path for path in candidates if Path(path).name == name), "")


class Rounds(QObject):
    """Runs “Retrain”, and keeps each round.

    Args:
        parent: The parent of this object.

    Attributes:
        progressed: Emitted with a percentage; below 0 when nothing runs.
        done: Emitted with the figures of a round, its map among them.
        failed: Emitted with what went wrong.
    """

    progressed = pyqtSignal(int)
    done = pyqtSignal(dict)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._task: QgsProcessingAlgRunnerTask | None = None
        self._feedback: QgsProcessingFeedback | None = None

    @property
    def is_running(self) -> bool:
        """Whether a round is being trained."""
        return self._task is not None

    def start(self, cam: QgsRasterLayer, parameters: dict) -> None:
        """Trains a round.

        Args:
            cam: Layer of the map that was checked.
            parameters: Of the step: polygons, tiles, image, model, way and minutes.
        """
        step = QgsApplication.processingRegistry().createAlgorithmById(_STEP)
        if step is None:
            self.failed.emit(tr("Scarp's toolbox is not loaded: enable Processing first."))
            return
        folder = folder_of_rounds(cam) / f"{datetime.now():%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True)
        outputs = {"OUTPUT": str(folder / "model.h5"), "CAM": str(folder / "cam.tif")}
        context, self._feedback = QgsProcessingContext(), QgsProcessingFeedback()
        context.setProject(QgsProject.instance())
        task = QgsProcessingAlgRunnerTask(step, {**parameters, **outputs}, context, self._feedback)
        self._task, feedback, before = task, self._feedback, cam.source()

        def finish(succeeded: bool, results: dict) -> None:
            # The slot keeps context and feedback alive while the task runs.
            assert context is not None
            if sip.isdeleted(self):  # Scarp was disabled meanwhile.
                return
            self._task = None
            self.progressed.emit(-1)
            if not succeeded:
                log = feedback.textLog().strip().splitlines()
                self.failed.emit(log[-1] if log else tr("The training was cancelled."))
                return
            figures = {name: results[name] for name in _FIGURES if name in results}
            figures |= {"model": results["OUTPUT"], "cam": results["CAM"], "before": before}
            (folder / "round.json").write_text(json.dumps(figures), encoding="utf-8")
            number = len(list(folder.parent.glob("*/round.json")))
            self.done.emit({**figures, "number": number})

        task.executed.connect(finish)
        self._feedback.progressChanged.connect(lambda percent: self.progressed.emit(int(percent)))
        self.progressed.emit(0)
        QgsApplication.taskManager().addTask(task)

    def cancel(self) -> None:
        """Ends the training."""
        if self._task is not None:
            self._feedback.cancel()
            self._task.cancel()

    def first_map(self, cam: QgsRasterLayer) -> str:
        """Path of the map before the first round that a map belongs to.

        Every round trains its model on, with all that has been checked by then: one trained on from
        round to round would forget more of other ground each time.
        """
        versions = self.versions(cam)
        return versions[0]["before"] if versions else cam.source()

    def versions(self, cam: QgsRasterLayer) -> list[dict]:
        """The rounds that a map belongs to, the oldest first."""
        folder = folder_of_rounds(cam)
        found = []
        for path in sorted(folder.glob("*/round.json")):
            figures = json.loads(path.read_text(encoding="utf-8"))
            if Path(figures["cam"]).exists():
                found.append({"name": path.parent.name, **figures})
        return found


def show_map(path: str, name: str) -> QgsRasterLayer:
    """Adds a map to the project, if it is not there, and gives its layer."""
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsRasterLayer) and layer.source() == path:
            return layer
    layer = QgsRasterLayer(path, name)
    layer.loadNamedStyle(str(_STYLE))
    QgsProject.instance().addMapLayer(layer)
    return layer
